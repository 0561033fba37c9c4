/** The ledger that a command works on, and the remark that says which, where nobody chose one. */

import type { Ledger } from '../ledger/ledger.ts';
import { DEFAULT_LEDGER, openLedger, sqliteFile } from '../ledger/open.ts';
import { holdHeap } from '../memory.ts';
import { ProblemError } from '../problem.ts';
import { stampOf } from '../scan.ts';
import type { Settings } from '../settings.ts';
import type { World } from './command.ts';

/**
 * Opens the ledger of LEDGER_URL, or the default one, which it names on stderr.
 *
 * @param look `only`: where there is no file yet, none is made; the ledger is then an empty one in memory
 * @param sharing how to share it with other senders; a ledger that goes away is then waited for
 * @throws ProblemError where it can not be opened
 */
export async function openLedgerOf(
  world: Pick<World, 'env' | 'root' | 'random' | 'output'>,
  look?: 'only',
  sharing?: Settings['ledger'],
): Promise<Ledger> {
  const { env, root, random, output } = world;
  if (env.LEDGER_URL === undefined)
    output.note(`Ledger: ${DEFAULT_LEDGER.replace('sqlite:', '')} (the default; LEDGER_URL names another).`);
  holdHeap(); // a ledger may be as long as a list of subscribers
  const url = env.LEDGER_URL ?? DEFAULT_LEDGER;
  const shared = sharing === undefined ? {} : sharingOptions(sharing, output);
  const place = look === 'only' && isAbsent(url, root) ? 'sqlite::memory:' : url;
  return openLedger(place, root, { random, ...shared });
}

function sharingOptions({ lease, patience }: Settings['ledger'], output: World['output']) {
  return {
    leaseMs: lease * 1000,
    patienceMs: patience * 1000,
    onAway: (reason: string) =>
      output.note(
        `The ledger is away (${reason}): waiting up to ${patience} s for it. Nothing is sent meanwhile.`,
      ),
  };
}

function isAbsent(url: string, root: string): boolean {
  return url.startsWith('sqlite:') && stampOf(sqliteFile(url, root)) === undefined;
}

/**
 * Opens a ledger that must be there: what vouches for one must not be content with none.
 *
 * @throws ProblemError (ledger-absent) where there is no file
 */
export async function openPresentLedger(
  world: Pick<World, 'env' | 'root' | 'random' | 'output'>,
): Promise<Ledger> {
  const url = world.env.LEDGER_URL ?? DEFAULT_LEDGER;
  if (!isAbsent(url, world.root)) return openLedgerOf(world);
  throw new ProblemError([
    {
      code: 'ledger-absent',
      message: 'There is no ledger: nobody was ever added to it, and nothing sent from it.',
      hint: `Name the right one with LEDGER_URL, such as \`LEDGER_URL=${DEFAULT_LEDGER}\`.`,
      at: { file: url.replace('sqlite:', '') },
    },
  ]);
}
