/** MDX: what is JavaScript in it is not shown: imports and exports, comments, and values of attributes between braces. */
import { codeSpans } from '../code-spans.ts';
import { apart, type Change, inCode } from './marks.ts';

export function mdxChanges(text: string): Change[] {
  const code = codeSpans(text);
  const blocks = [...text.matchAll(BLOCK)].map(({ 0: whole, index }) => ({
    from: index,
    to: endOfBlock(text, index, index + whole.length),
    text: '',
  }));
  const comments = [...text.matchAll(/\{\/\*[\s\S]{0,5000}?\*\/\}/g)].map(({ 0: whole, index }) => {
    return { from: index, to: index + whole.length, text: '' };
  });
  const blanks = [...text.matchAll(/\{(["'`])([ \t]*)\1\}/g)].map(({ 0: whole, 2: blank = '', index }) => {
    return { from: index, to: index + whole.length, text: blank };
  });
  const all = [...blocks, ...comments, ...blanks, ...attributes(text)];
  const isCode = inCode(code);
  return apart(all).filter(({ from }) => !isCode(from));
}

/**
 * The end of a block: an object that `export` begins may have empty lines.
 *
 * @param to where the next empty line is
 */
function endOfBlock(text: string, from: number, to: number): number {
  const next = bracesFrom(0);
  for (let at = from; at < Math.min(text.length, to + LONGEST); at += 1) {
    const isWhole = next(text[at] ?? '') <= 0;
    if (!isWhole || at + 1 < to) continue;
    const end = text.indexOf('\n', at + 1);
    return end < 0 ? text.length : end;
  }
  return to;
}

/** A block that begins with `import … from` or `export`, to the next empty line. */
const BLOCK =
  /(?<=^|\n[ \t]*\n|\n(?=import\b))(?:import[ \t]+(?:[\w*{][^;]{0,2000}?[ \t}]from[ \t]+)?['"][^'"\n]+['"];?|export[ \t]+(?:const|default|function|let)\b[^\n]*(?:\n[^\n]*\S[^\n]*)*)/g;

/** `style={{ … }}` in a tag: HTML would take the braces, and the tag, for text. */
function attributes(text: string): Change[] {
  const found: Change[] = [];
  const start = /[ \t\n][A-Za-z][\w-]*=\{/g;
  for (const { 0: whole, index } of text.matchAll(start)) {
    const before = text.slice(Math.max(0, index - 1000), index);
    const isInTag = /<[A-Za-z][^<>]*$/.test(before.slice(Math.max(0, before.lastIndexOf('<'))));
    if (index < (found.at(-1)?.to ?? 0) || !(isInTag || found.at(-1)?.to === index)) continue;
    const to = closing(text, index + whole.length);
    if (to !== undefined) found.push({ from: index, to, text: '' });
  }
  return found;
}

/** Behind the brace that closes, outside of texts. */
function closing(text: string, from: number): number | undefined {
  const next = bracesFrom(1);
  for (let at = from; at < Math.min(text.length, from + LONGEST); at += 1)
    if (next(text[at] ?? '') === 0) return at + 1;
  return undefined;
}

/** Code is no longer than this. */
const LONGEST = 5000;

/** Counts braces outside of texts, letter by letter. A text between `"` or `'` ends with its line. */
function bracesFrom(start: number): (letter: string) => number {
  let depth = start;
  let quote = '';
  return (letter) => {
    if (quote !== '') quote = letter === quote || (letter === '\n' && quote !== '`') ? '' : quote;
    else if (letter === '"' || letter === "'" || letter === '`') quote = letter;
    else if (letter === '{') depth += 1;
    else if (letter === '}') depth -= 1;
    return depth;
  };
}
