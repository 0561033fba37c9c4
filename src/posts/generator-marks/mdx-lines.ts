/** MDX: what is JavaScript in it is not shown: imports and exports, comments, and values of attributes between braces. */
import { codeSpans } from '../code-spans.ts';
import { apart, type Change, inCode } from './marks.ts';

export function mdxChanges(text: string): Change[] {
  const code = codeSpans(text);
  const blocks = [...text.matchAll(BLOCK)].map(({ 0: whole, index }) => ({
    from: index,
    to: index + whole.length,
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
  let depth = 1;
  let quote = '';
  for (let at = from; at < Math.min(text.length, from + 5000); at += 1) {
    const letter = text[at] ?? '';
    if (quote !== '') quote = letter === quote ? '' : quote;
    else if (/["'`]/.test(letter)) quote = letter;
    else if (letter === '{') depth += 1;
    else if (letter === '}') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return undefined;
}
