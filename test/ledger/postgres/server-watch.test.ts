/** A database whose connections are open, and that answers nothing; and one that takes its time. On a clock of the test. */
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { openLedger } from '../../../src/ledger/open.ts';
import { ProblemError } from '../../../src/problem.ts';
import { SECOND } from '../../../src/time.ts';
import { startPostgres, type TestPostgres } from '../../postgres.ts';
import { until } from '../../until.ts';
import { countedBytes, WEEK } from '../people.ts';
import { openSilentWay } from './silence.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres[Symbol.asyncDispose]());
afterEach(() => {
  vi.useRealTimers();
});

const random = countedBytes();
const ourClock = () =>
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });

it('is away where it answers nothing, on a new connection either: nobody waits for ever', async () => {
  await using way = await openSilentWay(await postgres.database());
  await using ledger = await openLedger(way.url, '/', { random });
  ourClock();
  const heard = way.heard();
  way.silence();
  const asked = ledger.deliveries.mailing(WEEK.id, WEEK.channel).catch((error: unknown) => error);
  await heard;
  const looks = way.came();
  vi.advanceTimersByTime(15 * SECOND);
  await looks;
  vi.advanceTimersByTime(10 * SECOND); // as long as a connection may take
  const error = await asked;
  expect(error).toBeInstanceOf(ProblemError);
  expect((error as ProblemError).problems).toMatchObject([
    {
      code: 'ledger-unreadable',
      message: 'The ledger can not be reached: The connection is open, but the database does not answer.',
    },
  ]);
});

it('is there where a statement takes long, and it answers on a new connection', async () => {
  const url = await postgres.database();
  await using way = await openSilentWay(url);
  await using ledger = await openLedger(way.url, '/', { random });
  const other = new pg.Client(url);
  await other.connect();
  await other.query('begin; lock table tayori.mailings in access exclusive mode');
  ourClock();
  const asked = ledger.deliveries.mailing(WEEK.id, WEEK.channel);
  for (let waits = 0; waits === 0; ) {
    const { rows } = await other.query<{ n: number }>(
      'select count(*)::int as n from pg_locks where not granted',
    );
    waits = rows[0]?.n ?? 0;
  }
  const looked = way.left();
  vi.advanceTimersByTime(15 * SECOND);
  await looked;
  await other.query('rollback');
  expect(await asked).toBeUndefined();
  await other.end();
});

it('is left by a lock that is taken again, if it answers nothing then: the lock is taken where it answers', async () => {
  const url = await postgres.database();
  await using way = await openSilentWay(url);
  await using ledger = await openLedger(way.url, '/', { random });
  await using lock = await ledger.lock(WEEK);
  expect(lock?.alone).toBe(true);
  const other = new pg.Client(url);
  await other.connect();
  const holders = async () =>
    (await other.query(`select pid from pg_locks where locktype = 'advisory' and granted`)).rows.length;
  ourClock();
  const heard = way.heard();
  way.silenceAt('pg_advisory_lock_shared');
  await other.query(`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'`);
  await heard;
  const [looks, left] = [way.came(), way.left()];
  vi.advanceTimersByTime(15 * SECOND);
  await looks;
  vi.advanceTimersByTime(10 * SECOND);
  await left;
  way.speak();
  vi.useRealTimers();
  await until('the lock is held again', async () => (await holders()) === 1);
  await other.end();
});
