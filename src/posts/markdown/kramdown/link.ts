/**
 * Links and pictures as kramdown reads them: an address may contain blanks (`![](a b.png)`), a title may contain
 * quotation marks, and a blank may be between the text and the name of a definition (`[a] [1]`). Brackets win over
 * emphasis.
 */

import type MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';
import { lastUpTo } from '../../line-numbers.ts';
import { decodeNumeric } from '../../numeric-references.ts';
import { type InlineRule, type InlineState, searchOnce, within } from './inline-context.ts';

type Md = InstanceType<typeof MarkdownIt>;

export function links(md: Md): void {
  md.inline.ruler.at('link', linkRule);
  md.inline.ruler.disable('image');
  lastDefinitions(md);
  const { parseLinkDestination } = md.helpers;
  // Only definitions of links ask for it. A bracket too many, as in `[a]: https://a.example/b)`, belongs to the address.
  md.helpers.parseLinkDestination = (text, start, max) => {
    const [written = ''] = /^[^<\s\p{Cc}][^\s\p{Cc}]*/u.exec(text.slice(start, max)) ?? [];
    if (written === '') return parseLinkDestination(text, start, max);
    const str = md.utils.unescapeAll(written);
    const isValid = md.validateLink(md.normalizeLink(str));
    return { ok: true, pos: start + written.length, str: isValid ? str : NO_ADDRESS };
  };
}

/** For `[a]: javascript:b()`, which stays a definition: its links keep their words. */
const NO_ADDRESS = 'about:invalid';

type Definitions = Record<string, { title: string; href: string }>;

/**
 * Of two definitions with one name, kramdown takes the last one, and markdown-it the first: while definitions are
 * collected, it is told that there is none yet.
 */
function lastDefinitions(md: Md): void {
  const found = new WeakMap<object, Definitions>();
  md.core.ruler.before('block', 'definitions', ({ env }) => {
    const definitions: Definitions = {};
    found.set(env, definitions);
    env.references = new Proxy(definitions, { get: () => undefined });
  });
  md.core.ruler.after('block', 'last_definitions', ({ env }) => {
    env.references = found.get(env) ?? {};
  });
}

type Target = { readonly href: string; readonly title: string; readonly end: number };

const linkRule: InlineRule = (state, silent) => {
  const { src, pos } = state;
  const isImage = src.startsWith('![', pos);
  const open = isImage ? pos + 1 : pos;
  // `[^a]` is a footnote or plain text.
  if (src[open] !== '[' || src[open + 1] === '^') return false;
  const end = within(state, 'label', () => state.md.helpers.parseLinkLabel(state, open, !isImage));
  if (end < 0) return false;
  const target = src[end + 1] === '(' ? written(state, end + 1) : defined(state, open + 1, end);
  if (target === undefined) return false;
  const { md } = state;
  const href = md.normalizeLink(target.href);
  const valid = href !== NO_ADDRESS && md.validateLink(href);
  if (isImage && !valid && href !== NO_ADDRESS) return false;
  if (!silent) {
    const attrs: [string, string][] = valid ? [[isImage ? 'src' : 'href', href]] : [];
    if (isImage) attrs.push(['alt', '']);
    if (target.title !== '') attrs.push(['title', target.title]);
    if (isImage && !valid) state.pending += src.slice(open + 1, end);
    else if (isImage) pushImage(state, src.slice(open + 1, end), attrs);
    else pushLink(state, open + 1, end, attrs);
  }
  state.pos = target.end;
  return true;
};

function pushImage(state: InlineState, content: string, attrs: [string, string][]): void {
  const token = state.push('image', 'img', 0);
  const children: Token[] = [];
  state.md.inline.parse(content, state.md, state.env, children);
  token.attrs = attrs;
  token.children = children;
  token.content = content;
}

function pushLink(state: InlineState, from: number, to: number, attrs: [string, string][]): void {
  const { posMax } = state;
  state.push('link_open', 'a', 1).attrs = attrs;
  state.pos = from;
  state.posMax = to;
  state.linkLevel += 1;
  state.md.inline.tokenize(state);
  state.linkLevel -= 1;
  state.posMax = posMax;
  state.push('link_close', 'a', -1);
}

const NAME = /\s*\[([^\]]*)\]/y;

/** `[a][b]`, `[a] [b]`, `[a][]`, `[a]`: links to a definition. */
function defined(state: InlineState, from: number, to: number): Target | undefined {
  const env = state.env as { references?: Readonly<Record<string, { href: string; title: string }>> };
  if (env.references === undefined) return undefined;
  const { normalizeReference, unescapeMd } = state.md.utils;
  const { references } = env;
  // `[a\_b]` means the definition of `a_b`, too.
  const find = (id: string) =>
    references[normalizeReference(id)] ??
    (id.includes('\\') ? references[normalizeReference(unescapeMd(id))] : undefined);
  const own = state.src.slice(from, to);
  NAME.lastIndex = to + 1;
  const [whole = '', name = ''] = NAME.exec(state.src) ?? [];
  const named = whole === '' ? undefined : find(name === '' ? own : name);
  if (named !== undefined && to + 1 + whole.length <= state.posMax)
    return { ...named, end: to + 1 + whole.length };
  if (whole.startsWith('[') && name !== '') return undefined;
  const found = find(own);
  return found === undefined ? undefined : { ...found, end: to + 1 };
}

const ANGLES = /\(\s*<([^<>\n]*)>/y;

/** `(address "title")` @param open the place of the bracket */
function written(state: InlineState, open: number): Target | undefined {
  const { src, posMax } = state;
  const { unescapeAll } = state.md.utils;
  ANGLES.lastIndex = open;
  const angles = ANGLES.exec(src);
  const { brackets, counted } = marksOf(state);
  const close = angles === null ? (brackets.get(open) ?? counted().get(open)) : undefined;
  const quote = angles === null ? beginOfTitle(state, open, close ?? posMax) : undefined;
  const end = angles === null ? (quote ?? close) : ANGLES.lastIndex;
  if (end === undefined || end >= posMax) return undefined;
  const href = unescapeAll((angles?.[1] ?? src.slice(open + 1, end)).trim());
  if (quote === undefined && src[end] === ')') return { href, title: '', end: end + 1 };
  const title = titleAt(state, end);
  return title === undefined
    ? undefined
    : { href, title: unescapeAll(decodeNumeric(title.text)), end: title.end };
}

/** The place of the blank before the quotation mark that opens a title. */
function beginOfTitle(state: InlineState, from: number, to: number): number | undefined {
  const { quotes } = marksOf(state);
  const at = quotes[lastUpTo(quotes, from) + 1];
  return at === undefined || at >= to ? undefined : at;
}

const TITLE = /\s*(["'])/y;

function titleAt(state: InlineState, from: number): { text: string; end: number } | undefined {
  const { src, posMax } = state;
  TITLE.lastIndex = from;
  const [whole = '', quote = ''] = TITLE.exec(src) ?? [];
  if (quote === '') return undefined;
  const begin = from + whole.length;
  const close = searchOnce(state, `title ${quote}`, begin + 1, () => {
    const ends = quote === '"' ? /"\s*\)/g : /'\s*\)/g;
    ends.lastIndex = begin + 1;
    const match = ends.exec(src);
    return match === null || match.index + match[0].length > posMax ? undefined : match;
  });
  return close === undefined
    ? undefined
    : { text: src.slice(begin, close.index), end: close.index + close[0].length };
}

/** The marks of which addresses are made, found once for a whole paragraph. */
type Marks = {
  /** For each `(`, the `)` that closes it. kramdown would also take an escaped one for the end. */
  readonly brackets: ReadonlyMap<number, number>;
  /** The same, with escaped brackets counted too: `(a_(b\))`. */
  readonly counted: () => ReadonlyMap<number, number>;
  /** The places of blanks before quotation marks, in ascending order. */
  readonly quotes: readonly number[];
};

const known = new WeakMap<InlineState, Marks>();

function marksOf(state: InlineState): Marks {
  const kept = known.get(state);
  if (kept !== undefined) return kept;
  const brackets = pairsOf(state.src, /\\[()]|[()]/g);
  let all: ReadonlyMap<number, number> | undefined;
  const counted = () => (all ??= state.src.includes('\\)') ? pairsOf(state.src, /[()]/g) : brackets);
  const quotes = Array.from(state.src.matchAll(/\s(?=["'])/g), ({ index }) => index);
  const marks = { brackets, counted, quotes };
  known.set(state, marks);
  return marks;
}

function pairsOf(src: string, mark: RegExp): Map<number, number> {
  const pairs = new Map<number, number>();
  const open: number[] = [];
  for (const { 0: bracket, index } of src.matchAll(mark)) {
    if (bracket === '(') open.push(index);
    else if (bracket === ')') {
      const opened = open.pop();
      if (opened !== undefined) pairs.set(opened, index);
    }
  }
  return pairs;
}
