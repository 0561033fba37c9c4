/**
 * The baseline: findings that an editor has seen and will live with, so that only new ones fail. It stands in
 * the posts folder and is committed. A finding is known by its code and by the letters of its paragraph: it
 * stays known when lines move, and is new when the paragraph changes.
 */
import * as v from 'valibot';

/** In the posts folder. */
export const BASELINE_FILE = '.tayori-baseline.json';

/** Of each file, how often each print stands in it, by code. */
export type Baseline = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>>;

type Printed = { readonly code: string; readonly print: string; readonly at: { readonly file: string } };

const schema = v.object({
  version: v.literal(1),
  findings: v.record(v.string(), v.record(v.string(), v.record(v.string(), v.number()))),
});

/** @returns `undefined` where the text is no baseline */
export function readBaseline(text: string): Baseline | undefined {
  try {
    const result = v.safeParse(schema, JSON.parse(text));
    return result.success ? result.output.findings : undefined;
  } catch {
    return undefined;
  }
}

/** Sorted, so that it is the same for the same posts, and a line in it changes where a finding does. */
export function writeBaseline(baseline: Baseline): string {
  return `${JSON.stringify({ version: 1, findings: sorted(baseline) }, undefined, 1)}\n`;
}

/** @param files whose findings are put in place of the old ones; all other files keep theirs */
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

/** Those that the baseline does not know. */
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
