/** `** 強調 **`: Markdown wants no blanks inside a pair of marks. Where marks pair up, the blanks move out. */
import type { Block } from './blocks.ts';
import { type Mend, type Mended, quote } from './repair.ts';

/** Moves blanks out of pairs of `**`, where the marks of a paragraph pair up. */
export function closeUpEmphasis(blocks: readonly Block[]): Mended {
  const mends: Mend[] = [];
  const next = blocks.map((block) => {
    if (block.code || !BESIDE_BLANK.test(block.text)) return block;
    const text = block.text.split('\n').map(closeUpLine).join('\n');
    if (text === block.text) return block;
    const message = `Blanks inside \`**\` are moved out: ${quote(block.text)}.`;
    mends.push({ code: 'post-stray-emphasis', message, line: block.line, column: 1 });
    return { ...block, text };
  });
  return { blocks: next, mends };
}

/** Where there is none, no blank can move. */
const BESIDE_BLANK = /\*\*\s|\s\*\*/;

function closeUpLine(line: string): string {
  if (/`|\\\*|\*{3}|_{2}/.test(line)) return line;
  const parts = line.split('**');
  if (parts.length % 2 === 0 || parts.length === 1) return line;
  return parts
    .map((part, index) => {
      if (index % 2 === 0) return part;
      const inner = part.trim();
      if (inner === '' || inner === part) return `**${part}**`;
      const before = part.length - part.trimStart().length;
      return `${part.slice(0, before)}**${inner}**${part.slice(before + inner.length)}`;
    })
    .join('');
}
