/** `npm run note`: writes the file in which an editor shapes a digest, with a list of the posts of the period. */
import { loadConfig } from '../config.ts';
import { emptyPeriod } from '../digest/empty-period.ts';
import { draftNote } from '../digest/note/note-draft.ts';
import { noteFile, readNoteText, writeNoteText } from '../digest/note/note-file.ts';
import { contains } from '../period.ts';
import { readCollection } from '../posts/read-posts.ts';
import { ProblemError } from '../problem.ts';
import { type Command, exitCodes } from './command.ts';
import { periodOf, periodOptions } from './period-options.ts';

export const note: Command = {
  doc: 'Begins the issue note of a digest: the file in which an editor shapes it.',
  details: [
    'The file lists the posts of the period; every line in it is optional. What it says wins: subject, lead,',
    'order, what is left out, words of the editor. A file that is there already stays as it is.',
  ].join('\n'),
  options: periodOptions('the last full week'),
  json: {
    id: 'The digest: `2025-W45`.',
    file: 'The file of the note.',
    written: 'Whether the file was written; false where it was there already.',
    posts: 'How many posts the period has.',
  },
  run: async (call, { root, clock, output }) => {
    const settings = await loadConfig(root);
    const period = periodOf(call, settings, clock());
    const collection = await readCollection(root, settings, clock());
    const posts = collection.posts.filter(({ published }) => contains(period, published));
    if (posts.length === 0) throw new ProblemError([emptyPeriod(period, collection, settings)]);
    const file = noteFile(period.id, settings);
    const written = (await readNoteText(root, file)) === undefined;
    if (written) await writeNoteText(root, file, draftNote(period, posts, settings));
    output.lines(
      written
        ? `Note      ${file}, with ${posts.length === 1 ? '1 post' : `${posts.length} posts`} to choose from`
        : `Note      ${file} is there already, and stays as it is`,
      `Then      \`tayori digest --${period.kind} ${period.id}\``,
    );
    output.document({ id: period.id, file, written, posts: posts.length });
    return exitCodes.done;
  },
};
