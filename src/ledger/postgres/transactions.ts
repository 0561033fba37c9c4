/**
 * Runs work on PostgreSQL, each piece in one transaction on a connection of the pool. If two transactions disturb each
 * other, one is tried again.
 */
import { hash } from 'node:crypto';
import type pg from 'pg';
import type { Query, QueryResult, Work } from '../prepared.ts';
import { storable } from '../storable-text.ts';
import type { Connections } from './connections.ts';
import { codeOf, ReadOnly } from './postgres-problems.ts';
import type { SessionPurpose } from './servers.ts';

/**
 * Two transactions waited for each other, could not be put into an order, or added the same row: then the work is tried
 * again, and sees what the other one did.
 */
const TRY_AGAIN = ['40P01', '40001', '23505'];

const TRIES = 5;

export function* inTurn(works: readonly (() => Work<unknown>)[]): Work<readonly unknown[]> {
  const values: unknown[] = [];
  for (const work of works) values.push(yield* work());
  return values;
}

export type Run = <T>(work: () => Work<T>, purpose: SessionPurpose, begin?: string) => Promise<T>;

export const BEGIN = { read: 'begin read only', write: 'begin' } as const satisfies Record<
  SessionPurpose,
  string
>;

/**
 * Begins a transaction of several changes. It holds rows in any order, so with one of another process it could wait for
 * ever: it waits for no row longer than 100 ms, and is not tried again. Whoever began it then tries each change alone.
 */
export const TOGETHER = "begin; set local lock_timeout = '100ms'";

/** Runs each transaction on a connection of the pool. If two disturb each other, one is tried again. */
export function transactions(connections: Connections): Run {
  const once: Run = async (work, purpose, begin = BEGIN[purpose]) => {
    const client = await connections.take(purpose);
    using _watch = connections.watch(client);
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
        const again = begin !== TOGETHER && TRY_AGAIN.includes(codeOf(error));
        if (tries === TRIES || !again) throw error;
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

async function drive<T>(client: pg.PoolClient, work: Work<T>): Promise<T> {
  let step = work.next({ rows: [], changes: 0 });
  while (!step.done) step = work.next(await run(client, step.value));
  return step.value;
}

/** The statement has a name, so that the server plans it once for each connection. */
async function run(client: pg.PoolClient, { sql: text, parameters }: Query): Promise<QueryResult> {
  const { rows, rowCount } = await client.query({
    name: nameOf(text),
    text,
    values: parameters.map((value) => (typeof value === 'string' ? storable(value) : value)),
  });
  return { rows, changes: rowCount ?? 0 };
}

const names = new Map<string, string>();

/** A name of a statement may have 63 letters, so it is the hash of the text. */
function nameOf(text: string): string {
  const name = names.get(text) ?? hash('sha256', text, 'base64url');
  names.set(text, name);
  return name;
}
