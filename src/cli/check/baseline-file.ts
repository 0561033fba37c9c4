/** The baseline of `check` on the disk: `.tayori-baseline.json` in the posts folder. */
import { join } from 'node:path';
import { readText, writeWhole } from '../../disk/files.ts';
import {
  BASELINE_FILE,
  type Baseline,
  readBaseline,
  updatedBaseline,
  writeBaseline,
} from '../../posts/check/baseline.ts';
import type { CheckedPost } from '../../posts/check/check.ts';
import { ProblemError } from '../../problem.ts';
import type { Settings } from '../../settings.ts';

/** The baseline is beside the posts, so that it goes into the repository with them. */
export function baselineOf({ site }: Settings): string {
  return `${site.posts}/${BASELINE_FILE}`;
}

/** @throws ProblemError (baseline-unreadable). Without a baseline every finding would look new */
export async function loadBaseline(root: string, settings: Settings): Promise<Baseline> {
  const file = baselineOf(settings);
  const text = await readText(join(root, file));
  if (text === undefined) return {};
  const baseline = readBaseline(text);
  if (baseline !== undefined) return baseline;
  throw new ProblemError([
    {
      code: 'baseline-unreadable',
      message: 'The baseline of `tayori check` can not be read.',
      hint: 'Take it back from Git, or remove it and run `tayori check --update-baseline`.',
      at: { file },
    },
  ]);
}

/** Takes what is found in these posts as seen. @returns how many findings are in it then */
export async function saveBaseline(
  root: string,
  settings: Settings,
  old: Baseline,
  posts: readonly CheckedPost[],
): Promise<number> {
  const findings = posts.flatMap((post) => post.findings());
  const next = updatedBaseline(
    old,
    posts.map(({ file }) => file),
    findings,
  );
  await writeWhole(join(root, baselineOf(settings)), writeBaseline(next));
  return findings.length;
}
