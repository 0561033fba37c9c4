/**
 * A bold line and its text in one paragraph: `**窯の寿命**` on a line, and the text on the next. It becomes a heading over
 * a paragraph. A bold line that ends in ： or ？, or that has several lines below it, may be how somebody begins a
 * paragraph: it becomes one only where a program wrote the post.
 */
import type { Block } from '../../blocks.ts';
import { type Mend, type Mended, quote } from '../../repair.ts';
import { isMachineMade } from '../scars/evidence.ts';

const RUN_IN = /^ {0,3}\*\*(?!\s)([^*\n[\]<>`]{2,60}?)\*\*[ \t]*\n(?=[^\n]{40,})/;

/** 「注意」, 「メモ」: people put such a word before a remark, and it names no section. */
const LABEL = /^(?:\p{Script=Han}{1,4}|[\p{Script=Katakana}ー]{1,5})$/u;

const JAPANESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** @param before what was repaired in the post before: it says whether a program wrote it */
export function partRunInHeadings(blocks: readonly Block[], before: readonly Mend[] = []): Mended {
  const machine = isMachineMade(blocks, before);
  const mends: Mend[] = [];
  const next = blocks.flatMap((block): Block[] => {
    const found = block.kind === 'prose' ? RUN_IN.exec(block.text) : null;
    const name = found?.[1]?.trim().replace(machine ? /[:：]$/ : /$^/, '');
    const isSentence = machine ? /[。、:：！!]$/ : /[。、:：！!？?]$/;
    if (found === null || name === undefined || isSentence.test(name) || !JAPANESE.test(name)) return [block];
    if (!machine && LABEL.test(name)) return [block];
    const text = block.text.slice(found[0].length);
    if (
      !/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}「『A-Za-z\d]/u.test(text) ||
      (text.includes('\n') && !machine)
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
