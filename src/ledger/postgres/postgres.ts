/**
 * The ledger in PostgreSQL, through the package pg. Several workers may share it. Its tables are in a schema of their
 * own. Leases run by the database's clock; a lock on a mailing ends with its connection.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Commit, Engine } from '../engine.ts';
import { grouped } from '../group-commit.ts';
import type { Work } from '../prepared.ts';
import { bringUpToDate } from './bring-up-to-date.ts';
import { openConnections } from './connections.ts';
import { postgresDialect } from './dialect.ts';
import { keyOf, lockOf } from './locks.ts';
import { isAway, postgresFault, ReadOnly } from './postgres-problems.ts';
import { placeOf } from './servers.ts';
import { BEGIN, inTurn, TOGETHER, transactions } from './transactions.ts';

/** How long to wait for a database that is away: the first pause and the longest one, in ms. */
const PAUSE = 250;

const LONGEST_PAUSE = 2_000;

/** The most changes in one transaction: each change locks the row of its person until all are done. */
const MOST_TOGETHER = 50;

/** What a command does if the database goes away while the command works. */
export type DatabasePatience = {
  /** How long reads and repeatable writes wait for it in all, in ms. */
  readonly patienceMs: number;
  /** Called when the waiting begins, with the reason. */
  readonly onAway: (reason: string) => void;
};

/**
 * @param root the site folder, where relative paths of certificates in the URL begin
 * @throws ProblemError if the database can not be reached or can not keep a ledger, or is newer than this program
 */
export async function openPostgres(url: string, root: string, patience: DatabasePatience): Promise<Engine> {
  const place = placeOf(url);
  const dialect = postgresDialect();
  const connections = openConnections(url, root);
  const run = transactions(connections);
  const wait = waiting(patience);
  const named = <T>(act: Promise<T>): Promise<T> =>
    act.catch((error: unknown) => Promise.reject(postgresFault(error, place)));
  await named(bringUpToDate(run, dialect, place)).catch(async (error: unknown) => {
    await connections[Symbol.asyncDispose]();
    throw error;
  });
  let written = false;
  const write = async <T>(work: () => Work<T>, begin?: string): Promise<T> => {
    const value = await run(work, 'write', begin);
    written = true;
    return value;
  };
  // A ledger that took changes and takes none now is being moved to another server: waiting helps. If it never took
  // changes, waiting does not help.
  const mayComeBack = (error: unknown) => isAway(error) || (written && error instanceof ReadOnly);
  const once = (works: readonly (() => Work<unknown>)[]) =>
    write(() => inTurn(works), works.length > 1 ? TOGETHER : undefined);
  const together = grouped(once, { most: MOST_TOGETHER, isOfAll });
  return {
    dialect,
    boot: '',
    write: async <T>(work: (again: boolean) => Work<T>, commit: Commit, lost?: 'again') => {
      if (lost === 'again') return named(wait((again) => write(() => work(again)), mayComeBack));
      if (commit === 'soon') return named(write(() => work(false)));
      return (await named(together(() => work(false)))) as T; // the work's own result
    },
    // After it has taken changes, no standby is asked: it may lack the latest ones.
    read: (work) => named(wait(() => run(work, written ? 'write' : 'read', BEGIN.read), mayComeBack)),
    lock: (name) => named(wait(() => lockOf(connections, keyOf(name)), mayComeBack)),
    isTaken: async () => undefined,
    integrity: async () => undefined,
    backup: async () => false,
    [Symbol.asyncDispose]: () => connections[Symbol.asyncDispose](),
  };
}

/** Whether an error is no fault of one change, so that all who share its transaction get it. */
function isOfAll(error: unknown): boolean {
  return isAway(error) || error instanceof ReadOnly;
}

/** Tries again while the database is away, until the time of `patienceMs` is over. */
function waiting({ patienceMs, onAway }: DatabasePatience) {
  let told = false;
  return async <T>(
    attempt: (again: boolean) => Promise<T>,
    mayComeBack: (error: unknown) => boolean,
  ): Promise<T> => {
    let since: number | undefined;
    for (let pause = PAUSE, again = false; ; again = true, pause = Math.min(2 * pause, LONGEST_PAUSE)) {
      try {
        const value = await attempt(again);
        told = false;
        return value;
      } catch (error) {
        since ??= performance.now();
        if (!mayComeBack(error) || performance.now() - since >= patienceMs) throw error;
        if (!told) onAway(error instanceof Error ? error.message : String(error));
        told = true;
        await sleep(pause);
      }
    }
  };
}
