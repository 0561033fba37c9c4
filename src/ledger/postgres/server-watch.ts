/**
 * A database that is there and says nothing: the connection stays open, and no answer comes, for hours perhaps. A
 * statement may take minutes, so its time tells nothing. Another connection does: if the server does not answer there
 * either, the waiting connection is cut, and the database counts as away.
 */
import { Duplex } from 'node:stream';
import type pg from 'pg';
import { SECOND } from '../../time.ts';

/** How long an answer is waited for before the server is asked on another connection, in ms. */
const LOOK_EVERY = 15 * SECOND;

/** How long a server may take to answer when it is only asked whether it is there, in ms. */
export const LONGEST_SIGN = 10 * SECOND;

/** @param answers whether the server answers on another connection */
export function watchServer(client: pg.ClientBase, answers: () => Promise<boolean>): Disposable {
  let [over, asking] = [false, false];
  const look = async () => {
    if (asking) return;
    asking = true;
    const alive = await answers();
    asking = false;
    if (!alive && !over) cut(client);
  };
  const timer = setInterval(() => void look(), LOOK_EVERY);
  return {
    [Symbol.dispose]: () => {
      over = true;
      clearInterval(timer);
    },
  };
}

/** What a new connection asks before it is used is short: it has as long as a sign of life, and is cut then. */
export async function inTime<T>(client: pg.ClientBase, ms: number, asked: Promise<T>): Promise<T> {
  const timer = setTimeout(cut, ms, client);
  try {
    return await asked;
  } finally {
    clearTimeout(timer);
  }
}

/** Its statement fails with this error. */
function cut(client: pg.ClientBase): void {
  const silent = new Error('The connection is open, but the database does not answer');
  streamOf(client)?.destroy(Object.assign(silent, { code: 'ETIMEDOUT' }));
}

/** The types of the package pg do not name it. Without one there is nothing to cut. */
function streamOf(client: pg.ClientBase): Duplex | undefined {
  const connection: unknown = Reflect.get(client, 'connection');
  const stream: unknown = connection instanceof Object ? Reflect.get(connection, 'stream') : undefined;
  return stream instanceof Duplex ? stream : undefined;
}
