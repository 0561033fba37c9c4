/** Places among the workers of a mailing, as advisory locks: a lock ends with its session, however that ends. */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Lock } from '../engine.ts';
import type { Connections } from './connections.ts';

/** Between two tries to get a place back, in ms. */
const PAUSE = 2_000;

/**
 * A place among the workers of a name, in a session: the server ends it with the connection, however that
 * ends. Who comes first has it alone, until it shares; who comes later waits for that.
 */
export async function lockOf(connections: Connections, key: string): Promise<Lock> {
  let client: pg.PoolClient | undefined = await connections.take('write');
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
      await sleep(PAUSE, undefined, { ref: false });
      client = over ? undefined : await connections.take('write').catch(() => undefined);
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
    letOthersIn: async () => {
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
export function keyOf(name: string): string {
  return createHash('sha256').update(`tayori ${name}`).digest().readBigInt64BE(0).toString();
}
