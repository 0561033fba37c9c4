/**
 * What is asked of a session before it is used: whether its server is new enough, and whether the session is ours
 * alone. A pooler in transaction mode, such as PgBouncer on `pool_mode = transaction`, gives one session to many
 * programs in turn. A lock on a mailing would then hold nobody back, and two runs could mail everyone twice.
 */
import type pg from 'pg';
import { oldServer, pooler } from './postgres-problems.ts';

export const SCHEMA = 'tayori';

/** The oldest PostgreSQL on which the tests of the ledger pass, as `server_version_num` writes it: 10.0. */
const OLDEST = 100_000;

/**
 * The longest pause between two statements of one transaction, in ms. A machine that falls asleep there keeps its rows
 * locked, and every other sender would wait until it wakes. The server ends its session instead, and undoes the
 * transaction. It is far below the lease, and far above what a busy machine needs from one statement to the next.
 */
const LONGEST_PAUSE = 10_000;

/**
 * Our tables are looked for in our schema only. And a commit counts only when it is on the disk, also on the servers that
 * the database waits for: a lost mark would mean a second mail. Our sessions ask for this even if the database is set to
 * answer earlier. A limit of the database for pauses is kept where it is shorter than ours. All are set here and not at
 * the start of the connection, where poolers refuse it.
 */
const SETTINGS = `select set_config('search_path', '${SCHEMA}', false),
  case when current_setting('synchronous_commit') in ('off', 'local')
  then set_config('synchronous_commit', 'on', false) end,
  (select set_config(name, '${LONGEST_PAUSE}', false) from pg_settings
  where name = 'idle_in_transaction_session_timeout' and setting::bigint not between 1 and ${LONGEST_PAUSE})`;

/** Opens one more connection to the same server, whose queries may take so long. */
export type Opener = (timeoutMs: number) => Promise<Asked & { end(): Promise<void> }>;

type Asked = Pick<pg.ClientBase, 'query'>;
type Facts = { readonly pid: number; readonly number: number; readonly version: string };

/**
 * @returns what runs on each new connection. Nothing is set on a session before it is known to be ours
 * @throws ProblemError, from the function that is returned
 */
export function beginSession(another: Opener, place: string) {
  let isOurs = false;
  return async (client: pg.ClientBase): Promise<void> => {
    const { pid, number, version } = await factsOf(client);
    if (number < OLDEST) throw oldServer(place, version);
    // A server names the process behind a session when the session starts. A pooler names one of its own making.
    if (!isOurs && pid !== processOf(client) && (await isShared(client, another, place)))
      throw pooler(place, 'transaction');
    isOurs = true;
    await client.query(SETTINGS);
  };
}

async function factsOf(client: Asked): Promise<Facts> {
  const { rows } = await client.query<Facts>(
    `select pg_backend_pid() as pid, current_setting('server_version_num')::int as number,
     current_setting('server_version') as version`,
  );
  return rows[0] ?? { pid: 0, number: OLDEST, version: '' };
}

/** The types of the package pg do not name it. */
function processOf(client: object): unknown {
  return 'processID' in client ? client.processID : undefined;
}

/** How often a session is asked which process it has. */
const ROUNDS = 3;
/** How long a pooler may take to give a second session, in ms. */
const SECOND = 10_000;

/**
 * Whether the sessions of a pooler go from hand to hand. If they do, ours changes between two questions, or another
 * connection has it while ours does nothing.
 */
async function isShared(client: Asked, another: Opener, place: string): Promise<boolean> {
  const own = await processNow(client);
  const changes = async () => {
    for (let round = 0; round < ROUNDS; round += 1) if ((await processNow(client)) !== own) return true;
    return false;
  };
  if (await changes()) return true;
  let other: Awaited<ReturnType<Opener>> | undefined;
  try {
    other = await another(SECOND);
    await other.query('begin');
    return (await processNow(other)) === own || (await changes());
  } catch (error) {
    if (error instanceof Error && /statement pooling/.test(error.message)) return true;
    if (error instanceof Error && /timeout/i.test(error.message)) throw pooler(place, 'single');
    throw error;
  } finally {
    await other?.end();
  }
}

async function processNow(client: Asked): Promise<number | undefined> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return rows[0]?.pid;
}
