/** Makes a block of each item of a list, because the pipeline repeats some items of a list, and not the others. */
import type { Block } from '../../blocks.ts';

/** A list without blank lines between its items is one block: here each item becomes a block. */
export function itemsOf(block: Block): Block[] {
  if (block.kind !== 'item' || !block.text.includes('\n') || !ITEM.test(block.text)) return [block];
  const lines = block.text.split('\n');
  const items: Block[] = [];
  for (const [index, line] of lines.entries()) {
    const last = items.at(-1);
    if (last !== undefined && !ITEM.test(line))
      items[items.length - 1] = { ...last, text: `${last.text}\n${line}` };
    else if (last === undefined) items.push({ ...block, text: line });
    else items.push({ gap: '\n', text: line, line: block.line + index, kind: 'item', code: false });
  }
  return items;
}

/** An item of the list itself, not of a list inside it. */
const ITEM = /^(?:[-*+]|\d+[.)])[ \t]/;

/** If a list lost its first items, this item begins the list. */
export function asFirstItem(block: Block): Block {
  return block.kind === 'item' && block.gap === '\n' ? { ...block, gap: '\n\n' } : block;
}
