/** Puts sentences and paragraphs to another place in a post. */
import type { Block } from '../../blocks.ts';
import { sentencesOf } from '../bare-sentences.ts';

/** A sentence, by the indexes of its block and of itself; the last one of a block if -1. */
export type Spot = { readonly block: number; readonly sentence: number };

/** A text that goes behind a sentence, or as a block of its own behind a block. */
export type Placement = { readonly spot: Spot; readonly inside: boolean; readonly block: Block };

/** The blocks with each text in its place. */
export function withPlacements(blocks: readonly Block[], placements: readonly Placement[]): Block[] {
  const byBlock = new Map<number, Placement[]>();
  for (const placement of placements) {
    const here = byBlock.get(placement.spot.block);
    if (here === undefined) byBlock.set(placement.spot.block, [placement]);
    else here.push(placement);
  }
  return blocks.flatMap((block, index) => {
    const here = byBlock.get(index) ?? [];
    const inside = here.filter((placement) => placement.inside);
    const own = here.filter((placement) => !placement.inside).map((placement) => placement.block);
    return [withInside(block, inside), ...own.map((put, at) => besideItem(put, own[at - 1] ?? block))];
  });
}

/** An item behind an item is one of its list. */
function besideItem(block: Block, before: Block): Block {
  return block.kind === 'item' && before.kind === 'item' ? { ...block, gap: '\n' } : block;
}

function withInside(block: Block, placements: readonly Placement[]): Block {
  if (placements.length === 0) return block;
  const ends = sentencesOf(block.text).map(({ to }) => to);
  const puts = new Map<number, string>();
  for (const { spot, block: put } of placements) {
    const at = spot.sentence < 0 ? ends.length - 1 : spot.sentence;
    puts.set(at, (puts.get(at) ?? '') + put.text);
  }
  let text = '';
  let from = 0;
  for (const [index, end] of ends.entries()) {
    text += block.text.slice(from, end) + (puts.get(index) ?? '');
    from = end;
  }
  return { ...block, text: text + block.text.slice(from) };
}
