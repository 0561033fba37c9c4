/** What each reader of a head gets (read-title.ts, read-date.ts and others), and where it names what is wrong. */
import type { ProblemCode } from '../../problem.ts';
import type { Settings } from '../../settings.ts';
import type { FrontMatter, Skipped } from '../post.ts';
import type { Spot } from './front-matter/front-matter-faults.ts';

export type HeadSource = {
  /** The path from the site folder, with `/`, in NFC. */
  readonly file: string;
  /** The front matter as it is written, with its fences. */
  readonly text: string;
  /** Its values, and the defaults for posts of its folder. */
  readonly data: FrontMatter;
  readonly settings: Settings;
  readonly report: HeadReport;
};

/** Names something that is wrong, at the place of a key; a key that the post does not have is at its beginning. */
type Name = (code: ProblemCode, key: string, message: string, hint: string) => void;

/** Collects what is wrong with a head while it is read. */
export type HeadReport = {
  /** What keeps the post from being published on any day. */
  readonly faults: readonly Skipped[];
  readonly warnings: readonly Skipped[];
  readonly fault: Name;
  readonly warn: Name;
};

/**
 * @param head the places of its keys are asked for only if something is wrong
 * @param warned what is known already
 */
export function newReport(
  file: string,
  head: { readonly places: ReadonlyMap<string, Spot> },
  warned: readonly Skipped[],
): HeadReport {
  const faults: Skipped[] = [];
  const warnings = [...warned];
  const named = (code: ProblemCode, key: string, message: string, hint: string): Skipped => {
    return { code, message, hint, at: { file, ...(head.places.get(key) ?? { line: 1, column: 1 }) } };
  };
  return {
    faults,
    warnings,
    fault: (...what) => faults.push(named(...what)),
    warn: (...what) => warnings.push(named(...what)),
  };
}
