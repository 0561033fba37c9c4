/**
 * Locks on a mailing, as PostgreSQL's advisory locks: a lock ends with its session, in whatever way the session ends.
 */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Lock } from '../engine.ts';
import type { Connections } from './connections.ts';

/** Between two tries to take a lost lock again, in ms. */
const PAUSE = 2_000;

/**
 * A lock on a name, held by a session: the server frees it when the connection ends, in whatever way. The first worker
 * has it alone until it lets others in; a later worker waits for that.
 */
export async function lockOf(connections: Connections, key: string): Promise<Lock> {
  let client: pg.PoolClient | undefined = await connections.take('write');
  let over = false;
  const leave = () => {
    client?.off('end', retake);
    client?.release(true); // its session ends, and the lock with it
    client = undefined;
  };
  const watched = async <T>(session: pg.PoolClient, asked: Promise<T>): Promise<T> => {
    using _watch = connections.watch(session);
    return await asked;
  };
  /** The connection is gone, and the lock with it. It is taken again, this time together with other workers. */
  const retake = async () => {
    leave();
    while (!over && client === undefined) {
      await sleep(PAUSE, undefined, { ref: false });
      client = over ? undefined : await connections.take('write').catch(() => undefined);
      if (client === undefined) continue;
      await watched(client, client.query(`select pg_advisory_lock_shared(${key})`)).catch(leave);
    }
    if (over) leave();
    else client?.once('end', retake);
  };
  const alone = await watched(client, takeLock(client, key)).catch((error: unknown) => {
    leave(); // otherwise closing the pool would wait for it
    throw error;
  });
  client.once('end', retake);
  return {
    alone,
    letOthersIn: async () => {
      if (!alone) return;
      const asked = `select pg_advisory_lock_shared(${key}); select pg_advisory_unlock(${key})`;
      if (client !== undefined) await watched(client, client.query(asked));
    },
    [Symbol.asyncDispose]: async () => {
      over = true;
      leave();
    },
  };
}

/** @returns whether it is held alone; otherwise it is held together with others */
async function takeLock(session: pg.PoolClient, key: string): Promise<boolean> {
  const { rows } = await session.query<{ got: boolean }>(`select pg_try_advisory_lock(${key}) as got`);
  if (rows[0]?.got === true) return true;
  await session.query(`select pg_advisory_lock_shared(${key})`);
  return false;
}

/** Advisory locks are named by a number: 64 bits of the hash of the name. */
export function keyOf(name: string): string {
  return createHash('sha256').update(`tayori ${name}`).digest().readBigInt64BE(0).toString();
}
