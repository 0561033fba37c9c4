/**
 * Brings SQLite's log to the disk, in a thread of its own: commits go on meanwhile, and many share one sync.
 *
 * A commit with `synchronous = normal` writes the log, and leaves it to the system when that reaches the disk. A sync
 * of the log makes everything durable that was committed before the sync began, just as `synchronous = full` does
 * at each commit. SQLite syncs the log itself before it copies it into the database and begins it anew.
 */
import { closeSync, fdatasync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

export type LogSync = {
  /** Resolves when what was committed before the call is on the disk. */
  readonly synced: () => Promise<void>;
  readonly close: () => void;
};

/** @param log the `-wal` file, which is there as long as its ledger is open: nothing replaces it meanwhile */
export function openLogSync(log: string): LogSync {
  const descriptor = openSync(log, 'r+');
  syncFolder(dirname(log));
  const sync = promisify(fdatasync);
  return { synced: shared(() => sync(descriptor)), close: () => closeSync(descriptor) };
}

/**
 * A sync counts only for those who asked before it began: who asks while one is under way waits for the next.
 *
 * @param sync called by one at a time
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

/** The log's own name must be on the disk too. Windows opens no folder, and keeps names without being asked. */
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
