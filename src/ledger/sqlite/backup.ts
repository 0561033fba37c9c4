/**
 * Copies a SQLite ledger into a new file, as it is at one moment, while others may write; and asks SQLite whether its
 * pages are whole.
 */
import { closeSync, existsSync, fsyncSync, linkSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { makeFolder } from '../../disk/private-folder.ts';
import { notALedger } from '../database-problems.ts';
import { sqliteFault } from './sqlite-problems.ts';

/** https://www.sqlite.org/pragma.html#pragma_integrity_check: one row, `ok`, where all is well */
export function faultsIn(database: DatabaseSync): string[] {
  const rows = database.prepare('pragma integrity_check').all();
  return rows.map((row) => String(row['integrity_check'])).filter((line) => line !== 'ok');
}

/** All pages in one step: a copy in several would begin again whenever another process has written. */
const ALL_PAGES = 2 ** 31 - 1;

/** The file is there when the copy is whole, and checked, and on the disk; not before. */
export async function copyInto(database: DatabaseSync, target: string): Promise<void> {
  const part = `${target}.part`;
  try {
    makeFolder(dirname(target));
    rmSync(part, { force: true });
    closeSync(openSync(part, 'wx', 0o600)); // it names people, as the ledger does
    await backup(database, part, { rate: ALL_PAGES });
    checkCopy(part);
    linkSync(part, target); // unlike a rename, this never replaces a file
  } catch (error) {
    throw sqliteFault(error, target);
  } finally {
    if (existsSync(part)) rmSync(part);
  }
}

/** The copy becomes one file that needs no log. */
function checkCopy(file: string): void {
  const copy = new DatabaseSync(file);
  try {
    copy.exec('pragma journal_mode = delete; pragma synchronous = full');
    const [fault] = faultsIn(copy);
    if (fault !== undefined) throw notALedger(file, `the copy is not whole: ${fault}`);
  } finally {
    copy.close();
  }
  const written = openSync(file, 'r+');
  try {
    fsyncSync(written);
  } finally {
    closeSync(written);
  }
}
