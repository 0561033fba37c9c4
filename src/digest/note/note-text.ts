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

import { type Head, parseHead } from '../../posts/head/front-matter/front-matter.ts';
import type { Problem } from '../../problem.ts';
import { nearestName } from '../../text/nearest-name.ts';
import { type Naming, readerOf, type Sponsor } from './note-fields.ts';

/** A folder in the posts folder. Its name begins with `_`, so its files are not posts. */
export const NOTES = '_digests';

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
