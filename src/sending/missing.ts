/** What is missing for a digest to be sent, as problems that a person can mend. */
import type { Problem } from '../problem.ts';

/** @param how as in ` by SMTP`, where only such mailings count */
export function unknownMailing(id: string, how = ''): Problem {
  return {
    code: 'ledger-mailing',
    message: `This ledger knows of no mailing ${id}${how}: nothing was frozen, and nothing sent.`,
    hint: '`tayori status` shows what it knows of; LEDGER_URL names another ledger.',
  };
}
