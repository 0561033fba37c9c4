/** Two sentences, of which one says all that the other one says. */
import { addedTo, isSameButForEnding } from '../fuller-sentence.ts';
import { comparedBySense } from './same-sense.ts';

export type Compared = {
  /** Whether the second one has more in it. */
  readonly grows: boolean;
  /** Whether neither has more in it. */
  readonly same: boolean;
  /** What the one with more in it has before the beginning of the other one. */
  readonly lead: string;
  /** Whether it says something more behind the end of the other one. */
  readonly goesOn: boolean;
};

/** Words that only stress what is said: a sentence with one of them has nothing more in it. */
const STRESS = /心から|まさに|非常に|極めて|とても|[、，]/g;

function isOnlyStressed(short: string, long: string): boolean {
  return long.replace(STRESS, '') === short.replace(STRESS, '');
}

/**
 * @param mayHold whether one of them may have all letters of the other one (letter-bits.ts)
 * @returns `undefined` if each says something that the other one does not say
 */
export function compared(one: string, two: string, mayHold = true): Compared | undefined {
  if (one === two) return { grows: false, same: true, lead: '', goesOn: false };
  const grows = two.length > one.length;
  const short = grows ? one : two;
  const long = grows ? two : one;
  const more = mayHold ? addedTo(short, long) : undefined;
  const lead = more ?? (isSameButForEnding(short, long) ? '' : undefined);
  if (lead !== undefined) {
    const same = lead === '' && isOnlyStressed(short, long);
    return { grows: grows && !same, same, lead, goesOn: false };
  }
  const sense = mayHold ? comparedBySense(one, two) : undefined;
  return sense && { grows: sense.grows, same: sense.same, lead: '', goesOn: sense.behind !== '' };
}
