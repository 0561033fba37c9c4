/**
 * The one sentence that shows why a post is worth opening. It is the post's own sentence, letter by letter: a digest
 * never writes a sentence about a post.
 */
import { sentencesOf } from '../../posts/sentences.ts';
import { columnsOf } from './wrap.ts';

/** In columns. A shorter sentence (天体と気圧。) says too little alone, so the next one is added. */
const ENOUGH = 24;

/**
 * The telling sentence of a post: the first sentence of its excerpt that does not only repeat the title.
 *
 * @returns empty if there is none
 */
export function tellingOf(excerpt: string, title: string): string {
  const sentences = sentencesOf(excerpt);
  const start = sentences.findIndex((sentence) => !repeats(sentence, title));
  let said = '';
  for (const sentence of start < 0 ? [] : sentences.slice(start)) {
    said += sentence;
    if (columnsOf(said.trim()) >= ENOUGH) break;
  }
  return said.trim();
}

/** Whether a sentence is the title or a part of it, perhaps with other punctuation. */
function repeats(sentence: string, title: string): boolean {
  const [said, known] = [sentence, title].map((text) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\p{P}\p{S}\s]/gu, ''),
  );
  return (
    said === undefined ||
    known === undefined ||
    known.includes(said) ||
    (known.length > 8 && said.startsWith(known))
  );
}

/** What an excerpt says after its telling sentence. */
export function afterTelling(excerpt: string, telling: string): string {
  return excerpt.slice(excerpt.indexOf(telling) + telling.length).trim();
}
