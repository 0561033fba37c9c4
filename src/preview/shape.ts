/** What the editor decides on the page, written into the issue note: that one file, whole, and no other. */
import * as v from 'valibot';
import { changeNote, type NoteChange } from '../digest/note/change-note.ts';
import { draftNote } from '../digest/note/note-draft.ts';
import { readNoteText, writeNoteText } from '../digest/note/note-file.ts';
import { parseNote } from '../digest/note/note-text.ts';
import { type Problem, ProblemError } from '../problem.ts';
import type { Picture } from './picture.ts';
import { entryFor, noteVersion } from './state.ts';

const words = v.optional(v.pipe(v.string(), v.maxLength(2_000)));
const file = v.pipe(v.string(), v.maxLength(1_000));
const files = v.pipe(v.array(file), v.maxLength(1_000));

/** What a page sends: posts by their files, and which note it has read. */
export const shapeSchema = v.strictObject({
  version: v.string(),
  lead: v.optional(v.nullable(file)),
  order: v.optional(files),
  leaveOut: v.optional(files),
  subject: words,
  preheader: words,
  number: words,
  closing: words,
  body: v.optional(v.pipe(v.string(), v.maxLength(200_000))),
});
export type Shaping = v.InferOutput<typeof shapeSchema>;

/**
 * Writes the note.
 *
 * @returns the version of what is on disk now
 * @throws ProblemError (note-conflict) where the note is no longer the one that the page has read
 */
export async function shapeNote(root: string, picture: Picture, shaping: Shaping): Promise<string> {
  const { note, posts, period, settings } = picture;
  const source = await readNoteText(root, note.file);
  if (noteVersion(source) !== shaping.version) throw new ProblemError([conflict(note.file)]);
  const begun = source ?? draftNote(period, posts, settings);
  const made = changeNote(begun, note.file, changeOf(shaping, begun, picture));
  if (typeof made !== 'string') throw new ProblemError([made]);
  if (made === begun) return noteVersion(source);
  await writeNoteText(root, note.file, made);
  return noteVersion(made);
}

function changeOf(shaping: Shaping, source: string, { note, posts }: Picture): NoteChange {
  const { version: _, lead, order, leaveOut, ...said } = shaping;
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

function conflict(file: string): Problem {
  return {
    code: 'note-conflict',
    message: 'The issue note changed on disk since the page read it, so nothing was written over it.',
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
