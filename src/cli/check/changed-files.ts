/** Which files changed since a commit: asks Git, which must be installed. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ProblemError } from '../../problem.ts';
import { usage } from '../command.ts';

const run = promisify(execFile);

/**
 * Files that were changed or added since `revision`, committed or not, as paths from `root`.
 *
 * @throws ProblemError (usage) if there is no Git, no repository, or no such commit
 */
export async function changedSince(root: string, revision: string): Promise<ReadonlySet<string>> {
  const git = async (...args: readonly string[]) => {
    const { stdout } = await run('git', ['-C', root, ...args], { maxBuffer: 256 * 1024 * 1024 });
    return stdout.split('\0').filter((name) => name !== '');
  };
  try {
    const commit =
      (await git('rev-parse', '--verify', '--end-of-options', `${revision}^{commit}`))[0]?.trim() ?? '';
    const changed = await git('diff', '--name-only', '--relative', '-z', '--diff-filter=d', commit, '--');
    const added = await git('ls-files', '--others', '--exclude-standard', '-z');
    return new Set([...changed, ...added].map((name) => name.normalize('NFC')));
  } catch (error) {
    const said =
      error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n')[0] : '';
    throw new ProblemError(
      [
        usage(
          `Git does not say what changed since \`${revision}\`${said === '' ? '' : `: ${said}`}.`,
          'Write a commit of the repository that the site is in, such as `--since HEAD~1` or `--since origin/main`.',
        ),
      ],
      { cause: error },
    );
  }
}
