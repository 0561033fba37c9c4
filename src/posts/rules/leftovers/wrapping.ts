/**
 * Drops what a program wraps around a text that it hands over: a fence of code around all of it, as programs that chat do to
 * show Markdown, and a second front matter in front of it. Readers would see the text as code, and the keys as a heading.
 */
import { type Block, joinBlocks, splitBlocks } from '../../blocks.ts';
import type { Mend, Mended } from '../../repair.ts';

export function unwrap(blocks: readonly Block[], title = ''): Mended {
  const mends: Mend[] = [];
  if (SHOWS_SOURCE.test(title)) return { blocks, mends };
  const plain = withoutFence(blocks);
  if (plain !== blocks)
    mends.push(mend(blocks, 'All of the text stands in a fence of code; the fence is dropped.'));
  const next = withoutHead(plain);
  if (next !== plain) mends.push(mend(plain, 'A second front matter stands before the text; it is dropped.'));
  return { blocks: next, mends };
}

/** A post whose title says so hands over a text as it is written: a template, or a page on Markdown itself. */
const SHOWS_SOURCE =
  /\b(?:markdown|front[- ]?matter|YAML|HTML|templates?|boilerplates?|read ?me|change ?log|cheat ?sheets?|snippets?|samples?|syntax|prompts?|gists?|Vorlagen?|Spickzettel|modèles?|plantillas?)\b|\.md\b|マークダウン|フロントマター|記法|テンプレ|ひな形|雛形|ひながた|早見表|チートシート|サンプル|書式|文例|例文|プロンプト|模板|模版|语法|語法|速查/i;

function mend([first]: readonly Block[], message: string): Mend {
  return { code: 'post-wrapping', message, line: first?.line ?? 1, column: 1 };
}

const OPENING = /^(`{3,}|~{3,})[ \t]*(\S*)[ \t]*\n/;
const FENCE = /^(?:`{3,}|~{3,})/gm;

function withoutFence(blocks: readonly Block[]): readonly Block[] {
  const [first] = blocks;
  const [opening, mark, language = ''] = OPENING.exec(first?.text ?? '') ?? [];
  if (first === undefined || opening === undefined) return blocks;
  const text = joinBlocks(blocks).trim();
  const end = text.lastIndexOf('\n') + 1;
  const isClosed = end > opening.length && text.slice(end).trim() === mark;
  const inside = text.slice(opening.length, isClosed ? end - 1 : undefined);
  // A fence that ends earlier holds a part of the text only, and more text is below it.
  if ((inside.match(FENCE)?.length ?? 0) % 2 !== 0) return blocks;
  const isOne = blocks.length === 1 || HANDED_OVER.test(language);
  if (!isOne || !isText(inside, language)) return blocks;
  return splitBlocks(inside, first.line + 1);
}

/** What programs call Markdown. */
const HANDED_OVER = /^(?:md|markdown)$/i;
/** Names for any text. */
const ANY_TEXT = /^(?:|te?xt|plain(?:text)?|none)$/i;

function isText(inside: string, language: string): boolean {
  // A sheet of signs, or a form to fill, has headings and lists; a text has sentences.
  if (HANDED_OVER.test(language)) return saysMuch(inside);
  if (/^html$/i.test(language))
    return /^\s*<(?:p|h[1-3])>/.test(inside) && saysMuch(inside.replace(/<[^<>\n]*>/g, ''));
  return ANY_TEXT.test(language) && HEADING.test(inside) && saysMuch(inside);
}

/** Below a heading is a blank line, as programs write it; below a comment stands what it is about. */
const HEADING = /^#{1,6} \S[^\n]*\n[ \t]*\n/m;

/** Whether it has sentences, as no code has: 「港では朝から荷が動いた。」 */
function saysMuch(text: string): boolean {
  const lines = text.split('\n').filter((line) => SENTENCE.test(line.trim()));
  return lines.join('').length >= MUCH;
}

/** A line of text that ends a sentence. A comment in a program begins with a sign. */
const SENTENCE = /^[\p{L}「『（“"'][^{};=]{15,}[。！？.!?」）)]$/u;
/** In letters. */
const MUCH = 40;

const HEAD =
  /^---[ \t]*\n((?:(?:[A-Za-z][\w-]*:(?: [^\n]*)?|[ \t]+\S[^\n]*|- [^\n]*|[ \t]*)\n){1,60})---[ \t]*(?:\n|$)/;
/** What each post says of itself. `author:` and `date:` stand below a rule in a person's text, too: whose poem, and of when. */
const OWN_KEY = /^(?:title|layout|permalink|slug|excerpt|description):/m;
/** Keys of a post. Under a rule of a person stands text. */
const KEY =
  /^(?:title|date|layout|categor(?:y|ies)|tags?|author|description|excerpt|slug|permalink|image):/gm;

function withoutHead(blocks: readonly Block[]): readonly Block[] {
  const [first] = blocks;
  if (first === undefined || !first.text.startsWith('---')) return blocks;
  const text = joinBlocks(blocks);
  const [head, keys = ''] = HEAD.exec(text) ?? [];
  if (head === undefined || (keys.match(KEY)?.length ?? 0) < 2 || !OWN_KEY.test(keys)) return blocks;
  const rest = text.slice(head.length);
  const body = rest.replace(/^(?:[ \t]*\n)+/, '');
  if (body.trim() === '') return blocks;
  return splitBlocks(body, first.line + lines(head) + lines(rest.slice(0, rest.length - body.length)));
}

function lines(text: string): number {
  return text.split('\n').length - 1;
}
