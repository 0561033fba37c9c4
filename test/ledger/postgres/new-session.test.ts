/** Poolers and old servers before a real PostgreSQL: what works with them works, and what can not is refused by name. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openLedger } from '../../../src/ledger/open.ts';
import { openConnections } from '../../../src/ledger/postgres/connections.ts';
import { beginSession } from '../../../src/ledger/postgres/new-session.ts';
import { ProblemError } from '../../../src/problem.ts';
import { startPostgres, type TestPostgres } from '../../postgres.ts';
import { countedBytes, frozen, WEEK } from '../people.ts';
import { startPooler } from './pooler.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres[Symbol.asyncDispose]());

const random = countedBytes();

it('a pooler in session mode keeps a ledger, its locks and its place in our schema', async () => {
  const url = await postgres.database();
  await using pooler = await startPooler(url, 'session', 8);
  await using ledger = await openLedger(pooler.url, '/', { random });
  await frozen(ledger, ['a@example.jp']);
  await using place = await ledger.lock(WEEK);
  expect(place?.alone).toBe(true);
  await using direct = await openLedger(url, '/', { random });
  expect(await direct.deliveries.tally(WEEK)).toMatchObject({ planned: 1 });
  const waiting = direct.lock(WEEK);
  await place?.letOthersIn();
  await using second = await waiting;
  expect(second?.alone).toBe(false);
});

it.for([
  { sessions: 1, order: 'last', why: 'one session for all' },
  { sessions: 4, order: 'last', why: 'the session that came back last is lent next, as PgBouncer does' },
  { sessions: 4, order: 'first', why: 'the sessions are lent in turn (server_round_robin)' },
  { sessions: 2, order: 'first', why: 'two, in turn' },
] as const)(
  'a pooler in transaction mode is refused, and nothing is changed: $why',
  async ({ sessions, order }) => {
    const url = await postgres.database();
    await using pooler = await startPooler(url, 'transaction', sessions, order);
    const error: unknown = await openLedger(pooler.url, '/', { random }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ProblemError);
    expect((error as ProblemError).problems).toMatchObject([
      { code: 'ledger-pooler', hint: expect.stringContaining('pool_mode = session') },
    ]); // the line above says so
    await using connections = openConnections(url, '/');
    const client = await connections.take('read');
    const { rows } = await client.query("select 1 from pg_namespace where nspname = 'tayori'");
    client.release();
    expect(rows).toEqual([]);
  },
);

it.for([
  { number: 90_624, version: '9.6.24', isTaken: false },
  { number: 100_000, version: '10.0', isTaken: true },
  { number: 180_004, version: '18.4 (Debian 18.4-1)', isTaken: true },
])('PostgreSQL $version: $isTaken', async ({ number, version, isTaken }) => {
  const asked: string[] = [];
  const session = {
    processID: 5,
    query: async (text: string) => {
      asked.push(text);
      return { rows: [{ pid: 5, number, version }] };
    },
  };
  const another = () => Promise.reject(new Error('not asked for'));
  // What a session of that version says; the oldest ones are not to be had from npm.
  const begin = beginSession(another, 'postgres://one/db')(session as never);
  if (isTaken) return expect(await begin).toBeUndefined();
  await expect(begin).rejects.toThrow(/PostgreSQL 9\.6\.24, and tayori needs 10/);
  expect(asked).toHaveLength(1);
});

it('a pooler that lets no second session in is named, not its silence', async () => {
  const session = {
    processID: 5,
    query: async () => ({ rows: [{ pid: 6, number: 180_004, version: '18.4' }] }),
  };
  // What the package pg says when a server does not greet in time.
  const another = () => Promise.reject(new Error('timeout expired'));
  const begin = beginSession(another, 'postgres://one/db')(session as never);
  await expect(begin).rejects.toThrow(/gave no second session in time/);
});

it.for([
  { own: '0', kept: '10s', why: 'no limit: a machine that sleeps in a transaction would hold all others up' },
  { own: '1h', kept: '10s', why: 'longer than a lease' },
  { own: '3s', kept: '3s', why: 'shorter: somebody wants it so' },
  { own: '10s', kept: '10s', why: 'as ours' },
])(
  'a database that ends pauses in a transaction after $own: sessions have $kept ($why)',
  async ({ own, kept }) => {
    const url = await postgres.database();
    await using connections = openConnections(url, '/');
    const first = await connections.take('write');
    const name = first.escapeIdentifier(new URL(url).pathname.slice(1));
    await first.query(`alter database ${name} set idle_in_transaction_session_timeout = '${own}'`);
    first.release(true);
    const next = await connections.take('write');
    const { rows } = await next.query('show idle_in_transaction_session_timeout');
    next.release();
    expect(rows).toEqual([{ idle_in_transaction_session_timeout: kept }]);
  },
);
