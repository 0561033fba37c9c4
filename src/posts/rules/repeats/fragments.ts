/** Blocks that are only a part of what was said before, next to a cut. */
import { lettersOf } from '../scars/seam.ts';
import { LATE } from './repeated-run.ts';
import type { Part } from './said-before.ts';

export function saysNothingNew(part: Part | undefined): boolean {
  return part !== undefined && part.sentences.length > 0 && !part.known.includes(false);
}

/** Whether it is only the beginning, or the end, of a sentence that was said before, next to a cut. */
export function isFragment(
  part: Part,
  behindCut: boolean,
  { next, staying }: { readonly next: Part | undefined; readonly staying: Part | undefined },
): boolean {
  const { kind } = part.block;
  if ((kind !== 'prose' && kind !== 'item') || !saysNothingNew(part)) return false;
  const open = part.sentences.at(-1)?.whole === false && next?.block.cut !== undefined;
  if (kind === 'item') return open && (next?.block.kind !== 'item' || isBegun(part, staying));
  return open || (behindCut && (part.remainder || part.letters >= LATE));
}

/** For each block, the index of the first one from it on that is not marked so far. */
export function nextStaying(codes: readonly (string | undefined)[]): number[] {
  const staying: number[] = [];
  for (let index = codes.length - 1; index >= 0; index -= 1)
    staying[index] = codes[index] === undefined ? index : (staying[index + 1] ?? codes.length);
  return staying;
}

/** Whether an item, with its mark and its subject, is the beginning of another one. */
function isBegun({ block }: Part, item: Part | undefined): boolean {
  return item?.block.kind === 'item' && lettersOf(item.block.text).startsWith(lettersOf(block.text));
}
