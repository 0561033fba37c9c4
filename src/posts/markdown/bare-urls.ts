/**
 * Where a bare URL in a text ends. markdown-it reads it to the next blank or punctuation mark, past the end of emphasis
 * and of what `&gt;` means; and Japanese has no blank behind it: 「https://a.example/aから」.
 */
import type MarkdownIt from 'markdown-it';
import { decodeReferences } from '../escape.ts';
import type { InlineRule } from './kramdown/inline-context.ts';

export function bareUrls(md: InstanceType<typeof MarkdownIt>): void {
  const { normalizeLinkText } = md;
  md.normalizeLinkText = (url) =>
    normalizeLinkText.call(md, url.replace(ESCAPED_ASCII, '%25')).replaceAll('%25', '%');
  md.inline.ruler.at('linkify', bareUrl);
  md.inline.ruler.before('autolink', 'no_address', noAddress);
  md.inline.ruler.before('autolink', 'mail_address', mailAddress);
}

/**
 * The `%` of `%20` and `%3C`: shown as a blank or `<`, nobody could copy the address. Names in other letters are shown as
 * letters. (`%25` is never decoded.)
 */
const ESCAPED_ASCII = /%(?=[0-7][\da-f])/gi;

/** `<mailto:a@b.example>` shows the address alone, as in kramdown. */
const mailAddress: InlineRule = (state, silent) => {
  MAIL.lastIndex = state.pos;
  const [whole = '', href = '', address = ''] = MAIL.exec(state.src) ?? [];
  if (whole === '') return false;
  if (!silent) {
    state.push('link_open', 'a', 1).attrs = [['href', state.md.normalizeLink(href)]];
    state.push('text', '', 0).content = state.md.normalizeLinkText(address);
    state.push('link_close', 'a', -1);
  }
  state.pos += whole.length;
  return true;
};

const MAIL = /<(mailto:([^\s<>@]{1,64}@[^\s<>@]{1,255}))>/iy;

/** `<URL:https://a.example/>`: only an address of these kinds is a link in kramdown; the brackets are text. */
const noAddress: InlineRule = (state, silent) => {
  OTHER_SCHEME.lastIndex = state.pos;
  if (!OTHER_SCHEME.test(state.src)) return false;
  if (!silent) state.pending += '<';
  state.pos += 1;
  return true;
};

const OTHER_SCHEME = /<(?!https?:|ftps?:|mailto:)[a-z][a-z\d+.-]{1,31}:[^\s<>]*>/iy;

/** Called at the `:` of `https://`; the letters before it are read already. */
const bareUrl: InlineRule = (state, silent) => {
  if (state.linkLevel > 0 || !state.src.startsWith('://', state.pos)) return false;
  const begun = state.src.slice(Math.max(0, state.pos - LONGEST_SCHEME - 1), state.pos);
  const scheme = SCHEME.exec(begun)?.[0];
  if (scheme === undefined) return false;
  const start = state.pos - scheme.length;
  const rest = upToEnd(state.src.slice(start, Math.min(state.posMax, start + LONGEST_URL)));
  const found = state.md.linkify.matchAtStart(rest);
  if (found === null || !state.pending.endsWith(scheme)) return false;
  const written = withoutMarks(rest.slice(0, found.url.length));
  // `a\_b`: whoever writes so keeps the `_` from being emphasis.
  const url = decodeReferences(written.replace(/\\([!-/:-@[-`{-~])/g, '$1'));
  const address = state.md.normalizeLink(url);
  if (written.length <= scheme.length + '://'.length || !state.md.validateLink(address)) return false;
  if (!silent) {
    state.pending = state.pending.slice(0, -scheme.length);
    const open = state.push('link_open', 'a', 1);
    open.attrs = [['href', address]];
    state.push('text', '', 0).content = state.md.normalizeLinkText(url);
    const close = state.push('link_close', 'a', -1);
    for (const token of [open, close]) {
      token.markup = 'linkify';
      token.info = 'auto';
    }
  }
  state.pos += written.length - scheme.length;
  return true;
};

const LONGEST_SCHEME = 10;

/** In UTF-16 units: each of many addresses without a blank between them looks no further. */
const LONGEST_URL = 4096;

const SCHEME = /(?<![a-z\d+.-])[a-z][a-z\d+.-]{0,9}$/i;

/**
 * A blank; a reference of HTML that is no `&`; hiragana behind a letter or digit of ASCII, a particle of the sentence (in
 * `/wiki/ひらがな` it stands behind another mark, and belongs to the URL); and を, which begins no word.
 */
const BEHIND = new RegExp(
  [
    String.raw`\s|&(?!amp;)(?:#\d{1,8}|#x[\da-f]{1,7}|[a-z][a-z\d]{1,31});|(?<=[a-z\d])[\u3041-\u3096]|を`,
    // Korean writes a particle behind a name, and then a blank: 「https://a.example/a에서 봅니다」, but `/wiki/SK하이닉스`.
    String.raw`(?<=[a-z\d/])(?:에서는?|에는?|으로|로|[은는이가을를의와과도]|입니다|이며|부터|까지)(?=[\s.,!?)]|$)`,
  ].join('|'),
  'i',
);

/** Marks of the sentence or of emphasis. */
const MARKS = /(?<![.,:;!?*])[.,:;!?*]+$/;

/** Cut before markdown-it looks at it, which would read far behind the end again for each of many URLs. */
function upToEnd(text: string): string {
  const at = text.search(BEHIND);
  return at < 0 ? text : text.slice(0, at);
}

function withoutMarks(url: string): string {
  // Of `&amp;` at the end, markdown-it leaves the `;` outside.
  return url.replace(/&amp;?$/, '').replace(MARKS, '');
}
