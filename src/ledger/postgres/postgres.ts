/**
 * The ledger in PostgreSQL, through pg: several workers may share it. Its tables live in a schema of their
 * own. Leases run by the database's clock; locks on a mailing end with their connection.
 */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from 'kysely';
import pg from 'pg';
import { isAway, newerLedger, postgresFault } from '../database-problems.ts';
import type { Dialect, Engine, Lock } from '../engine.ts';
import type { Query, Result, Work } from '../prepared.ts';
import { migrate, type Tables, VERSION } from '../schema.ts';

const SCHEMA = 'tayori';
const CONNECTIONS = 4;
/** Two transactions waited for each other, or a serialisation failed: the work is begun again. */
const TRY_AGAIN = ['40P01', '40001'];
const TRIES = 5;

/** How long to wait for a database that is away: the first pause, and the longest, in ms. */
const PAUSE = 250;
const LONGEST_PAUSE = 2_000;

/** What a command does about a database that goes away while it works. */
export type Patience = {
  /** How long reads and repeatable writes wait for it in all, in ms. */
  readonly patienceMs: number;
  /** Told when the waiting begins: why. */
  readonly onAway: (reason: string) => void;
};

/** @throws ProblemError where the database can not be reached, or is newer than this program */
export async function openPostgres(url: string, patience: Patience): Promise<Engine> {
  const pool = poolOf(url);
  const dialect = postgresDialect();
  const place = placeOf(url);
  const run = transactions(pool);
  const wait = waiting(patience);
  try {
    // One opens at a time: two that make the same tables at once would trip over each other.
    const begin = `begin; select pg_advisory_xact_lock(${keyOf('migrate')}); create schema if not exists ${SCHEMA}`;
    const found = await run(() => migrate(dialect), begin);
    if (found > VERSION) throw newerLedger(place, found, VERSION);
  } catch (error) {
    await pool.end();
    throw postgresFault(error, place);
  }
  const named = <T>(act: Promise<T>): Promise<T> =>
    act.catch((error: unknown) => Promise.reject(postgresFault(error, place)));
  return {
    dialect,
    boot: '',
    write: (work, _commit, lost) =>
      named(
        lost === 'again' ? wait((again) => run(() => work(again), 'begin')) : run(() => work(false), 'begin'),
      ),
    read: (work) => named(wait(() => run(work, 'begin read only'))),
    lock: (name) => named(wait(() => lockOf(pool, keyOf(name)))),
    isTaken: async () => undefined,
    integrity: async () => undefined,
    backup: async () => false,
    [Symbol.asyncDispose]: () => pool.end(),
  };
}

type Run = <T>(work: () => Work<T>, begin: string) => Promise<T>;

/** Transactions, each on a connection of the pool; those that met another are begun again. */
function transactions(pool: pg.Pool): Run {
  const once: Run = async (work, begin) => {
    const client = await pool.connect();
    try {
      await client.query(begin);
      const value = await drive(client, work());
      await client.query('commit');
      client.release();
      return value;
    } catch (error) {
      // A connection that can not even roll back is not given to anyone else.
      const lost = await client.query('rollback').then(
        () => false,
        () => true,
      );
      client.release(lost);
      throw error;
    }
  };
  return async (work, begin) => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await once(work, begin);
      } catch (error) {
        if (tries === TRIES || !TRY_AGAIN.includes(codeOf(error))) throw error;
      }
    }
  };
}

/** Tries again while the database is away, as long as patience goes. */
function waiting({ patienceMs, onAway }: Patience) {
  let told = false;
  return async <T>(attempt: (again: boolean) => Promise<T>): Promise<T> => {
    let pause = PAUSE;
    for (let waited = 0; ; waited += pause, pause = Math.min(2 * pause, LONGEST_PAUSE)) {
      try {
        const value = await attempt(waited > 0);
        told = false;
        return value;
      } catch (error) {
        if (!isAway(error) || waited >= patienceMs) throw error;
        if (!told) onAway(error instanceof Error ? error.message : String(error));
        told = true;
        await sleep(pause);
      }
    }
  };
}

function poolOf(url: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    options: `-c search_path=${SCHEMA}`,
    connectionTimeoutMillis: 10_000,
    application_name: 'tayori',
    // A host that vanished without a word is noticed within half a minute.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    types: { getTypeParser },
  });
  // A connection that drops is replaced when one is next needed; what was running on it rejects by itself.
  pool.on('error', () => {});
  pool.on('connect', (client) => void client.on('error', () => {}));
  return pool;
}

const INT8 = 20;

/** Counts and milliseconds are whole numbers well below 2^53. */
const getTypeParser = ((oid: number, format?: 'text' | 'binary') =>
  oid === INT8 ? Number : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser;

async function drive<T>(client: pg.PoolClient, work: Work<T>): Promise<T> {
  let step = work.next({ rows: [], changes: 0 });
  while (!step.done) step = work.next(await run(client, step.value));
  return step.value;
}

/** Named, so that the server plans each statement once for a connection. */
async function run(client: pg.PoolClient, { sql: text, parameters }: Query): Promise<Result> {
  const { rows, rowCount } = await client.query({ name: nameOf(text), text, values: [...parameters] });
  return { rows, changes: rowCount ?? 0 };
}

const names = new Map<string, string>();

/** A statement's name has 63 letters at most, so it is the hash of the text. */
function nameOf(text: string): string {
  const name = names.get(text) ?? createHash('sha256').update(text).digest('base64url');
  names.set(text, name);
  return name;
}

function postgresDialect(): Dialect {
  return {
    build: new Kysely<Tables>({
      dialect: {
        createAdapter: () => new PostgresAdapter(),
        createDriver: () => new DummyDriver(),
        createIntrospector: (db) => new PostgresIntrospector(db),
        createQueryCompiler: () => new PostgresQueryCompiler(),
      },
    }),
    serial: 'bigserial',
    shared: true,
    numbersIn: (json) => sql`(select value::bigint from json_array_elements_text(${json}::json))`,
    textsIn: (json) => sql`(select value from json_array_elements_text(${json}::json))`,
    recordsIn: (json, columns) => {
      const named = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
      return sql`(select * from json_to_recordset(${json}::json) as given(${sql.raw(named.join(', '))}))`;
    },
    domain: sql`lower(substr(address, strpos(address, '@') + 1))`,
    folded: (column) => sql`lower(${sql.ref(column)} collate "C")`, // the database's own locale may fold all letters
    run: sql`cast(pg_postmaster_start_time() as text)`,
    present: sql`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`,
  };
}

/**
 * A place among the workers of a name, in a session: the server ends it with the connection, however that
 * ends. Who comes first has it alone, until it shares; who comes later waits for that.
 */
async function lockOf(pool: pg.Pool, key: string): Promise<Lock> {
  let client: pg.PoolClient | undefined = await pool.connect();
  let over = false;
  const leave = () => {
    client?.off('end', retake);
    client?.release(true); // its session ends, and its place
    client = undefined;
  };
  /** The connection is gone, and the place with it: it is taken again, among others. */
  const retake = async () => {
    leave();
    while (!over && client === undefined) {
      await sleep(LONGEST_PAUSE, undefined, { ref: false });
      client = over ? undefined : await pool.connect().catch(() => undefined);
      await client?.query(`select pg_advisory_lock_shared(${key})`).catch(leave);
    }
    if (over) leave();
    else client?.once('end', retake);
  };
  const take = async (session: pg.PoolClient) => {
    const { rows } = await session.query<{ got: boolean }>(`select pg_try_advisory_lock(${key}) as got`);
    if (rows[0]?.got === true) return true;
    await session.query(`select pg_advisory_lock_shared(${key})`);
    return false;
  };
  const alone = await take(client).catch((error: unknown) => {
    leave(); // or the pool would wait for it at its end
    throw error;
  });
  client.once('end', retake);
  return {
    alone,
    share: async () => {
      if (!alone) return;
      await client?.query(`select pg_advisory_lock_shared(${key}); select pg_advisory_unlock(${key})`);
    },
    [Symbol.asyncDispose]: async () => {
      over = true;
      leave();
    },
  };
}

/** Advisory locks are named by a number: 64 bits of the hash of the name. */
function keyOf(name: string): string {
  return createHash('sha256').update(`tayori ${name}`).digest().readBigInt64BE(0).toString();
}

/** Host and database: the rest of the URL may be secret. */
function placeOf(url: string): string {
  if (!URL.canParse(url)) return 'PostgreSQL';
  const { host, pathname } = new URL(url);
  return `postgres://${host}${pathname}`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
