/**
 * A bold line and its text in one paragraph: `**窯の寿命**` on one line, and the text on the next. If the post has another
 * bold line that is its own paragraph, or a second one like this, then it is a heading too.
 */
import type { Block } from '../../blocks.ts';
import { type Mend, type Mended, quote } from '../../repair.ts';

const RUN_IN = /^ {0,3}\*\*(?!\s)([^*\n[\]<>`]{2,60}?)\*\*[ \t]*\n(?=[^\n]{40,})/;

const JAPANESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

export function partRunInHeadings(blocks: readonly Block[]): Mended {
  const mends: Mend[] = [];
  const next = blocks.flatMap((block): Block[] => {
    const found = block.kind === 'prose' ? RUN_IN.exec(block.text) : null;
    const name = found?.[1]?.trim();
    if (found === null || name === undefined || /[。、:：！!？?]$/.test(name) || !JAPANESE.test(name))
      return [block];
    const text = block.text.slice(found[0].length);
    if (
      !/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}「『A-Za-z\d]/u.test(text) ||
      text.includes('\n')
    )
      return [block];
    const message = `A bold line in a paragraph stands for a heading: ${quote(name)}.`;
    mends.push({ code: 'post-run-in-heading', message, line: block.line, column: 1 });
    const { cut: _, ...rest } = block;
    return [
      { ...block, text: `**${name}**` },
      { ...rest, gap: '\n\n', text, line: block.line + 1 },
    ];
  });
  return { blocks: next, mends };
}
