/**
 * A paragraph that became a heading by accident: `---` is right below it, or the text is on the line of its `##`. A
 * heading is short and has no full stop. A text of two sentences, or a long one that ends in a full stop, is not a
 * heading.
 */
import type { Block } from '../../blocks.ts';
import { maskOpaque, OPAQUE } from '../../prose.ts';
import { type Mend, type Mended, quote } from '../../repair.ts';
import { knownHeadings } from '../known-headings.ts';
import { isMachineMade } from '../scars/evidence.ts';

const LONGEST = 60;

/** @param before what was repaired in the post before: it says whether a program wrote it */
export function unmakeHeadings(blocks: readonly Block[], before: readonly Mend[] = []): Mended {
  const machine = isMachineMade(blocks, before);
  const known = machine ? knownHeadings(blocks) : () => undefined;
  const mends: Mend[] = [];
  const next = blocks.flatMap((block): Block[] => {
    const parts = block.kind === 'heading' ? partsOf(block, machine, known) : undefined;
    if (parts === undefined) return [block];
    const message = `A paragraph that became a heading is a paragraph again: ${quote(block.text)}.`;
    mends.push({ code: 'post-paragraph-heading', message, line: block.line, column: 1 });
    return parts;
  });
  return { blocks: next, mends };
}

function partsOf(
  block: Block,
  machine: boolean,
  known: ReturnType<typeof knownHeadings>,
): Block[] | undefined {
  const underlined = /\n {0,3}-{2,}[ \t]*$/.exec(block.text);
  if (underlined !== null) return underlinedParts(block, block.text.slice(0, underlined.index), machine);
  const [, mark = '', line = ''] = /^( {0,3}#{1,6}[ \t]+)(?![ \t])(.*)$/.exec(block.text) ?? [];
  const text = line.replace(/(?<![ \t])[ \t]+$/, '').replace(/(?<![ \t])[ \t]+#+$/, '');
  const own = known(text, 0);
  if (own !== undefined && own.name.length < text.length && isText(text.slice(own.name.length)))
    return withText(block, own.mark + own.name, text.slice(own.name.length));
  if (text.length <= LONGEST || !isText(text) || !(machine || isParagraph(text))) return undefined;
  // `## 見出し 本文…`: the heading ends at the first blank after a Japanese letter.
  const blank = /(?<=[^\x20-\x7e])[ \u3000]+/.exec(text.slice(0, LONGEST));
  const name = blank === null ? '' : text.slice(0, blank.index);
  if (blank === null || /[。、]/.test(name)) return [{ ...block, text, kind: 'prose' }];
  return withText(block, mark + name, text.slice(blank.index));
}

/** A heading, and a paragraph that stood on its line. */
function withText(block: Block, heading: string, text: string): Block[] {
  return [
    { ...block, text: heading },
    { gap: '\n\n', text: text.trimStart(), line: block.line, kind: 'prose', code: false },
  ];
}

/**
 * The rule below the paragraph stays a rule.
 *
 * @param machine whether a program wrote the post: then a short sentence with its full stop is no heading, either
 */
function underlinedParts(block: Block, text: string, machine: boolean): Block[] | undefined {
  const isSentence = machine && /。\s*$/.test(text);
  if (!isSentence && text.length <= LONGEST && !/\n/.test(text) && !/[。！？!?][^」』）)]/.test(text))
    return undefined;
  if (!isText(text)) return undefined;
  const lines = text.split('\n').length;
  return [
    { ...block, text, kind: 'prose' },
    { gap: '\n\n', text: '---', line: block.line + lines, kind: 'rule', code: false },
  ];
}

/**
 * Whether a line behind `##` is a paragraph also where nothing else shows a program. The heading of a talk or of an answer
 * may quote a sentence: 「# 「できますか。」への回答」, 「# …できるか。 - @name」; that of an interview is a question of several
 * sentences.
 */
function isParagraph(text: string): boolean {
  const own = maskOpaque(text).replace(/「[^「」]*」|『[^『』]*』|（[^（）]*）|\([^()]*\)/g, OPAQUE);
  if (!own.includes('。') || (own.length <= 2 * LONG && /[？?]\s*$/.test(own))) return false;
  return own.length > LONG || /[。！!…」]\s*$/.test(own);
}

/** In letters: no heading is that long, but for a question, which may be twice as long. */
const LONG = 120;

/** Whether it contains a Japanese sentence: a heading may ask a question, but it does not end in 。. */
function isText(text: string): boolean {
  const masked = maskOpaque(text);
  return /\p{Script=Hiragana}/u.test(masked) && masked.includes('。');
}
