/**
 * The file of an issue note: where it is, and its text read and written. It is read by the same rule as posts: a link is
 * followed only inside the site. What is written goes to the place that the link leads to, with the rights it had.
 */
import { join, posix } from 'node:path';
import { decodeText, readText, readWhole, writeWhole } from '../../disk/files.ts';
import { type SiteFile, siteFile } from '../../disk/links-on-disk.ts';
import { type Problem, ProblemError } from '../../problem.ts';
import type { Settings } from '../../settings.ts';
import { NOTES } from './note-text.ts';

/** Where the note of a period is, relative to the site folder. */
export function noteFile(id: string, { site }: Pick<Settings, 'site'>): string {
  return posix.join(site.posts, NOTES, `${id}.md`);
}

/**
 * @param file of `noteFile`
 * @returns `undefined` if there is no note
 * @throws ProblemError (note-link) if a link leads out of the site, (file-unreadable) if it is not UTF-8
 */
export async function readNoteText(root: string, file: string): Promise<string | undefined> {
  const found = placeOf(root, file);
  if (found === undefined) return undefined;
  if (typeof found === 'string') throw new ProblemError([LINK[found](file)]);
  return readText(found.path);
}

/**
 * @param last gets what the file holds just before it is written; it throws to keep the file as it is
 * @throws ProblemError as `readNoteText`, or if the disk refuses; and what `last` throws
 */
export async function writeNoteText(
  root: string,
  file: string,
  text: string,
  last: (there: string | undefined) => void = () => {},
): Promise<void> {
  const found = placeOf(root, file) ?? newNote(root, file);
  if (typeof found === 'string') throw new ProblemError([LINK[found](file)]);
  const { path, mode } = found;
  await writeWhole(path, text, mode, () => {
    const there = readWhole(path);
    last(there && decodeText(there));
  });
}

function placeOf(root: string, file: string): ReturnType<typeof siteFile> {
  const [folder, name] = [posix.dirname(posix.dirname(file)), `${NOTES}/${posix.basename(file)}`];
  return siteFile(root, folder, name);
}

/** The place of a note that does not exist yet: the folder of the notes may be a link, too. */
function newNote(root: string, file: string): SiteFile | 'outside' {
  const folder = siteFile(root, posix.dirname(posix.dirname(file)), NOTES);
  return folder === 'outside' ? folder : { path: join(root, file), mode: 0o666 };
}

const LINK = {
  outside: (file: string): Problem => ({
    code: 'note-link',
    message: 'The issue note is reached by a link that leads out of the site folder, or to a hidden file.',
    hint: 'Nothing was read or written there. Put the note itself into this place.',
    at: { file },
  }),
  odd: (file: string): Problem => ({
    code: 'note-link',
    message: 'The issue note is no file, or a link that leads to nothing.',
    hint: 'Remove it, and write the note as a file.',
    at: { file },
  }),
} as const;
