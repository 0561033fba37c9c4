/**
 * The one sentence that says why a post is worth opening. It is the post's own, letter by letter: a digest
 * never writes a sentence of its own about a post.
 */
import { columnsOf } from './wrap.ts';

/** A sentence in Japanese ends by a mark; in Latin letters by a mark, a blank, and a letter that may begin one. */
const JAPANESE_END =
  /[。！？]+[」』）)】〉》”’"]*|[!?]+[」』）】〉》]+|[!?]+(?=\s*\p{Script=Han}|\s*\p{Script=Hiragana}|\s*\p{Script=Katakana})/gu;
const LATIN_END = /[.!?]+["')\]”’]*(?=\s+["'(“‘]?[\p{Lu}\d])/gu;
/** What ends in a full stop and ends no sentence: `U.S.`, `Inc.`, `J. Smith`. */
const SHORT = /(?:^|[\s(.])(?:\p{L}|Mr|Mrs|Ms|Dr|St|Inc|Ltd|Co|Corp|Jr|Sr|vs|No|Fig|approx|e\.g|i\.e)\.$/u;

/** Cuts a line into its sentences; joined they are the line again. */
export function sentencesOf(text: string): string[] {
  const ends = [
    ...[...text.matchAll(JAPANESE_END)].map((match) => match.index + match[0].length),
    ...[...text.matchAll(LATIN_END)]
      .filter((match) => !SHORT.test(text.slice(Math.max(0, match.index - 12), match.index + 1)))
      .map((match) => match.index + match[0].length),
  ];
  const open = openAt(text);
  const cuts = [...new Set(ends)]
    .toSorted((a, b) => a - b)
    .filter((end) => (open[end] ?? 0) === 0 && !isQuoted(text, end));
  return [...cuts, text.length]
    .map((end, index) => text.slice(cuts[index - 1] ?? 0, end))
    .filter((sentence) => sentence.trim() !== '');
}

/** How many brackets are open before each letter: no sentence ends inside them, where they close at all. */
function openAt(text: string): number[] {
  const last = new Map([...PAIRS.values()].map((closing) => [closing, text.lastIndexOf(closing)]));
  const stack: string[] = [];
  const open: number[] = [];
  for (let at = 0; at <= text.length; at += 1) {
    open.push(stack.length);
    const closing = PAIRS.get(text[at] ?? '');
    if (closing !== undefined && (last.get(closing) ?? 0) > at) stack.push(closing);
    else if (text[at] === stack.at(-1)) stack.pop();
  }
  return open;
}

const PAIRS = new Map([
  ['「', '」'],
  ['『', '』'],
  ['（', '）'],
  ['(', ')'],
]);

/** 「え？」と言った is one sentence: it does not end before what quotes it. */
function isQuoted(text: string, end: number): boolean {
  return (
    /[」』）]/u.test(text[end - 1] ?? '') && /^(?:と|って|など|を|が|に|の)/u.test(text.slice(end, end + 2))
  );
}

/** A shorter sentence (天体と気圧。) says too little alone, and takes the next one along. In columns. */
const ENOUGH = 24;

/**
 * The sentence that tells why to open a post: the first of its excerpt that does not only repeat the title.
 *
 * @returns empty where there is none
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

/** Whether a sentence is the title, or a part of it, with other marks. */
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
