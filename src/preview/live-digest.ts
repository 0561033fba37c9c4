/**
 * The digest that the page shows now. After each change it is rendered anew. If that fails, the page keeps showing the
 * last good one, with the faults above it.
 */
import { type Problem, ProblemError } from '../problem.ts';
import type { RenderedDigest } from './rendered-digest.ts';

export type LiveDigest = {
  /** Counts up after each attempt to render, whether it worked or failed. */
  readonly version: number;
  /** The last one that could be made; `undefined` if none could be made yet. */
  readonly rendered: RenderedDigest | undefined;
  /** Why the folder as it is now can not be rendered; empty if `rendered` is up to date. */
  readonly faults: readonly Problem[];
};

export type Live = {
  now(): LiveDigest;
  /**
   * To be called when something may have changed: renders the digest. If it is called again meanwhile, it is rendered
   * once more afterwards, however many calls there were. Resolves when the last one is done. Rejects only for a bug of
   * ours.
   */
  changed(): Promise<void>;
};

/**
 * @param make renders the folder as it is now. @throws ProblemError
 * @param tell is called after each attempt
 */
export function openLive(make: () => Promise<RenderedDigest>, tell: (standing: LiveDigest) => void): Live {
  let standing: LiveDigest = { version: 0, rendered: undefined, faults: [] };
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

async function next(
  { version, rendered }: LiveDigest,
  make: () => Promise<RenderedDigest>,
): Promise<LiveDigest> {
  try {
    return { version: version + 1, rendered: await make(), faults: [] };
  } catch (error) {
    if (error instanceof ProblemError) return { version: version + 1, rendered, faults: error.problems };
    throw error;
  }
}
