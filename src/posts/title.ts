/** Titles and excerpts: what authors write as Markdown or HTML in one line, as plain text. */
import type { Settings } from '../settings.ts';
import { cleanLine } from './clean.ts';
import { isOn } from './rules/severity.ts';

/** The title as readers see it. */
export function titleLine(text: string, settings: Settings): string {
  return isOn('post-title-markdown', settings) ? plainLine(text) : cleanLine(text);
}

/** One line without the marks of Markdown and HTML. Single asterisks and underscores stay: `5*3`, `a_b`. */
export function plainLine(text: string): string {
  const line = cleanLine(text);
  if (!/[*_`~<#[{\\]/.test(line)) return line;
  return cleanLine(
    line
      .replace(/^#{1,6} /, '')
      .replace(/!?\[([^\]]*)\]\([^()\s]*(?: "[^"]*")?\)/g, '$1')
      .replace(/<\/?[a-z][^<>]*>/gi, '')
      .replace(/`+([^`]+)`+/g, '$1')
      .replace(/~~(?=\S)([^~]*)~~/g, '$1')
      .replace(/\*{2,}/g, '')
      .replace(/(^|\W)__(?=\S)([^_]+)__(?!\w)/g, '$1$2')
      .replace(/(^|[^\w*])\*(?=\S)([^*]*[^*\s])\*(?![\w*])/g, '$1$2')
      .replace(/\{[{%][^{}]*[%}]\}/g, '')
      .replace(/\\([!-/:-@[-`{-~])/g, '$1'),
  );
}

/** Whether an excerpt says no more than the title does. */
export function isBoilerplate(excerpt: string, title: string, settings: Settings): boolean {
  if (!isOn('post-excerpt-boilerplate', settings)) return false;
  return isTitle(excerpt, title) || settings.check.boilerplate.some((phrase) => excerpt.includes(phrase));
}

/** Whether an excerpt is the title, or its beginning, whatever the punctuation. */
function isTitle(excerpt: string, title: string): boolean {
  if (excerpt === title) return true;
  const [one, other] = [excerpt, title].map((text) => text.replace(/[^\p{L}\p{N}]/gu, ''));
  return one !== undefined && one !== '' && (other?.startsWith(one) ?? false);
}
