/**
 * A mailing that the ledger does not know. It has a file of its own, so that commands which only read the ledger do
 * not load the code that sends.
 */
import type { Problem } from '../../problem.ts';

/** @param how for example ` by SMTP`, if only such mailings count */
export function unknownMailing(id: string, how = ''): Problem {
  return {
    code: 'ledger-mailing',
    message: `This ledger knows of no mailing ${id}${how}: nothing was frozen, and nothing sent.`,
    hint: '`tayori status` shows what it knows of; LEDGER_URL names another ledger.',
  };
}
