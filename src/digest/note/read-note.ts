/** Reads the issue note of a period from the disk: what it says, which posts it names, and what is wrong with it. */
import type { Article, Post } from '../../posts/post.ts';
import { isError, type Problem } from '../../problem.ts';
import type { DigestSource } from '../digest-source.ts';
import { webUrlOf } from '../web-address.ts';
import { type IssueNote, issueNote } from './issue-note.ts';
import { figureWarnings } from './note-figures.ts';
import { noteFile, readNoteText } from './note-file.ts';
import { type NotePosts, postsOfNote } from './note-posts.ts';
import { parseNote } from './note-text.ts';
import { noteWarnings } from './note-warnings.ts';

export type ReadNote = {
  readonly note: IssueNote | undefined;
  readonly named: NotePosts | undefined;
  readonly problems: readonly Problem[];
};

/**
 * @param posts of the period
 * @param articles those of them that can be read, whole
 * @returns no note if there is no file, or if something in it is wrong
 */
export async function readNote(
  { root, settings, collection, period }: DigestSource,
  posts: readonly Post[],
  articles: readonly Article[],
): Promise<ReadNote> {
  const file = noteFile(period.id, settings);
  const source = await readNoteText(root, file);
  if (source === undefined) return { note: undefined, named: undefined, problems: [] };
  const { note: text, problems } = parseNote(source, file);
  const others = collection.posts.filter((post) => !posts.includes(post));
  const { named, problems: unknown } = postsOfNote(text, period.id, posts, others);
  const faults = [...problems, ...unknown];
  if (faults.some(isError)) return { note: undefined, named: undefined, problems: faults };
  return {
    note: issueNote(text, named, webUrlOf(settings, period.id)),
    named,
    problems: [
      ...faults,
      ...noteWarnings(named, posts, file),
      ...figureWarnings(text, named, articles, file, source),
    ],
  };
}
