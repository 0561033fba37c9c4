/**
 * The editor's words in a form that mails can show: the sanitised HTML of the note, only with tags that every mail
 * program knows. Each tag has its own style attribute, because many programs ignore style sheets.
 */
import { escapeHtml } from '../../text/escape-html.ts';
import { lastWordsOf } from '../text/phrases.ts';

/**
 * The new tag for each tag, and its style. `$a` is replaced by the accent colour, `$r` by the colour of rules, and
 * `$s` by the side at which lines begin.
 */
const looks: Readonly<Record<string, readonly [tag: string, style: string]>> = {
  p: ['p', 'margin:0 0 14px'],
  ul: ['ul', 'margin:0 0 14px;padding:0;padding-$s:24px'],
  ol: ['ol', 'margin:0 0 14px;padding:0;padding-$s:24px'],
  li: ['li', 'margin:0 0 6px'],
  a: ['a', 'color:$a;text-decoration:underline'],
  blockquote: ['blockquote', 'margin:0 0 14px;padding:0;padding-$s:16px;border-$s:3px solid $r'],
  h1: ['h3', 'margin:22px 0 10px;font-size:18px;line-height:1.6'],
  h2: ['h3', 'margin:22px 0 10px;font-size:18px;line-height:1.6'],
  h3: ['h3', 'margin:22px 0 10px;font-size:17px;line-height:1.6'],
  h4: ['h3', 'margin:22px 0 10px;font-size:16px;line-height:1.6'],
  h5: ['h3', 'margin:22px 0 10px;font-size:16px;line-height:1.6'],
  h6: ['h3', 'margin:22px 0 10px;font-size:16px;line-height:1.6'],
  hr: ['hr', 'border:0;border-top:1px solid $r;margin:20px 0'],
  img: ['img', 'display:block;width:auto;max-width:100%;height:auto;max-height:360px;margin:4px 0 14px'],
  pre: ['pre', 'margin:0 0 14px;font-size:14px;white-space:pre-wrap;overflow-wrap:anywhere'],
  ...Object.fromEntries(
    ['em', 'strong', 'b', 'i', 's', 'del', 'code', 'sup', 'sub', 'br'].map((tag) => [tag, [tag, '']]),
  ),
};
const VOID = new Set(['img', 'br', 'hr']);
/** If the last paragraph begins in this way, it is a signature. */
const SIGNED = /<p([^>]*)>(?:—|――|──|-- ?)\s*(?!\s)((?:(?!<p[ >]).)*)<\/p>$/s;

/** The colours of a note, and whether its language is written from right to left. */
export type NoteLook = {
  readonly accent: string;
  readonly rule: string;
  readonly muted: string;
  readonly direction: 'ltr' | 'rtl';
};

/** @param html from sanitize.ts. @returns HTML in which every tag is closed */
export function mailNote(html: string, { accent, rule, muted, direction }: NoteLook): string {
  const [start, end] = direction === 'rtl' ? ['right', 'left'] : ['left', 'right'];
  const plain = html.replace(/<(picture|source|audio|video|table|details)\b[^>]*>/g, (tag) =>
    tag.startsWith('<table') ? '<br>' : '',
  );
  const styled = plain.replace(
    /<(\/?)([a-z][a-z\d]*)\b([^>]*)>/g,
    (_, slash: string, name: string, rest: string) => {
      const [tag, style] = looks[name] ?? [];
      if (tag === undefined || (slash === '/' && VOID.has(tag))) return '';
      if (slash === '/') return `</${tag}>`;
      const css = (style ?? '').replace('$a', accent).replace('$r', rule).replaceAll('$s', start);
      const attributes = [
        ...attributesOf(tag, rest),
        ...(css === '' ? [] : [`style="${css}"`]),
        ...classOf(tag),
      ];
      return `<${[tag, ...attributes].join(' ')}>`;
    },
  );
  const signed = named(styled).replace(
    SIGNED,
    (_, __, words: string) =>
      `<p style="margin:0 0 14px;color:${muted};text-align:${end}" class="m">${words}</p>`,
  );
  return withWholeEnds(signed);
}

/** The same for web pages, which have a style sheet: only the signature is marked. */
export function webNote(html: string): string {
  return withWholeEnds(html.replace(SIGNED, (_, __, words: string) => `<p class="signed">${words}</p>`));
}

/** Keeps the last words of a paragraph together, so that no line holds only two letters. */
function withWholeEnds(html: string): string {
  return html.replace(/(?<![^<>&])([^<>&]+)<\/p>/g, (whole, text: string) => {
    const last = lastWordsOf(text);
    const before = text.slice(0, text.length - last.length);
    return last === '' ? whole : `${before}<wbr><span style="word-break:keep-all">${last}</span></p>`;
  });
}

function attributesOf(tag: string, rest: string): string[] {
  const value = (name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(rest)?.[1];
  const wanted = tag === 'a' ? ['href'] : tag === 'img' ? ['src', 'alt'] : [];
  return wanted.map((name) => `${name}="${value(name) ?? ''}"`).filter((text) => text !== 'href=""');
}

function classOf(tag: string): string[] {
  return tag === 'a' ? ['class="a"'] : tag === 'blockquote' || tag === 'hr' ? ['class="r"'] : [];
}

/** If a link holds only a picture without words, its name is the address that it leads to. */
function named(html: string): string {
  return html.replace(
    /(<a href="([^"]*)"[^>]*>\s*<img src="[^"]*" alt=)""/g,
    (_, before: string, url: string) => {
      return `${before}"${escapeHtml(URL.parse(url)?.hostname ?? url)}"`;
    },
  );
}
