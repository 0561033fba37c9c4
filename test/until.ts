/** Waiting for what must be seen, however slow the machine is: nothing here is a guess of how long something takes. */
import { setTimeout as rest } from 'node:timers/promises';

/** Between two looks, in ms. */
const PAUSE = 50;

/** Only so that what never comes ends with a word of what it was, in ms. */
const LIMIT = 240_000;

/**
 * Looks again and again until it is so. In a browser or of a file: `seen` (seen.ts), which tells what was seen instead.
 *
 * @param what is waited for, in the words of a person
 * @returns what was seen
 * @throws Error where it never came
 */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
): Promise<Exclude<T, false | null | undefined>> {
  for (const begun = performance.now(); ; await rest(PAUSE)) {
    const seen = await look();
    // Only these three are left out by the type.
    if (seen !== false && seen !== null && seen !== undefined)
      return seen as Exclude<T, false | null | undefined>;
    if (performance.now() - begun > LIMIT) throw new Error(`It never came: ${what}`);
  }
}
