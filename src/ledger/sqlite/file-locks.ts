/** Locks on a name beside a ledger. Each is a small SQLite file; the kernel frees its lock when the process ends. */
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeFolder } from '../../disk/private-folder.ts';
import { exists } from '../../disk/scan-files.ts';
import type { Lock } from '../engine.ts';

export const MEMORY = ':memory:';

/**
 * An exclusive transaction on a file of its own. The kernel ends it with the process, in whatever way that dies, so no
 * old lock is ever left to clear away.
 *
 * @returns `undefined` if another process holds it
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

/**
 * A process that only looks whether a lock is held takes it for a moment. A worker waits this long for that to end, in
 * ms.
 */
const LOOK_MS = 200;

/** Reads from the file of the lock; this fails while another process holds it. */
export function isLocked(ledger: string, name: string): boolean {
  const path = lockPath(ledger, name);
  if (path === MEMORY || !exists(path)) return false;
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
