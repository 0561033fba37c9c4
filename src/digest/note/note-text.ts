/**
 * The issue note: what an editor decides about one digest, in `posts/_digests/2025-W45.md`. This file only reads the
 * text; note-posts.ts finds the posts that it names.
 *
 *     ---
 *     lead: 2025-11-07-1-alibaba
 *     leave_out: [2025-11-08-2-correction]
 *     ---
 *     皆さま、こんにちは。
 */
import { own, textOf } from '../../posts/head/fields.ts';
import { type Head, parseHead } from '../../posts/head/front-matter.ts';
import type { FrontMatter, FrontMatterValue } from '../../posts/post.ts';
import { nearestName, type Place, type Problem } from '../../problem.ts';

/** A folder in the posts folder. Its name begins with `_`, so its files are not posts. */
export const NOTES = '_digests';

/** An advertisement; the mail marks it as one. */
export type Sponsor = { readonly name: string; readonly text: string; readonly url: string | undefined };

/** A post as a note names it, and what the digest should say about it. */
export type Naming = {
  /** The file, the slug or the URL of a post. */
  readonly name: string;
  readonly title: string | undefined;
  readonly excerpt: string | undefined;
  readonly at: Place;
};

/** A note as it is written. Fields that it does not have are `undefined` or empty. */
export type NoteText = {
  readonly subject: string | undefined;
  readonly preheader: string | undefined;
  readonly number: string | undefined;
  readonly closing: string | undefined;
  readonly lead: Naming | undefined;
  readonly order: readonly Naming[];
  readonly leaveOut: readonly Naming[];
  readonly sponsor: Sponsor | undefined;
  /** Markdown. */
  readonly body: string;
};

const FIELDS = ['subject', 'preheader', 'number', 'lead', 'order', 'leave_out', 'sponsor', 'closing'];

/** Front matter with comments only, as `tayori note` writes it. YAML would not accept it. */
const SILENT = /^---[ \t]*\n(?:[ \t]*(?:#[^\n]*)?\n)*---[ \t]*(?:\n|$)/;

/** @param source the whole file. @returns the note, and everything that is wrong with it */
export function parseNote(
  source: string,
  file: string,
): { readonly note: NoteText; readonly problems: readonly Problem[] } {
  const text = source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  if (!/^---\s*$/m.test(text.slice(0, text.indexOf('\n') + 1 || undefined)))
    return { note: { ...EMPTY, body: text.trim() }, problems: [] }; // a note without front matter is only a body
  const silent = SILENT.exec(text);
  if (silent !== null) return { note: { ...EMPTY, body: text.slice(silent[0].length).trim() }, problems: [] };
  const head = parseHead(text, []);
  if (!('data' in head)) {
    const { line, column, message, hint } = head;
    const problem: Problem = { code: 'note-field', message, hint, at: { file, line, column } };
    return { note: EMPTY, problems: [problem] };
  }
  const problems: Problem[] = [];
  const reader = readerOf(text, file, head, problems);
  const [lead, ...more] = reader.names('lead');
  if (more.length > 0) problems.push(reader.fault('lead', 'names more than one post', 'Name one post.'));
  const note: NoteText = {
    subject: reader.line('subject'),
    preheader: reader.line('preheader'),
    number: reader.line('number'),
    closing: reader.line('closing'),
    lead,
    order: reader.names('order'),
    leaveOut: reader.names('leave_out'),
    sponsor: reader.sponsor(),
    body: text.slice(head.bodyStart).trim(),
  };
  return { note, problems: [...unknownFields(head, file), ...problems] };
}

const EMPTY: NoteText = {
  subject: undefined,
  preheader: undefined,
  number: undefined,
  closing: undefined,
  lead: undefined,
  order: [],
  leaveOut: [],
  sponsor: undefined,
  body: '',
};

function unknownFields({ data, places }: Head, file: string): Problem[] {
  return Object.keys(data)
    .filter((key) => !FIELDS.includes(key))
    .map((key) => {
      const near = nearestName(key, FIELDS);
      return {
        code: 'note-field',
        message: `A note has no field \`${key}\`.`,
        hint: `${near === undefined ? '' : `Did you mean \`${near}\`? `}The fields are: ${FIELDS.join(', ')}.`,
        at: { file, ...places.get(key) },
      };
    });
}

/** Reads the fields of one note; problems are added to `problems`. */
function readerOf(text: string, file: string, head: Head, problems: Problem[]) {
  const { data } = head;
  const lines = text.split('\n');
  const place = (key: string): Place => ({ file, ...head.places.get(key) });
  const fault = (key: string, what: string, hint: string): Problem => {
    return { code: 'note-field', message: `\`${key}\` ${what}.`, hint, at: place(key) };
  };
  /** The line below the key that contains the name: YAML gives no place for the entries of a list. */
  const placeOf = (key: string, name: string): Place => {
    const start = head.places.get(key)?.line ?? 1;
    const found = lines.findIndex((line, index) => index >= start - 1 && line.includes(name));
    if (found < 0) return place(key);
    return { file, line: found + 1, column: (lines[found]?.indexOf(name) ?? 0) + 1 };
  };
  const naming = (key: string, value: FrontMatterValue): Naming[] => {
    const map = isMap(value) ? value : { post: value };
    const name = textOf(map, 'post') ?? '';
    if (name === '') {
      problems.push(
        fault(key, 'has an entry without the name of a post', `Write \`${key}: NAME\`, or \`- post: NAME\`.`),
      );
      return [];
    }
    const [title, excerpt] = [textOf(map, 'title'), textOf(map, 'excerpt')];
    return [{ name, title, excerpt, at: placeOf(key, name) }];
  };
  return {
    fault,
    line: (key: string): string | undefined => {
      const value = own(data, key);
      if (value === undefined || typeof value === 'string') return textOf(data, key);
      problems.push(fault(key, 'must be one line of text', `Write \`${key}: …\`.`));
      return undefined;
    },
    names: (key: string): Naming[] => {
      const value = own(data, key);
      if (value === undefined || (typeof value === 'string' && textOf(data, key) === undefined)) return [];
      return (isList(value) ? value : [value]).flatMap((entry) => naming(key, entry));
    },
    sponsor: (): Sponsor | undefined => {
      const value = own(data, 'sponsor');
      if (value === undefined || value === '') return undefined;
      const map: FrontMatter = isMap(value) ? value : {};
      const [name, words, url] = [textOf(map, 'name'), textOf(map, 'text'), textOf(map, 'url')];
      const wrongUrl = url !== undefined && !/^https?:$/.test(URL.parse(url)?.protocol ?? '');
      if (name !== undefined && words !== undefined && !wrongUrl)
        return { name, text: words, url: url === undefined ? undefined : new URL(url).href };
      const what = wrongUrl ? 'has a `url` that is no http(s) address' : 'needs a `name` and a `text`';
      problems.push(fault('sponsor', what, 'Write `sponsor: { name: …, text: …, url: https://… }`.'));
      return undefined;
    },
  };
}

function isList(value: FrontMatterValue): value is readonly FrontMatterValue[] {
  return Array.isArray(value);
}

function isMap(value: FrontMatterValue): value is FrontMatter {
  return typeof value === 'object' && !isList(value);
}
