/** Erasing a person, and a process that dies in the middle of it. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Ledger, Subscriber } from '../../src/ledger/ledger.ts';
import { openLedger } from '../../src/ledger/open.ts';
import { makeFolder } from '../../src/private-folder.ts';
import { eraseAgain, erasePerson } from '../../src/sending/erase-person.ts';
import { listErased } from '../../src/sending/erased-list.ts';

const NOW = new Date('2025-11-10T07:00:00Z');
const HANA = 'hana@example.jp';

let root: string;
let ledger: Ledger;
let hana: Subscriber;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tayori-erase-'));
  makeFolder(join(root, '.tayori/outbox/2025-W45'));
  await writeFile(join(root, `.tayori/outbox/2025-W45/${HANA}.eml`), 'To: hana');
  ledger = await openLedger('sqlite::memory:', root, { random: (bytes) => randomBytes(bytes) });
  const consent = { source: 'the form', at: NOW };
  await ledger.subscribers.add([{ address: HANA, name: undefined, categories: undefined, consent }], NOW);
  const found = await ledger.subscribers.find({ address: HANA });
  if (found === undefined) throw new Error('She was just added');
  hana = found;
});

const kept = async (file: string) => readFile(join(root, file), 'utf8').catch(() => undefined);
const MAIL = `.tayori/outbox/2025-W45/${HANA}.eml`;

describe('a person who is erased', () => {
  it('is in no outbox, and on the list of those whom no backup brings back', async () => {
    expect(await erasePerson({ root, env: {}, ledger }, hana, NOW)).toBe('erased');
    expect(await kept(MAIL)).toBeUndefined();
    expect(JSON.parse((await kept('.tayori/erased.json')) ?? '')).toEqual({ [hana.id]: '2025-11-10' });
  });

  it('is there too if the process dies right after the ledger has forgotten the person', async () => {
    const erase: Ledger['subscribers']['erase'] = async (id, now) => {
      await ledger.subscribers.erase(id, now);
      throw new Error('killed');
    };
    const dying = { subscribers: { ...ledger.subscribers, erase } };
    await expect(erasePerson({ root, env: {}, ledger: dying }, hana, NOW)).rejects.toThrow('killed');
    expect(await ledger.subscribers.find({ id: hana.id })).toBeUndefined();
    expect(await kept(MAIL)).toBeUndefined();
    expect(await kept('.tayori/erased.json')).toContain(hana.id);
  });

  it('is erased by the next run if the process dies right before that', async () => {
    const erase: Ledger['subscribers']['erase'] = async () => {
      throw new Error('killed');
    };
    const dying = { subscribers: { ...ledger.subscribers, erase } };
    await expect(erasePerson({ root, env: {}, ledger: dying }, hana, NOW)).rejects.toThrow('killed');
    expect(await eraseAgain({ root, env: {}, ledger }, NOW)).toBe(1);
    expect(await ledger.subscribers.find({ id: hana.id })).toBeUndefined();
  });

  it.each(['busy', 'unknown'] as const)(
    'stays listed if an earlier erasing listed them: %s',
    async (answer) => {
      const erase: Ledger['subscribers']['erase'] = async () => answer;
      await listErased(root, hana.id, NOW);
      const other = { subscribers: { ...ledger.subscribers, erase } };
      expect(await erasePerson({ root, env: {}, ledger: other }, hana, NOW)).toBe(answer);
      expect(await kept('.tayori/erased.json')).toContain(hana.id);
      expect(await eraseAgain({ root, env: {}, ledger }, NOW)).toBe(1);
    },
  );

  it('is not listed while a mail to them is under way: nothing was erased', async () => {
    const erase: Ledger['subscribers']['erase'] = async () => 'busy';
    const busy = { subscribers: { ...ledger.subscribers, erase } };
    expect(await erasePerson({ root, env: {}, ledger: busy }, hana, NOW)).toBe('busy');
    expect(await kept('.tayori/erased.json')).toBe('{}\n');
    expect(await eraseAgain({ root, env: {}, ledger }, NOW)).toBe(0);
  });
});
