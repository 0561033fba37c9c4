/**
 * Brings SQLite's log to the disk, in a thread of its own. Commits go on meanwhile, and many commits share one sync.
 *
 * A commit with `synchronous = normal` writes the log; the operating system decides when that reaches the disk. A sync
 * of the log makes everything durable that was committed before the sync began, like `synchronous = full` at each
 * commit. SQLite itself syncs the log before it copies it into the database and starts a new one.
 */
import { closeSync, fdatasync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

export type LogSync = {
  /** Resolves when everything that was committed before the call is on the disk. */
  readonly synced: () => Promise<void>;
  readonly close: () => void;
};

/** @param log the `-wal` file. It exists while its ledger is open, and nothing replaces it */
export function openLogSync(log: string): LogSync {
  const descriptor = openSync(log, 'r+');
  syncFolder(dirname(log));
  const sync = promisify(fdatasync);
  return { synced: shared(() => sync(descriptor)), close: () => closeSync(descriptor) };
}

/**
 * A sync counts only for calls before it began: a call during a sync waits for the next one.
 *
 * @param sync never called again before it ended
 */
export function shared(sync: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const begin = (): Promise<void> => {
    next = undefined;
    const now = sync().finally(() => {
      if (running === now) running = undefined;
    });
    running = now;
    return now;
  };
  return () => {
    if (running === undefined) return begin();
    next ??= running.then(begin, begin);
    return next;
  };
}

/** The name of the log must be on the disk too. Windows does not open folders, and keeps names by itself. */
function syncFolder(folder: string): void {
  if (folder === '') return;
  let descriptor: number;
  try {
    descriptor = openSync(folder, 'r');
  } catch {
    return;
  }
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
