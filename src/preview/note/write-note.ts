/** Writes into the issue note what the editor decides on the page. It writes no other file. */
import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { changeNote, type NoteChange } from '../../digest/note/change-note.ts';
import { draftNote } from '../../digest/note/note-draft.ts';
import { readNoteText, writeNoteText } from '../../digest/note/note-file.ts';
import { postsOfNote } from '../../digest/note/note-posts.ts';
import { parseNote } from '../../digest/note/note-text.ts';
import { cleanLine } from '../../posts/clean-text.ts';
import { type Problem, ProblemError } from '../../problem.ts';
import type { RenderedDigest } from '../rendered-digest.ts';
import { entryFor, noteVersion, type ShownNote, shownNote } from './shown-note.ts';

/** How many letters a field may have, and how many the note of the editor (`body`). */
const [LINE, NOTE] = [2_000, 200_000];
const line = v.optional(v.pipe(v.string(), v.maxLength(LINE, tooLong(LINE))));
const file = v.pipe(v.string(), v.maxLength(1_000));
const files = v.pipe(v.array(file), v.maxLength(1_000));
const text = v.optional(v.string());

/**
 * What a page sends: the fields that shall change, and in `base` what the page had read in each of them. So a change
 * that somebody else made meanwhile is seen, and is not overwritten. Posts are named by their files.
 */
export const shapeSchema = v.strictObject({
  /** The version of the whole note that the page has read. It counts for the fields that are not in `base`. */
  version: text,
  base: v.optional(
    v.strictObject({
      lead: v.optional(v.nullable(file)),
      order: v.optional(files),
      leaveOut: v.optional(files),
      subject: text,
      preheader: text,
      number: text,
      closing: text,
      body: text,
    }),
  ),
  lead: v.optional(v.nullable(file)),
  order: v.optional(files),
  leaveOut: v.optional(files),
  subject: line,
  preheader: line,
  number: line,
  closing: line,
  body: v.optional(v.pipe(v.string(), v.maxLength(NOTE, tooLong(NOTE)))),
});
export type Shaping = v.InferOutput<typeof shapeSchema>;

function tooLong(most: number) {
  return ({ received }: { readonly received: string }) =>
    `has ${received} letters, and the page writes ${most.toLocaleString('en')} at most`;
}

/** The note as it is on disk after the change. */
export type Shaped = { readonly version: string; readonly note: ShownNote & { readonly file: string } };

/**
 * Changes some fields of the note, and leaves the rest of its text as it is. Creates the note if there is none.
 *
 * @throws ProblemError (note-conflict) if a field on disk is no longer what the page has read, and with other codes if
 * the note would have an error after the change
 */
export async function shapeNote(root: string, rendered: RenderedDigest, shaping: Shaping): Promise<Shaped> {
  const { note, posts, period, settings } = rendered;
  const source = await readNoteText(root, note.file);
  const shaped = (text: string | undefined): Shaped => ({
    version: noteVersion(text),
    note: { file: note.file, ...shownNote(text, note.file, posts) },
  });
  const changed = changedMeanwhile(shaping, source, shaped(source).note);
  if (changed.length > 0) throw new ProblemError([conflict(note.file, changed)]);
  const begun = source ?? draftNote(period, posts, settings);
  const made = changeNote(begun, note.file, changeOf(shaping, begun, rendered));
  if (typeof made !== 'string') throw new ProblemError([made]);
  const faults = newFaults(begun, made, rendered);
  if (faults.length > 0) throw new ProblemError(faults);
  if (made === begun) return shaped(source);
  await writeNoteText(root, note.file, made, (there) => {
    if (there !== source) throw new ProblemError([conflict(note.file, Object.keys(shaping.base ?? {}))]);
  });
  return shaped(made);
}

/** The errors that the change would add. Example: the same post is the lead and left out. */
function newFaults(
  before: string,
  after: string,
  { note, period, posts, collection }: RenderedDigest,
): Problem[] {
  const others = collection.posts.filter((post) => !posts.includes(post));
  const faults = (source: string) => {
    const { note: text, problems } = parseNote(source, note.file);
    return [...problems, ...postsOfNote(text, period.id, posts, others).problems];
  };
  const old = faults(before).map(({ message }) => message);
  return faults(after).filter(({ message }) => !old.includes(message));
}

/** The fields that somebody else changed: on disk, they are neither what the page has read nor what it wants. */
function changedMeanwhile(
  { version, base = {}, ...wanted }: Shaping,
  source: string | undefined,
  now: ShownNote,
): string[] {
  const isWhole = version === noteVersion(source);
  const names = (Object.keys(wanted) as (keyof typeof wanted)[]).filter((name) => wanted[name] !== undefined);
  return names.filter((name) => {
    const [old, disk] = [base[name], cleaned(name, now[name])];
    if (isDeepStrictEqual(cleaned(name, wanted[name]), disk)) return false;
    return old === undefined ? !isWhole : !isDeepStrictEqual(cleaned(name, old), disk);
  });
}

/** A value as the note keeps it: without spaces at its ends, and in a line with one space instead of several. */
function cleaned(name: keyof ShownNote, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return name === 'body' ? value.replace(/\r\n?/g, '\n').trim() : cleanLine(value);
}

function changeOf(shaping: Shaping, source: string, { note, posts }: RenderedDigest): NoteChange {
  const { version: _, base: __, lead, order, leaveOut, ...said } = shaping;
  const { note: text } = parseNote(source, note.file);
  const known = [...(text.lead === undefined ? [] : [text.lead]), ...text.order, ...text.leaveOut];
  const entry = (one: string) => {
    const found = entryFor(one, posts, known);
    if (found === undefined) throw new ProblemError([noSuchPost(one, note.file)]);
    return found;
  };
  return {
    ...said,
    ...(lead === undefined ? {} : { lead: lead === null ? null : entry(lead) }),
    ...(order === undefined ? {} : { order: order.map(entry) }),
    ...(leaveOut === undefined ? {} : { leaveOut: leaveOut.map(entry) }),
  };
}

function conflict(file: string, fields: readonly string[]): Problem {
  return {
    code: 'note-conflict',
    message: `In the issue note ${fields.map((name) => `\`${name}\``).join(', ')} changed on disk since the page read it, so nothing was written over it.`,
    hint: 'Look at what is there now, and make the change again.',
    at: { file },
  };
}

function noSuchPost(post: string, file: string): Problem {
  return {
    code: 'note-post',
    message: `This digest has no post \`${post}\` any more.`,
    hint: 'It was renamed, or its date was changed: choose it again.',
    at: { file },
  };
}
