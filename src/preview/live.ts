/**
 * The picture that the page shows now. After a change another one is made; where that fails, the last good one
 * stays, with what is wrong over it.
 */
import { type Problem, ProblemError } from '../problem.ts';
import type { Picture } from './picture.ts';

export type LivePicture = {
  /** Grows with each picture, and with each fault. */
  readonly version: number;
  /** The last good one; `undefined` where there was none yet. */
  readonly picture: Picture | undefined;
  /** Why there is none of the folder as it is now; empty where there is. */
  readonly faults: readonly Problem[];
};

export type Live = {
  now(): LivePicture;
  /** Something may have changed: a picture is made, and one more where that happens again meanwhile. */
  changed(): Promise<void>;
};

/** @param tell is called with each new standing */
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
      working = undefined; // a bug of ours is told once, and the next save is tried again
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
