/** The issue note as the page shows it: where it puts each post, and the words of the editor. */
import { hash } from 'node:crypto';
import type { Naming } from '../../digest/note/note-fields.ts';
import { type NoteText, parseNote } from '../../digest/note/note-text.ts';
import { isNamed, nameFor } from '../../digest/note/post-names.ts';
import { cleanLine } from '../../posts/clean-text.ts';
import type { Post } from '../../posts/post.ts';

/** A short hash of the text of a note, by which a page says what it has read; `none` if there is no note. */
export function noteVersion(source: string | undefined): string {
  return source === undefined ? 'none' : hash('sha256', source).slice(0, 16);
}

/** The posts, by the place that a note gives them. `rest` are those that it does not name. */
export function zonesOf(text: NoteText, posts: readonly Post[]) {
  const named = (naming: Naming | undefined) =>
    naming === undefined ? undefined : posts.find((post) => isNamed(post, naming.name));
  const lead = named(text.lead);
  const order = [...new Set(text.order.flatMap((one) => named(one) ?? []))].filter((post) => post !== lead);
  const out = [...new Set(text.leaveOut.flatMap((one) => named(one) ?? []))];
  const rest = posts.filter((post) => post !== lead && !order.includes(post) && !out.includes(post));
  return { lead, order, rest, out };
}

/** The parts of a note that a page can change. Posts are named by their files; a field that is not there is ''. */
export type ShownNote = {
  readonly lead: string | null;
  readonly order: readonly string[];
  readonly leaveOut: readonly string[];
  readonly subject: string;
  readonly preheader: string;
  readonly number: string;
  readonly closing: string;
  readonly body: string;
};

export function shownNote(source: string | undefined, file: string, posts: readonly Post[]): ShownNote {
  const { note: text } = parseNote(source ?? '', file);
  const { lead, order, out } = zonesOf(text, posts);
  const { subject = '', preheader = '', number = '', closing = '', body } = text;
  const files = (all: readonly Post[]) => all.map((post) => post.file);
  const placed = { lead: lead?.file ?? null, order: files(order), leaveOut: files(out) };
  return { ...placed, subject, preheader, number, closing, body };
}

/**
 * How the note names a post. If the note names it already, that name is kept, since the editor chose it. Otherwise it
 * is the shortest of its names that no other post has.
 * @returns `undefined` if no post has that file
 */
export function entryFor(
  file: string,
  posts: readonly Post[],
  known: readonly Naming[],
): Pick<Naming, 'name' | 'title' | 'excerpt'> | undefined {
  const post = posts.find((one) => one.file === file);
  if (post === undefined) return undefined;
  const old = known.find(({ name }) => isNamed(post, name));
  if (old !== undefined) return { name: old.name, title: old.title, excerpt: old.excerpt };
  const names = [nameFor(post), cleanLine(post.file), post.url];
  const name = names.find((one) => posts.filter((other) => isNamed(other, one)).length === 1) ?? post.url;
  return { name, title: undefined, excerpt: undefined };
}
