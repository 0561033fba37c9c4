/** The log on the disk: who is answered when, and what follows where the disk refuses. */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ledgerOn } from '../../../src/ledger/compose-ledger.ts';
import type { Engine } from '../../../src/ledger/engine.ts';
import { type LogSync, shared } from '../../../src/ledger/sqlite/log-sync.ts';
import { openSqlite } from '../../../src/ledger/sqlite/sqlite.ts';
import type { ProblemError } from '../../../src/problem.ts';
import { countedBytes, NOW, person } from '../people.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tayori-log-'));
});
afterEach(() => rm(folder, { recursive: true }));

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Syncs that end when the test says so. */
function openSyncs() {
  const begun: { readonly end: () => void; readonly fail: (error: Error) => void }[] = [];
  const sync = () => new Promise<void>((resolve, reject) => begun.push({ end: resolve, fail: reject }));
  return { begun, sync };
}

it('counts a sync only for those who asked before it began', async () => {
  const { begun, sync } = openSyncs();
  const synced = shared(sync);
  const told: string[] = [];
  const ask = (name: string) =>
    synced().then(
      () => told.push(name),
      () => told.push(`${name} failed`),
    );
  const first = ask('first');
  const [second, third] = [ask('second'), ask('third')];
  expect(begun).toHaveLength(1);
  begun[0]?.end();
  await first;
  await turn();
  expect(told).toEqual(['first']);
  expect(begun).toHaveLength(2);
  const fourth = ask('fourth');
  begun[1]?.fail(new Error('the disk is gone'));
  await Promise.all([second, third]);
  await turn();
  begun[2]?.end();
  await fourth;
  expect(told).toEqual(['first', 'second failed', 'third failed', 'fourth']);
  expect(begun).toHaveLength(3);
});

const ledgerWith = (synced: LogSync['synced']) => {
  const engine: Engine = openSqlite(join(folder, 'tayori.db'), () => ({ synced, close: () => {} }));
  return ledgerOn(engine, countedBytes(), 60_000);
};

it('answers nobody whose change is not on the disk yet', async () => {
  const { begun, sync } = openSyncs();
  const ledger = ledgerWith(shared(sync));
  let answered = false;
  const adding = ledger.subscribers.add([person('a@example.jp')], NOW).then(() => {
    answered = true;
  });
  while (begun.length === 0) await turn();
  for (let n = 0; n < 20; n += 1) await turn();
  expect(answered).toBe(false);
  begun[0]?.end();
  await adding;
  await ledger[Symbol.asyncDispose]();
});

it('says so where the disk refuses, and hangs nothing on that log any more', async () => {
  let faults = 1;
  const ledger = ledgerWith(async () => {
    faults -= 1;
    if (faults >= 0) throw Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' });
  });
  const refused = await ledger.subscribers.add([person('a@example.jp')], NOW).catch((error) => error);
  expect((refused as ProblemError).problems).toMatchObject([{ code: 'ledger-full' }]);
  expect((await stat(join(folder, 'tayori.db-wal'))).size).toBeGreaterThan(0);
  const before = (await stat(join(folder, 'tayori.db'))).size;
  expect(await ledger.subscribers.add([person('b@example.jp')], NOW)).toEqual(['added']);
  expect((await stat(join(folder, 'tayori.db'))).size).toBeGreaterThan(before);
  await ledger[Symbol.asyncDispose]();
});
