/**
 * Heads of other generators than Jekyll, known by their first line: TOML between `+++` (Hugo, Zola), lines of
 * `Key: value` without any fence (Pelican, and Markdown's own metadata), lines of `.. key: value` (Nikola).
 */
import { cleanText } from '../../clean-text.ts';
import type { FrontMatter, FrontMatterValue } from '../../post.ts';
import type { HeadFault, Spot } from './front-matter-faults.ts';
import { readToml } from './toml.ts';

/** The keys and values, their places, and the number of lines, with the fences. */
export type OtherHead = {
  readonly data: FrontMatter;
  readonly places: ReadonlyMap<string, Spot>;
  readonly lines: number;
};

/**
 * @param lines the beginning of the file
 * @returns `undefined` if it is none of them
 */
export function otherHead(lines: readonly string[]): OtherHead | HeadFault | undefined {
  const [first = ''] = lines;
  if (first.trimEnd() === '+++') return tomlHead(lines);
  if (first.trimEnd() === '<!--' || NIKOLA_LINE.test(first)) return nikolaHead(lines);
  return META_LINE.test(first) ? metaHead(lines) : undefined;
}

function tomlHead(lines: readonly string[]): OtherHead | HeadFault {
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '+++');
  if (end < 0) {
    const message = 'The front matter is not closed: no line of exactly `+++` follows within 16 KiB.';
    const hint = 'Write `+++` on a line of its own after the last key.';
    return { line: lines.length, column: 1, message, hint };
  }
  const read = readToml(cleanText(lines.slice(1, end).join('\n')));
  if ('message' in read) return { ...read, line: read.line + 1 };
  const places = new Map(
    [...read.places].map(([key, { line, column }]) => [key, { line: line + 1, column }]),
  );
  return { data: read.data, places, lines: end + 1 };
}

/** `Title: Harbour` */
const META_LINE = /^([A-Za-z][\w-]*):(?:[ \t]+|$)(.*)$/;

/** It ends with the first empty line; a line with four blanks before it goes on with the value above. */
function metaHead(lines: readonly string[]): OtherHead | undefined {
  const found = new Map<string, { text: string; place: Spot }>();
  let key = '';
  let at = 0;
  for (; (lines[at] ?? '').trim() !== ''; at += 1) {
    const line = lines[at] ?? '';
    const match = META_LINE.exec(line);
    const known = found.get(key);
    if (match !== null) {
      key = match[1]?.toLowerCase() ?? '';
      const column = line.length - (match[2]?.length ?? 0) + 1;
      found.set(key, { text: match[2] ?? '', place: { line: at + 1, column } });
    } else if (known !== undefined && /^(?: {4}|\t)/.test(line)) {
      known.text = `${known.text} ${line.trim()}`.trim();
    } else return undefined;
  }
  // Any text may begin with a word and a colon.
  return found.has('title') && found.has('date') ? madeOf(found, at) : undefined;
}

/** `.. title: Harbour` */
const NIKOLA_LINE = /^\.\. ([a-z][\w-]*):[ \t]*(.*)$/;

function nikolaHead(lines: readonly string[]): OtherHead | undefined {
  const isComment = lines[0]?.trimEnd() === '<!--';
  const found = new Map<string, { text: string; place: Spot }>();
  let at = isComment ? 1 : 0;
  for (; ; at += 1) {
    const match = NIKOLA_LINE.exec(lines[at] ?? '');
    if (match === null) break;
    const column = match[0].length - (match[2]?.length ?? 0) + 1;
    const text = (match[2] ?? '').replace(/ UTC(?=[-+]\d\d:?\d\d$)/, ' ');
    found.set(match[1] ?? '', { text, place: { line: at + 1, column } });
  }
  if (isComment) while (at < lines.length && lines[at]?.trim() === '') at += 1;
  if (isComment && lines[at]?.trim() !== '-->') return undefined;
  return found.has('title') ? madeOf(found, isComment ? at + 1 : at) : undefined;
}

const LISTS = new Set(['tags', 'authors']);
/** States in which neither generator lists a post. */
const HIDDEN = /^(?:draft|hidden|private|skip)$/i;

function madeOf(
  found: ReadonlyMap<string, { readonly text: string; readonly place: Spot }>,
  lines: number,
): OtherHead {
  const values = [...found].map(([key, { text }]): [string, FrontMatterValue] => {
    const clean = cleanText(text).trim();
    return [key, LISTS.has(key) ? clean.split(/\s*[,;]\s*/).filter((name) => name !== '') : clean];
  });
  const data = Object.fromEntries(values);
  const { status, url, summary, modified, tags } = data;
  const isHidden =
    (typeof status === 'string' && HIDDEN.test(status)) || (Array.isArray(tags) && tags.includes('draft'));
  const ours: FrontMatter = {
    ...(isHidden ? { draft: 'true' } : {}),
    ...(url === undefined ? {} : { permalink: url }),
    ...(summary === undefined ? {} : { description: summary }),
    ...(modified === undefined ? {} : { updated: modified }),
  };
  return {
    data: { ...data, ...ours },
    places: new Map([...found].map(([key, { place }]) => [key, place])),
    lines,
  };
}
