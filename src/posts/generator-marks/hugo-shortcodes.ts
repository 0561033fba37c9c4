/**
 * Shortcodes of Hugo: those that come with it are shown as Hugo shows them, in code too; those of a site are not known here.
 * An author who writes about one puts its inside between the marks of a comment; then it is text.
 */

import type { Span } from '../code-spans.ts';
import {
  addressOf,
  apart,
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

const first = ({ words, values }: MarkTag, key: string): string => values[key] ?? words[0] ?? '';

/** Tags that stand alone. */
const single: Readonly<Record<string, Shown>> = {
  figure: ({ values }) => {
    const { src = '', alt, caption, title, attr, link } = values;
    const words = [title, caption, attr].filter((text) => text !== undefined && text !== '').join(' ');
    return figure(src, alt ?? caption ?? title ?? '', words, link);
  },
  youtube: (tag) => film('youtube', first(tag, 'id')),
  vimeo: (tag) => film('vimeo', first(tag, 'id')),
  vimeo_simple: (tag) => film('vimeo', first(tag, 'id')),
  gist: ({ words: [user = '', id = ''] }) => bare(`https://gist.github.com/${user}/${id}`),
  instagram: (tag) => bare(`https://www.instagram.com/p/${first(tag, 'id')}/`),
  tweet: (tag) => message(tag),
  tweet_simple: (tag) => message(tag),
  twitter: (tag) => message(tag),
  x: (tag) => message(tag),
  ref: (tag, page) => reference(tag, page),
  relref: (tag, page) => reference(tag, page),
  qr: () => '',
};

function message({ words, values }: MarkTag): string {
  const id = values['id'] ?? words.at(-1) ?? '';
  const user = values['user'] ?? (words.length > 1 ? words[0] : 'i');
  return bare(`https://x.com/${user}/status/${id}`);
}

/** `{{< ref "posts/a.md#part" >}}`: the name of a file from `content/`, or only its last part. */
function reference(tag: MarkTag, { urlOf }: MarkPage): string {
  const [name = '', part] = first(tag, 'path').split('#');
  return addressOf(name, urlOf, part);
}

/** Tags around a text: what stands in the place of the first, and of the last. */
const paired: Readonly<Record<string, { readonly open: (tag: MarkTag) => string; readonly close: string }>> =
  {
    highlight: { open: ({ words }) => `\`\`\`\`${words[0] ?? ''}`, close: '````' },
    details: { open: ({ values }) => `**${escaped(values['summary'] ?? 'Details')}**\n\n`, close: '' },
  };

export function hugoMarks(text: string, page: MarkPage, code: readonly Span[]): Marks {
  const changes: Change[] = [];
  const strange: MarkTag[] = [];
  const tags = tagsIn(text, changes);
  const isCode = inCode(code);
  for (const [index, tag] of tags.entries()) {
    const { name, isEnd, from, to } = tag;
    const isText = isCode(from);
    const pair = paired[name];
    const show = isEnd ? undefined : single[name];
    if (show !== undefined) changes.push({ from, to, text: show(tag, page) });
    else if (pair !== undefined) changes.push({ from, to, text: isEnd ? pair.close : pair.open(tag) });
    else if (name === 'comment' && !isEnd) {
      const end = tags.slice(index).find((other) => other.isEnd && other.name === name);
      if (end !== undefined) changes.push({ from, to: end.to, text: '' });
    } else if (name !== 'comment' && !isText) strange.push(tag);
  }
  const left = leaveOut(text, strange, ({ name }) => `The shortcode \`{{< ${name} >}}\` of the site`);
  return { changes: apart([...changes, ...left.changes]), unknown: left.unknown };
}

/** A tag is no longer than this. */
const LONGEST = 4000;

/** @param changes gets what authors write about shortcodes */
function tagsIn(text: string, changes: Change[]): MarkTag[] {
  const tags: MarkTag[] = [];
  const opening = /\{\{([<%])/g;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const mark = match[1] === '<' ? '>' : '%';
    const from = match.index;
    const end = endOf(text, from + 3, `${mark}}}`);
    if (end === undefined) continue;
    const to = end + 3;
    const inside = text.slice(from + 3, end).trim();
    opening.lastIndex = to;
    const about = /^\/\*(.*)\*\/$/s.exec(inside)?.[1];
    if (about !== undefined) {
      changes.push({ from, to, text: `{{${match[1]}${about}${mark}}}` });
      continue;
    }
    const [, slash = '', name = '', rest = ''] = /^(\/?)\s*([\w./-]*[\w-])\s*(.*?)\/?$/s.exec(inside) ?? [];
    if (name !== '')
      tags.push({ from, to, name: name.replace(/\.html$/, ''), isEnd: slash !== '', ...argumentsIn(rest) });
  }
  return tags;
}

/** Where a tag ends, outside of quotation marks. */
function endOf(text: string, from: number, mark: string): number | undefined {
  let quote = '';
  const last = Math.min(text.length, from + LONGEST);
  for (let at = from; at < last; at += 1) {
    const letter = text[at] ?? '';
    if (quote !== '') {
      if (letter === quote) quote = '';
      else if (letter === '\\' && quote === '"') at += 1;
    } else if (letter === '"' || letter === '`') quote = letter;
    else if (text.startsWith(mark, at)) return at;
  }
  return undefined;
}
