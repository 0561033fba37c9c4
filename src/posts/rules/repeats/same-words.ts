/**
 * The words of a sentence that carry its sense: two sentences with the same ones, in the same order, say the same.
 * 「これは非常に重要な点だと感じています」 and 「これは重要な点だと私は考えています」 differ only in how they are said. Figures, names and
 * words that deny or limit count, and so does their order.
 */
import { remembered } from '../../remembered.ts';
import { sentencesOf } from '../bare-sentences.ts';

/** In letters: of a shorter sentence too little is left to compare. */
const LEAST = 25;

/** In letters: so many carry the sense. */
const CARRYING = 10;

/** Words that change how something is said, and not what. */
export const MANNER =
  /非常|極め|大変|本当|強く|私|個人的|正直|感じ|考え|思い|思う|思っ|確信|捉え|言え|言う|見て|見れば|見ると|特に|例え|今後/g;

/** Hiragana and marks carry little; these few, and all other letters, carry much. */
const MUCH =
  /な[いくしか]|なけれ|ませ|ず(?=[、。に])|まい(?=[、。と])|にく[いくか]|づら[いくか]|がた[いくか]|しか|だけ|から|まで|のに|[けせてねべめれげ]ば|(?<!とっ)ても|[^ぁ-ゖ、。，．！？!?「」『』（）()・…]+/g;

/** @returns `undefined` if too little is left to compare */
export function sameWordsOf(letters: string): string | undefined {
  if (letters.length < LEAST) return undefined;
  const words = carryingOf(letters);
  return words.length < CARRYING ? undefined : words;
}

/** The letters that carry the sense of a sentence. */
export function carryingOf(letters: string): string {
  return letters.replace(MANNER, '').match(MUCH)?.join('') ?? '';
}

/** The words of each sentence of a text; `undefined` for a sentence that is not whole. */
export const sameWordsIn: (text: string) => readonly (string | undefined)[] = remembered((text) =>
  sentencesOf(text).map(({ letters, whole }) => (whole ? sameWordsOf(letters) : undefined)),
);
