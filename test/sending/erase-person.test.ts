/** Erasing a person, and a process that dies in the middle of it. */
import { randomBytes } from 'node:crypto';
import { appendFile, mkdir, mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeFolder } from '../../src/disk/private-folder.ts';
import type { Ledger, Subscriber } from '../../src/ledger/ledger.ts';
import { openLedger } from '../../src/ledger/open.ts';
import { eraseAgain, erasePerson } from '../../src/sending/erase-person.ts';
import { listErased, readErased, unlistErased } from '../../src/sending/erased-list.ts';

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
    expect(await kept('.tayori/erased.txt')).toBe(`2025-11-10 ${hana.id}\n`);
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
    expect(await kept('.tayori/erased.txt')).toContain(hana.id);
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
      expect(await kept('.tayori/erased.txt')).toContain(hana.id);
      expect(await eraseAgain({ root, env: {}, ledger }, NOW)).toBe(1);
    },
  );

  it('stays listed if two erase them at once, and one meets a mail that is under way', async () => {
    const busy: Ledger['subscribers']['erase'] = async () => {
      await erasePerson({ root, env: {}, ledger }, hana, NOW); // the other one, in the meantime
      return 'busy';
    };
    const first = { subscribers: { ...ledger.subscribers, erase: busy } };
    expect(await erasePerson({ root, env: {}, ledger: first }, hana, NOW)).toBe('busy');
    expect([...(await readErased(root))]).toEqual([hana.id]);
  });

  it('is not listed while a mail to them is under way: nothing was erased', async () => {
    const erase: Ledger['subscribers']['erase'] = async () => 'busy';
    const busy = { subscribers: { ...ledger.subscribers, erase } };
    expect(await erasePerson({ root, env: {}, ledger: busy }, hana, NOW)).toBe('busy');
    expect([...(await readErased(root))]).toEqual([]);
    expect(await eraseAgain({ root, env: {}, ledger }, NOW)).toBe(0);
  });
});

describe('the list of who was erased', () => {
  it('keeps all who are erased at once', async () => {
    const ids = Array.from({ length: 20 }, (_, at) => `reader-${at}`);
    await Promise.all(ids.map((id) => listErased(root, id, NOW)));
    expect([...(await readErased(root))].toSorted()).toEqual(ids.toSorted());
  });

  it('loses no other line with one that a crash tore', async () => {
    await listErased(root, 'first', NOW);
    await appendFile(join(root, '.tayori/erased.txt'), '2025-11');
    await listErased(root, 'second', NOW);
    expect([...(await readErased(root))]).toEqual(['first', 'second']);
  });

  it('knows who stands in the older form of it, and what is left of a damaged one', async () => {
    await mkdir(join(root, '.tayori'), { recursive: true });
    await writeFile(join(root, '.tayori/erased.json'), '{\n "early": "2025-10-01",\n "late": "2025-10-0');
    expect([...(await readErased(root))]).toEqual(['early']);
    await unlistErased(root, 'early');
    expect([...(await readErased(root))]).toEqual([]);
  });

  it('is read by its owner only', async () => {
    await listErased(root, 'first', NOW);
    expect((await stat(join(root, '.tayori/erased.txt'))).mode & 0o077).toBe(0);
  });
});
