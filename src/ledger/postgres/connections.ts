/**
 * Connections to the servers of LEDGER_URL, with a pool for each server. If there are several, or if LEDGER_URL asks
 * for a kind of server, each server is asked whether it takes changes: after a failover the ledger is on another one.
 */
import type pg from 'pg';
import { encryptionIn } from './encryption.ts';
import { environmentEncrypts, type ServerPool, serverPool } from './pools.ts';
import { isAway, ReadOnly } from './postgres-problems.ts';
import { inTime, LONGEST_SIGN, watchServer } from './server-watch.ts';
import {
  placeOf,
  type ServerSession,
  type Servers,
  type SessionPurpose,
  serversIn,
  type Wish,
} from './servers.ts';

export type Connections = AsyncDisposable & {
  /** @throws what the server says, if no server is suitable */
  take(purpose: SessionPurpose): Promise<pg.PoolClient>;
  /** Until it is disposed, looks whether the server of this connection answers, and cuts it if not. */
  watch(client: pg.PoolClient): Disposable;
};

/**
 * @param folder where relative paths in LEDGER_URL begin
 * @throws ProblemError (ledger-url)
 */
export function openConnections(url: string, folder: string): Connections {
  const { urls, wishes } = serversIn(url);
  const environment = environmentEncrypts();
  const pools = urls.map((one) => serverPool(encryptionIn(one, folder, environment), placeOf(one)));
  const poolBy = new WeakMap<pg.PoolClient, ServerPool>();
  return {
    take: choosing(pools, wishes, poolBy),
    watch: (client) => watchServer(client, async () => poolBy.get(client)?.answers() ?? false),
    [Symbol.asyncDispose]: async () => void (await Promise.all(pools.map((pool) => pool.end()))),
  };
}

/** Tries the server of the last session first. */
function choosing(
  pools: readonly ServerPool[],
  wishes: Servers['wishes'],
  poolBy: WeakMap<pg.PoolClient, ServerPool>,
): Connections['take'] {
  let order = pools;
  /**
   * Sessions on a server of the best kind. Sessions on other servers are asked again each time: a standby may be
   * promoted.
   */
  const suited = new WeakMap<pg.PoolClient, ServerSession>();
  return async (purpose) => {
    const [best, ...others] = wishes(purpose);
    const answered: Answer[] = [];
    const failures: unknown[] = [];
    for (const pool of order) {
      try {
        const client = await pool.connect();
        poolBy.set(client, pool);
        const session = suited.get(client) ?? (await sessionOf(client));
        if (best?.(session) === true) {
          suited.set(client, session);
          order = [pool, ...pools.filter((other) => other !== pool)];
          for (const other of answered) other.client.release();
          return client;
        }
        answered.push({ client, session });
      } catch (error) {
        failures.push(error);
      }
    }
    const chosen = firstOf(answered, others);
    for (const other of answered) if (other !== chosen) other.client.release();
    if (chosen !== undefined) return chosen.client;
    if (answered.length > 0) throw noneWillDo(answered, purpose);
    // A fault that a person can mend, such as a wrong password, says more than "another server is away".
    throw failures.find((error) => !isAway(error)) ?? failures[0];
  };
}

type Answer = { readonly client: pg.PoolClient; readonly session: ServerSession };

function firstOf(answered: readonly Answer[], wishes: readonly Wish[]): Answer | undefined {
  for (const wish of wishes) {
    const found = answered.find(({ session }) => wish(session));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** They answer, but none is suitable. During a failover there may be a suitable one soon. */
function noneWillDo(answered: readonly Answer[], purpose: SessionPurpose): Error {
  const takesNone = answered.every(({ session }) => session.readOnly);
  if (purpose === 'write' && takesNone) return new ReadOnly(answered.every(({ session }) => session.standby));
  const words = 'none of its servers is what `target_session_attrs` asks for';
  return Object.assign(new Error(words), { code: '08004' });
}

async function sessionOf(client: pg.PoolClient): Promise<ServerSession> {
  try {
    const asked = client.query<ServerSession>(
      `select pg_is_in_recovery() as standby, current_setting('transaction_read_only') = 'on' as "readOnly"`,
    );
    const { rows } = await inTime(client, LONGEST_SIGN, asked);
    return rows[0] ?? { standby: false, readOnly: false };
  } catch (error) {
    client.release(true);
    throw error;
  }
}
