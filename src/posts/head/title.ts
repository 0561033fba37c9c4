/** Titles and excerpts: authors write them as Markdown or HTML in one line; here they become plain text. */
import type { Settings } from '../../settings.ts';
import { cleanLine } from '../clean-text.ts';
import { decodeReferences } from '../escape.ts';
import { lettersAndDigits } from '../letters-and-digits.ts';
import { isOn } from '../severity.ts';

/** The title as readers see it. */
export function titleLine(text: string, settings: Settings): string {
  return isOn('post-title-markdown', settings) ? plainLine(text) : cleanLine(text);
}

/** One line without the marks of Markdown and HTML. Single asterisks and underscores stay: `5*3`, `a_b`. */
export function plainLine(text: string): string {
  const line = cleanLine(text);
  if (line.length > LONGEST || !/[*_`~<#[{\\&]/.test(line)) return line;
  // Code and escaped letters stay as they are written: their marks are not Markdown, and `<div>` in code is text.
  const code: string[] = [];
  const outside = line.replace(VERBATIM, (_, escaped?: string, _ticks?: string, inside?: string) => {
    code.push(escaped ?? inside?.trim() ?? '');
    return CODE;
  });
  const plain = decodeReferences(withoutMarks(outside));
  return cleanLine(
    plain
      .split(CODE)
      .map((part, index) => part + (code[index] ?? ''))
      .join(''),
  );
}

/**
 * Whether a title has marks that a program left. People write code, HTML and `&amp;` in titles, which Jekyll's pages and
 * readers show as they are meant.
 */
export function hasMarks(title: string): boolean {
  return /\*\*|__|~~|^#{1,6} |\]\(/.test(title.replace(VERBATIM, ''));
}

/** In UTF-16 units. A longer text is not a title, and searching marks from every bracket would take too long. */
const LONGEST = 4000;

/** `\*`, or code between backticks. */
const VERBATIM = /\\([!-/:-@[-`{-~])|(?<!`)(`+)(?!`)((?:(?!\2(?!`)).)+?)\2(?!`)/g;

/** Stands for what is verbatim; a noncharacter, which cleaned text never contains. */
const CODE = '\ufdd4';

function withoutMarks(line: string): string {
  return withoutTags(line.replace(/^#{1,6} /, '').replace(/!?\[([^\]]*)\]\([^()\s]*(?: "[^"]*")?\)/g, '$1'))
    .replace(/~~(?=\S)([^~]*)~~/g, '$1')
    .replace(/\*\*(?=[^\s*])([^*]*[^\s*])\*\*/g, '$1')
    .replace(STRAY, '')
    .replace(/(^|\W)__(?=\S)(?![a-z\d]+__)([^_]+)__(?!\w)/g, '$1$2')
    .replace(/(^|[^\w*])\*(?=\S)([^*]*[^*\s])\*(?![\w*])/g, '$1$2');
}

/** Two or more asterisks without a partner. `2**10` is arithmetic, and `**kwargs` Python. */
const STRAY = /(?<![A-Za-z\d)*])\*{2,}(?![a-z*])|(?<!\*)\*{2,}(?![A-Za-z\d(*])/g;

/** Without the tags of HTML. `Array<string>` and `<template>` have none: they are what the title is about. */
function withoutTags(line: string): string {
  if (!line.includes('<')) return line;
  const text = line
    .replace(/<!--.*?-->|<(script|style)\b[^<>]*>.*?<\/\1>/gi, '')
    .replace(/<r[tp]\b[^<>]*>[^<]*(?:<\/r[tp]>|(?=<\/ruby>))/gi, '');
  const tags = [...text.matchAll(TAG)];
  const open = new Map<string, number[]>();
  const gone = new Set<number>();
  tags.forEach(([, slash, written = ''], index) => {
    const name = written.toLowerCase();
    if (/^(?:br|hr|img|wbr)$/.test(name)) gone.add(index);
    else if (slash === '') open.set(name, [...(open.get(name) ?? []), index]);
    else {
      const partner = open.get(name)?.pop();
      if (partner !== undefined) gone.add(index).add(partner);
    }
  });
  let at = 0;
  let kept = '';
  for (const [index, { 0: tag, 2: name = '', index: from }] of tags.entries()) {
    kept += text.slice(at, gone.has(index) ? from : from + tag.length);
    if (gone.has(index) && NEW_LINE.test(name)) kept += '\n';
    at = from + tag.length;
  }
  return (kept + text.slice(at)).replace(BETWEEN_WIDE, '');
}

/** Tags that begin a new line: on one line, a blank stands for them, but none between two Japanese letters. */
const NEW_LINE = /^(?:br|center|div|h[1-6]|hr|p)$/i;
const BETWEEN_WIDE =
  /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u30ff\uff00-\uff60…])\n+(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u30ff\uff00-\uff60…])/gu;

/** Tags that shape a line of text; the others stand in titles as their subject. */
const TAG =
  /<(\/?)(a|abbr|b|big|br|center|cite|code|del|dfn|div|em|font|h[1-6]|hr|i|img|ins|kbd|mark|nobr|p|q|rb|ruby|s|samp|small|span|strong|sub|sup|time|tt|u|var|wbr)(?:\s+[\w:-]+(?:=(?:"[^"]*"|'[^']*'|[^\s"'<>=]+))?)*\s*\/?>/gi;

/** Whether an excerpt says no more than the title. */
export function isBoilerplate(excerpt: string, title: string, settings: Settings): boolean {
  if (!isOn('post-excerpt-boilerplate', settings)) return false;
  return isTitle(excerpt, title) || settings.check.boilerplate.some((phrase) => excerpt.includes(phrase));
}

/** In letters: a shorter excerpt may say something of its own behind the year of a title. */
const LEAST = 10;

/** Whether an excerpt is the title, or its beginning, ignoring punctuation and the year before it. */
function isTitle(excerpt: string, title: string): boolean {
  if (excerpt === title) return true;
  const [one, other] = [excerpt, title].map(lettersAndDigits);
  if (one === undefined || one === '' || other === undefined) return false;
  return other.startsWith(one) || (one.length >= LEAST && other.replace(/^20\d\d年/, '').startsWith(one));
}
