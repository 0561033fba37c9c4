/** What the marks of a generator become, before a text is read as Markdown. */
import type { Span } from '../code-spans.ts';
import { UNKNOWN_ADDRESS } from '../unknown-address.ts';

/** Something in a text, and what stands in its place. */
export type Change = Span & { readonly text: string };

/** A mark that is not known here. */
export type UnknownMark = {
  readonly at: number;
  readonly message: string;
  /** Whether a sentence would have a hole without it; otherwise it is only left out. */
  readonly isNeeded: boolean;
  /** Whether it is an address, and not a tag. */
  readonly isAddress?: true;
};

export type Marks = { readonly changes: readonly Change[]; readonly unknown: readonly UnknownMark[] };

/** What a mark may ask for. */
export type MarkPage = {
  /** The URL of the post. */
  readonly url: string;
  /** The URL of another post, by the name of its file. */
  readonly urlOf: (name: string) => string | undefined;
};

/** One tag: `{{< figure src="a.png" >}}`, `{% asset_img a.png %}`. */
export type MarkTag = Span & {
  readonly name: string;
  readonly isEnd: boolean;
  readonly words: readonly string[];
  readonly values: Readonly<Record<string, string>>;
};

/** Tells whether a place is in code; it is asked from the beginning to the end. */
export function inCode(code: readonly Span[]): (at: number) => boolean {
  let next = 0;
  return (at) => {
    while ((code[next]?.to ?? Infinity) <= at) next += 1;
    return (code[next]?.from ?? Infinity) <= at;
  };
}

/** In ascending order, and of changes that overlap only the first. */
export function apart(changes: readonly Change[]): Change[] {
  const kept: Change[] = [];
  for (const change of changes.toSorted((a, b) => a.from - b.from || b.to - a.to))
    if (change.from >= (kept.at(-1)?.to ?? 0)) kept.push(change);
  return kept;
}

/** A text for an attribute or between tags. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** Whether nothing else stands on the lines of a tag. */
function isAlone(text: string, { from, to }: Span): boolean {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const end = text.indexOf('\n', to);
  const around = text.slice(start, from) + text.slice(to, end < 0 ? text.length : end);
  return around.trim() === '';
}

/** Splits the arguments of a tag: words, `"words with blanks"`, `key="value"`. */
export function argumentsIn(text: string): Pick<MarkTag, 'words' | 'values'> {
  const words: string[] = [];
  const values: Record<string, string> = {};
  for (const { 1: key, 2: quoted, 3: raw, 4: bare } of text.matchAll(ARGUMENT)) {
    const value = quoted?.replace(/\\(["\\])/g, '$1') ?? raw ?? bare ?? '';
    if (key === undefined) words.push(value);
    else values[key.toLowerCase()] = value;
  }
  return { words, values };
}

const ARGUMENT = /(?:([\w-]+)\s*=\s*)?(?:"((?:[^"\\]|\\.)*)"|[`']([^`'\n]*)[`']|([^\s"`']+))/g;

/** A picture, with its words below. */
export function figure(address: string, alt: string, caption: string, link = ''): string {
  const picture = `<img src="${escaped(address)}" alt="${escaped(alt)}">`;
  const linked = link === '' ? picture : `<a href="${escaped(link)}">${picture}</a>`;
  return caption === '' ? linked : `<figure>${linked}<figcaption>${escaped(caption)}</figcaption></figure>`;
}

/** The page of a film, which becomes a link. */
export function film(host: 'youtube' | 'vimeo', id: string): string {
  const plain = encodeURIComponent(id);
  return host === 'youtube' ? `<https://www.youtube.com/watch?v=${plain}>` : `<https://vimeo.com/${plain}>`;
}

/** An address without brackets that would end it. */
export function bare(address: string): string {
  return /^https?:\/\/[^\s<>]+$/.test(address) ? `<${address}>` : escaped(address);
}

/**
 * What becomes of tags that are not known: their text stays, and they are left out where they stand alone or around a text.
 *
 * @param shown how a tag is named to people
 */
export function leaveOut(text: string, tags: readonly MarkTag[], shown: (tag: MarkTag) => string): Marks {
  const ends = new Set(tags.flatMap(({ isEnd, name }) => (isEnd ? [name] : [])));
  const changes: Change[] = [];
  const unknown: UnknownMark[] = [];
  for (const tag of tags) {
    const { from, to, name, isEnd } = tag;
    const isPaired = isEnd || ends.has(name);
    const isNeeded = !isPaired && !isAlone(text, tag);
    if (!isNeeded) changes.push({ from, to, text: '' });
    if (isEnd) continue;
    const rest = isNeeded
      ? ''
      : isPaired
        ? ': it is left out, and the text inside stays'
        : ': it is left out';
    unknown.push({ at: from, message: `${shown(tag)} is not known here${rest}.`, isNeeded });
  }
  return { changes, unknown };
}

/**
 * The address of another post, by the name or the path that a mark gives: from the whole path to its last part.
 *
 * @param part a place in that post; with an empty name, in this one
 * @returns `UNKNOWN_ADDRESS` if no post has the name
 */
export function addressOf(name: string, urlOf: MarkPage['urlOf'], part?: string): string {
  if (name === '') return part === undefined ? UNKNOWN_ADDRESS : `#${part}`;
  const names = name.replace(/^\/+|\/+$/g, '').split('/');
  for (let at = 0; at < names.length; at += 1) {
    const rest = names.slice(at).join('/');
    const url = urlOf(rest) ?? urlOf(`${rest}/index.md`);
    if (url !== undefined) return part === undefined ? url : `${url}#${part}`;
  }
  return UNKNOWN_ADDRESS;
}
