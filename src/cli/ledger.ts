/** The ledger that a command works on, and the remark that says which, where nobody chose one. */

import type { Ledger } from '../ledger/ledger.ts';
import { DEFAULT_LEDGER, openLedger } from '../ledger/open.ts';
import type { World } from './command.ts';

/**
 * Opens the ledger of LEDGER_URL, or the default one, which it names on stderr.
 *
 * @throws ProblemError where it can not be opened
 */
export async function openLedgerOf(
  world: Pick<World, 'env' | 'root' | 'random' | 'output'>,
): Promise<Ledger> {
  const { env, root, random, output } = world;
  if (env.LEDGER_URL === undefined)
    output.note(`Ledger: ${DEFAULT_LEDGER.replace('sqlite:', '')} (the default; LEDGER_URL names another).`);
  return openLedger(env.LEDGER_URL ?? DEFAULT_LEDGER, root, { random });
}
