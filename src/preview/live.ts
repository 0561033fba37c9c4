/**
 * The picture that the page shows now. After each change a new one is made. If that fails, the page keeps showing the
 * last good picture, with the faults above it.
 */
import { type Problem, ProblemError } from '../problem.ts';
import type { Picture } from './picture.ts';

export type LivePicture = {
  /** Counts up after each attempt to make a picture, whether it worked or failed. */
  readonly version: number;
  /** The last one that could be made; `undefined` if none could be made yet. */
  readonly picture: Picture | undefined;
  /** Why no picture can be made of the folder as it is now; empty if `picture` is up to date. */
  readonly faults: readonly Problem[];
};

export type Live = {
  now(): LivePicture;
  /**
   * To be called when something may have changed: makes a picture. If it is called again meanwhile, one more picture is
   * made afterwards, however many calls there were. Resolves when the last one is done. Rejects only for a bug of ours.
   */
  changed(): Promise<void>;
};

/**
 * @param make makes a picture of the folder as it is now. @throws ProblemError
 * @param tell is called after each attempt
 */
export function openLive(make: () => Promise<Picture>, tell: (standing: LivePicture) => void): Live {
  let standing: LivePicture = { version: 0, picture: undefined, faults: [] };
  let waiting = false;
  let working: Promise<void> | undefined;
  const work = async () => {
    try {
      while (waiting) {
        waiting = false;
        standing = await next(standing, make);
        tell(standing);
      }
    } finally {
      working = undefined; // also after a bug of ours: the next change tries again
    }
  };
  return {
    now: () => standing,
    changed: () => {
      waiting = true;
      working ??= work();
      return working;
    },
  };
}

async function next({ version, picture }: LivePicture, make: () => Promise<Picture>): Promise<LivePicture> {
  try {
    return { version: version + 1, picture: await make(), faults: [] };
  } catch (error) {
    if (error instanceof ProblemError) return { version: version + 1, picture, faults: error.problems };
    throw error;
  }
}
