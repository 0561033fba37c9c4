/**
 * Tries to compose every edition before it is frozen, addressed to nobody, with the sender, the key and the links that
 * the mails will have. What fails here would fail for each subscriber, and a frozen edition can not be mended.
 */
import type { Mailing } from '../ledger/ledger.ts';
import type { Problem } from '../problem.ts';
import type { SigningKeys } from '../subscribers/links.ts';
import { addresseeOf, NOBODY } from './addressee.ts';
import { composeEdition } from './message.ts';

/** An address that nobody has (RFC 2606). */
const ADDRESS = 'nobody@example.invalid';

/** @returns a problem for each edition that can not be composed; nothing is sent, and nothing is kept */
export async function composeProblems(mailing: Mailing, keys: SigningKeys, hint: string): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const edition of mailing.editions) {
    try {
      const compose = await composeEdition(mailing, edition);
      compose(addresseeOf(mailing, { subscriber: NOBODY, address: ADDRESS }, keys));
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      problems.push(unsendable(mailing.id, edition.key, said, hint));
    }
  }
  return problems;
}

function unsendable(id: string, key: string, said: string, hint: string): Problem {
  return {
    code: 'mail-unsendable',
    message: `The mail of ${id} (edition «${key}») can not be composed: ${said}`,
    hint,
  };
}
