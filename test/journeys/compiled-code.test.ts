/**
 * Node keeps what it compiled for the next command. V8 refuses to use it if a flag differs, and a command may set some
 * (src/process/v8-memory.ts): so they are set after the code is loaded, and no command undoes what another one keeps.
 */
import { mkdtemp, readdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { finish } from '../../bench/measure.ts';
import { installed } from './installed.ts';
import { openMailing, WEEK } from './mailing.ts';

/** They share the code of the ledger or of the posts, and some of them set flags. */
const commands = [
  ['digest', '--week', WEEK],
  ['status'],
  ['posts'],
  ['subscribers', 'list'],
  ['check'],
  ['send', '--week', WEEK, '--dry-run'],
];

it('a command never compiles again what another one has kept', async () => {
  const site = await openMailing();
  const kept = await mkdtemp(join(tmpdir(), 'compiled-'));
  const runAll = async () => {
    for (const command of commands) {
      const { code, stderr } = await finish({
        ...installed.call([...command, '--root', site.root], {
          NODE_COMPILE_CACHE: kept,
          MAIL_URL: 'smtp://127.0.0.1:9',
          SIGNING_KEY: '0123456789abcdef0123456789abcdef',
        }),
        cwd: site.root,
      });
      expect([0, 1], `${command.join(' ')}: ${stderr}`).toContain(code);
    }
  };
  await runAll();
  await runAll(); // what exists by now, such as the kept posts, needs other code than the first time
  const before = await writtenIn(kept);
  await runAll();
  expect(before.size).toBeGreaterThan(10);
  expect(await writtenIn(kept)).toEqual(before);
});

/** When each file in a folder was written. */
async function writtenIn(folder: string): Promise<Map<string, number>> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const rows = files
    .filter((file) => file.isFile())
    .map(async ({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path, (await stat(path)).mtimeMs] as const;
    });
  return new Map((await Promise.all(rows)).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
