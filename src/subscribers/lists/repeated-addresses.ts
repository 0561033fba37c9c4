/**
 * Remembers the first line of each address in a list, in a scratch database. SQLite keeps it in the folder for
 * temporary files and removes it with the process. A million addresses in memory would be 300 MB.
 */
import { DatabaseSync } from 'node:sqlite';
import { ProblemError } from '../../problem.ts';

export type FirstLines = Disposable & {
  /** @returns the line where the key was first seen; `undefined` if this is its first line, which is then noted */
  note(key: string, line: number): number | undefined;
  /** @returns the first line of the key */
  find(key: string): number | undefined;
};

/** So much of the database stays in memory; the rest goes to the file. */
const CACHE_KIB = 16 * 1024;
const SQLITE_FULL = 13;

export function openFirstLines(): FirstLines {
  const database = new DatabaseSync('');
  database.exec(`pragma cache_size = -${CACHE_KIB}; pragma journal_mode = off;
    create table lines (key text primary key, line integer not null) without rowid;
    begin`);
  const insert = database.prepare('insert into lines values (?, ?) on conflict do nothing');
  const find = database.prepare('select line from lines where key = ?');
  const lineOf = (key: string) => {
    const line = find.get(key)?.['line'];
    return line === undefined ? undefined : Number(line);
  };
  return {
    note: (key, line) => (inserted(() => insert.run(key, line).changes) === 1 ? undefined : lineOf(key)),
    find: lineOf,
    [Symbol.dispose]: () => database.close(),
  };
}

/** @throws ProblemError if there is no room for the file */
function inserted(insert: () => number | bigint): number {
  try {
    return Number(insert());
  } catch (error) {
    if (!(error instanceof Error && 'errcode' in error && error.errcode === SQLITE_FULL)) throw error;
    throw new ProblemError(
      [
        {
          code: 'subscriber-file',
          message:
            'The disk with the folder for temporary files is full: lines that are the same can not be found.',
          hint: 'Make room on it and import the list again: what was kept so far is whole.',
        },
      ],
      { cause: error },
    );
  }
}
