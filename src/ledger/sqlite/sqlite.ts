/**
 * The ledger in one SQLite file, through node:sqlite. A transaction runs without a pause, so two pieces of work are
 * never mixed.
 */
import { closeSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { makeFolder } from '../../disk/private-folder.ts';
import { newerLedger, notALedger } from '../database-problems.ts';
import type { Commit, Engine } from '../engine.ts';
import { grouped } from '../group-commit.ts';
import type { Query, QueryResult, Work } from '../prepared.ts';
import { migrate, VERSION } from '../schema.ts';
import { copyInto, faultsIn } from './backup.ts';
import { sqliteDialect } from './dialect.ts';
import { isLocked, lockFile, MEMORY } from './file-locks.ts';
import { type LogSync, openLogSync } from './log-sync.ts';
import { sqliteFault } from './sqlite-problems.ts';
import { openSyncing, type Syncing } from './sync-commits.ts';

/** How long to wait for another process that writes, in ms. */
const PATIENCE_MS = 5_000;

/** Enough for the pages of one batch; the operating system caches the rest of the file. */
const CACHE_KIB = 8 * 1024;

/** 64 MB of log: if checkpoints are rare, a page that many commits changed is written once. */
const CHECKPOINT_PAGES = 16_000;

/**
 * @param file an absolute path, or `:memory:` for a ledger that ends with the process
 * @param sync brings its log to the disk
 */
export function openSqlite(file: string, sync: OpenSync = openLogSync): Engine {
  const guard = <T>(act: () => T): T => {
    try {
      return act();
    } catch (error) {
      throw sqliteFault(error, file);
    }
  };
  const database = guard(() => openFile(file));
  try {
    return guard(() => engineOn(database, file, guard, sync));
  } catch (error) {
    database.close();
    throw error;
  }
}

function openFile(file: string): DatabaseSync {
  if (file !== MEMORY) {
    makeFolder(dirname(file));
    closeSync(openSync(file, 'a', 0o600)); // the file names people, so only its owner may read it
  }
  return new DatabaseSync(file, { timeout: PATIENCE_MS });
}

type Guard = <T>(act: () => T) => T;

type OpenSync = (log: string) => LogSync;

/** A call is answered when the log is on the disk. Others may commit meanwhile: the next sync serves all of them. */
function engineOn(database: DatabaseSync, file: string, guard: Guard, sync: OpenSync): Engine {
  const dialect = sqliteDialect();
  const boot = bootId();
  const drive = driverOf(database);
  refuseForeign(database, file);
  configure(database);
  const transact = transactionsOn(database);
  if (guard(() => versionOf(database)) !== VERSION) {
    const found = guard(() => transact(() => drive(migrate(dialect))));
    if (found > VERSION) throw newerLedger(file, found, VERSION);
  }
  const log = guard(() => (file === MEMORY ? NO_LOG : sync(`${file}-wal`)));
  const syncing = openSyncing(log, (error) => sqliteFault(error, file));
  const write = <T>(act: () => T): T => {
    syncing.throwFailure();
    return guard(() => {
      if (syncing.isInDoubt()) moveLog(database);
      syncing.doubtIsOver();
      return transact(act);
    });
  };
  const soon = <T>(work: Work<T>): T => {
    const value = write(() => drive(work));
    syncing.soon();
    return value;
  };
  const commit = async (works: readonly (() => Work<unknown>)[]) => {
    const values = write(() => works.map((work) => apart(works.length, () => drive(work()))));
    await syncing.now();
    return values;
  };
  const together = grouped(commit, {
    most: MOST_TOGETHER,
    isOfAll: (error) => !(error instanceof OneFailed),
  });

  return {
    dialect,
    boot: boot ?? '',
    write: async <T>(work: (again: boolean) => Work<T>, promise: Commit) => {
      if (promise === 'soon' && boot !== undefined) return soon(work(false));
      return (await together(() => work(false))) as T; // the work's own result
    },
    read: async (work) => guard(() => drive(work())),
    lock: async (name) => guard(() => lockFile(file, name)),
    isTaken: async (name) => guard(() => isLocked(file, name)),
    integrity: async () => guard(() => faultsIn(database)),
    backup: async (target) => {
      await copyInto(database, target);
      return true;
    },
    [Symbol.asyncDispose]: () => closeAll(syncing, log, database),
  };
}

async function closeAll(syncing: Syncing, log: LogSync, database: DatabaseSync): Promise<void> {
  try {
    await syncing.finish();
  } finally {
    log.close();
    database.close();
  }
}

function configure(database: DatabaseSync): void {
  // Scratch data stays in memory: by default SQLite writes what a long statement may have to undo into a file of its
  // own in the system's folder, one for each statement. They hold people's rows, and that folder may be read-only.
  database.exec(`pragma temp_store = memory; pragma journal_mode = wal; pragma synchronous = normal; pragma cache_size = -${CACHE_KIB};
    pragma wal_autocheckpoint = ${CHECKPOINT_PAGES}; pragma fullfsync = on; pragma checkpoint_fullfsync = on`);
}

/** The most changes in one transaction: for some milliseconds nothing else runs. */
const MOST_TOGETHER = 200;

/** A ledger in memory has nothing to sync. */
const NO_LOG: LogSync = { synced: async () => {}, close: () => {} };

/** One of several changes failed, and none of them was made. */
class OneFailed extends Error {
  override readonly name = 'OneFailed';
}

/** @throws OneFailed if others share the transaction. Faults of all, such as a full disk, come from the commit */
function apart<T>(together: number, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw together === 1
      ? error
      : new OneFailed('A change that shares a transaction failed', { cause: error });
  }
}

/** Runs each transaction without a pause. If it fails, nothing was changed. */
function transactionsOn(database: DatabaseSync): <T>(act: () => T) => T {
  const begin = database.prepare('begin immediate');
  const commit = database.prepare('commit');
  return (act) => {
    begin.run();
    try {
      const value = act();
      commit.run();
      return value;
    } catch (error) {
      if (database.isTransaction) database.exec('rollback');
      throw error;
    }
  };
}

/** Copies the whole log into the database and syncs the database, because the log on the disk may have holes. */
function moveLog(database: DatabaseSync): void {
  const row = database.prepare('pragma wal_checkpoint(truncate)').get();
  if (row?.['busy'] !== 0)
    throw new Error('The log could not be copied into the ledger: others are using it');
}

/** Runs work to its end. Each statement is prepared once and used again. */
function driverOf(database: DatabaseSync): <T>(work: Work<T>) => T {
  const prepared = new Map<string, StatementSync>();
  const prepare = (text: string): StatementSync => {
    const statement = prepared.get(text) ?? database.prepare(undoingAll(text));
    prepared.set(text, statement);
    return statement;
  };
  const run = ({ sql, parameters, reads }: Query): QueryResult => {
    const statement = prepare(sql);
    if (reads) return { rows: statement.all(...parameters), changes: 0 };
    return { rows: [], changes: Number(statement.run(...parameters).changes) };
  };
  return (work) => {
    let step = work.next({ rows: [], changes: 0 });
    while (!step.done) step = work.next(run(step.value));
    return step.value;
  };
}

/**
 * A statement that fails undoes its whole transaction: so it is here in any case. By default SQLite would undo the one
 * statement, and for that it copies each page before it changes it (https://www.sqlite.org/lang_conflict.html).
 */
function undoingAll(statement: string): string {
  return statement.replace(/^(?:insert(?= into )|update(?= "))/, '$& or rollback');
}

/**
 * Copies the log into the file itself, so that the file alone is the whole ledger and can be moved.
 *
 * @throws ProblemError (ledger-busy) while another process uses it
 */
export function foldLog(file: string): void {
  try {
    using database = new DatabaseSync(file, { timeout: 0 });
    refuseForeign(database, file);
    database.exec('pragma journal_mode = delete');
  } catch (error) {
    throw sqliteFault(error, file);
  }
}

/** Stops if the database has tables of another program. */
function refuseForeign(database: DatabaseSync, file: string): void {
  const names = database.prepare("select name from sqlite_master where type = 'table'").all();
  const ours = names.some((row) => row['name'] === 'schema_version');
  if (names.length > 0 && !ours) throw notALedger(file, 'it holds the tables of another program');
}

/** @returns `undefined` if the tables were not made yet */
function versionOf(database: DatabaseSync): unknown {
  const isThere = database.prepare("select 1 from sqlite_master where name = 'schema_version'").get();
  return isThere && database.prepare('select version from schema_version').get()?.['version'];
}

/** Linux's id of this start of the machine. Other systems have none; there each commit goes to the disk at once. */
function bootId(): string | undefined {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return undefined;
  }
}
