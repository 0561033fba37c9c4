/** Finds the place at which the text behind a cut begins to say again what stands before it. */
import { commonStart } from '../common-start.ts';
import { canNotBegin } from './bound-words.ts';
import { beginsInside, isHalfOfDouble } from './parted-word.ts';
import { isMark, isProven, lettersOf } from './seam.ts';

/** The letters that are compared, and the place of each in the text. */
type Folded = { readonly letters: string; readonly at: readonly number[] };

/** Only the last letters: a text that was repaired many times is long, and is tested each time. */
function fold(text: string): Folded {
  const at: number[] = [];
  for (let index = text.length - 1; index >= 0 && at.length <= WINDOW; index--) {
    if (!isMark(text.charCodeAt(index))) at.push(index);
  }
  at.reverse();
  return { letters: lettersOf(text.slice(at[0] ?? text.length)), at };
}

/** In letters: a restart is searched at most so far back. */
const WINDOW = 600;

/** The place at which `left` begins to say what `right` repeats, up to its end. */
export function restartIn(
  left: string,
  right: string,
  hinted: boolean,
  whole: () => string,
): number | undefined {
  const { letters, at } = fold(left);
  const quoted = lettersOf(right);
  const again = quoted.replace(/^[「『"“]+/, '');
  const bound = canNotBegin(again);
  const begins = [again.charCodeAt(0), quoted.charCodeAt(0)];
  for (let p = Math.max(0, letters.length - WINDOW); p < letters.length; p++) {
    if (!begins.includes(letters.charCodeAt(p))) continue;
    const tail = letters.slice(p);
    if (!again.startsWith(tail) && !quoted.startsWith(tail)) continue;
    if (tail.length >= leastOverlap(letters, p, left.slice(0, at[p]), { hinted, bound })) return at[p];
    if (isWordAgain(letters, p, again)) return at[p];
    if (tail.length > 1 && goesOnInside(left.trimEnd(), at[p] ?? 0, quoted, bound)) return at[p];
    // 今後ます | ますます重要: two letters are no accident if the post has 今後ますます重要 somewhere.
    if (tail.length > 1 && isProven(letters.slice(0, p), quoted, whole)) return at[p];
  }
  return rewrittenFrom(letters, again, at);
}

/** In letters: longer ones are found as a restart. */
const OVERLAP = 8;

/**
 * The place at which `left` begins to say what `right` begins with, by two letters or more, where it is known that
 * `right` goes on with it. A word that the post has elsewhere may say two letters twice: サイン | イン.
 */
export function overlapIn(left: string, right: string, whole: () => string): number | undefined {
  const { letters, at } = fold(left);
  const again = lettersOf(right.slice(0, 4 * OVERLAP));
  for (let p = Math.max(0, letters.length - OVERLAP); p <= letters.length - 2; p++) {
    const tail = letters.slice(p);
    if (!again.startsWith(tail)) continue;
    const isTwice = isHalfOfDouble(tail) || (tail.length === 2 && whole().includes(tail + tail));
    return isTwice ? undefined : at[p];
  }
  return undefined;
}

/**
 * Two letters in common that no sentence begins with: データにア | タにアクセス, 公開 → 直後 | → 直後に. A word may be the same two
 * letters twice: 今後ます | ます重要.
 */
function goesOnInside(left: string, at: number, right: string, bound: boolean): boolean {
  if (SIGN.test(right)) return true;
  return bound ? !isHalfOfDouble(left.slice(at)) : beginsInside(left, at, right);
}

/** Not a bracket, which may open a sentence. */
const SIGN = /^[^\p{L}\p{N}\p{Ps}\p{Pi}\p{Pf}"'\p{Extended_Pictographic}]/u;

/** 考慮 | 考慮し: both halves have the word, and it is a whole one on both sides. */
function isWordAgain(letters: string, p: number, again: string): boolean {
  const word = letters.slice(p);
  return (
    /^\p{Script=Han}{2,}$/u.test(word) &&
    /^[をにがでのはと]$/.test(letters[p - 1] ?? '') &&
    /^(?:し|す|さ|を|に|が|は)/.test(again.slice(word.length))
  );
}

/**
 * How many letters in common cannot be an accident: fewer after a mark that begins a phrase, if dots announce a restart,
 * or if the right half is `bound` to go on with another text.
 */
function leastOverlap(
  letters: string,
  p: number,
  before: string,
  { hinted, bound }: { readonly hinted: boolean; readonly bound: boolean },
): number {
  if (p === 0) return 1;
  const line = before.slice(before.lastIndexOf('\n') + 1);
  if (/^[\s>]*(?:(?:[-*+]|\d+[.)])[\s*]*)?$/.test(line) || isSentenceStart(letters, p)) return 2;
  if (hinted || /[「『]/.test(letters[p] ?? '')) return 2;
  // 投資 | 投資家: two letters may be the beginning of another word. 条件を立て | を立てて: no sentence begins with を.
  return bound || /[、「『]/.test(letters[p - 1] ?? '') ? 3 : 4;
}

/** The last sentence repeated in other words: its beginning is the same, for most of its length. */
function rewrittenFrom(letters: string, again: string, at: readonly number[]): number | undefined {
  const p = Math.max(...STOPS.map((stop) => letters.lastIndexOf(stop))) + 1;
  if (p < letters.length - WINDOW || p >= letters.length) return undefined;
  const common = commonStart(letters.slice(p), again);
  return common >= 8 && common >= (letters.length - p) * 0.5 ? at[p] : undefined;
}

const STOPS = ['。', '！', '？', '!', '?'];

function isSentenceStart(letters: string, p: number): boolean {
  return p === 0 || STOPS.includes(letters[p - 1] ?? '');
}
