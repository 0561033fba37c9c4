/** Tayori in the folder of a Jekyll site: what is private or no part of the site is published by nobody, and staged by no Git. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copiedByJekyll } from './jekyll-copies.ts';
import { finish, openSite, type Site } from './site.ts';

const ADDRESS = 'hanako@example.jp';
const post = (title: string, date: string) =>
  `---\nlayout: post\ntitle: ${title}\ndate: ${date}\n---\n\n${title}の本文です。港の一週間を書きとめました。\n`;
const PAGES = ['assets/data.csv', 'index.html', 'outlook.md', 'robots.txt'];

let site: Site;
let before: string[];
beforeAll(async () => {
  site = await openSite({
    '_config.yml': '# the harbour\ntitle: 週刊みなと\nurl: https://minato.example\ntimezone: Asia/Tokyo\n',
    '_layouts/post.html': '{{ content }}',
    '_posts/2025-11-05-hello.md': post('港の朝', '2025-11-05 09:00:00 +0900'),
    '_posts/2025-11-07-cranes.md': post('起重機の夜', '2025-11-07 18:00:00 +0900'),
    Gemfile: "gem 'jekyll'\n",
    'package.json': '{ "private": true }\n',
    'node_modules/tayori/README.md': '# Tayori\n',
    ...Object.fromEntries(PAGES.map((page) => [page, 'x\n'])),
  });
  await rm(join(site.root, 'tayori.config.ts'));
  before = copiedByJekyll(site.root, 4);
  await spawned('init', '--from-jekyll', '.');
  await spawned('init', '--templates');
  const config = (await site.read('tayori.config.ts')).replace(
    'export default {',
    `export default {
  organisation: { name: '株式会社みなと', address: '横浜市中区見本町1-2-3', contact: 'hello@minato.example' },
  mail: { from: { name: '週刊みなと', address: 'letter@minato.example' } },`,
  );
  await site.write('tayori.config.ts', config);
  await site.write('.tayori/list.csv', `email\n${ADDRESS}\n`);
  await site.write('.env', 'SIGNING_KEY=0123456789abcdef0123456789abcdef\n');
  await spawned('build');
  await spawned('subscribers', 'import', '.tayori/list.csv', '--already-confirmed', 'form');
  await spawned('digest', '--week', '2025-W45');
  await spawned('send', '--week', '2025-W45', '--rehearse');
  await spawned('backup', '.tayori/backups/one.db');
});
afterAll(() => rm(site.root, { recursive: true }));

const PROGRAM = join(import.meta.dirname, '../../bin/tayori.mjs');

async function spawned(...args: readonly string[]) {
  const done = await finish(process.execPath, [PROGRAM, ...args], site.root, {});
  expect(done, args.join(' ')).toMatchObject({ code: 0 });
  return done;
}

describe.for([3, 4] as const)('Jekyll %s', (version) => {
  it('copies the pages of the site and nothing of ours', () => {
    const copied = copiedByJekyll(site.root, version);
    expect(copied).toEqual(PAGES);
    expect(before).toEqual(
      ['index.html', 'outlook.md', 'assets/data.csv', 'package.json', 'robots.txt'].toSorted(),
    );
  });
});

it('a list that Jekyll would copy is named at the import, and refused at the export', async () => {
  await site.write('readers.csv', `email\n${ADDRESS}\n`);
  const imported = await finish(
    process.execPath,
    [PROGRAM, 'subscribers', 'import', 'readers.csv', '--already-confirmed', 'form'],
    site.root,
    {},
  );
  expect(imported.code).toBe(0);
  expect(imported.stderr).toContain('readers.csv: This list of people would be published');
  expect(copiedByJekyll(site.root, 4)).toContain('readers.csv');
  for (const args of [
    ['subscribers', 'export', 'all.csv'],
    ['backup', 'ledger.db'],
  ])
    expect(await finish(process.execPath, [PROGRAM, ...args], site.root, {})).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('would be published: this is the folder of a Jekyll site'),
    });
  await spawned('subscribers', 'export', '.tayori/all.csv');
});

it('`git add -A` stages no address, and keeps the digests', async () => {
  const git = (...args: readonly string[]) =>
    finish('git', args, site.root, { GIT_CONFIG_GLOBAL: '/dev/null' });
  await git('init', '-q', '.');
  await git('add', '-A');
  const staged = (await git('ls-files')).stdout.trim().split('\n');
  expect(staged).toEqual(
    expect.arrayContaining(['_config.yml', 'tayori.config.ts', 'out/digests/2025-W45/index.html']),
  );
  expect(
    staged.filter((file) => /^(\.tayori|\.env|node_modules)|\.csv$/.test(file) && !PAGES.includes(file)),
  ).toEqual([]);
  const found = await git('grep', '--cached', '-l', ADDRESS);
  expect(found.stdout).toBe('');
});
