/** Tags of Hexo that come with it, shown as Hexo shows them; those of plugins are not known here. Code has none. */
import type { Span } from '../code-spans.ts';
import { UNKNOWN_ADDRESS } from '../unknown-address.ts';
import {
  addressOf,
  argumentsIn,
  bare,
  type Change,
  escaped,
  figure,
  film,
  inCode,
  leaveOut,
  type MarkPage,
  type Marks,
  type MarkTag,
} from './marks.ts';

type Shown = (tag: MarkTag, page: MarkPage) => string;

/** A file beside the post: Hexo puts it into a folder with the address of the post. */
function besidePost(name: string, { url }: MarkPage): string {
  return `${url.replace(/\.html?$/, '').replace(/\/$/, '')}/${encodeURI(name)}`;
}

const FILE = /\.[A-Za-z\d]{2,5}$/;

/** `[class] name [width] [height] [title [alt]]`: classes stand before the name. */
function picture(words: readonly string[], address: (name: string) => string): string {
  const at = Math.max(
    0,
    words.findIndex((word) => FILE.test(word) || /^(?:https?:)?\//.test(word)),
  );
  const rest = words.slice(at + 1).filter((word) => !/^\d+(?:px|%)?$|^auto$/.test(word));
  const caption = rest.join(' ').replace(/^'|'$/g, '');
  return figure(address(words[at] ?? ''), caption, '');
}

const single: Readonly<Record<string, Shown>> = {
  asset_img: ({ words }, page) => picture(words, (name) => besidePost(name, page)),
  asset_path: ({ words: [name = ''] }, page) => besidePost(name, page),
  asset_link: ({ words: [name = '', ...title] }, page) =>
    `<a href="${escaped(besidePost(name, page))}">${escaped(title.join(' ') || name)}</a>`,
  img: ({ words }) => picture(words, (name) => name),
  image: ({ words }) => picture(words, (name) => name),
  link: ({ words }) => {
    const at = words.findIndex((word) => /^(?:https?:)?\/\//.test(word));
    return `<a href="${escaped(words[at] ?? '')}">${escaped(words.slice(0, Math.max(0, at)).join(' '))}</a>`;
  },
  post_path: ({ words: [name = ''] }, { urlOf }) => addressOf(name, urlOf),
  post_link: ({ words: [name = '', ...title] }, { urlOf }) => {
    const words = title.filter((word) => !/^(?:true|false)$/.test(word)).join(' ') || name;
    const address = addressOf(name, urlOf);
    return address === UNKNOWN_ADDRESS
      ? escaped(words)
      : `<a href="${escaped(address)}">${escaped(words)}</a>`;
  },
  youtube: ({ words: [id = ''] }) => film('youtube', id),
  vimeo: ({ words: [id = ''] }) => film('vimeo', id),
  iframe: ({ words: [address = ''] }) => bare(address),
  jsfiddle: ({ words: [id = ''] }) => bare(`https://jsfiddle.net/${id}/`),
};

const quote = {
  open: () => '<blockquote>\n\n',
  close: ({ words }: MarkTag) =>
    `${words.length === 0 ? '' : `\n\n— ${escaped(words.join(' '))}`}\n\n</blockquote>`,
};
const fence = {
  open: ({ words }: MarkTag) =>
    `\`\`\`\`${words.map((word) => /^lang:(.+)$/.exec(word)?.[1]).find((word) => word !== undefined) ?? ''}`,
  close: () => '````',
};
const text = { open: () => '', close: () => '' };

/** The second gets the first tag of the pair. */
const paired: Readonly<
  Record<string, { readonly open: (tag: MarkTag) => string; readonly close: (tag: MarkTag) => string }>
> = { blockquote: quote, quote, codeblock: fence, code: fence, pullquote: text };

/** Tags that Liquid has, too. */
const LIQUID = new Set(
  'raw if unless elsif else case when for break continue cycle tablerow assign capture increment decrement comment liquid echo include include_relative highlight gist post_url'.split(
    ' ',
  ),
);

/** The tags of a site of Eleventy: all are its own. */
export function ownTags(body: string, code: readonly Span[]): Marks {
  const isCode = inCode(code);
  const tags = [...body.matchAll(TAG)].flatMap((match) => tagOf(match, isCode) ?? []);
  const left = leaveOut(body, tags, ({ name }) => `The tag \`{% ${name} %}\` of the site`);
  return { ...left, unknown: left.unknown.filter(({ isNeeded }) => !isNeeded) };
}

/** @returns `undefined` in code, and for a tag that Liquid has */
function tagOf(match: RegExpExecArray, isCode: (at: number) => boolean): MarkTag | undefined {
  const { 0: whole, 1: written = '', 2: rest = '', index: from } = match;
  if (isCode(from)) return undefined;
  const isEnd = written.startsWith('end');
  const name = isEnd ? written.slice(3) : written;
  if (LIQUID.has(name)) return undefined;
  const to = from + whole.length;
  return { from, to, name, isEnd, ...argumentsIn(rest.replace(/-$/, '').trim()) };
}

const TAG = /\{%-?[ \t]*([\w-]{1,40})((?:[^%\n]|%(?!\})){0,500})%\}/g;

export function hexoMarks(body: string, page: MarkPage, code: readonly Span[]): Marks {
  const changes: Change[] = [];
  const strange: MarkTag[] = [];
  const open: MarkTag[] = [];
  const isCode = inCode(code);
  for (const match of body.matchAll(TAG)) {
    const tag = tagOf(match, isCode);
    if (tag === undefined) continue;
    const { from, name, isEnd } = tag;
    const pair = paired[name];
    const show = isEnd ? undefined : single[name];
    if (show !== undefined) changes.push({ from, to: tag.to, text: show(tag, page) });
    else if (pair === undefined) strange.push(tag);
    else if (!isEnd) {
      open.push(tag);
      changes.push({ from, to: tag.to, text: pair.open(tag) });
    } else changes.push({ from, to: tag.to, text: pair.close(open.pop() ?? tag) });
  }
  const left = leaveOut(body, strange, ({ name }) => `The tag \`{% ${name} %}\` of a plugin`);
  const all = [...changes, ...left.changes].toSorted((a, b) => a.from - b.from);
  // What a sentence needs is left to Liquid, which refuses it.
  return { changes: all, unknown: left.unknown.filter(({ isNeeded }) => !isNeeded) };
}
