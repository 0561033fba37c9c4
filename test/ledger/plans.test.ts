/**
 * A run over a million rows costs what it touches: SQLite's plan of every statement that claiming, reaping,
 * marking, recording and resuming really run, taken down as they pass to the engine.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ledgerOn } from '../../src/ledger/compose-ledger.ts';
import type { Engine } from '../../src/ledger/engine.ts';
import type { Deliveries, Ledger, Outcome } from '../../src/ledger/ledger.ts';
import type { Query, Work } from '../../src/ledger/prepared.ts';
import { openSqlite } from '../../src/ledger/sqlite/sqlite.ts';
import { all, countedBytes, frozen, later, NOW, WEEK } from './people.ts';

/** The same engine, which takes down what it is asked. */
function overheard(engine: Engine, heard: Query[]): Engine {
  function* listening<T>(work: Work<T>): Work<T> {
    let step = work.next({ rows: [], changes: 0 });
    while (!step.done) {
      heard.push(step.value);
      step = work.next(yield step.value);
    }
    return step.value;
  }
  return {
    ...engine,
    write: (work, commit, lost) => engine.write((again) => listening(work(again)), commit, lost),
    read: (work) => engine.read(() => listening(work())),
  };
}

const DEFERRED: Outcome = { state: 'deferred', response: '450', retryAt: later(5), countsAsAttempt: true };
const FAILED: Outcome = { state: 'failed', response: '550' };

type Act = (deliveries: Deliveries, ids: readonly string[]) => Promise<unknown>;
/** `index`: which must be searched, where the rows are chosen and not named. */
const acts: readonly { readonly name: string; readonly index?: string; readonly act: Act }[] = [
  {
    name: 'claiming',
    index: 'deliveries_due',
    act: (deliveries) => deliveries.claim(WEEK, 'me', 3, later(9)),
  },
  {
    name: 'claiming a choice',
    act: (deliveries) => deliveries.claim(WEEK, 'me', 3, later(9), { only: 'failed' }),
  },
  { name: 'marking', act: (deliveries, [a = '']) => deliveries.mark(WEEK, a, 'first', NOW) },
  { name: 'recording', act: (deliveries, [a = '']) => deliveries.record(WEEK, a, 'first', DEFERRED, NOW) },
  { name: 'reaping', index: 'deliveries_owner', act: (deliveries) => deliveries.recover(WEEK, later(9)) },
  { name: 'a sign of life', act: (deliveries) => deliveries.beat(WEEK, { owner: 'me', host: 'a' }, NOW) },
  {
    name: 'leaving',
    index: 'deliveries_owner',
    act: (deliveries) => deliveries.leave(WEEK, 'first', undefined, later(9)),
  },
  { name: 'the next retry', index: 'deliveries_due', act: (deliveries) => deliveries.nextRetry(WEEK) },
  { name: 'the next retry of a choice', act: (deliveries) => deliveries.nextRetry(WEEK, 'deferred') },
  { name: 'counting when it goes on', act: (deliveries) => deliveries.tally(WEEK) },
  { name: 'the parts when it goes on', act: (deliveries) => deliveries.breakdown(WEEK) },
  { name: 'what was chosen and is left', act: (deliveries) => deliveries.chosen(WEEK, 'failed') },
  { name: 'who is at work', act: (deliveries) => deliveries.workers(WEEK) },
  { name: 'settling doubt', act: (deliveries) => deliveries.settle(WEEK, 'sent', 'a log', NOW) },
  {
    name: 'naming who is in doubt',
    index: 'deliveries_open',
    act: (deliveries) => all(deliveries.list(WEEK, 'uncertain')),
  },
  { name: 'naming who failed', act: (deliveries) => all(deliveries.list(WEEK, 'failed')) },
];

describe('what a sender asks of SQLite', () => {
  let folder: string;
  let ledger: Ledger;
  let ids: readonly string[];
  const heard: Query[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tayori-plans-'));
    ledger = ledgerOn(overheard(openSqlite(join(folder, 'tayori.db')), heard), countedBytes(), 60_000);
    ids = await frozen(ledger, ['a@example.jp', 'b@example.jp', 'c@example.jp', 'd@example.jp']);
    await ledger.deliveries.claim(WEEK, 'first', 3, NOW);
    await ledger.deliveries.record(WEEK, ids[1] ?? '', 'first', DEFERRED, NOW);
    await ledger.deliveries.record(WEEK, ids[2] ?? '', 'first', FAILED, NOW);
    heard.length = 0;
  });
  afterEach(async () => {
    await ledger[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  /** The lines of each plan that are about one of the long tables. */
  function plansOf(queries: readonly Query[]): string[] {
    using database = new DatabaseSync(join(folder, 'tayori.db'), { readOnly: true });
    return queries.flatMap(({ sql, parameters }) =>
      database
        .prepare(`explain query plan ${sql}`)
        .all(...parameters)
        .map(({ detail }) => String(detail))
        .filter((detail) => /\b(deliveries|events|subscribers)\b/.test(detail)),
    );
  }

  it.for(acts)('searches an index for $name, and walks no long table', async ({ act, index = '' }) => {
    await act(ledger.deliveries, ids);
    expect(heard.length).toBeGreaterThan(0);
    const plans = plansOf(heard);
    expect(plans.filter((detail) => !detail.startsWith('SEARCH '))).toEqual([]);
    expect(plans.join('\n')).toContain(index);
  });

  it('would notice a statement that walks one', () => {
    const walk = {
      sql: "select count(*) from deliveries where state = 'queued'",
      parameters: [],
      reads: true,
    };
    expect(plansOf([walk])).toEqual(['SCAN deliveries']);
  });
});
