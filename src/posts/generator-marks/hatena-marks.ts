/** Marks of Hatena Blog in Markdown: cards, titles of pages, pictures of its album, a table of contents. */
import type { Span } from '../code-spans.ts';
import { bare, type Change, inCode } from './marks.ts';

const MARK =
  /\[(?:(https?:\/\/[^\s\][<>]{1,500}?):(?:embed(?::cite)?|title(?:=([^\][\n]{1,200}))?|bookmark)|:contents|f:id:([\w-]{1,40}):(\d{8})(\d{6})([pjg]):[\w:=,]{1,40})\]/g;

const ENDINGS: Readonly<Record<string, string>> = { p: 'png', j: 'jpg', g: 'gif' };

export function hatenaChanges(text: string, code: readonly Span[]): Change[] {
  const isCode = inCode(code);
  return [...text.matchAll(MARK)].flatMap((match): Change[] => {
    const { 0: whole, index } = match;
    return isCode(index) ? [] : [{ from: index, to: index + whole.length, text: shownAs(match) }];
  });
}

function shownAs([, url, title, user, day, time, kind = '']: RegExpExecArray): string {
  if (url !== undefined) return title === undefined ? bare(url) : `[${title}](<${url}>)`;
  if (user === undefined) return '';
  const folder = `https://cdn-ak.f.st-hatena.com/images/fotolife/${user.slice(0, 1)}/${user}/${day}`;
  return `![](${folder}/${day}${time}.${ENDINGS[kind]})`;
}
