/** Export and import carry a list from one ledger to another, on one engine or from SQLite to PostgreSQL. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ledger, NewSubscriber } from '../../src/ledger/ledger.ts';
import { openLedger } from '../../src/ledger/open.ts';
import { exportList } from '../../src/subscribers/export.ts';
import { importList } from '../../src/subscribers/import.ts';
import { kindsOf } from '../../src/subscribers/lists/answers/answer-columns.ts';
import { answerOfRow } from '../../src/subscribers/lists/answers/row-answer.ts';
import { readList } from '../../src/subscribers/lists/read-list.ts';
import { all, countedBytes, later, NOW, person } from '../ledger/people.ts';
import { startPostgres, type TestPostgres } from '../postgres.ts';

const categories = [
  { name: '投資分析', slug: 'investment' },
  { name: '業界動向', slug: 'industry' },
];
const consent = { source: 'フォーム「登録」, 2025-11', at: new Date('2025-11-01T01:02:03.456Z') };

/** Somebody in every state, with names and words that a spreadsheet could break. */
const PEOPLE: readonly NewSubscriber[] = [
  person('confirmed@example.jp', { name: '山田, "太郎"', categories: ['industry', 'investment'], consent }),
  person('all@example.jp', { name: '=HYPERLINK("x")', consent }),
  person('waiting@example.jp', { consent: undefined }),
  person('a..b@docomo.ne.jp', { name: "'apostrophe", consent }),
  person('+plus@example.jp', { consent }),
  person("'tick@example.jp", { consent, name: '="equals"' }),
  person('away@example.jp', { consent, pausedUntil: later(60 * 24 * 400) }),
  person('left@example.jp', {
    consent,
    left: 'unsubscribed',
    departure: { at: later(-9), reason: '退会フォーム, 理由なし' },
  }),
  person('bounced@example.jp', {
    consent,
    left: 'bounced',
    departure: { at: later(-8), reason: '550 5.1.1 "unknown"' },
  }),
  person('complained@example.jp', {
    consent: undefined,
    left: 'complained',
    departure: { at: later(-7), reason: 'FBL' },
  }),
];

let folder: string;
let postgres: TestPostgres;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tayori-round-'));
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const exported = async (ledger: Ledger) =>
  (await all(exportList(ledger.subscribers.list(), ledger.subscribers.departures, () => {}))).join('');

async function imported(ledger: Ledger, text: string) {
  const path = join(folder, 'list.csv');
  await writeFile(path, text);
  const problems: unknown[] = [];
  const result = await importList(() => readList(path, 'list.csv'), ledger.subscribers, {
    file: 'list.csv',
    categories,
    consent: undefined,
    as: undefined,
    columns: [],
    dryRun: false,
    zone: 'Asia/Tokyo',
    now: later(60 * 24 * 300),
    progress: () => {},
    report: (problem) => problems.push(problem),
  });
  expect(problems).toEqual([]);
  return result;
}

describe('a list that is exported and imported', () => {
  it.for(['SQLite', 'PostgreSQL'])(
    'keeps states, consents, categories, and when and why somebody left: from SQLite to %s',
    async (engine) => {
      await using first = await openLedger('sqlite::memory:', folder, { random: countedBytes() });
      await first.subscribers.add(PEOPLE, NOW);
      const url = engine === 'SQLite' ? 'sqlite::memory:' : await postgres.database();
      await using second = await openLedger(url, folder, { random: countedBytes() });
      const text = await exported(first);
      const result = await imported(second, text);
      expect(result).toMatchObject({ lines: 10, added: 7, left: 3, refused: 0, twice: 0 });
      expect(result.states).toEqual(await first.subscribers.count());
      const records = async (ledger: Ledger) => {
        const found = await all(ledger.subscribers.list());
        const departures = await ledger.subscribers.departures(found.map(({ id }) => id));
        return found.map(({ id, added: _, ...rest }) => ({ ...rest, departure: departures.get(id) }));
      };
      expect(await records(second)).toEqual(await records(first));
    },
  );

  it('keeps a consent that the clock of another machine dates in a few minutes, and no break of a foreign list', async () => {
    await using ledger = await openLedger('sqlite::memory:', folder, { random: countedBytes() });
    const ahead = later(60 * 24 * 300 + 5).toISOString();
    await imported(ledger, `email,consent_source,consent_at\nsoon@example.jp,form,${ahead}\n`);
    expect(await ledger.subscribers.find({ address: 'soon@example.jp' })).toMatchObject({
      status: 'confirmed',
    });
    expect(answerOfRow(['2030-01-01'], kindsOf(['paused_until'])).answer).not.toBe('silent');
  });

  it('changes nothing the second time', async () => {
    await using ledger = await openLedger('sqlite::memory:', folder, { random: countedBytes() });
    await ledger.subscribers.add(PEOPLE, NOW);
    const text = await exported(ledger);
    expect(await imported(ledger, text)).toMatchObject({ lines: 10, same: 7, left: 3, added: 0, updated: 0 });
    expect(await exported(ledger)).toBe(text);
  });
});
