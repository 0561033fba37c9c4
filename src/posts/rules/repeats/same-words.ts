/**
 * The words of a sentence that carry its sense: two sentences with the same ones, in the same order, say the same.
 * 「これは非常に重要な点だと感じています」 and 「これは重要な点だと私は考えています」 differ only in how they are said. Figures, names and
 * words that deny or limit count, and so does their order.
 */
import { remembered } from '../../remembered.ts';
import { sentencesOf } from '../bare-sentences.ts';

/** In letters: of a shorter sentence too little is left to compare. */
const LEAST = 25;

/** In letters: this many carry the sense. */
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

/** The same for a sentence that is asked in several rounds; empty if too little is left. */
export const wordsOf: (letters: string) => string = remembered((letters) => sameWordsOf(letters) ?? '');

/**
 * A number for each sentence of a text: sentences with the same words have the same one, and of most sentences it says
 * that no other one has their words. Made of those letters that are always among the words; 0 if a sentence has no words.
 */
export const wordNumbersIn: (text: string) => readonly number[] = remembered((text) =>
  sentencesOf(text).map(({ letters, whole }) => (whole && letters.length >= LEAST ? wordNumber(letters) : 0)),
);

function wordNumber(letters: string): number {
  let number = 1;
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters.charCodeAt(at);
    if (alwaysCounts(letter)) number = (Math.imul(number, 31) + letter) | 0;
  }
  return number === 0 ? 1 : number;
}

/** Which letters count, as far as they were asked for: 1 yes, 2 no. */
const asked = new Uint8Array(0x10000);

/** Whether a letter carries sense wherever it stands: asked of the expressions, so that no second list can drift from them. */
function alwaysCounts(code: number): boolean {
  if (asked[code] === 0) {
    const letter = String.fromCharCode(code);
    asked[code] = !MANNER.source.includes(letter) && carryingOf(letter) === letter ? 1 : 2;
  }
  return asked[code] === 1;
}
