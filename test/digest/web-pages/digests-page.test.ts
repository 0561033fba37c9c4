import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { tayori } from '../../cli/program.ts';

const clock = () => new Date('2025-11-24T00:00:00Z');
let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tayori-issues-'));
  await mkdir(join(root, 'posts'));
  await writeFile(
    join(root, 'tayori.config.ts'),
    "export default { site: { title: '週刊みなと', url: 'https://minato.example' }, brand: { title: '<みなと>', accent: '#005f73' } };",
  );
  for (const day of ['10-30', '11-06', '11-13', '11-20', '11-24'])
    await writeFile(
      join(root, `posts/2025-${day}-a.md`),
      `---\ntitle: 港の${day}\ndate: 2025-${day} 08:00:00 +0900\n---\n\n船が出た日のことを、編集部が書きとめました。\n`,
    );
});
afterEach(() => rm(root, { recursive: true }));

const make = (...argv: string[]) => tayori(root, ['digest', ...argv], { clock });
const page = (name = '') => readFile(join(root, 'out/digests', name, 'index.html'), 'utf8');
const linksOf = (html: string) =>
  [...html.matchAll(/<a rel="(\w+)" href="([^"]*)"/g)].map(([, rel, href]) => `${rel} ${href}`);

it('lists every digest by month, newest first, in the colours of the brand', async () => {
  for (const week of ['2025-W46', '2025-W44', '2025-W45']) expect((await make('--week', week)).code).toBe(0);
  const list = await page();
  expect(
    [...list.matchAll(/<h2>(.*?)<\/h2>|<h3><a href="(.*?)\/">/g)].map(([, month, id]) => month ?? id),
  ).toEqual([
    '2025年11月',
    '2025-W46',
    '2025-W45',
    '2025-W44', // it ended on 2 November
  ]);
  expect(list).toContain('&lt;みなと&gt;');
  expect(list).toContain('--accent: #005f73');
});

it('gives each the digest before and the one after, and a month none of the weeks', async () => {
  for (const week of ['2025-W46', '2025-W44']) await make('--week', week);
  await make('--month', '2025-10');
  expect(linksOf(await page('2025-W44'))).toEqual(['next ../2025-W46/']);
  await make('--week', '2025-W45');
  expect(linksOf(await page('2025-W44'))).toEqual(['next ../2025-W45/']);
  expect(linksOf(await page('2025-W45'))).toEqual(['prev ../2025-W44/', 'next ../2025-W46/']);
  expect(linksOf(await page('2025-10'))).toEqual([]);
});

it('changes no file of a digest but these links, and nothing on a second run', async () => {
  await make('--week', '2025-W45');
  const manifest = await readFile(join(root, 'out/digests/2025-W45/manifest.json'), 'utf8');
  await make('--week', '2025-W46');
  expect(await readFile(join(root, 'out/digests/2025-W45/manifest.json'), 'utf8')).toBe(manifest);
  const before = await stat(join(root, 'out/digests/2025-W45/index.html'));
  const { stdout } = await make('--week', '2025-W45');
  expect(stdout).toContain('0 written, 4 unchanged');
  expect((await stat(join(root, 'out/digests/2025-W45/index.html'))).mtimeMs).toBe(before.mtimeMs);
});

it('does not show a digest whose period goes on', async () => {
  await make('--week', '2025-W47');
  await make('--week', '2025-W48');
  expect(await page()).toContain('2025-W47/');
  expect(await page()).not.toContain('2025-W48/');
  expect(linksOf(await page('2025-W47'))).toEqual([]);
});
