/**
 * The baseline: findings that an editor has seen and accepts, so that only new ones fail. It is a file in the posts
 * folder and is committed. A finding is recognised by its code and by the letters of its paragraph: it is still known
 * if lines move, and new if the paragraph changes.
 */
import * as v from 'valibot';

/** In the posts folder. */
export const BASELINE_FILE = '.tayori-baseline.json';

/** For each file and code: how often each print occurs. */
export type Baseline = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>>;

type Printed = { readonly code: string; readonly print: string; readonly at: { readonly file: string } };

const schema = v.object({
  version: v.literal(1),
  findings: v.record(v.string(), v.record(v.string(), v.record(v.string(), v.number()))),
});

/** @returns `undefined` if the text is not a baseline */
export function readBaseline(text: string): Baseline | undefined {
  try {
    const result = v.safeParse(schema, JSON.parse(text));
    return result.success ? result.output.findings : undefined;
  } catch {
    return undefined;
  }
}

/** Sorted, so that the same posts give the same text, and a changed finding changes only its line. */
export function writeBaseline(baseline: Baseline): string {
  return `${JSON.stringify({ version: 1, findings: sorted(baseline) }, undefined, 1)}\n`;
}

/** @param files the files whose findings replace the old ones; all other files keep theirs */
export function updatedBaseline(
  old: Baseline,
  files: Iterable<string>,
  findings: readonly Printed[],
): Baseline {
  const next: Record<string, Record<string, Record<string, number>>> = Object.fromEntries(
    Object.entries(old).map(([file, codes]) => [
      file,
      Object.fromEntries(Object.entries(codes).map(([code, prints]) => [code, { ...prints }])),
    ]),
  );
  for (const file of files) delete next[file];
  for (const { code, print, at } of findings) {
    const codes = next[at.file] ?? {};
    const prints = codes[code] ?? {};
    next[at.file] = { ...codes, [code]: { ...prints, [print]: (prints[print] ?? 0) + 1 } };
  }
  return next;
}

/** The findings that are not in the baseline. */
export function newFindings<T extends Printed>(baseline: Baseline, findings: readonly T[]): T[] {
  const left = new Map<string, number>();
  return findings.filter(({ code, print, at }) => {
    const key = `${at.file}\n${code}\n${print}`;
    const known = left.get(key) ?? baseline[at.file]?.[code]?.[print] ?? 0;
    left.set(key, known - 1);
    return known <= 0;
  });
}

function sorted(baseline: Baseline): Baseline {
  const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1);
  return Object.fromEntries(
    Object.entries(baseline)
      .toSorted(byName)
      .map(([file, codes]) => [
        file,
        Object.fromEntries(
          Object.entries(codes)
            .toSorted(byName)
            .map(([code, prints]) => [code, Object.fromEntries(Object.entries(prints).toSorted(byName))]),
        ),
      ]),
  );
}
