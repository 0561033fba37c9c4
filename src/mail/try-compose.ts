/**
 * Composes every edition once before it is frozen, addressed to nobody, with the sender, the key and the links of the
 * real mails. An error here would come for each subscriber, and a frozen edition cannot be changed.
 */
import type { Mailing } from '../ledger/ledger.ts';
import type { Problem } from '../problem.ts';
import type { SigningKeys } from '../subscribers/links.ts';
import { addresseeOf, NOBODY } from './addressee.ts';
import { composeEdition } from './message.ts';

/** An address that nobody has (RFC 2606). */
const ADDRESS = 'nobody@example.invalid';

/** @returns a problem for each edition that cannot be composed; nothing is sent or kept */
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
