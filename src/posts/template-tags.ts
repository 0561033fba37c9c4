/**
 * What Jekyll would have run before the Markdown: Liquid tags and kramdown's attribute lists. There is
 * nothing here to run them, and no reader may see one, so outside code they go; what they say plainly
 * (a path, the code of a highlight) stays.
 */
import type { Block } from './blocks.ts';
import { type Mend, type Mended, quote } from './repair.ts';

const rules: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/\{%-?\s*highlight\s+([\w+-]+)[^%]*%\}\n?/g, '```$1\n'],
  [/\n?\{%-?\s*endhighlight\s*-?%\}/g, '\n```'],
  [/\{%-?\s*comment\s*-?%\}.*?(?:\{%-?\s*endcomment\s*-?%\}|$)/gs, ''],
  [/\{::comment\}.*?(?:\{:\/(?:comment)?\}|$)/gs, ''],
  [/\{\{-?\s*(?:"([^"{}]*)"|'([^'{}]*)')\s*\|\s*(?:relative|absolute)_url\s*-?\}\}/g, '$1$2'],
  [/\{%.*?%\}/gs, ''],
  [/\{\{.*?\}\}/gs, ''],
  [/^[ \t]*(?:[-*+]|\d+\.)[ \t]+\S*[ \t]*\n[ \t]*\{:\s*\.?toc[^}\n]*\}[ \t]*$/gim, ''],
  [/\{:(?:[:/][^}\n]*|\s?[.#\w][^}\n]*)\}/g, ''],
];

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

/** Dropping one may leave another, made of what stood around it: until none is left. */
function withoutTags(text: string): string {
  let rest = text;
  for (;;) {
    const next = rules.reduce((left, [pattern, replacement]) => left.replace(pattern, replacement), rest);
    if (next === rest) return rest;
    rest = next;
  }
}

/** Changes a paragraph but for its code spans. */
function outsideCode(text: string, change: (part: string) => string): string {
  const parts = text.split(/(`+[^`]+`+)/);
  return parts.map((part, index) => (index % 2 === 1 ? part : change(part))).join('');
}
