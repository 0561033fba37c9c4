/** Titles and excerpts: what authors write as Markdown or HTML in one line, as plain text. */
import type { Settings } from '../settings.ts';
import { cleanLine } from './clean.ts';
import { decodeReferences } from './escape.ts';

/** The title as readers see it. */
export function titleLine(text: string, settings: Settings): string {
  return settings.cleaning.repairs.titleMarkdown ? plainLine(text) : cleanLine(text);
}

/** One line without the marks of Markdown and HTML. Single asterisks and underscores stay: `5*3`, `a_b`. */
export function plainLine(text: string): string {
  const line = cleanLine(text);
  if (line.length > LONGEST || !/[*_`~<#[{\\&]/.test(line)) return line;
  // Code stays as it is written: its marks are no Markdown, and `<div>` in it is text.
  const code: string[] = [];
  const outside = line.replace(/(?<!`)(`+)(?!`)((?:(?!\1(?!`)).)+?)\1(?!`)/g, (_, _ticks, inside: string) => {
    code.push(inside.trim());
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

/** In UTF-16 units: what is longer is no title, and marks are looked for again from every bracket. */
const LONGEST = 4000;

/** Stands for a piece of code: cleaned text has no noncharacter. */
const CODE = '\ufdd4';

function withoutMarks(line: string): string {
  return line
    .replace(/^#{1,6} /, '')
    .replace(/!?\[([^\]]*)\]\([^()\s]*(?: "[^"]*")?\)/g, '$1')
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(/~~(?=\S)([^~]*)~~/g, '$1')
    .replace(/\*{2,}/g, '')
    .replace(/(^|\W)__(?=\S)([^_]+)__(?!\w)/g, '$1$2')
    .replace(/(^|[^\w*])\*(?=\S)([^*]*[^*\s])\*(?![\w*])/g, '$1$2')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

/** Whether an excerpt says no more than the title does. */
export function isBoilerplate(excerpt: string, title: string, { cleaning }: Settings): boolean {
  if (!cleaning.repairs.boilerplateExcerpt) return false;
  return excerpt === title || cleaning.boilerplate.some((phrase) => excerpt.includes(phrase));
}
