/** What a person can mend about a SQLite ledger, by SQLite's result codes: https://www.sqlite.org/rescode.html */
import { ProblemError } from '../../problem.ts';
import { fault, fullDisk, notALedger } from '../database-problems.ts';

/** Primary result codes: https://www.sqlite.org/rescode.html */
const SQLITE = { busy: [5, 6], denied: [3, 8, 14, 23], broken: [11, 26], full: [13], disk: [10] } as const;

/** @returns a ProblemError that says what is wrong with the SQLite file; an error that is our own bug, unchanged */
export function sqliteFault(error: unknown, file: string): unknown {
  if (error instanceof ProblemError) return error;
  const errno = error instanceof Error && 'code' in error ? String(error.code) : '';
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined;
  const reason = error instanceof Error ? error.message : String(error);
  const is = (kind: keyof typeof SQLITE) => SQLITE[kind].some((known) => known === code);
  if (is('busy')) return busyLedger(file, error);
  if (is('broken')) return notALedger(file, reason, error);
  if (is('full') || /^E(NOSPC|DQUOT)$/.test(errno)) return fullDisk(file, error);
  if (is('disk')) return refusedByDisk(file, reason, error);
  const lost = is('denied') || /^E(ACCES|PERM|ROFS|NOENT|NOTDIR|EXIST|ISDIR|NAMETOOLONG)$/.test(errno);
  return lost ? unreadable(file, reason, error) : error;
}

function unreadable(file: string, reason: string, cause: unknown): ProblemError {
  return fault(
    {
      code: 'ledger-unreadable',
      message: `The ledger can not be opened or written: ${reason}.`,
      hint: 'Check that its folder exists and that you may write in it, or name another in LEDGER_URL.',
      at: { file },
    },
    cause,
  );
}

/**
 * SQLite reports a disk that was full before, a quota, a limit on the size of files and a broken disk by the same code, so
 * the hint names all of them.
 */
function refusedByDisk(file: string, reason: string, cause: unknown): ProblemError {
  return fault(
    {
      code: 'ledger-unreadable',
      message: `The disk did not take or give what the ledger holds: ${reason}.`,
      hint: 'Look at the room on the disk, at your quota, at limits on the size of files (`ulimit -f`), and for faults of the disk (`dmesg`); what was kept so far is whole.',
      at: { file },
    },
    cause,
  );
}

function busyLedger(file: string, cause: unknown): ProblemError {
  return fault(
    {
      code: 'ledger-busy',
      message: 'Another program has been writing to the ledger for more than 5 seconds.',
      hint: 'Wait until it is done, or close the program that holds the file open, and run this again.',
      at: { file },
    },
    cause,
  );
}
