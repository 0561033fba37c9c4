/**
 * The ledger in PostgreSQL, through pg: several senders may share it. Its tables live in a schema of their
 * own. Leases run by the database's clock; locks on a mailing end with their connection.
 */
import { createHash } from 'node:crypto';
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from 'kysely';
import pg from 'pg';
import type { Dialect, Engine } from './engine.ts';
import { newerLedger, postgresFault } from './faults.ts';
import type { Query, Result, Work } from './query.ts';
import { migrate, type Tables, VERSION } from './schema.ts';

const SCHEMA = 'tayori';
const CONNECTIONS = 4;
/** Two transactions waited for each other, or a serialisation failed: the work is begun again. */
const TRY_AGAIN = ['40P01', '40001'];
const TRIES = 5;

/** @throws ProblemError where the database can not be reached, or is newer than this program */
export async function openPostgres(url: string): Promise<Engine> {
  const pool = poolOf(url);
  const dialect = postgresDialect();
  const place = placeOf(url);
  const connect = async () =>
    pool.connect().catch((error: unknown) => Promise.reject(postgresFault(error, place)));

  const once = async <T>(work: (again: boolean) => Work<T>, begin: string, again: boolean): Promise<T> => {
    const client = await connect();
    try {
      await client.query(begin);
      const value = await drive(client, work(again));
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
      throw postgresFault(error, place);
    }
  };
  const repeatedly = async <T>(work: (again: boolean) => Work<T>, begin: string): Promise<T> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await once(work, begin, false);
      } catch (error) {
        if (tries === TRIES || !TRY_AGAIN.includes(codeOf(error))) throw error;
      }
    }
  };
  try {
    // One opens at a time: two that make the same tables at once would trip over each other.
    const begin = `begin; select pg_advisory_xact_lock(${keyOf('migrate')}); create schema if not exists ${SCHEMA}`;
    const found = await repeatedly(() => migrate(dialect), begin);
    if (found > VERSION) throw newerLedger(place, found, VERSION);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    dialect,
    boot: '',
    write: (work) => repeatedly(work, 'begin'),
    read: (work) => repeatedly(work, 'begin read only'),
    lock: async (name) => lockOf(await connect(), name),
    integrity: async () => undefined,
    backup: async () => false,
    [Symbol.asyncDispose]: () => pool.end(),
  };
}

function poolOf(url: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    options: `-c search_path=${SCHEMA}`,
    connectionTimeoutMillis: 10_000,
    application_name: 'tayori',
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
    present: sql`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`,
  };
}

/** A lock of the session: the server ends it with the connection, however that ends. */
async function lockOf(client: pg.PoolClient, name: string): Promise<AsyncDisposable | undefined> {
  const key = keyOf(name);
  const { rows } = await client.query<{ got: boolean }>(`select pg_try_advisory_lock(${key}) as got`);
  if (rows[0]?.got !== true) {
    client.release();
    return undefined;
  }
  return {
    [Symbol.asyncDispose]: async () => {
      await client.query(`select pg_advisory_unlock(${key})`);
      client.release();
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
