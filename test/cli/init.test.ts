import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { tayori as inProcess } from './program.ts';

const SITE = `title: "週刊'みなと'\\\\経済"
url: "https://minato.example"
timezone: Asia/Tokyo
permalink: /:year/:month/:day/:title/
twitter: minato
plugins:
  - jekyll-feed
`;

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tayori-init-'));
  await mkdir(join(root, 'old'));
  await writeFile(join(root, 'old/_config.yml'), SITE);
});
afterEach(() => rm(root, { recursive: true }));

const tayori = (...argv: readonly string[]) => inProcess(root, ['init', '--root', root, ...argv]);

const written = () => readFile(join(root, 'tayori.config.ts'), 'utf8');

it('writes a config that loads, and says what became of each key', async () => {
  const { code, stdout } = await tayori('--from-jekyll', 'old');
  expect(code).toBe(0);
  expect(await written()).toBe(`import type { Config } from 'tayori';

export default {
  site: {
    title: '週刊\\'みなと\\'\\\\経済',
    url: 'https://minato.example',
    timezone: 'Asia/Tokyo',
    permalink: '/:year/:month/:day/:title/',
  },
  feeds: {
    limit: 10,
  },
} satisfies Config;
`);
  expect((await loadConfig(root)).site.title).toBe("週刊'みなと'\\経済");
  expect(stdout).toBe(`Written  tayori.config.ts

Understood
  title        site.title      週刊'みなと'\\経済
  url          site.url        https://minato.example
  timezone     site.timezone   Asia/Tokyo
  permalink    site.permalink  /:year/:month/:day/:title/
  jekyll-feed  feeds.limit     10

Not taken over
  feed.path  readers know /feed.xml: redirect it to /atom.xml for good (301)
  twitter    nothing here goes by it

Next: copy or link _posts to posts/, then \`tayori check --root ${root}\` and \`tayori build --root ${root}\`.
Before the first mail: add \`organisation\` and \`mail\` (docs/configuration.md).
Keep .env and lists out of Git: they hold subscribers and secrets. (.tayori/ keeps itself out.)
`);
});

it('says it to scripts', async () => {
  const { stdout } = await tayori('--from-jekyll', 'old', '--json');
  expect(JSON.parse(stdout)).toMatchObject({
    written: 'tayori.config.ts',
    taken: expect.arrayContaining([{ key: 'jekyll-feed', setting: 'feeds.limit', value: '10' }]),
    left: expect.arrayContaining([{ key: 'twitter', why: 'nothing here goes by it' }]),
  });
});

it('never writes over a config', async () => {
  await writeFile(join(root, 'tayori.config.ts'), 'mine');
  const { code, stderr } = await tayori('--from-jekyll', 'old');
  expect(code).toBe(1);
  expect(stderr).toContain('[config-exists]');
  expect(await written()).toBe('mine');
});

it.for([
  { argv: [], code: 2, said: '--from-jekyll DIR', why: 'it must know where from' },
  { argv: ['--from-jekyll', 'nowhere'], code: 1, said: 'There is no _config.yml in', why: 'no such folder' },
])('exits with $code for $argv: $why', async ({ argv, code, said }) => {
  const result = await tayori(...argv);
  expect(result.code).toBe(code);
  expect(result.stderr).toContain(said);
  await expect(written()).rejects.toThrow('ENOENT');
});

it.for([
  { text: 'title: "open\n', said: 'It can not be read', why: 'it is no YAML' },
  { text: 'title: み\n', said: 'lacks a title, or a url', why: 'there is no address' },
])('writes nothing where $why', async ({ text, said }) => {
  await writeFile(join(root, 'old/_config.yml'), text);
  const { code, stderr } = await tayori('--from-jekyll', 'old');
  expect([code, stderr]).toEqual([1, expect.stringContaining(said)]);
  await expect(written()).rejects.toThrow('ENOENT');
});
