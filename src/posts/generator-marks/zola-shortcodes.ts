/**
 * Links of Zola to files (`@/blog/a.md`), and its shortcodes: `{{ name(key="value") }}`, and `{% name() %}` … `{% end %}`
 * around a text. All are a site's own, but for films and gists.
 */
import type { Span } from '../code-spans.ts';
import {
  addressOf,
  apart,
  argumentsIn,
  bare,
  type Change,
  film,
  inCode,
  leaveOut,
  type MarkPage,
  type Marks,
  type MarkTag,
} from './marks.ts';

const SINGLE = /\{\{-?\s*([A-Za-z]\w*)\(((?:[^{}]|\{(?!\{)|\}(?!\})){0,4000})\)\s*-?\}\}/g;
const PAIRED = /\{%-?\s*(?:(end)|([A-Za-z]\w*)\(([^%]{0,500})\))\s*-?%\}/g;

const shown: Readonly<Record<string, (tag: MarkTag) => string>> = {
  youtube: ({ values }) => film('youtube', values['id'] ?? ''),
  vimeo: ({ values }) => film('vimeo', values['id'] ?? ''),
  gist: ({ values }) => bare((values['url'] ?? '').replace(/\.js$/, '')),
};

/** The address of a link: it begins with `@/`. */
const FILE = /(?<=\]\(<?|\]:[ \t]{1,5}<?)@\/([^)\s#<>]{1,500})(?:#([^)\s<>]{0,200}))?/g;

function fileLinks(text: string, { urlOf }: MarkPage, code: readonly Span[]): Change[] {
  const isCode = inCode(code);
  return [...text.matchAll(FILE)].flatMap(({ 0: whole, 1: name = '', 2: part, index }): Change[] =>
    isCode(index) ? [] : [{ from: index, to: index + whole.length, text: addressOf(name, urlOf, part) }],
  );
}

export function zolaMarks(text: string, page: MarkPage, code: readonly Span[]): Marks {
  let isCode = inCode(code);
  const changes: Change[] = [];
  const strange: MarkTag[] = [];
  for (const { 0: whole, 1: name = '', 2: rest = '', index: from } of text.matchAll(SINGLE)) {
    const tag = {
      from,
      to: from + whole.length,
      name,
      isEnd: false,
      ...argumentsIn(rest.replaceAll(',', ' ')),
    };
    const show = shown[name];
    if (isCode(from)) continue;
    if (show === undefined) strange.push(tag);
    else changes.push({ from, to: tag.to, text: show(tag) });
  }
  isCode = inCode(code);
  const open: string[] = [];
  for (const { 0: whole, 1: end, 2: opened = '', index: from } of text.matchAll(PAIRED)) {
    if (isCode(from)) continue;
    if (end === undefined) open.push(opened);
    const name = end === undefined ? opened : (open.pop() ?? 'end');
    strange.push({ from, to: from + whole.length, name, isEnd: end !== undefined, words: [], values: {} });
  }
  const left = leaveOut(text, strange, ({ name }) => `The shortcode \`${name}()\` of the site`);
  return {
    changes: apart([...changes, ...left.changes, ...fileLinks(text, page, code)]),
    unknown: left.unknown,
  };
}
