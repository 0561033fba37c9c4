/** Opens the ledger that a command works on, and prints which one it is if nobody chose one. */
import { join } from 'node:path';
import type { Ledger } from '../ledger/ledger.ts';
import { DEFAULT_LEDGER, openLedger, sqliteFile } from '../ledger/open.ts';
import { ProblemError } from '../problem.ts';
import { stampOf } from '../scan-files.ts';
import type { Settings } from '../settings.ts';
import { holdHeap } from '../v8-memory.ts';
import type { World } from './command.ts';

/**
 * Opens the ledger of LEDGER_URL, or the default one; the default one is named on stderr.
 *
 * @param look `only`: if there is no file yet, none is made, and the ledger is an empty one in memory
 * @param sharing how to share it with other workers; if such a ledger goes away, the command waits for it
 * @throws ProblemError if it cannot be opened
 */
export async function openLedgerOf(
  world: Pick<World, 'env' | 'root' | 'random' | 'output'>,
  look?: 'only',
  sharing?: Settings['ledger'],
): Promise<Ledger> {
  const ledger = await openForFewRows(world, look, sharing);
  holdHeap(); // a ledger may be as long as a list of subscribers; its code is loaded now
  return ledger;
}

/**
 * The same, for a command that reads few rows, however long the ledger is: it leaves the memory as it is. What limits it
 * loads Node's streams, a tenth of what `tayori status` takes.
 */
export async function openForFewRows(
  { env, root, random, output }: Pick<World, 'env' | 'root' | 'random' | 'output'>,
  look?: 'only',
  sharing?: Settings['ledger'],
): Promise<Ledger> {
  if (env.LEDGER_URL === undefined)
    output.note(`Ledger: ${DEFAULT_LEDGER.replace('sqlite:', '')} (the default; LEDGER_URL names another).`);
  const url = env.LEDGER_URL ?? DEFAULT_LEDGER;
  refuseOldPlace(url, root);
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

/**
 * An earlier version kept the ledger in `data/`. It is moved when the program runs without LEDGER_URL. If LEDGER_URL
 * still names the old place, the command must not begin with an empty ledger there.
 *
 * @throws ProblemError (ledger-absent)
 */
function refuseOldPlace(url: string, root: string): void {
  const isOld = url.startsWith('sqlite:') && sqliteFile(url, root) === join(root, 'data/tayori.db');
  if (!isOld || !isAbsent(url, root) || isAbsent(DEFAULT_LEDGER, root)) return;
  const now = DEFAULT_LEDGER.replace('sqlite:', '');
  throw new ProblemError([
    {
      code: 'ledger-absent',
      message: `LEDGER_URL names data/tayori.db, and the ledger was moved from there to ${now}.`,
      hint: `Write \`LEDGER_URL=${DEFAULT_LEDGER}\`, or leave LEDGER_URL out: that is the default.`,
      at: { file: 'data/tayori.db' },
    },
  ]);
}

function isAbsent(url: string, root: string): boolean {
  return url.startsWith('sqlite:') && stampOf(sqliteFile(url, root)) === undefined;
}

/**
 * Opens a ledger that must exist: a command that checks a ledger must not say that all is well if there is none.
 *
 * @throws ProblemError (ledger-absent) if there is no file
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
      hint: `Name the site folder with --root DIR, or the ledger with LEDGER_URL, such as \`LEDGER_URL=${DEFAULT_LEDGER}\`.`,
      at: { file: url.replace('sqlite:', '') },
    },
  ]);
}
