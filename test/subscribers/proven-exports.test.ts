/**
 * The exports of 40 services and programs with one person for each state. The header or the words of each are proven:
 * by a real file, by the code that writes or reads it, or by the help pages of the service (the third column of
 * index.tsv). The people are invented.
 */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { openLedger } from '../../src/ledger/open.ts';
import { importList } from '../../src/subscribers/import.ts';
import type { ColumnChoice } from '../../src/subscribers/lists/column-layout.ts';
import { readList } from '../../src/subscribers/lists/read-list.ts';
import { all, countedBytes } from '../ledger/people.ts';

const EXPORTS = join(import.meta.dirname, '../fixtures/lists/exports');
const proven = readFileSync(join(EXPORTS, 'index.tsv'), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => line.split('\t'))
  .map(([file = '', people = '', source = '']) => ({ file, people, source }));

let folder: string;
let ledger: Ledger;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tayori-exports-'));
  ledger = await openLedger('sqlite::memory:', folder, { random: countedBytes() });
});
afterEach(async () => {
  await ledger[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

describe('an export', () => {
  it.for(proven)('of $file brings each person in as what they are ($source)', async ({ file, people }) => {
    const refused: string[] = [];
    const lines = readFileSync(join(EXPORTS, `${file}.csv`), 'utf8').split('\n');
    await importList(() => readList(join(EXPORTS, `${file}.csv`), 'list.csv'), ledger.subscribers, {
      file: 'list.csv',
      categories: [],
      consent: 'the former service',
      as: undefined,
      columns: [],
      dryRun: false,
      zone: 'Asia/Tokyo',
      now: new Date('2026-11-30T00:00:00Z'),
      progress: () => {},
      report: ({ code, at }) => {
        if (code !== 'subscriber-column') refused.push(nameIn(lines[(at?.line ?? 1) - 1]));
      },
    });
    const found = (await all(ledger.subscribers.list())).map(
      ({ address, status }) => `${address.split('@')[0]} ${status === 'unsubscribed' ? 'left' : status}`,
    );
    expect([...found, ...refused.map((name) => `${name} refused`)].toSorted().join(', ')).toBe(people);
  });
});

it.for([
  { columns: 'address,tags,created_at', as: 'unsubscribed', why: 'two programs write it so' },
  { columns: 'address,code,error,created_at', as: 'bounced', why: 'a program that reads it' },
  { columns: 'address,created_at', as: 'complained', why: 'a complaint says nothing else' },
])('Mailgun’s list $columns is of people who left: $why', async ({ columns, as }) => {
  const path = join(folder, 'export.csv');
  await writeFile(path, `${columns}\na@example.jp${',x'.repeat(columns.split(',').length - 1)}\n`);
  const bring = (columns: readonly ColumnChoice[]) =>
    importList(() => readList(path, 'export.csv'), ledger.subscribers, {
      ...{ file: 'export.csv', categories: [], consent: 'yes', as: undefined, columns, dryRun: false },
      ...{ zone: 'Asia/Tokyo', now: new Date(), progress: () => {}, report: () => {} },
    });
  const refused = { problems: [{ hint: expect.stringContaining(`--as ${as}`) as unknown, at: { line: 1 } }] };
  await expect(bring([])).rejects.toMatchObject(refused);
  // What another column is called says nothing of whom the list has.
  await expect(bring([{ role: 'ignore', header: 'created_at' }])).rejects.toMatchObject(refused);
  expect(await all(ledger.subscribers.list())).toEqual([]);
});

/** The letter before `@example.jp`. */
function nameIn(line = ''): string {
  return /\b(\w)@example\.jp/.exec(line)?.[1] ?? line;
}
