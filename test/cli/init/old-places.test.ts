/** What an earlier version kept in `data/` and `.cache/tayori` moves once, whole, and is never met half. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { markerEnd } from '../../../src/sending/sent-marker.ts';
import { type LedgerSite, mailed, openLedgerSite, SENT } from '../ledger-site.ts';

const FATES = { 'hanako@example.jp': SENT, 'jiro@docomo.ne.jp': undefined };
const DEFAULTS = { LEDGER_URL: '' };

/** A site as the version before left it. */
async function oldSite(): Promise<LedgerSite> {
  const site = await openLedgerSite();
  await site.ledger((ledger) => mailed(ledger, FATES));
  const at = (path: string) => join(site.root, path);
  await rename(at('.tayori'), at('data'));
  await rename(at('data/ledger.db'), at('data/tayori.db'));
  await rm(at('data/.gitignore'), { force: true });
  await mkdir(at('data/outbox/2025-W45'), { recursive: true });
  await writeFile(at('data/outbox/2025-W45/hanako@example.jp.eml'), 'Subject: 見本\r\n');
  await mkdir(at('data/sent'));
  const marker = `data/sent/2025-W45${markerEnd('sqlite:data/tayori.db')}`;
  await writeFile(at(marker), '{"id":"2025-W45","sent":1}\n');
  await mkdir(at('.cache/tayori/articles'), { recursive: true });
  return site;
}

describe('the private folder', () => {
  it('gets all that was in data/ at the first use, and says so', async () => {
    await using site = await oldSite();
    await writeFile(join(site.root, 'data/list.csv'), 'email\n');
    const { code, stdout, stderr } = await site.tayori(['status', '--json'], DEFAULTS);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ mailings: [{ planned: 2, sent: 1 }] });
    expect(stderr).toContain('Moved to .tayori/');
    expect(stderr).toContain('data/outbox, data/sent, data/tayori.db');
    expect(await readdir(join(site.root, 'data'))).toEqual(['list.csv']); // the editor's own file stays
    expect(await readdir(join(site.root, '.tayori/sent'))).toEqual([
      `2025-W45${markerEnd('sqlite:.tayori/ledger.db')}`,
    ]);
    expect(existsSync(join(site.root, '.tayori/outbox/2025-W45/hanako@example.jp.eml'))).toBe(true);
    expect(existsSync(join(site.root, '.cache'))).toBe(false);
    const again = await site.tayori(['status', '--json'], DEFAULTS);
    expect(again.stderr).not.toContain('Moved');
  });

  it('is for its owner only, and Git ignores all of it', async () => {
    await using site = await oldSite();
    await site.tayori(['status'], DEFAULTS);
    expect((await stat(join(site.root, '.tayori'))).mode & 0o777).toBe(0o700);
    expect((await stat(join(site.root, '.tayori/ledger.db'))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(site.root, '.tayori/.gitignore'), 'utf8')).toBe('*\n');
  });

  it('takes the rest after a move that was interrupted before the ledger', async () => {
    await using site = await oldSite();
    await mkdir(join(site.root, '.tayori'));
    await rename(join(site.root, 'data/outbox'), join(site.root, '.tayori/outbox'));
    const { stdout } = await site.tayori(['status', '--json'], DEFAULTS);
    expect(JSON.parse(stdout)).toMatchObject({ mailings: [{ planned: 2, sent: 1 }] });
  });

  it('moves no ledger that another process uses', async () => {
    await using site = await oldSite();
    const other = new DatabaseSync(join(site.root, 'data/tayori.db'));
    other.exec('begin immediate');
    const { code, stderr } = await site.tayori(['status'], DEFAULTS);
    other.close();
    expect(code).toBe(1);
    expect(stderr).toContain('[ledger-busy]');
    expect(existsSync(join(site.root, 'data/tayori.db'))).toBe(true);
    expect(existsSync(join(site.root, '.tayori/ledger.db'))).toBe(false);
  });

  it('chooses between two ledgers for nobody', async () => {
    await using site = await oldSite();
    await site.ledger((ledger) => mailed(ledger, {}));
    const { code, stderr } = await site.tayori(['status'], DEFAULTS);
    expect(code).toBe(1);
    expect(stderr).toContain('[ledger-two]');
    expect(existsSync(join(site.root, 'data/tayori.db'))).toBe(true);
  });

  it('leaves what the environment names where it is, and says where it went once it has moved', async () => {
    await using site = await oldSite();
    const named = { LEDGER_URL: 'sqlite:data/tayori.db' };
    expect(JSON.parse((await site.tayori(['status', '--json'], named)).stdout)).toMatchObject({
      mailings: [{ planned: 2, sent: 1 }],
    });
    expect(existsSync(join(site.root, 'data/tayori.db'))).toBe(true);
    await site.tayori(['status'], DEFAULTS);
    const { code, stderr } = await site.tayori(['status'], named);
    expect(code).toBe(1);
    expect(stderr).toContain('the ledger was moved from there to .tayori/ledger.db');
  });

  it('touches no folder `data` of somebody else', async () => {
    await using site = await openLedgerSite();
    await mkdir(join(site.root, 'data/outbox'), { recursive: true });
    await writeFile(join(site.root, 'data/outbox/mine.txt'), 'mine');
    await site.tayori(['status'], DEFAULTS);
    expect(await readFile(join(site.root, 'data/outbox/mine.txt'), 'utf8')).toBe('mine');
  });
});

describe('what would be published', () => {
  it.for([
    { env: { LEDGER_URL: 'sqlite:out/list.db' }, args: ['status'], why: 'a ledger in out/' },
    { env: { LEDGER_URL: 'sqlite:private/list.db' }, args: ['status'], why: 'a ledger through a link' },
    { env: { MAIL_URL: 'outbox:out/mails' }, args: ['send', '--dry-run'], why: 'an outbox in out/' },
    { env: { MAIL_URL: 'outbox:private' }, args: ['send', '--dry-run'], why: 'an outbox that is a link' },
    { env: {}, args: ['subscribers', 'export', 'private/list.csv'], why: 'a list through a link' },
    { env: {}, args: ['backup', 'out/feeds/../copy.db'], why: 'a backup by a way around' },
    { env: {}, args: ['backup', 'dangling'], why: 'a link to a file that is not there yet' },
  ])('is refused: $why', async ({ env, args }) => {
    await using site = await openLedgerSite();
    await site.ledger((ledger) => mailed(ledger, FATES));
    await mkdir(join(site.root, 'out/hidden'), { recursive: true });
    await symlink('out/hidden', join(site.root, 'private'));
    await symlink('out/copy.db', join(site.root, 'dangling'));
    const before = await readdir(join(site.root, 'out'), { recursive: true });
    const { code, stderr } = await site.tayori(args, env);
    expect(code).toBeGreaterThan(0);
    expect(stderr).toMatch(/would be (published|on the web)/);
    expect(await readdir(join(site.root, 'out'), { recursive: true })).toEqual(before);
  });

  it('a link in the cache loses nothing when the cache is cleared', async () => {
    await using site = await openLedgerSite();
    await mkdir(join(site.root, '.tayori/cache'), { recursive: true });
    await mkdir(join(site.root, 'mine'));
    await writeFile(join(site.root, 'mine/letter.txt'), 'mine');
    await symlink('../../mine', join(site.root, '.tayori/cache/articles'));
    for (const args of [['build'], ['build'], ['build', '--fresh']]) await site.tayori(args);
    expect(await readFile(join(site.root, 'mine/letter.txt'), 'utf8')).toBe('mine');
  });
});
