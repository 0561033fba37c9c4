/**
 * The tokens of Markdown, made safe before they are written. Of tags Markdown's own renderer knows only a few,
 * and escapes all text in them; so where no author wrote HTML, attributes are all that sanitize.ts would find,
 * and writing the HTML only to parse it again is saved. A test holds the two ways against each other.
 */
import type { Token } from 'markdown-it';
import { alignOf, resolve } from './sanitize.ts';

/**
 * Gives tokens the attributes that sanitize.ts would leave them.
 *
 * @param base the absolute URL of the post
 * @returns whether that is enough; where it is not, the tokens are as they were, and what is written from them
 *   must be sanitised
 */
export function secure(tokens: readonly Token[], base: string): boolean {
  const secured: (readonly [Token, Attribute[]])[] = [];
  let links = 0;
  for (const token of withChildren(tokens)) {
    if (token.tag === 'a') links += token.nesting;
    if (links > 1) return false; // `[<https://a.example>](b)`: HTML knows no link in a link
    if (WRITES_HTML.test(token.type)) return false;
    if (token.attrs === null) continue;
    const attributes = safeAttributes(token, base);
    if (attributes === undefined) return false;
    secured.push([token, attributes]);
  }
  for (const [token, attributes] of secured) token.attrs = attributes;
  return true;
}

/** Their HTML is the author's, or has addresses that no token shows. */
const WRITES_HTML = /^(?:html_block|html_inline|footnote_\w+)$/;

function* withChildren(tokens: readonly Token[]): Generator<Token> {
  for (const token of tokens) {
    yield token;
    if (token.children !== null && token.type === 'inline') yield* token.children;
  }
}

type Attribute = NonNullable<Token['attrs']>[number];

/** @returns `undefined` where there is one that Markdown is not known to write */
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

/** `none` where the attribute goes, `undefined` where sanitize.ts must decide. */
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
