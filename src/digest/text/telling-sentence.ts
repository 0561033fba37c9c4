/**
 * The one sentence that shows why a post is worth opening. It is the post's own sentence, letter by letter: a digest
 * never writes a sentence about a post.
 */
import { sentencesOf } from '../../posts/sentences.ts';
import { columnsOf } from './text-width.ts';

/** In columns. A shorter sentence (天体と気圧。) says too little alone, so the next one is added. */
const ENOUGH = 24;

/**
 * The telling sentence of a post: the first sentence of its excerpt that does not only repeat the title.
 *
 * @returns empty if there is none
 */
export function tellingOf(excerpt: string, title: string): string {
  const sentences = sentencesOf(excerpt);
  const known = lettersOf(title);
  const start = sentences.findIndex((sentence) => !repeats(lettersOf(sentence), known));
  let said = '';
  for (const sentence of start < 0 ? [] : sentences.slice(start)) {
    said += sentence;
    if (columnsOf(said.trim()) >= ENOUGH) break;
  }
  return said.trim();
}

/** Whether a sentence is the title or a part of it. Both have no punctuation any more. */
function repeats(said: string, title: string): boolean {
  return title.includes(said) || (title.length > 8 && said.startsWith(title));
}

function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\s]/gu, '');
}

/** What an excerpt says after its telling sentence. */
export function afterTelling(excerpt: string, telling: string): string {
  return excerpt.slice(excerpt.indexOf(telling) + telling.length).trim();
}
