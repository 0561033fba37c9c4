import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLedger } from '../../src/ledger/open.ts';
import { countedBytes, NOW, person, WEEK } from '../ledger/people.ts';
import { mailed, openLedgerSite, SENT } from './ledger-site.ts';

const FATES = { 'hanako@example.jp': SENT, 'jiro@docomo.ne.jp': undefined };

describe('tayori backup', () => {
  it('copies the whole ledger into one file for its owner alone', async () => {
    await using site = await openLedgerSite();
    await site.ledger((ledger) => mailed(ledger, FATES));
    const { code, stdout } = await site.tayori(['backup', '控え/便り-2025-11-10.db']);
    expect(stdout).toMatch(/^The ledger is in 控え\/便り-2025-11-10\.db: [\d,.]+ KB, and whole\.\n$/);
    expect(code).toBe(0);
    expect(await readdir(join(site.root, '控え'))).toEqual(['便り-2025-11-10.db']);
    expect((await stat(join(site.root, '控え/便り-2025-11-10.db'))).mode & 0o777).toBe(0o600);
    const random = countedBytes();
    await using copy = await openLedger('sqlite:控え/便り-2025-11-10.db', site.root, { random });
    expect(await copy.deliveries.tally(WEEK)).toMatchObject({ planned: 2, sent: 1, queued: 1 });
    expect(await copy.integrity()).toEqual([]);
  });

  it('is of one moment, whoever writes meanwhile', async () => {
    await using site = await openLedgerSite();
    await site.ledger(async (writer) => {
      const add = async (group: number) => {
        const people = Array.from({ length: 500 }, (_, n) => person(`r${n}@group${group}.example.jp`));
        await writer.subscribers.add(people, NOW);
        await new Promise((resolve) => setImmediate(resolve));
      };
      await add(0);
      let copied = false;
      const copy = site.tayori(['backup', 'copy.db', '--json']).finally(() => {
        copied = true;
      });
      for (let group = 1; !copied && group < 60; group += 1) await add(group);
      const { code, stdout } = await copy;
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toEqual({
        file: 'copy.db',
        bytes: (await stat(join(site.root, 'copy.db'))).size,
      });
    });
    await using copy = await openLedger('sqlite:copy.db', site.root, { random: countedBytes() });
    const { confirmed } = await copy.subscribers.count();
    expect(confirmed).toBeGreaterThanOrEqual(500);
    expect(confirmed % 500).toBe(0);
  });

  it('never replaces a file', async () => {
    await using site = await openLedgerSite();
    await site.ledger((ledger) => mailed(ledger, FATES));
    await writeFile(join(site.root, 'kept.db'), 'last week');
    const { code, stderr } = await site.tayori(['backup', 'kept.db']);
    expect(code).toBe(1);
    expect(stderr).toContain('kept.db: There is a file already');
    expect(stderr).toContain('Put the day into the name: `tayori backup');
    expect(await readFile(join(site.root, 'kept.db'), 'utf8')).toBe('last week');
  });

  it.for([
    { args: [], code: 2, word: 'tayori backup .tayori/backups/', why: 'no file' },
    { args: ['a.db', 'b.db'], code: 2, word: 'one file', why: 'two files' },
    { args: ['out/copy.db'], code: 2, word: 'published', why: 'the world could read it' },
    { args: ['post.md/copy.db'], code: 1, word: '[ledger-unreadable]', why: 'a file is no folder' },
  ])('refuses $args: $why', async ({ args, code, word }) => {
    await using site = await openLedgerSite();
    await site.ledger((ledger) => mailed(ledger, FATES));
    await writeFile(join(site.root, 'post.md'), '港');
    const said = await site.tayori(['backup', ...args]);
    expect(said.code).toBe(code);
    expect(said.stderr).toContain(word);
  });

  it('makes no backup of nothing', async () => {
    await using site = await openLedgerSite();
    const { code, stderr } = await site.tayori(['backup', 'copy.db']);
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('[ledger-absent]') });
    expect(await readdir(site.root)).not.toContain('copy.db');
  });
});
