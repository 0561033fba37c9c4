/**
 * The pool of connections to one server. Each connection is encrypted as LEDGER_URL asks, and each one is looked at
 * before it is used (new-session.ts).
 */
import pg from 'pg';
import { ProblemError } from '../../problem.ts';
import { SECOND } from '../../time.ts';
import type { Encrypted, Encryption } from './encryption.ts';
import { beginSession, type Opener } from './new-session.ts';
import { inTime, LONGEST_SIGN } from './server-watch.ts';

const PER_SERVER = 4;

/** How long the questions to a new session may take, in ms: a pooler may give a second one only after a while. */
const LONGEST_BEGIN = 30 * SECOND;

export type ServerPool = {
  /** @throws what the server or TLS says; ProblemError if this server can not keep a ledger */
  connect(): Promise<pg.PoolClient>;
  /** Whether it answers at all on a connection of its own, if only to say that it has no place for it. */
  answers(): Promise<boolean>;
  end(): Promise<void>;
};

/** @param place what of the URL may be shown */
export function serverPool({ url, ways, direct }: Encryption, place: string): ServerPool {
  const pools = ways.map((way) => ({ way, ...poolOf(optionsOf(url, way, direct), place) }));
  let order = pools;
  return {
    connect: async () => {
      const failed: Failure[] = [];
      for (const one of order) {
        try {
          const client = await one.pool.connect();
          if (one !== order[0]) order = [one, ...pools.filter((other) => other !== one)];
          return client;
        } catch (error) {
          failed.push({ error, encrypted: one.way !== false });
          if (!refusesTheWay(error)) break;
        }
      }
      throw tellingMost(failed);
    },
    answers: async () => order[0]?.answers() ?? false,
    end: async () => void (await Promise.all(pools.map(({ pool }) => pool.end()))),
  };
}

/** Whether PGSSLMODE asks for encryption: the package pg reads it. */
export function environmentEncrypts(): boolean {
  return Boolean(new pg.Client({}).ssl);
}

type Failure = { readonly error: unknown; readonly encrypted: boolean };

/** Whether encryption, or its absence, is what is refused: then another way may be open. */
function refusesTheWay(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return (
    code === '28000' ||
    /^(ERR_SSL|ERR_TLS|EPROTO)/.test(code) ||
    /SSL connection|TLS connection/.test(error.message)
  );
}

/**
 * After a refusal of encryption by the server, its refusal of a connection without it tells more; and what the database
 * says on an encrypted connection is not about encryption at all.
 */
function tellingMost(failed: readonly Failure[]): unknown {
  const known = failed.find(({ error }) => error instanceof ProblemError);
  const spoken = failed.filter(({ error }) => error instanceof pg.DatabaseError);
  return (known ?? spoken.find(({ encrypted }) => encrypted) ?? spoken[0] ?? failed.at(-1))?.error;
}

function optionsOf(url: string, way: Encrypted, direct: boolean): pg.PoolConfig {
  return {
    connectionString: url,
    max: PER_SERVER,
    connectionTimeoutMillis: 10_000,
    application_name: 'tayori',
    // If a host vanishes without a word, this is noticed within half a minute.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    types: { getTypeParser },
    ...(way === undefined ? {} : { ssl: way }),
    ...(direct ? { sslnegotiation: 'direct' as const } : {}),
  };
}

function poolOf(
  options: pg.PoolConfig,
  place: string,
): { readonly pool: pg.Pool; readonly answers: ServerPool['answers'] } {
  const another: Opener = async (timeoutMs) => {
    const client = new pg.Client({ ...options, query_timeout: timeoutMs });
    client.on('error', () => {});
    await client.connect();
    return client;
  };
  const begin = beginSession(another, place);
  const onConnect = (client: pg.ClientBase) => inTime(client, LONGEST_BEGIN, begin(client));
  const pool = new pg.Pool({ ...options, onConnect });
  // A dropped connection is replaced when the next one is needed. The query that ran on it fails by itself.
  pool.on('error', () => {});
  pool.on('connect', (client) => void client.on('error', () => {}));
  const answers = async () => {
    try {
      const client = await another(LONGEST_SIGN);
      await client.query('select 1').finally(() => client.end());
      return true;
    } catch (error) {
      return error instanceof pg.DatabaseError;
    }
  };
  return { pool, answers };
}

const INT8 = 20;

/** Counts and milliseconds are whole numbers far below 2^53. */
const getTypeParser = ((oid: number, format?: 'text' | 'binary') =>
  oid === INT8 ? Number : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser;
