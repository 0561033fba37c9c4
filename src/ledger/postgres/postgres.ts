/**
 * The ledger in PostgreSQL, through the package pg. Several workers may share it. Its tables are in a schema of their
 * own. Leases run by the database's clock; a lock on a mailing ends with its connection.
 */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { newerLedger } from '../database-problems.ts';
import type { Commit, Dialect, Engine } from '../engine.ts';
import { grouped } from '../group-commit.ts';
import { first, type Query, type QueryResult, type Work } from '../prepared.ts';
import { migrate, VERSION } from '../schema.ts';
import { type Connections, openConnections, SCHEMA } from './connections.ts';
import { postgresDialect } from './dialect.ts';
import { keyOf, lockOf } from './locks.ts';
import { codeOf, isAway, postgresFault, ReadOnly, readOnly, wrongEncoding } from './postgres-problems.ts';
import { placeOf, type SessionPurpose } from './servers.ts';

/** Two transactions waited for each other, or could not be put into an order: the work is tried again. */
const TRY_AGAIN = ['40P01', '40001'];
const TRIES = 5;

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

/** @throws ProblemError if the database can not be reached, or is newer than this program */
export async function openPostgres(url: string, patience: DatabasePatience): Promise<Engine> {
  const place = placeOf(url);
  const dialect = postgresDialect();
  const connections = openConnections(url);
  const run = transactions(connections);
  const wait = waiting(patience);
  try {
    await bringUpToDate(run, dialect, place);
  } catch (error) {
    await connections[Symbol.asyncDispose]();
    throw postgresFault(error, place);
  }
  const named = <T>(act: Promise<T>): Promise<T> =>
    act.catch((error: unknown) => Promise.reject(postgresFault(error, place)));
  let written = false;
  const write = async <T>(work: () => Work<T>): Promise<T> => {
    const value = await run(work, 'write');
    written = true;
    return value;
  };
  // A ledger that took changes and takes none now is being moved to another server: waiting helps. If it never took
  // changes, waiting does not help.
  const mayComeBack = (error: unknown) => isAway(error) || (written && error instanceof ReadOnly);
  const together = grouped((works: readonly (() => Work<unknown>)[]) => write(() => inTurn(works)), {
    most: MOST_TOGETHER,
    isOfAll: (error) => isAway(error) || error instanceof ReadOnly,
  });
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

type Found = { readonly encoding: string; readonly present: boolean };

/**
 * A ledger that is up to date is only read. So a standby can be used, and a user who may not make tables.
 *
 * @throws ProblemError if it is newer than this program, or can not be brought up to date
 */
async function bringUpToDate(run: Run, dialect: Dialect, place: string): Promise<void> {
  const { found, encoding } = await run(versionNow, 'read', BEGIN.read);
  if (found > VERSION) throw newerLedger(place, found, VERSION);
  if (found === VERSION) return;
  if (found === 0 && encoding !== 'UTF8')
    throw wrongEncoding(
      place,
      `the database keeps text as ${encoding}, which lacks letters of other languages`,
    );
  // One process at a time: two that make the same tables at once would disturb each other.
  const begin = `begin; select pg_advisory_xact_lock(${keyOf('migrate')}); create schema if not exists ${SCHEMA}`;
  try {
    const meanwhile = await run(() => migrate(dialect), 'write', begin);
    if (meanwhile > VERSION) throw newerLedger(place, meanwhile, VERSION);
  } catch (error) {
    throw error instanceof ReadOnly ? readOnly(place, error, { found, known: VERSION }) : error;
  }
}

/** 0 if there is no ledger yet. */
function* versionNow(): Work<{ readonly found: number; readonly encoding: string }> {
  const look: Query<Found> = {
    sql: `select current_setting('server_encoding') as encoding, to_regclass('${SCHEMA}.schema_version') is not null as present`,
    parameters: [],
    reads: true,
  };
  const version: Query<{ readonly version: number }> = {
    sql: `select version from ${SCHEMA}.schema_version`,
    parameters: [],
    reads: true,
  };
  const { encoding = 'UTF8', present = false } = (yield* first(look)) ?? {};
  return { encoding, found: present ? ((yield* first(version))?.version ?? 0) : 0 };
}

function* inTurn(works: readonly (() => Work<unknown>)[]): Work<readonly unknown[]> {
  const values: unknown[] = [];
  for (const work of works) values.push(yield* work());
  return values;
}

type Run = <T>(work: () => Work<T>, purpose: SessionPurpose, begin?: string) => Promise<T>;

const BEGIN = { read: 'begin read only', write: 'begin' } as const satisfies Record<SessionPurpose, string>;

/** Runs each transaction on a connection of the pool. If two disturb each other, one is tried again. */
function transactions(connections: Connections): Run {
  const once: Run = async (work, purpose, begin = BEGIN[purpose]) => {
    const client = await connections.take(purpose);
    try {
      await client.query(begin);
      const value = await drive(client, work());
      await client.query('commit');
      client.release();
      return value;
    } catch (error) {
      // A connection that cannot roll back, or takes no changes, is not used again: the next one may lead to another
      // server.
      const lost = await client.query('rollback').then(
        () => false,
        () => true,
      );
      const named = codeOf(error) === READ_ONLY ? await asReadOnly(client, error) : error;
      client.release(lost || named instanceof ReadOnly);
      throw named;
    }
  };
  return async (work, purpose, begin) => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await once(work, purpose, begin);
      } catch (error) {
        if (tries === TRIES || !TRY_AGAIN.includes(codeOf(error))) throw error;
      }
    }
  };
}

const READ_ONLY = '25006';

async function asReadOnly(client: pg.PoolClient, cause: unknown): Promise<ReadOnly> {
  const asked = client.query<{ standby: boolean }>('select pg_is_in_recovery() as standby');
  const { rows } = await asked.catch(() => ({ rows: [] }));
  return new ReadOnly(rows[0]?.standby ?? false, { cause });
}

/** Tries again while the database is away, until the time of `patienceMs` is over. */
function waiting({ patienceMs, onAway }: DatabasePatience) {
  let told = false;
  return async <T>(
    attempt: (again: boolean) => Promise<T>,
    mayComeBack: (error: unknown) => boolean,
  ): Promise<T> => {
    let pause = PAUSE;
    for (let waited = 0; ; waited += pause, pause = Math.min(2 * pause, LONGEST_PAUSE)) {
      try {
        const value = await attempt(waited > 0);
        told = false;
        return value;
      } catch (error) {
        if (!mayComeBack(error) || waited >= patienceMs) throw error;
        if (!told) onAway(error instanceof Error ? error.message : String(error));
        told = true;
        await sleep(pause);
      }
    }
  };
}

async function drive<T>(client: pg.PoolClient, work: Work<T>): Promise<T> {
  let step = work.next({ rows: [], changes: 0 });
  while (!step.done) step = work.next(await run(client, step.value));
  return step.value;
}

/** The statement has a name, so that the server plans it once for each connection. */
async function run(client: pg.PoolClient, { sql: text, parameters }: Query): Promise<QueryResult> {
  const { rows, rowCount } = await client.query({ name: nameOf(text), text, values: [...parameters] });
  return { rows, changes: rowCount ?? 0 };
}

const names = new Map<string, string>();

/** A name of a statement may have 63 letters, so it is the hash of the text. */
function nameOf(text: string): string {
  const name = names.get(text) ?? createHash('sha256').update(text).digest('base64url');
  names.set(text, name);
  return name;
}
