/** Locks of a name beside a ledger: each is a small SQLite file, whose lock the kernel ends with its process. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeFolder } from '../../files.ts';
import type { Lock } from '../engine.ts';

export const MEMORY = ':memory:';

/**
 * An exclusive transaction on a file of its own: the kernel ends it with the process, however that dies,
 * so there is no stale lock to clear away.
 */
export function lockFile(ledger: string, name: string): Lock | undefined {
  const path = lockPath(ledger, name);
  if (path !== MEMORY) makeFolder(dirname(path));
  const lock = new DatabaseSync(path, { timeout: LOOK_MS });
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
  return { alone: true, letOthersIn: async () => {}, [Symbol.asyncDispose]: async () => lock.close() };
}

/** Whoever looks whether a lock is held has it for a moment: so long a worker waits for that to be over. */
const LOOK_MS = 200;

/** Reads from the lock's file, which its holder lets nobody do. */
export function isLocked(ledger: string, name: string): boolean {
  const path = lockPath(ledger, name);
  if (path === MEMORY || !existsSync(path)) return false;
  const lock = new DatabaseSync(path, { timeout: 0, readOnly: true });
  try {
    lock.prepare('select count(*) from sqlite_master').all();
    return false;
  } catch (error) {
    if (isBusy(error)) return true;
    throw error;
  } finally {
    lock.close();
  }
}

function lockPath(ledger: string, name: string): string {
  return ledger === MEMORY ? MEMORY : join(`${ledger}.locks`, encodeURIComponent(name));
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}

const SQLITE_BUSY = 5;
