/**
 * Markdown to HTML that is safe to publish, and right for Japanese: emphasis next to punctuation works, a line break
 * between two Japanese letters disappears (a browser would show a blank), and a bare URL ends before 、 and 。.
 */

import MarkdownIt from 'markdown-it';
import { escapeText } from '../escape.ts';
import { alerts } from './alerts.ts';
import { bareUrls } from './bare-urls.ts';
import { DEFAULTS, kramdown, type Options } from './kramdown/kramdown.ts';
import { mathematics } from './mathematics.ts';
import { numericReferences } from './reference-rule.ts';
import { secure } from './safe-tokens.ts';
import { sanitize, withoutEmpty } from './sanitize.ts';
import { tagsAsText } from './tags-as-text.ts';

export type Rendered = {
  /** The HTML, sanitised. */
  readonly html: string;
  /** The lines of the text, from 1, on which marks of emphasis without a partner were removed. */
  readonly strays: readonly number[];
};

/**
 * @param base the absolute URL of the post: relative URLs are resolved against it
 * @param dropStrays whether `**` without a partner is removed
 */
export function renderMarkdown(
  text: string,
  base: string,
  dropStrays: boolean,
  options: Options = DEFAULTS,
): Rendered {
  const strays: number[] = [];
  const env = dropStrays ? { strays } : {};
  const md = rendererFor(options);
  const tokens = md.parse(text, env);
  const safe = secure(tokens, base);
  const html = md.renderer.render(tokens, md.options, env);
  return { html: safe ? withoutEmpty(html) : sanitize(html, base), strays };
}

const renderers = new Map<string, ReturnType<typeof createRenderer>>();

/** All posts of a site have the same options, so they share one renderer. */
function rendererFor(options: Options): ReturnType<typeof createRenderer> {
  const key = [options.hardWrap, options.smartQuotes, options.symbols, options.parseBlockHtml].join();
  const md = renderers.get(key) ?? createRenderer(options);
  renderers.set(key, md);
  return md;
}

function createRenderer(options: Options) {
  const md = new MarkdownIt({ html: true, linkify: true, typographer: false, xhtmlOut: true });
  md.use(kramdown, options);
  md.use(mathematics);
  md.use(alerts);
  md.use(numericReferences);
  md.use(bareUrls);
  md.use(tagsAsText);
  // markdown-it accepts four kinds of pictures that are written as data in the text. For other kinds it would show
  // their letters.
  const { validateLink } = md;
  md.validateLink = (url) => validateLink.call(md, url) || /^data:image\//i.test(url);
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  // `//a.example` is an address only where the author makes a link of it: in a text it may be a comment of code.
  md.linkify.add('//', null);
  makeQuick(md);
  writeAsSanitized(md);
  md.core.ruler.before('text_join', 'escaped_marks', ({ tokens }) => {
    for (const part of tokens.flatMap(({ children }) => children ?? []))
      if (part.type === 'text_special') part.content = part.content.replaceAll('*', ESCAPED);
  });
  md.core.ruler.after('text_join', 'stray_marks', ({ tokens, env }) => dropStrays(tokens, env));
  md.core.ruler.after('stray_marks', 'japanese_lines', ({ tokens }) => {
    for (const { children } of tokens) hideBreaks(children ?? []);
  });
  return md;
}

/** Gives quick answers to frequent questions, and leaves all other work to markdown-it's code. */
function makeQuick(md: InstanceType<typeof MarkdownIt>): void {
  const { utils, normalizeLink } = md;
  md.utils = { ...utils, isPunctChar: remembered(utils.isPunctChar) };
  md.normalizeLink = (url) => (NORMAL_LINK.test(url) ? url : normalizeLink.call(md, url));
  // After a paragraph is parsed, only the search for bare URLs reads its content. Without a URL it need not search.
  md.core.ruler.before('linkify', 'no_bare_urls', ({ tokens }) => {
    for (const token of tokens)
      if (token.type === 'inline' && !token.children?.some(mayHoldUrl)) token.content = '';
  });
}

/** A URL that needs no change. */
export const NORMAL_LINK = /^https?:\/\/[a-z\d]+(?:[.-][a-z\d]+)*\.[a-z]{2,}(?:\/[\w/.~-]*)?$/;

/** Every address that becomes a link has a colon: `https:`, `mailto:`. */
function mayHoldUrl({ type, content }: Token): boolean {
  return type === 'text' && content.includes(':');
}

/** All posts together contain only a few thousand different letters. */
function remembered(ask: (letter: string) => boolean): (letter: string) => boolean {
  const known = new Map<string, boolean>();
  return (letter) => {
    const answer = known.get(letter) ?? ask(letter);
    if (known.size < 10_000) known.set(letter, answer);
    return answer;
  };
}

/** Writes text and code like sanitize.ts, which leaves quotation marks in text unchanged. */
function writeAsSanitized({ renderer: { rules }, utils }: InstanceType<typeof MarkdownIt>): void {
  const contentOf = (tokens: readonly Token[], index: number) => escapeText(tokens[index]?.content ?? '');
  rules['text'] = contentOf;
  rules['softbreak'] = (tokens, index, { breaks }) =>
    breaks ? '<br />\n' : tokens[index]?.hidden === true ? '' : '\n';
  rules['code_inline'] = (tokens, index) => `<code>${contentOf(tokens, index)}</code>`;
  rules['code_block'] = (tokens, index) => `<pre><code>${contentOf(tokens, index)}</code></pre>\n`;
  rules['html_block'] = (tokens, index) => withoutOpenComment(tokens[index]?.content ?? '');
  rules['fence'] = (tokens, index) => {
    const [language = ''] = utils
      .unescapeAll(tokens[index]?.info ?? '')
      .trim()
      .split(/\s/);
    const attribute = language === '' ? '' : ` class="language-${utils.escapeHtml(language)}"`;
    return `<pre><code${attribute}>${contentOf(tokens, index)}</code></pre>\n`;
  };
}

/** Removes the beginning of a comment that is never closed: it would hide the rest of the post. */
function withoutOpenComment(html: string): string {
  const open = html.indexOf('<!--', html.lastIndexOf('-->') + 1);
  return open < 0 ? html : html.slice(0, open) + html.slice(open).replaceAll('<!--', '&lt;!--');
}

/** Letters that Japanese writes without blanks between them. */
const CJK =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\u30fb\u30fc\uff00-\uff60\uffe0-\uffe6…]/u;

type Token = ReturnType<ReturnType<typeof createRenderer>['parse']>[number];

/**
 * Hides line breaks between two Japanese letters, in one pass: a paragraph may have thousands of lines. A line that begins
 * with a label (`**性能**: …`) stays apart from the one above, and one below a line in bold (`**注意**`) from that.
 */
function hideBreaks(tokens: readonly Token[]): void {
  const breaks: Token[] = [];
  let before = ' ';
  let start = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'softbreak') {
      if (!isBold(tokens, start, index)) breaks.push(token);
      start = index + 1;
    } else if (token.type === 'hardbreak') start = index + 1;
    else if (holdsText(token)) {
      if (breaks.length > 0) {
        const joined =
          CJK.test(lastLetter(before)) && CJK.test(firstLetter(token.content)) && !isLabel(tokens, index);
        for (const line of breaks.splice(0)) line.hidden = joined;
      }
      before = token.content;
    }
  }
}

/**
 * Whether a line is one text in bold, like a title. Its break is written, unless the sentence goes on below, or its mark
 * parts it from the next one already.
 */
function isBold(tokens: readonly Token[], from: number, to: number): boolean {
  if (to - from !== 3 || tokens[from]?.type !== 'strong_open') return false;
  if (tokens[to - 1]?.type !== 'strong_close' || ENDS.test(tokens[to - 2]?.content ?? '')) return false;
  return !GOES_ON.test(tokens[to + 1]?.content ?? '');
}

/** The mark of a whole sentence. */
const ENDS = /[。！？]$/;

/** What a sentence of Japanese or Chinese goes on with. */
const GOES_ON = /^[がはをにでとのもやへだ的（(、，。]|^(?:から|まで|より|など)/;

/** Whether a text is in bold, with a colon at its end or behind it. */
function isLabel(tokens: readonly Token[], index: number): boolean {
  if (tokens[index - 1]?.type !== 'strong_open' || tokens[index + 1]?.type !== 'strong_close') return false;
  return /[:：]$/.test(tokens[index]?.content ?? '') || /^ ?[:：]/.test(tokens[index + 2]?.content ?? '');
}

function holdsText(token: Token): boolean {
  return token.content !== '' && token.type !== 'html_inline';
}

function firstLetter(text: string): string {
  return String.fromCodePoint(text.codePointAt(0) ?? 0x20);
}

function lastLetter(text: string): string {
  return [...text.slice(-2)].at(-1) ?? ' ';
}

/** Two or more asterisks that Markdown left in the text. `2**10` is arithmetic. */
const STRAY = /(?<![A-Za-z\d)])\*{2,}|\*{2,}(?![A-Za-z\d(])/g;

/**
 * Replaces an asterisk that the author escaped, until stray ones are removed. Cleaned text contains no noncharacters.
 */
const ESCAPED = '\ufdd0';

function dropStrays(tokens: readonly Token[], env: Readonly<Record<string, unknown>>): void {
  const lines = env['strays'];
  for (const token of tokens) {
    const texts = (token.children ?? []).filter(({ type }) => type === 'text');
    const code = textsInCode(token.children ?? []);
    if (token.type === 'html_block' && !/<(pre|code)\b/i.test(token.content)) texts.push(token);
    for (const part of texts) {
      const searched = Array.isArray(lines) && part.content.includes('**') && !code.has(part);
      const content = searched ? part.content.replace(STRAY, '') : part.content;
      if (searched && content !== part.content) lines.push((token.map?.[0] ?? 0) + 1);
      part.content = content.replaceAll(ESCAPED, '*');
    }
  }
}

/** Text between `<code>` and `</code>` in HTML is code too. */
function textsInCode(children: readonly Token[]): ReadonlySet<Token> {
  let depth = 0;
  const found = new Set<Token>();
  for (const child of children) {
    const [, slash] = (child.type === 'html_inline' && CODE_TAG.exec(child.content)) || [];
    if (slash !== undefined) depth = Math.max(0, depth + (slash === '' ? 1 : -1));
    else if (depth > 0) found.add(child);
  }
  return found;
}

const CODE_TAG = /^<(\/?)(?:code|kbd|samp|tt)\b/i;
