/** A build with a cache says and writes what a build without one says and writes, whatever happened between. */
import { cp, mkdtemp, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { buildFeeds } from '../../src/feeds/build.ts';
import { tayori as inProcess } from '../cli/program.ts';
import { diskClockMovesOn } from '../disk-clock.ts';
import { CONFIG, openSite, post } from './site.ts';

const BODY = '潮見電池は量産の開始を二年早めると発表しました。設備投資の額は変わりません。';
const NOW = '2025-11-10T00:00:00Z';
/** Each holds a post back: one in its first sentences, one behind the part of a file that says what its head is. */
const ANSWER =
  '申し訳ありませんが、リンク先の記事を開くことができませんでした。記事の本文をここに貼り付けてください。';
const ORDER = `${'港の市場は静かでした。'.repeat(400)}\n\nあなたは経済ライターです。次の条件で記事を執筆してください。文字数は2000字程度、トーンは丁寧に、Markdown形式で出力してください。`;

let root: string;
let moves = 0;
beforeEach(async () => {
  ({ root } = await openSite({
    'posts/2025-11-05-one.md': post('量産を前倒し', '2025-11-05 09:00:00 +0900', BODY),
    'posts/2025-11-06-two.md': post(
      '港の夜',
      '2025-11-06 09:00:00 +0900',
      `港は静かです。${BODY}`,
      '技術解説',
    ),
    'posts/2025-11-07-三.md': post('三つ目', '2025-11-07 09:00:00 +0900', `三つ目の記事です。${BODY}`),
    'posts/2025-11-12-later.md': post('来週の記事', '2025-11-12 09:00:00 +0900', `来週の話。${BODY}`),
    'posts/2025-11-08-broken.md': '---\ntitle: ""\ndate: 2025-11-08\n---\n\n本文。\n',
  }));
});
afterEach(() => rm(root, { recursive: true }));

type Said = { readonly code: number; readonly stderr: string; readonly document: Record<string, unknown> };

async function tayori(root: string, now: string, ...argv: readonly string[]): Promise<Said> {
  const { code, stdout, stderr } = await inProcess(root, ['build', '--json', ...argv], {
    clock: () => new Date(now),
  });
  return { code, stderr, document: JSON.parse(stdout) };
}

/** Every file that a build writes, with what it holds. */
async function outputs(root: string): Promise<Record<string, string>> {
  const names = await readdir(join(root, 'out'), { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  files.push(join(root, 'posts/.tayori-ids.json'));
  const texts = await Promise.all(
    files.toSorted().map(async (file) => [file.slice(root.length), await readFile(file, 'utf8')]),
  );
  return Object.fromEntries(texts) as Record<string, string>;
}

/** Builds the site as it is, and a copy of it that has no cache; both must agree. */
async function buildBoth(now: string): Promise<Said> {
  const bare = await mkdtemp(join(tmpdir(), 'tayori-bare-'));
  await cp(root, bare, { recursive: true });
  await rm(join(bare, '.tayori/cache'), { recursive: true, force: true });
  // A config is loaded once in a process, by its path: under another name it is another.
  moves += 1;
  const moved = root.replace(/(-\d+-moved)?$/, `-${moves}-moved`);
  await rename(root, moved);
  root = moved;
  const said = await tayori(root, now);
  expect(said).toEqual(await tayori(bare, now, '--fresh'));
  expect(await outputs(root)).toEqual(await outputs(bare));
  await rm(bare, { recursive: true });
  return said;
}

/** What a build says when nothing has changed since: the same, without what it did and what is told once. */
function nothingNew({ code, stderr, document }: Said): Said {
  const notes = document['notes'] as readonly string[]; // the output says so (docs/commands.md)
  const lines = stderr.split('\n').filter((line) => !notes.includes(line));
  return { code, stderr: lines.join('\n'), document: { ...document, notes: [], written: 0, removed: 0 } };
}

/** The whole proof for one step: after it, and once more when nothing has changed since. */
async function isRightAfter(name: string): Promise<void> {
  await tayori(root, NOW); // every test begins with this site, so its first build is compared in only one of them
  await diskClockMovesOn();
  await steps[name]?.();
  await diskClockMovesOn();
  const said = await buildBoth(NOW);
  const written = await outputs(root); // what a build without a cache writes, too
  expect(await tayori(root, NOW)).toEqual(nothingNew(said));
  expect(await outputs(root)).toEqual(written);
}

const write = (path: string, text: string) => writeFile(join(root, path), text);

const steps: Readonly<Record<string, () => Promise<unknown>>> = {
  nothing: async () => undefined,
  edit: () => write('posts/2025-11-05-one.md', post('題を改め', '2025-11-05 09:00:00 +0900', BODY)),
  'edit back': () =>
    write('posts/2025-11-05-one.md', post('量産を前倒し', '2025-11-05 09:00:00 +0900', BODY)),
  'edit and keep size and time': async () => {
    const path = join(root, 'posts/2025-11-06-two.md');
    const text = await readFile(path, 'utf8').catch(() => '');
    await writeFile(path, text.includes('港') ? text.replaceAll('港', '街') : text.replaceAll('街', '港'));
    await utimes(path, 1_700_000_000, 1_700_000_000);
  },
  add: () => write('posts/2025-11-09-four.md', post('四つ目', '2025-11-09', `四つ目の話です。${BODY}`)),
  remove: () => rm(join(root, 'posts/2025-11-09-four.md'), { force: true }),
  rename: () =>
    rename(join(root, 'posts/2025-11-07-三.md'), join(root, 'posts/2025-11-07-四.md')).catch(() => {}),
  'rename back': () =>
    rename(join(root, 'posts/2025-11-07-四.md'), join(root, 'posts/2025-11-07-三.md')).catch(() => {}),
  draft: () =>
    write('posts/2025-11-09-four.md', `---\ndraft: true\n${post('下書き', '2025-11-09', BODY).slice(4)}`),
  'hold back': () => write('posts/2025-11-09-four.md', post('四つ目', '2025-11-09', ANSWER)),
  'hold back by its end': () => write('posts/2025-11-05-one.md', post('港の市場', '2025-11-05', ORDER)),
  'hold back the newer one of two with one URL': async () => {
    for (const [name, date, body] of [
      ['old', '2025-11-06', BODY],
      ['new', '2025-11-07', ANSWER],
    ] as const)
      await write(
        `posts/2025-11-07-${name}.md`,
        `---\npermalink: /one/\n${post('一つのURL', date, body).slice(4)}`,
      );
  },
  'show the newer one of two with one URL': () =>
    write(
      'posts/2025-11-07-new.md',
      `---\npermalink: /one/\n${post('一つのURL', '2025-11-07', `新しい方です。${BODY}`).slice(4)}`,
    ),
  config: () => write('tayori.config.ts', CONFIG.replace('週刊みなと', '日刊みなと')),
  'config back': () => write('tayori.config.ts', CONFIG),
  zone: () =>
    write('tayori.config.ts', CONFIG.replace("author: '", "timezone: 'America/New_York', author: '")),
  permalink: () =>
    write('tayori.config.ts', CONFIG.replace("author: '", "permalink: '/:year/:title/', author: '")),
  'another program': async () => {
    // What an older version kept: other ids, other texts, under its own key.
    const { feeds, ...settings } = await loadConfig(root);
    const site = { ...settings.site, title: '古い版', permalink: '/old/:title/' };
    const cache = { folder: join(root, '.tayori/cache'), key: 'an older program' };
    await buildFeeds(root, { ...settings, site, feeds: { ...feeds, content: 'excerpt' } }, new Date(NOW), {
      cache,
    });
  },
  'another feed tampered with': () => writeFile(join(root, 'out/atom.xml'), 'x').catch(() => {}),
  'an output tampered with': () => writeFile(join(root, 'out/rss.xml'), 'x').catch(() => {}),
  'an output removed': () => rm(join(root, 'out/categories'), { recursive: true, force: true }),
  'the register removed': () => rm(join(root, 'posts/.tayori-ids.json'), { force: true }),
  'a broken cache': async () => {
    const found = await readdir(join(root, '.tayori/cache'), { recursive: true, withFileTypes: true }).catch(
      () => [],
    );
    for (const entry of found.filter((one) => one.isFile()))
      await writeFile(join(entry.parentPath, entry.name), '{"key":');
  },
  'no cache': () => rm(join(root, '.tayori/cache'), { recursive: true, force: true }),
};

describe('a build that remembers the last one', () => {
  it.for(Object.keys(steps))('is right after: %s', isRightAfter);

  it('is right after anything, in any order, at any time', async () => {
    const moments = fc.constantFrom('2025-11-06T12:00:00Z', NOW, '2025-11-13T00:00:00Z');
    const step = fc.tuple(fc.constantFrom(...Object.keys(steps)), moments);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 6 }), async (sequence) => {
        for (const [name, now] of sequence) {
          await steps[name]?.();
          await buildBoth(now);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('does nothing, says the same problems, and touches no file', async () => {
    await buildBoth(NOW);
    await diskClockMovesOn();
    const first = await tayori(root, NOW);
    await rm(join(root, '.tayori/cache/heads'));
    const second = await tayori(root, NOW, '--strict');
    expect(second).toEqual({ ...first, code: 1 });
    expect(second.document).toMatchObject({ published: 3, written: 0, removed: 0 });
    expect(second.stderr).toContain('posts/2025-11-08-broken.md:2');
    // The heads would have been kept again had anything been built.
    expect(await readdir(join(root, '.tayori/cache'))).not.toContain('heads');
  });

  it('names each post that is held back, also an old one in no feed', async () => {
    await write('tayori.config.ts', CONFIG.replace(/\};\n$/, '  feeds: { limit: 1 },\n};\n'));
    await steps['hold back by its end']?.();
    await steps['hold back the newer one of two with one URL']?.();
    const { document } = await buildBoth(NOW);
    expect(document['skipped']).toMatchObject([
      { file: 'posts/2025-11-05-one.md', code: 'post-prompt' },
      { file: 'posts/2025-11-07-new.md', code: 'post-refusal' },
      { file: 'posts/2025-11-08-broken.md', code: 'post-title' },
      { file: 'posts/2025-11-12-later.md', code: 'post-future' },
    ]);
    await diskClockMovesOn();
    await steps['show the newer one of two with one URL']?.();
    expect((await buildBoth(NOW)).document['skipped']).toContainEqual(
      expect.objectContaining({ file: 'posts/2025-11-07-old.md', code: 'post-url-taken' }),
    );
  });

  it('publishes a post when its time comes, though no file changed', async () => {
    expect((await buildBoth(NOW)).document).toMatchObject({ published: 3 });
    expect((await buildBoth('2025-11-12T00:00:00Z')).document).toMatchObject({ published: 4 });
    expect((await buildBoth(NOW)).document).toMatchObject({ published: 3 });
  });

  it('asks a config that computes, each time', async () => {
    const site = await openSite();
    await site.write(
      'tayori.config.ts',
      "import { readFileSync } from 'node:fs';\nconst title = readFileSync(new URL('./title.txt', import.meta.url), 'utf8').trim();\nexport default { site: { title, url: 'https://minato.example' } };\n",
    );
    await site.write('posts/2026-11-02-a.md', '---\ntitle: 港\ndate: 2026-11-02\n---\n\n本文。\n');
    await site.write('title.txt', '週刊みなと');
    expect((await site.spawn(['build'])).code).toBe(0);
    await site.write('title.txt', '日刊みなと');
    expect((await site.spawn(['build'])).code).toBe(0);
    expect(await site.read('out/rss.xml')).toContain('日刊みなと');
    await rm(site.root, { recursive: true });
  });
});

describe('with archives', () => {
  const complete = "  feeds: { archives: 'all', limit: 1, archiveSize: 1 },\n};\n";
  beforeEach(() => write('tayori.config.ts', CONFIG.replace(/\};\n$/, complete)));
  const kept = () => readdir(join(root, '.tayori/cache'));
  const telling = [
    'edit and keep size and time',
    'rename',
    'remove',
    'hold back',
    'hold back by its end',
    'hold back the newer one of two with one URL',
    'config',
    'permalink',
    'another program',
    'an output removed',
    'a broken cache',
  ];

  it.for(telling)('is right after: %s', isRightAfter);

  it('a build with nothing new is answered from memory', async () => {
    await diskClockMovesOn();
    expect((await buildBoth(NOW)).document).toMatchObject({ published: 3 });
    await diskClockMovesOn();
    await buildBoth(NOW);
    for (const file of ['heads', 'prints']) await rm(join(root, '.tayori/cache', file));
    expect((await buildBoth(NOW)).document).toMatchObject({ published: 3, written: 0 });
    // Both would have been kept again had anything been built.
    expect(await kept()).not.toContain('heads');
    expect(await kept()).not.toContain('prints');
  });

  it('a sound of an old post is measured again, though the post is as it was', async () => {
    const spoken = post('声', '2025-11-04', BODY).replace('layout: post', 'audio: /sound.mp3');
    await write('posts/2025-11-04-spoken.md', spoken);
    await write('sound.mp3', 'short');
    await diskClockMovesOn();
    await buildBoth(NOW);
    await write('sound.mp3', 'much longer');
    await buildBoth(NOW);
    expect(await readFile(join(root, 'out/archives/2025-11-1/rss.xml'), 'utf8')).toContain('length="11"');
  });
});
