/**
 * The ledger in one SQLite file, through node:sqlite. Everything in a transaction runs in one breath, so
 * no two pieces of work ever mix. Small ones wait for the end of the event loop's turn and share a commit.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, sql } from 'kysely';
import type { Dialect, Engine } from './engine.ts';
import { newerLedger, notALedger, sqliteFault } from './faults.ts';
import type { Query, Result, Work } from './query.ts';
import { migrate, type Tables, VERSION } from './schema.ts';

/** How long to wait for another process that is writing. */
const PATIENCE_MS = 5_000;
/** At most this long until what was grouped is safe from a power cut. */
const SYNC_EVERY_MS = 40;
const CACHE_KIB = 32 * 1024;
const MEMORY = ':memory:';

/** @param file an absolute path, or `:memory:` for a ledger that ends with the process */
export function openSqlite(file: string): Engine {
  const guard = <T>(act: () => T): T => {
    try {
      return act();
    } catch (error) {
      throw sqliteFault(error, file);
    }
  };
  const database = guard(() => openFile(file));
  try {
    return guard(() => engineOn(database, file, guard));
  } catch (error) {
    database.close();
    throw error;
  }
}

function openFile(file: string): DatabaseSync {
  if (file !== MEMORY) mkdirSync(dirname(file), { recursive: true });
  return new DatabaseSync(file, { timeout: PATIENCE_MS });
}

type Guard = <T>(act: () => T) => T;
/** A piece of work that waits for the shared commit. */
type Job = { readonly run: () => void; readonly done: () => void; readonly fail: (error: unknown) => void };

function engineOn(database: DatabaseSync, file: string, guard: Guard): Engine {
  const dialect = sqliteDialect();
  const boot = bootId();
  const drive = driverOf(database);
  refuseForeign(database, file);
  database.exec(`pragma journal_mode = wal; pragma cache_size = -${CACHE_KIB}; pragma fullfsync = on`);

  const waiting: Job[] = [];
  let unsynced: NodeJS.Timeout | undefined;

  /** One transaction. Where it fails, nothing of it has happened. */
  const commit = (act: () => void, level: 'full' | 'normal') => {
    database.exec(`pragma synchronous = ${level}`);
    database.exec('begin immediate');
    try {
      act();
      database.exec('commit');
    } catch (error) {
      if (database.isTransaction) database.exec('rollback');
      throw error;
    }
  };
  /** A full commit syncs the whole log, and with it everything that was grouped before. */
  const sync = () => {
    clearTimeout(unsynced);
    unsynced = undefined;
    commit(() => database.exec('update schema_version set version = version'), 'full');
  };
  const together = (jobs: readonly Job[]) => {
    try {
      commit(
        () => {
          for (const job of jobs) job.run();
        },
        boot === undefined ? 'full' : 'normal',
      );
    } catch (error) {
      if (jobs.length === 1) jobs[0]?.fail(sqliteFault(error, file));
      else for (const job of jobs) together([job]);
      return;
    }
    for (const job of jobs) job.done();
  };
  const flush = () => {
    if (waiting.length === 0) return;
    together(waiting.splice(0));
    if (boot !== undefined && unsynced === undefined) unsynced = setTimeout(sync, SYNC_EVERY_MS).unref();
  };

  const found = writeNow(() => migrate(dialect));
  if (found > VERSION) throw newerLedger(file, found, VERSION);

  function writeNow<T>(work: () => Work<T>): T {
    flush();
    let value: { readonly of: T } | undefined;
    guard(() =>
      commit(() => {
        value = { of: drive(work()) };
      }, 'full'),
    );
    if (value === undefined) throw new Error('The transaction ended without its work');
    return value.of;
  }

  function writeSoon<T>(work: () => Work<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      let value: T;
      waiting.push({
        run: () => {
          value = drive(work());
        },
        done: () => resolve(value),
        fail: reject,
      });
      if (waiting.length === 1) setImmediate(flush);
    });
  }

  return {
    dialect,
    boot: boot ?? '',
    write: async (work, kind) => (kind === 'grouped' ? writeSoon(work) : writeNow(work)),
    read: async (work) => {
      flush();
      return guard(() => drive(work()));
    },
    lock: async (name) => guard(() => lockFile(file, name)),
    [Symbol.asyncDispose]: async () => {
      flush();
      if (unsynced !== undefined) guard(sync);
      database.close();
    },
  };
}

/** Runs work to its end; each statement is prepared once and kept. */
function driverOf(database: DatabaseSync): <T>(work: Work<T>) => T {
  const prepared = new Map<string, StatementSync>();
  const run = ({ sql, parameters, reads }: Query): Result => {
    let statement = prepared.get(sql);
    if (statement === undefined) prepared.set(sql, (statement = database.prepare(sql)));
    if (reads) return { rows: statement.all(...parameters), changes: 0 };
    return { rows: [], changes: Number(statement.run(...parameters).changes) };
  };
  return (work) => {
    let step = work.next({ rows: [], changes: 0 });
    while (!step.done) step = work.next(run(step.value));
    return step.value;
  };
}

export function sqliteDialect(): Dialect {
  return {
    build: new Kysely<Tables>({
      dialect: {
        createAdapter: () => new SqliteAdapter(),
        createDriver: () => new DummyDriver(),
        createIntrospector: (db) => new SqliteIntrospector(db),
        createQueryCompiler: () => new SqliteQueryCompiler(),
      },
    }),
    serial: 'integer',
    shared: false,
    numbersIn: (json) => sql`(select value from json_each(${json}))`,
    textsIn: (json) => sql`(select value from json_each(${json}))`,
    domain: sql`lower(substr(address, instr(address, '@') + 1))`,
    present: sql`cast(unixepoch('subsec') * 1000 as integer)`,
  };
}

/** A database with tables of somebody else's is no place for ours. */
function refuseForeign(database: DatabaseSync, file: string): void {
  const names = database.prepare("select name from sqlite_master where type = 'table'").all();
  const ours = names.some((row) => row['name'] === 'schema_version');
  if (names.length > 0 && !ours) throw notALedger(file, 'it holds the tables of another program');
}

/**
 * An exclusive transaction on a file of its own: the kernel ends it with the process, however that dies,
 * so there is no stale lock to clear away.
 */
function lockFile(ledger: string, name: string): AsyncDisposable | undefined {
  const path = ledger === MEMORY ? MEMORY : join(`${ledger}.locks`, encodeURIComponent(name));
  if (path !== MEMORY) mkdirSync(dirname(path), { recursive: true });
  const lock = new DatabaseSync(path, { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return undefined;
    throw error;
  }
  return { [Symbol.asyncDispose]: async () => lock.close() };
}

const SQLITE_BUSY = 5;

/** Linux's name for the run of the machine; elsewhere none, and every commit goes to the disk at once. */
function bootId(): string | undefined {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return undefined;
  }
}
