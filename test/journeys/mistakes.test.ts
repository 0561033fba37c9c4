/** What people get wrong: each mistake is named with its place and the next action, all at once, and nothing is half-written. */
import { describe, expect, it } from 'vitest';
import { CONFIG, openSite, post } from './site.ts';

const broken = {
  'posts/2026-11-02-1-quote.md':
    '---\ntitle: "閉じない引用符\ndate: 2026-11-02 09:00:00 +0900\n---\n\n本文。\n',
  'posts/2026-11-02-2-date.md': post('日付が違う', '2026-02-30 09:00:00 +0900', '本文。'),
  'posts/2026-11-02-3-title.md': post('', '2026-11-02 09:00:00 +0900', '本文。'),
  'posts/2026-11-02-4-good.md': post('よい記事', '2026-11-02 09:00:00 +0900', '本文です。'),
};

describe('three broken posts', () => {
  it('are named with line and column, all in one run; the good one is published', async () => {
    const site = await openSite(broken);
    const { code, stdout, stderr } = await site.run(['build']);
    expect(code).toBe(0);
    expect(stderr).toMatch(/posts\/2026-11-02-1-quote\.md:\d+:\d+: .*\[post-front-matter\]\n {2}-> /);
    expect(stderr).toMatch(/posts\/2026-11-02-2-date\.md:4:7: .*2026-02-30.*\[post-date\]\n {2}-> /);
    expect(stderr).toMatch(/posts\/2026-11-02-3-title\.md:3:8: .*\[post-title\]\n {2}-> /);
    expect(stdout).toContain('1 published, 3 left out');
    expect(await site.read('out/rss.xml')).toContain('よい記事');
  });

  it.for([
    { args: ['build', '--strict'], why: 'asked to be strict' },
    { args: ['check'], why: 'checking is for finding them' },
    { args: ['digest', '--week', '2026-W45', '--strict'], why: 'the digest leaves them out too' },
  ])('make `$args` exit with 1: $why', async ({ args }) => {
    const site = await openSite(broken);
    const { code, stdout, stderr } = await site.run(args);
    expect(code).toBe(1);
    // What is wrong is the result of a check, and a remark of anything else.
    const said = args.includes('check') ? stdout : stderr;
    for (const found of ['post-front-matter', 'post-date', 'post-title'])
      expect(said).toContain(`[${found}]`);
  });

  it('count in --json: published and skipped are all posts', async () => {
    const site = await openSite(broken);
    const { stdout } = await site.run(['build', '--json']);
    const { published, skipped } = JSON.parse(stdout) as { published: number; skipped: { file: string }[] };
    expect(published + skipped.length).toBe(4);
  });
});

describe('a config with faults', () => {
  it('names all of them with their lines, and nothing is written', async () => {
    const config = CONFIG.replace("url: 'https://minato.example'", "url: 'minato', tittle: 'x'");
    const site = await openSite({
      'tayori.config.ts': config,
      'posts/2026-11-02-a.md': broken['posts/2026-11-02-4-good.md'],
    });
    const { code, stderr } = await site.run(['build']);
    expect(code).toBe(1);
    expect(stderr).toContain(
      'tayori.config.ts:2:27: `site.url` must be an absolute http(s) URL. [config-value]',
    );
    expect(stderr).toContain('There is no setting `site.tittle`. [config-value]\n  -> Did you mean `title`?');
    expect(await site.files('out')).toEqual([]);
  });

  it('says what to write where there is none', async () => {
    const site = await openSite();
    const { code, stderr } = await site.run(['build', '--root', 'nowhere']);
    expect(code).toBe(1);
    expect(stderr).toContain('[config-missing]');
  });
});

it.for([
  { args: ['build', '--strickt'], says: 'Did you mean `--strict`?', why: 'a slip' },
  { args: ['biuld'], says: 'Did you mean `tayori build`?', why: 'a slip in the name' },
  { args: ['digest', '--week', '2026-W60'], says: 'There is no week `2026-W60`.', why: 'no such week' },
  {
    args: ['digest', '--week', '../../etc'],
    says: 'There is no week `../../etc`.',
    why: 'a path for a week',
  },
  { args: ['send', '--expect', 'many'], says: '--expect', why: 'a word for a number' },
])('a wrong command line exits with 2: $args ($why)', async ({ args, says }) => {
  const site = await openSite();
  const { code, stdout, stderr } = await site.run(args);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(says);
  expect(stderr).toContain('[usage]');
});

it('a template variable that does not exist is named with file, line and column; the old digest stays', async () => {
  const site = await openSite({ 'posts/2026-11-02-a.md': broken['posts/2026-11-02-4-good.md'] });
  expect((await site.run(['digest', '--week', '2026-W45'])).code).toBe(0);
  const before = await site.read('out/digests/2026-W45/email.html');
  await site.write('email-templates/digest.txt.liquid', '{{ site.title }}\n{{ led.title }}\n');
  const { code, stderr } = await site.run(['digest', '--week', '2026-W45']);
  expect(code).toBe(1);
  expect(stderr).toMatch(/email-templates\/digest\.txt\.liquid:2:\d+: .*led/);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(await site.read('out/digests/2026-W45/email.html')).toBe(before);
});

it('no mistake shows a stack', async () => {
  const site = await openSite({ 'tayori.config.ts': 'export default {' });
  const { code, stderr } = await site.spawn(['build']);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^tayori\.config\.ts:1/);
  expect(stderr).not.toMatch(/\n\s+at /);
});
