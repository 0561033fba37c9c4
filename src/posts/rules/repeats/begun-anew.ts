/**
 * Headings that a program wrote again between a sentence that was cut and the same sentence, begun anew:
 *
 *     ## 窯の温度   火は三日  ✂   ## 土   (what was said of it)   火は三日かけて上げます。
 *
 * What was said before goes. The sentence belongs to the section in which it was begun, so these headings go, too.
 */
import type { Block } from '../../blocks.ts';
import type { Sentence } from '../bare-sentences.ts';
import { WIDE } from '../scars/deleted-marker.ts';
import { nameOf } from '../section-heading.ts';
import type { Part } from './said-before.ts';

/** In letters: a shorter fragment proves nothing. */
const LEAST = 4;

/** Of many headings, or cuts, only the last ones are compared. */
const MOST = 100;

/**
 * @param isOut whether a block goes
 * @returns the indexes of the headings that go
 */
export function headingsAgain(parts: readonly Part[], isOut: (index: number) => boolean): number[] {
  const begun = new Set(headingsBegun(parts));
  return [...begun, ...headingsWithin(parts, (index) => begun.has(index) || isOut(index))];
}

/** Headings that the program did not finish: 「## 窯の温」 before a cut, where 「## 窯の温度」 stands above. */
function headingsBegun(parts: readonly Part[]): number[] {
  const seen: string[] = [];
  return parts.flatMap(({ block }, index) => {
    if (block.kind !== 'heading') return [];
    const name = nameOf(block);
    const next = parts[index + 1]?.block;
    const isCut = next !== undefined && (next.cut !== undefined || WIDE.test(next.gap));
    const goes = isCut && seen.some((other) => isBegun(name, other, next));
    if (seen.push(name) > MOST) seen.shift();
    return goes ? [index] : [];
  });
}

/** @param next what stands behind the cut: it may be the rest of the heading */
function isBegun(name: string, whole: string, next: Block): boolean {
  return whole !== name && whole.startsWith(name) && !nameOf(next).startsWith(whole.slice(name.length));
}

/** A sentence that a cut left open. */
type Open = {
  readonly letters: string;
  /** The heading above it; empty if its whole paragraph goes: then nothing else may be left below that heading. */
  readonly under: string;
  /** How many headings stood before it. */
  readonly headings: number;
};

/** Headings between a sentence that was cut and its new beginning. */
function headingsWithin(parts: readonly Part[], isOut: (index: number) => boolean): number[] {
  const found: number[] = [];
  const seen = new Set<string>();
  const headings: number[] = [];
  let open: Open[] = [];
  let under = '';
  for (const [index, part] of parts.entries()) {
    if (part.block.kind === 'heading') {
      if (isOut(index)) continue;
      under = nameOf(part.block);
      if (!seen.has(under)) open = [];
      seen.add(under);
      headings.push(index);
      continue;
    }
    if (!isOut(index)) {
      const begins = part.sentences[part.known.indexOf(false)]?.letters ?? '';
      const cut = open.find(({ letters }) => begins.startsWith(letters));
      // Under the same heading, behind what stood before it: a section that is told again becomes one with the first later.
      const isInPlace = cut?.under === under && part.block.cut === undefined;
      if (cut !== undefined && !isInPlace) found.push(...headings.slice(cut.headings));
      open = [];
    }
    const last = part.sentences.at(-1);
    if (last !== undefined && isCutOff(last, parts[index + 1]))
      open.push({ letters: begun(last), under: isOut(index) ? '' : under, headings: headings.length });
  }
  return found;
}

function isCutOff(last: Sentence, next: Part | undefined): boolean {
  return !last.whole && next?.block.cut !== undefined && begun(last).length >= LEAST;
}

/** Without the comma before the cut: the sentence may go on without it. */
function begun({ letters }: Sentence): string {
  return letters.replace(/(?<![、,…])[、,…]+$/, '');
}
