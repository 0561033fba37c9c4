/** Faults of a ledger that a person can mend: the file is missing, belongs to another program, is busy, full, or newer. */
import { type Problem, ProblemError } from '../problem.ts';

/** The message never shows the URL, because it may contain a password. */
export function unreadableUrl(
  cause?: unknown,
  message = 'LEDGER_URL is no URL that can be read.',
  hint = 'Write `postgres://USER:PASSWORD@HOST/DATABASE`, with `%23` for a # in a password, `%2F` for a /, `%3F` for a ?, `%40` for an @ and `%25` for a %.',
): ProblemError {
  return fault({ code: 'ledger-url', message, hint }, cause);
}

export function notALedger(file: string, reason: string, cause?: unknown): ProblemError {
  return fault(
    {
      code: 'ledger-unreadable',
      message: `The ledger can not be used: ${reason}.`,
      hint: 'Name another file in LEDGER_URL (`sqlite:.tayori/ledger.db`), or put back a backup of this one.',
      at: { file },
    },
    cause,
  );
}

export function fullDisk(file: string, cause: unknown): ProblemError {
  return fault(
    {
      code: 'ledger-full',
      message: 'The disk that holds the ledger is full, so nothing more can be kept.',
      hint: 'Make room on it and run this again: what was kept so far is whole.',
      at: { file },
    },
    cause,
  );
}

export function newerLedger(place: string, found: number, known: number): ProblemError {
  return fault({
    code: 'ledger-newer',
    message: `The ledger is of version ${found}, and this tayori knows versions up to ${known}.`,
    hint: 'Update tayori (`npm install tayori@latest`), or name another ledger in LEDGER_URL.',
    at: { file: place },
  });
}

export function fault(problem: Problem, cause?: unknown): ProblemError {
  return new ProblemError([problem], { cause });
}
