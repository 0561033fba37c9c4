/**
 * Writes the decisions of an editor, made on the page of the preview, into the text of an issue note. All else stays as
 * it is: comments, unknown fields, the form of an entry. The result is read again and compared with the decisions: if a
 * note is written in a form that this file does not know, the change is refused, and the note is not damaged.
 */
import { isDeepStrictEqual } from 'node:util';
import { cleanLine } from '../../posts/clean-text.ts';
import { textOf } from '../../posts/head/fields.ts';
import { parseHead } from '../../posts/head/front-matter/front-matter.ts';
import type { Problem } from '../../problem.ts';
import type { Naming } from './note-fields.ts';
import { type NoteText, parseNote } from './note-text.ts';

/** A post, as the note should name it. */
export type NoteEntry = Pick<Naming, 'name' | 'title' | 'excerpt'>;

/** The changes; an `undefined` field stays as it is, and an empty one is removed. */
export type NoteChange = {
  readonly lead?: NoteEntry | null | undefined;
  readonly order?: readonly NoteEntry[] | undefined;
  readonly leaveOut?: readonly NoteEntry[] | undefined;
  readonly subject?: string | undefined;
  readonly preheader?: string | undefined;
  readonly number?: string | undefined;
  readonly closing?: string | undefined;
  /** Markdown. */
  readonly body?: string | undefined;
};

/** @returns the new text of the file, or the reasons why it can not be written */
export function changeNote(source: string, file: string, change: NoteChange): string | Problem {
  const [, mark = '', rest = ''] = /^(\ufeff?)([\s\S]*)$/.exec(source) ?? [];
  const breaks = rest.includes('\r\n') ? '\r\n' : '\n';
  const text = rest.replace(/\r\n?/g, '\n');
  const before = parseNote(text, file);
  const [fault] = [...before.problems, ...unsayable(change, file)];
  if (fault !== undefined) return fault;
  const parts = partsOf(text);
  const head = [...fieldsOf(change, before.note)].reduce(
    (lines, [key, made]) => withField(lines, key, made),
    parts.head ?? [],
  );
  const body = change.body === undefined ? parts.body : bodyText(change.body);
  const fenced = head.length > 0 || parts.head !== undefined;
  const after = fenced ? `---\n${head.map((line) => `${line}\n`).join('')}---\n${body}` : body;
  const read = parseNote(after, file);
  const meant = { ...plain(before.note), ...plainChange(change) };
  if (read.problems.length > 0 || !isDeepStrictEqual(plain(read.note), meant)) return notThisWay(file);
  return mark + after.replaceAll('\n', breaks);
}

type Parts = { readonly head: readonly string[] | undefined; readonly body: string };

/** The lines between the two fences, and everything after the second one. */
function partsOf(text: string): Parts {
  const lines = text.split('\n');
  if (!/^---\s*$/.test(lines[0] ?? '')) return { head: undefined, body: text };
  const head = parseHead(text, []);
  const end = 'data' in head ? head.end - 1 : lines.findIndex((line, at) => at > 0 && /^---\s*$/.test(line));
  return { head: lines.slice(1, end), body: lines.slice(end + 1).join('\n') };
}

function bodyText(body: string): string {
  const trimmed = body.replace(/\r\n?/g, '\n').trim();
  return trimmed === '' ? '\n' : `\n${trimmed}\n`;
}

const LINES = ['subject', 'preheader', 'number', 'closing'] as const;

/** The text as it will be read: letters that can not be shown, such as marks of writing direction, are removed. */
function lineOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : cleanLine(text);
}

/** Words that mean "no value" in front matter, also in quotes: `subject: null` is a note without a subject. */
function unsayable(change: NoteChange, file: string): Problem[] {
  return LINES.flatMap((key) => {
    const line = lineOf(change[key]) ?? '';
    if (line === '' || textOf({ line }, 'line') === line) return [];
    return [
      {
        code: 'note-field',
        message: `\`${key}\` can not be \`${line}\`: in a note that means that it says nothing.`,
        hint: 'Write it with one letter more, such as a full stop.',
        at: { file },
      },
    ];
  });
}

/** Makes the new lines of a field from its old lines. */
type Made = (old: readonly string[]) => readonly string[];

function* fieldsOf(change: NoteChange, note: NoteText): Generator<readonly [string, Made]> {
  for (const key of LINES) {
    const value = lineOf(change[key]);
    if (value !== undefined && value !== (note[key] ?? ''))
      yield [key, scalar(key, value && scalarText(value))];
  }
  const { lead, order, leaveOut } = change;
  if (lead !== undefined && !isDeepStrictEqual(lead === null ? undefined : entryOf(lead), entryOf(note.lead)))
    yield ['lead', scalar('lead', lead === null ? '' : entryText(lead))];
  if (order !== undefined) yield ['order', list('order', order, note.order)];
  if (leaveOut !== undefined) yield ['leave_out', list('leave_out', leaveOut, note.leaveOut)];
}

/**
 * The comment after the value of a field. A value in quotes or braces may hold any ` #`; in any other one, the first
 * ` #` begins the comment.
 */
const COMMENT =
  /^\w+\s*:(?:\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|\{[^}]*\})|(?!\s*["'{]).*?)(?<!\s)(\s+#.*)$/s;

/** One line, with the comment that stood after the old value; no line if there is no value. */
function scalar(key: string, value: string): Made {
  return (old) => {
    const comment = COMMENT.exec(old[0] ?? '')?.[1];
    const kept = old.slice(1).filter(isComment);
    return value === '' ? kept : [`${key}: ${value}${comment ?? ''}`, ...kept];
  };
}

/** An entry that stays keeps its lines and the comment above it; an entry that is removed takes them with it. */
function list(key: string, entries: readonly NoteEntry[], before: readonly Naming[]): Made {
  return (old) => {
    if (isDeepStrictEqual(entries.map(entryOf), before.map(entryOf))) return old;
    const groups = groupsOf(old.slice(1));
    const raw = groups.length === before.length ? groups : [];
    const lines = entries.flatMap((entry) => {
      const at = before.findIndex((other) => isDeepStrictEqual(entryOf(other), entryOf(entry)));
      return raw[at] ?? [`  - ${entryText(entry)}`];
    });
    const comment = /\s#.*$/.exec(/^[\w]+:\s*(?:#.*)?$/.test(old[0] ?? '') ? (old[0] ?? '') : '')?.[0] ?? '';
    return entries.length === 0 ? [] : [`${key}:${comment === '' ? '' : ` ${comment.trim()}`}`, ...lines];
  };
}

/** The entries of a list with one entry on each line; each entry with its own comment. */
function groupsOf(lines: readonly string[]): string[][] {
  const groups: string[][] = [];
  let above: string[] = [];
  for (const line of lines) {
    if (isComment(line) || line.trim() === '') above.push(line);
    else if (/^\s*-(?:\s|$)/.test(line)) {
      groups.push([...above, line]);
      above = [];
    } else groups.at(-1)?.push(...above.splice(0), line);
  }
  groups.at(-1)?.push(...above);
  return groups;
}

/** Puts the lines of a field in its old place; else below the comment that shows the field; else at the end. */
function withField(head: readonly string[], key: string, made: Made): readonly string[] {
  const start = head.findIndex((line) => new RegExp(`^${key}\\s*:`).test(line));
  if (start >= 0) {
    const end = endOf(head, start);
    return [...head.slice(0, start), ...made(head.slice(start, end)), ...head.slice(end)];
  }
  const lines = made([]);
  const shown = head.findIndex((line) => new RegExp(`^#\\s?${key}:`).test(line));
  let at = shown < 0 ? head.length : shown + 1;
  while (shown >= 0 && /^#\s{2,}-/.test(head[at] ?? '')) at += 1;
  return [...head.slice(0, at), ...lines, ...head.slice(at)];
}

/** The end of a field, before the next field. Comments and blank lines just above the next field belong to that. */
function endOf(head: readonly string[], start: number): number {
  let end = start + 1;
  while (end < head.length && !/^[^\s#-]/.test(head[end] ?? '')) end += 1;
  while (end > start + 1 && (/^#/.test(head[end - 1] ?? '') || (head[end - 1] ?? '').trim() === '')) end -= 1;
  return end;
}

function isComment(line: string): boolean {
  return /^\s*#/.test(line);
}

function entryText({ name, title, excerpt }: NoteEntry): string {
  if (title === undefined && excerpt === undefined) return scalarText(name);
  const words = [
    ['title', title],
    ['excerpt', excerpt],
  ].flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${JSON.stringify(value)}`]));
  return `{ ${[`post: ${JSON.stringify(name)}`, ...words].join(', ')} }`;
}

/** Plain, if YAML reads it back the same; otherwise in quotes, as JSON writes them. */
function scalarText(text: string): string {
  return /^[\p{L}\p{N}](?:[\p{L}\p{N} ._/、。「」・ー〜！？（）-]*[\p{L}\p{N}_/、。「」・ー〜！？（）-])?$/u.test(
    text,
  )
    ? text
    : JSON.stringify(text);
}

function entryOf(entry: NoteEntry | undefined): NoteEntry | undefined {
  return entry && { name: entry.name, title: entry.title, excerpt: entry.excerpt };
}

/** What a note says, without the places in its file. */
function plain(note: NoteText) {
  return {
    ...note,
    lead: entryOf(note.lead),
    order: note.order.map(entryOf),
    leaveOut: note.leaveOut.map(entryOf),
  };
}

function plainChange(change: NoteChange): Partial<ReturnType<typeof plain>> {
  const { lead, order, leaveOut, body, ...words } = change;
  const said = Object.entries(words).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, lineOf(value) || undefined]],
  );
  return {
    ...Object.fromEntries(said),
    ...(lead === undefined ? {} : { lead: lead === null ? undefined : entryOf(lead) }),
    ...(order === undefined ? {} : { order: order.map(entryOf) }),
    ...(leaveOut === undefined ? {} : { leaveOut: leaveOut.map(entryOf) }),
    ...(body === undefined ? {} : { body: body.replace(/\r\n?/g, '\n').trim() }),
  };
}

function notThisWay(file: string): Problem {
  return {
    code: 'note-conflict',
    message: 'The issue note is written in a way that the page can not change without losing something.',
    hint: `Change it in an editor: ${file}. The page shows what you save.`,
    at: { file },
  };
}
