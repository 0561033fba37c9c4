/**
 * Makes the tokens of Markdown safe before they are written. Markdown's own renderer writes only a few tags and escapes
 * all text. So if the author wrote no HTML, sanitize.ts would only change attributes. To do that on the tokens saves
 * writing the HTML and parsing it again. A test compares the two ways.
 */
import type { Token } from 'markdown-it';
import { alignOf, resolve } from './sanitize.ts';

/**
 * Gives tokens the attributes that sanitize.ts would leave.
 *
 * @param base the absolute URL of the post
 * @returns whether that is enough. If not, the tokens are unchanged, and the HTML that is written from them must be
 * sanitised
 */
export function secure(tokens: readonly Token[], base: string): boolean {
  const secured: (readonly [Token, Attribute[]])[] = [];
  let links = 0;
  for (const token of withChildren(tokens)) {
    if (token.tag === 'a') links += token.nesting;
    if (links > 1) return false; // `[<https://a.example>](b)`: HTML allows no link inside a link
    if (WRITES_HTML.test(token.type)) return false;
    if (token.attrs === null) continue;
    const attributes = safeAttributes(token, base);
    if (attributes === undefined) return false;
    secured.push([token, attributes]);
  }
  for (const [token, attributes] of secured) token.attrs = attributes;
  return true;
}

/** Tokens whose HTML is the author's, or has addresses that no token shows. */
const WRITES_HTML = /^(?:html_block|html_inline|footnote_\w+)$/;

function* withChildren(tokens: readonly Token[]): Generator<Token> {
  for (const token of tokens) {
    yield token;
    if (token.children !== null && token.type === 'inline') yield* token.children;
  }
}

type Attribute = NonNullable<Token['attrs']>[number];

/** @returns `undefined` if there is an attribute that Markdown is not known to write */
function safeAttributes({ tag, attrs }: Token, base: string): Attribute[] | undefined {
  const safe: Attribute[] = [];
  for (const [name, value] of attrs ?? []) {
    const rule = rules[`${tag} ${name}`];
    const attribute = rule?.(String(value), base);
    if (attribute === undefined) return undefined;
    if (attribute !== 'none') safe.push(attribute);
  }
  return safe;
}

/** `none`: the attribute is removed. `undefined`: sanitize.ts must decide. */
type Rule = (value: string, base: string) => Attribute | 'none' | undefined;

const rules: Readonly<Record<string, Rule>> = {
  'a href': (value, base) => address('href', resolve(value, base), /^(?:https?|mailto|tel):/),
  'a title': (value) => (value === '' ? 'none' : ['title', value]),
  'img src': (value, base) =>
    value.trim() === '' ? 'none' : address('src', resolve(value, base), /^https?:/),
  'img alt': (value) => ['alt', value],
  'img title': (value) => (value === '' ? 'none' : ['title', value]),
  'abbr title': (value) => ['title', value],
  'ol start': (value) => ['start', value],
  'th style': aligned,
  'td style': aligned,
};

function address(name: string, url: string | undefined, schemes: RegExp): Attribute | 'none' | undefined {
  if (url === undefined) return 'none';
  return schemes.test(url) ? [name, url] : undefined;
}

function aligned(style: string): Attribute | undefined {
  const align = alignOf(style);
  return align === undefined ? undefined : ['align', align];
}
