import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { digestsChannel, readDigests } from '../../src/feeds/digest-feed.ts';
import { feedFrom } from '../../src/feeds/feed.ts';
import { formats } from '../../src/feeds/formats/formats.ts';
import { readAll } from './readers.ts';
import { settings } from './sample.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tayori-letters-'));
});
afterEach(() => rm(root, { recursive: true }));

const post = {
  title: '霧島計測の<静か>な増収',
  url: 'https://minato.example/2025/11/07/kirishima/',
  excerpt: '保守の仕事が、売上の半分になった。',
  author: '佐倉 みなみ',
  readingMinutes: 4,
  categories: ['投資分析'],
};
const manifest = {
  id: '2025-W45',
  period: { kind: 'week', start: '2025-11-02T15:00:00.000Z', end: '2025-11-09T15:00:00.000Z' },
  subject: '霧島計測の静かな増収 ほか1本｜11月3日〜9日',
  posts: [post, { ...post, title: '港の朝', excerpt: '', author: '', categories: ['読者の声'] }],
};

async function keep(folder: string, value: unknown): Promise<void> {
  await mkdir(join(root, 'out/digests', folder), { recursive: true });
  await writeFile(join(root, 'out/digests', folder, 'manifest.json'), JSON.stringify(value));
}

const NOW = new Date('2025-11-20T00:00:00Z');
const channel = async (now = NOW, using = settings) => digestsChannel(await readDigests(root), using, now);

describe('the feed of digests', () => {
  it('has an entry for each digest, published when its period ended, newest first', async () => {
    await keep('2025-W45', manifest);
    const end = '2025-11-16T15:00:00.000Z';
    await keep('2025-W46', { ...manifest, id: '2025-W46', period: { ...manifest.period, end } });
    const { title, path, entries = [] } = (await channel()) ?? {};
    expect([title, path]).toEqual(['ダイジェスト｜週刊みなと経済', 'digests/']);
    expect(
      entries.map(({ id, title: subject, published }) => [id, subject, published.toISOString()]),
    ).toEqual([
      ['https://minato.example/digests/2025-W46/', manifest.subject, end],
      ['https://minato.example/digests/2025-W45/', manifest.subject, '2025-11-09T15:00:00.000Z'],
    ]);
    expect(entries[0]?.summary).toBe('霧島計測の<静か>な増収 / 港の朝');
    expect(entries[0]?.categories.map(({ label, term }) => [label, term])).toEqual([
      ['投資分析', 'investment'],
      ['読者の声', expect.stringMatching(/^category-[0-9a-f]{8}$/)],
    ]);
  });

  it('lists the posts of a digest as links, as text and not as markup', async () => {
    await keep('2025-W45', manifest);
    expect((await channel())?.entries?.[0]?.content).toBe(
      `<h3><a href="${post.url}">霧島計測の&lt;静か&gt;な増収</a></h3>
<p>保守の仕事が、売上の半分になった。</p>
<p><small>佐倉 みなみ・約4分</small></p>
<h3><a href="${post.url}">港の朝</a></h3>
<p><small>約4分</small></p>`,
    );
  });

  it('reads back equal in three formats', async () => {
    await keep('2025-W45', manifest);
    const found = await channel();
    if (found === undefined) throw new Error('There is a digest.');
    const feed = feedFrom(found, found.entries ?? [], settings);
    const items = readAll({
      rss: formats.rss.render(feed),
      atom: formats.atom.render(feed),
      json: formats.json.render(feed),
    });
    const [first, ...others] = Object.values(items);
    expect(first?.[0]?.title).toBe(manifest.subject);
    for (const other of others) expect(other).toEqual(first);
  });

  it.for([
    { now: '2025-11-09T15:00:00.000Z', total: 1, why: 'its period has just ended' },
    { now: '2025-11-09T14:59:59.000Z', total: undefined, why: 'its period goes on' },
  ])('has $total at $now: $why', async ({ now, total }) => {
    await keep('2025-W45', manifest);
    expect((await channel(new Date(now)))?.total).toBe(total);
  });

  it('is not there where the config does not want it, and holds what the config says', async () => {
    await keep('2025-W45', manifest);
    const off = { ...settings, feeds: { ...settings.feeds, digests: { on: false } } };
    expect(await channel(NOW, off)).toBeUndefined();
    const short = {
      ...settings,
      feeds: { ...settings.feeds, digests: { on: true, content: 'excerpt' as const } },
    };
    expect((await channel(NOW, short))?.entries?.[0]?.content).toBeUndefined();
  });

  it.for([
    { folder: '2025-W45', value: { ...manifest, id: '2025-W44' }, why: 'it lies in the folder of another' },
    { folder: '..x', value: { ...manifest, id: '..x' }, why: 'it is called like no period' },
    { folder: '2025-W45', value: { ...manifest, posts: '無し' }, why: 'its posts are no list' },
    { folder: '2025-W45', value: [], why: 'it is no manifest' },
  ])('passes over a digest: $why', async ({ folder, value }) => {
    await keep(folder, value);
    expect(await readDigests(root)).toEqual([]);
  });
});
