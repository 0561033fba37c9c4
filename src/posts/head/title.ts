/** Titles and excerpts: authors write them as Markdown or HTML in one line; here they become plain text. */
import type { Settings } from '../../settings.ts';
import { cleanLine } from '../clean-text.ts';
import { decodeReferences } from '../escape.ts';
import { isOn } from '../rules/severity.ts';

/** The title as readers see it. */
export function titleLine(text: string, settings: Settings): string {
  return isOn('post-title-markdown', settings) ? plainLine(text) : cleanLine(text);
}

/** One line without the marks of Markdown and HTML. Single asterisks and underscores stay: `5*3`, `a_b`. */
export function plainLine(text: string): string {
  const line = cleanLine(text);
  if (line.length > LONGEST || !/[*_`~<#[{\\&]/.test(line)) return line;
  // Code stays as it is written: its marks are not Markdown, and `<div>` in it is text.
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

/** In UTF-16 units. A longer text is not a title, and searching marks from every bracket would take too long. */
const LONGEST = 4000;

/** Stands for a piece of code; a noncharacter, which cleaned text never contains. */
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

/** Whether an excerpt says no more than the title. */
export function isBoilerplate(excerpt: string, title: string, settings: Settings): boolean {
  if (!isOn('post-excerpt-boilerplate', settings)) return false;
  return isTitle(excerpt, title) || settings.check.boilerplate.some((phrase) => excerpt.includes(phrase));
}

/** Whether an excerpt is the title, or its beginning, ignoring punctuation. */
function isTitle(excerpt: string, title: string): boolean {
  if (excerpt === title) return true;
  const [one, other] = [excerpt, title].map((text) => text.replace(/[^\p{L}\p{N}]/gu, ''));
  return one !== undefined && one !== '' && (other?.startsWith(one) ?? false);
}
