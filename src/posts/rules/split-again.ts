/** Splits the text of repaired blocks again: Markdown may see other blocks in it. Their lines are those of the file. */
import { type Block, splitBlocks } from '../blocks.ts';

function newlinesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** @param text the blocks, joined */
export function splitAgain(blocks: readonly Block[], text: string): Block[] {
  const lines = [blocks[0]?.line ?? 1];
  for (const block of blocks) {
    for (let left = newlinesIn(block.gap); left > 0; left -= 1) lines.push(block.line);
    for (let own = 1; own <= newlinesIn(block.text); own += 1) lines.push(block.line + own);
  }
  const known = textsOf(blocks);
  return splitBlocks(text, 1).map((block) => ({
    ...block,
    text: known(block.text),
    line: lines[block.line - 1] ?? block.line,
  }));
}

/**
 * Gives the text that a block had before the body was split again: nearly all are the same, and what is remembered of a
 * text is found faster by that one. Must be asked in the order of the blocks.
 */
function textsOf(blocks: readonly Block[]): (text: string) => string {
  let at = 0;
  return (text) => {
    for (let ahead = at; ahead < at + AHEAD; ahead += 1) {
      const known = blocks[ahead]?.text;
      if (known !== text) continue;
      at = ahead + 1;
      return known;
    }
    return text;
  };
}

/** In blocks: this many may have been joined with another one, or parted from it. */
const AHEAD = 8;
