/** Recognises a header by its parts: some count anywhere in it, others only as a whole word. Pure. */
import { type HeaderPart, headersInLanguages, headerWordsInLanguages } from './answer-languages.ts';
import { folded } from './cell-meaning.ts';

/** The parts that recognise a header; all in folded form. */
export type Parts = {
  /** Anywhere in the folded header. */
  readonly within: readonly string[];
  /** One of its words. A word ends at a space, a sign or a capital: `Active` but not `activities`. */
  readonly word: readonly string[];
};

/** @param part what it is called in other languages, whose words are added */
export function parts(
  { within, word = '' }: { readonly within: string; readonly word?: string },
  part?: HeaderPart,
): Parts {
  const [parts, words] =
    part === undefined ? ['', ''] : [headersInLanguages(part), headerWordsInLanguages(part)];
  return { within: split(`${within} ${parts}`), word: split(`${word} ${words}`) };
}

/** A no, which says nothing alone. */
export const negation: Parts = { within: [], word: split(headersInLanguages('negation')) };

/** A word for a state that has other meanings too: it counts alone, or beside a word of mail. */
export const onlyState: Parts = { within: [], word: split(headerWordsInLanguages('onlyState')) };

function split(text: string): string[] {
  return text
    .split(/\s+/)
    .map(folded)
    .filter((part) => part !== '');
}

/** The last word of a header says what the column is, in Japanese as in English: a subscriber number is a number. */
export function endsIn({ within, word }: Parts, header: string): boolean {
  const whole = folded(header);
  const last = wordsOf(header).at(-1) ?? '';
  return within.some((part) => whole.endsWith(part)) || word.includes(last);
}

function wordsOf(header: string): string[] {
  return split(
    header
      .normalize('NFKC')
      .replace(
        /(?<=[a-z])(?=[A-Z])|(?<=\p{sc=Latin})(?=\P{sc=Latin})|(?<=\P{sc=Latin})(?=\p{sc=Latin})/gu,
        ' ',
      )
      .replace(/[\p{P}\d|=+<>$]+/gu, ' '),
  );
}

export function finder(header: string, whole: string): (parts: Parts) => boolean {
  const words = wordsOf(header);
  return ({ within, word }) =>
    within.some((part) => whole.includes(part)) ||
    word.some((part) => words.includes(part) || whole === part);
}
