/**
 * What Jekyll would have run before the Markdown: Liquid tags and kramdown's attribute lists. There is
 * nothing here to run them, and no reader may see one, so outside code they go; what they say plainly
 * (a path, the code of a highlight) stays.
 */
import type { Block } from './blocks.ts';
import { type Mend, type Mended, quote } from './repair.ts';

export function dropTemplateTags(blocks: readonly Block[]): Mended {
  const mends: Mend[] = [];
  const next = blocks.flatMap((block) => {
    if (block.code || !/\{[%{:]/.test(block.text)) return [block];
    const text = outsideCode(block.text, withoutTags);
    if (text === block.text) return [block];
    const tag = /\{[%{:][^}]*\}*/.exec(block.text)?.[0] ?? '';
    const message = `A template tag is dropped: ${quote(tag)}.`;
    mends.push({ code: 'post-template-tag', message, line: block.line, column: 1 });
    return text.trim() === '' ? [] : [{ ...block, text }];
  });
  return { blocks: next, mends };
}

/** `* TOC` above `{:toc}`: the item that the table of contents takes the place of. */
const TOC = /^[ \t]*(?:[-*+]|\d+\.)[ \t]+(?:\S+[ \t]*)?\n[ \t]*\{:\s*\.?toc[^}\n]*\}[ \t]*$/gim;

/** What an attribute list begins with; `{: ` and anything else is text. */
const LIST_START = /^\{:(?:[:/]|\s?[.#\w])$/;

/**
 * What is left without tags. Dropping one may leave another, made of what stood around it; so letters are
 * put behind those that were kept, and a tag goes, from where it opens, as soon as it is closed: one pass.
 */
function withoutTags(source: string): string {
  const text = source.replace(TOC, '');
  const kept: string[] = [];
  /** Where the first `{%` and `{{` that are still open stand. */
  const open = new Map<string, number>();
  /** The parts that an attribute list can not reach out of, and where the first one in each opens. */
  const parts: { readonly from: number; list: number | undefined }[] = [{ from: 0, list: undefined }];
  let at = 0;
  const cut = (from: number): string => {
    const tag = kept.splice(from).join('');
    for (const [kind, start] of open) if (start >= from) open.delete(kind);
    while (parts.length > 1 && (parts.at(-1)?.from ?? 0) > from) parts.pop();
    const part = parts.at(-1);
    if (part?.list !== undefined && part.list >= from) part.list = undefined;
    return tag;
  };
  const put = (letter: string): void => {
    const before = kept.at(-1) ?? '';
    kept.push(letter);
    const last = kept.length;
    const start = letter === '}' ? open.get(before === '}' ? '{' : before) : undefined;
    const part = parts.at(-1);
    if (before === '{' && /[%{]/.test(letter) && !open.has(letter)) open.set(letter, last - 2);
    if (start !== undefined && start + 4 <= last) replace(cut(start));
    else if (letter === '}' && part?.list !== undefined) replace(cut(part.list));
    else if (letter === '}' || letter === '\n') parts.push({ from: last, list: undefined });
    if (part !== undefined && part.list === undefined && kept.length === last) {
      const begin = [3, 4].find((length) => LIST_START.test(kept.slice(-length).join('')));
      if (begin !== undefined) part.list = last - begin;
    }
  };
  const replace = (tag: string): void => {
    const end = endOfComment(tag);
    if (end !== undefined) at = endOf(text, end, at);
    const code = /^\{%-?\s*highlight\s+([\w+-]+)(?![\w+-])[^%]*%\}$/.exec(tag)?.[1];
    if (code !== undefined && text[at] === '\n') at += 1;
    if (ENDS_CODE.test(tag) && kept.at(-1) === '\n') cut(kept.length - 1);
    const path = /^\{\{-?\s*(?:"([^"{}]*)"|'([^'{}]*)')\s*\|\s*(?:relative|absolute)_url\s*-?\}\}$/.exec(tag);
    const plain = path?.[1] ?? path?.[2] ?? '';
    const left = code !== undefined ? `\`\`\`${code}\n` : ENDS_CODE.test(tag) ? '\n```' : plain;
    for (const letter of left.split('')) put(letter);
  };
  while (at < text.length) {
    const letter = text[at] ?? '';
    at += 1;
    put(letter);
  }
  return kept.join('');
}

const ENDS_CODE = /^\{%-?\s*endhighlight\s*-?%\}$/;

/** What ends the comment that a tag begins; `undefined` where it begins none. */
function endOfComment(tag: string): RegExp | undefined {
  if (/\{%-?\s*comment\s*-?%\}$/.test(tag)) return /\{%-?\s*endcomment\s*-?%\}/g;
  return tag === '{::comment}' ? /\{:\/(?:comment)?\}/g : undefined;
}

/** Where a pattern ends that is looked for from `from` on; the end of the text where there is none. */
function endOf(text: string, pattern: RegExp, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : text.length;
}

/** Changes a paragraph but for its code spans. */
function outsideCode(text: string, change: (part: string) => string): string {
  const parts = text.split(/((?<!`)`+[^`]+`+)/);
  return parts.map((part, index) => (index % 2 === 1 ? part : change(part))).join('');
}
