/** A mailing that the ledger does not know. A file of its own: who only reads the ledger loads nothing that sends. */
import type { Problem } from '../../problem.ts';

/** @param how as in ` by SMTP`, where only such mailings count */
export function unknownMailing(id: string, how = ''): Problem {
  return {
    code: 'ledger-mailing',
    message: `This ledger knows of no mailing ${id}${how}: nothing was frozen, and nothing sent.`,
    hint: '`tayori status` shows what it knows of; LEDGER_URL names another ledger.',
  };
}
