/** How a command comes to the ledger: it opens it, asks one that is there already, or insists that there is one. */
import { join, relative } from 'node:path';
import { exists } from '../disk/scan-files.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { DEFAULT_LEDGER, ledgerFile, openLedger, sharingOf } from '../ledger/open.ts';
import { ProblemError } from '../problem.ts';
import { holdHeap } from '../process/v8-memory.ts';
import type { Settings } from '../settings.ts';
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

function sharingOptions(settings: Settings['ledger'], output: World['output']) {
  return {
    ...sharingOf(settings),
    onAway: (reason: string) =>
      output.note(
        `The ledger is away (${reason}): waiting up to ${settings.patience} s for it. Nothing is sent meanwhile.`,
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
  const isOld = ledgerFile(url, root) === join(root, 'data/tayori.db');
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

/** Whether opening it would make a new file. */
function isAbsent(url: string, root: string): boolean {
  const file = ledgerFile(url, root);
  return file !== undefined && !exists(file);
}

/**
 * Opens the ledger if there is one, without a word about which.
 *
 * @returns `undefined` if there is none yet; none is made
 */
export async function openIfPresent({
  root,
  env,
  random,
}: Pick<World, 'root' | 'env' | 'random'>): Promise<Ledger | undefined> {
  const url = env.LEDGER_URL ?? DEFAULT_LEDGER;
  return isAbsent(url, root) ? undefined : openLedger(url, root, { random });
}

/** @returns what the ledger answers; `undefined` if there is no ledger yet; none is made */
export async function askLedger<T>(
  world: Pick<World, 'root' | 'env' | 'random'>,
  ask: (ledger: Ledger) => Promise<T>,
): Promise<T | undefined> {
  await using ledger = await openIfPresent(world);
  return ledger === undefined ? undefined : await ask(ledger);
}

/** The files that change with the ledger, from the site folder; none if it is a database server or has a wrong URL. */
export function filesOfLedger({ env, root }: Pick<World, 'env' | 'root'>): readonly string[] {
  try {
    const file = ledgerFile(env.LEDGER_URL ?? DEFAULT_LEDGER, root);
    return file === undefined ? [] : [file, `${file}-wal`].map((each) => relative(root, each));
  } catch {
    return []; // whoever opens it says what is wrong with the URL
  }
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
