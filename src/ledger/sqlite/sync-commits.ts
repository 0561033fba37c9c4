/**
 * When commits reach the disk: at once, for a call that waits for it, or within some tens of milliseconds. One sync
 * serves all commits before it.
 */
import type { LogSync } from './log-sync.ts';

/** After at most this time, in ms, a commit of the kind `soon` is on the disk. */
const SYNC_EVERY_MS = 40;

export type Syncing = {
  /** Resolves when all commits so far are on the disk. */
  now(): Promise<void>;
  /** Sees to it that all commits so far are on the disk after `SYNC_EVERY_MS`. */
  soon(): void;
  /** Syncs what `soon` has promised. */
  finish(): Promise<void>;
  /** @throws the error of a sync for which no call waited, once */
  throwFailure(): void;
  /** Whether a sync failed, so that it is not known how much of the log is on the disk. */
  isInDoubt(): boolean;
  doubtIsOver(): void;
};

/** @param named names the file in an error of the disk */
export function openSyncing(log: Pick<LogSync, 'synced'>, named: (error: unknown) => unknown): Syncing {
  let unsynced: NodeJS.Timeout | undefined;
  let failure: { readonly error: unknown } | undefined;
  let inDoubt = false;
  const now = async (): Promise<void> => {
    clearTimeout(unsynced);
    unsynced = undefined;
    try {
      await log.synced();
    } catch (error) {
      inDoubt = true;
      throw named(error);
    }
  };
  return {
    now,
    soon: () => {
      unsynced ??= setTimeout(() => {
        now().catch((error: unknown) => {
          failure = { error };
        });
      }, SYNC_EVERY_MS).unref();
    },
    finish: async () => {
      if (unsynced !== undefined) await now();
    },
    throwFailure: () => {
      const failed = failure;
      failure = undefined;
      if (failed !== undefined) throw failed.error;
    },
    isInDoubt: () => inDoubt,
    doubtIsOver: () => {
      inDoubt = false;
    },
  };
}
