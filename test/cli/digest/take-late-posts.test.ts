/** A post that came when the digest of its week had been sent; and `tayori posts`, which says where each went. */
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tayori as inProcess } from '../program.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tayori-late-'));
  await mkdir(join(root, 'posts'));
  await writeFile(
    join(root, 'tayori.config.ts'),
    `export default {
      site: { title: 'みなと', url: 'https://minato.example' },
      organisation: { name: '株式会社みなと', address: '横浜市中区見本町1-2-3', contact: 'hello@minato.example' },
      mail: { from: { name: 'みなと', address: 'letter@minato.example' } },
    };`,
  );
  await post('2025-10-29-w44.md', '造船所の朝');
  await post('2025-11-05-w45.md', '日曜の夜の港');
  await post('2025-11-12-w46.md', '月曜の港');
});
afterEach(() => rm(root, { recursive: true }));

function post(name: string, title: string): Promise<void> {
  const head = `---\ntitle: "${title}"\ndate: ${name.slice(0, 10)} 09:00:00 +0900\n---\n\n`;
  return writeFile(join(root, 'posts', name), `${head}${title}を歩きながら、見たことを書きとめました。\n`);
}

const tayori = (...argv: readonly string[]) =>
  inProcess(root, argv, { clock: () => new Date('2025-11-18T00:00:00Z') });
const digest = async (week: string, ...more: readonly string[]) => {
  const { stdout, stderr, code } = await tayori('digest', '--week', week, '--json', ...more);
  return { code, stderr, ...(JSON.parse(stdout) as { total: number; late: { title: string }[] }) };
};
const send = (week: string) => tayori('send', '--week', week, '--rehearse');

type Listed = { readonly file: string; readonly title: string; readonly digest: string | null };
const listed = async () => {
  const { stdout, stderr } = await tayori('posts', '--json');
  const { posts } = JSON.parse(stdout) as { posts: Listed[] };
  return { stderr, digests: Object.fromEntries(posts.map((one) => [one.title, one.digest])) };
};

describe('a digest that was sent', () => {
  beforeEach(async () => {
    await tayori('subscribers', 'add', 'hanako@example.jp', '--already-confirmed', 'form');
    for (const week of ['2025-W44', '2025-W45']) {
      await digest(week);
      await send(week);
    }
  });

  it('leaves what came after it to the next one, by name, and what is older to nobody, by name', async () => {
    await post('2025-11-04-late.md', '遅れて届いた話');
    await post('2025-10-28-old.md', '古い話');
    const made = await digest('2025-W46');
    expect(made).toMatchObject({ code: 0, total: 2, late: [{ title: '遅れて届いた話' }] });
    expect(made.stderr).toContain(
      'From 2025-W45, whose digest was sent without it, into 2025-W46: 「遅れて届いた話」 (posts/2025-11-04-late.md).',
    );
    expect(made.stderr).toContain(
      'In no digest, since they came when 2025-W44 had been sent, and are too old for 2025-W46: 「古い話」',
    );
    // The same when it is made again, and no post that is gone when it is sent.
    expect(await digest('2025-W46', '--again')).toMatchObject({
      total: 2,
      late: [{ title: '遅れて届いた話' }],
    });
    const sent = await send('2025-W46');
    expect([sent.code, sent.stderr]).toEqual([0, expect.not.stringContaining('[send-changed]')]);
    expect((await listed()).digests).toEqual({
      月曜の港: '2025-W46',
      遅れて届いた話: '2025-W46',
      日曜の夜の港: '2025-W45',
      造船所の朝: '2025-W44',
      古い話: null,
    });
  });

  it('has what was renamed since, and does not mail it again', async () => {
    await rename(join(root, 'posts/2025-11-05-w45.md'), join(root, 'posts/2025-11-06-harbour.md'));
    expect(await digest('2025-W46')).toMatchObject({ total: 1, late: [] });
    expect((await listed()).digests['日曜の夜の港']).toBe('2025-W45');
  });

  it('is not asked about another post of the same title', async () => {
    await post('2025-11-04-again.md', '日曜の夜の港');
    expect(await digest('2025-W46')).toMatchObject({ total: 2, late: [{ title: '日曜の夜の港' }] });
  });

  it('is known from the mails in the ledger where its files are gone', async () => {
    await rm(join(root, 'out'), { recursive: true });
    const { digests, stderr } = await listed();
    expect(digests).toEqual({ 月曜の港: null, 日曜の夜の港: '2025-W45', 造船所の朝: '2025-W44' });
    expect(stderr).toBe('');
  });

  it('is known from its files where there is no ledger, but not whether it was sent', async () => {
    await rm(join(root, '.tayori'), { recursive: true });
    await post('2025-11-04-late.md', '遅れて届いた話');
    const made = await digest('2025-W46');
    expect(made).toMatchObject({ total: 1, late: [] });
    expect(made.stderr).toContain('2025-W45 was made without 「遅れて届いた話」');
    expect((await listed()).digests['造船所の朝']).toBe('2025-W44');
  });
});

it('a digest that was made and not sent is to be made again, and leaves nothing to the next one', async () => {
  await tayori('subscribers', 'add', 'hanako@example.jp', '--already-confirmed', 'form');
  await digest('2025-W45');
  await post('2025-11-04-late.md', '遅れて届いた話');
  expect(await digest('2025-W46')).toMatchObject({ total: 1, late: [], stderr: '' });
});

it('a fresh clone says what it can not know', async () => {
  expect(Object.values((await listed()).digests)).toEqual([null, null, null]);
  const { stdout } = await tayori('posts');
  expect(stdout).toContain('In which digest each went is not known here');
  expect(stdout).toContain('  11-12 09:00  月曜の港          /2025/11/12/w46/');
});
