/** `check` as an editor and a pipeline use it: some posts, some rules, a baseline, and what programs read. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tayori } from '../program.ts';

const CONFIG = `export default {
  site: { title: 'みなと', url: 'https://minato.example' },
  categories: [{ name: '投資分析', slug: 'investment' }],
};`;

function post(day: string, body: string, front = ''): string {
  return `---\ntitle: "港の話"\ndate: ${day} 09:00:00 +0900\ncategories: ["投資分析"]\n${front}---\n\n${body}\n`;
}

const REFUSAL =
  '申し訳ありませんが、その情報を見つけられませんでした。検索の上限に達したため、記事の作成を完了できません。\n\nお申し付けください。';

const FILES = {
  '2025-11-03-1-clean.md': post('2025-11-03', '港は広い。'),
  '2025-11-04-1-marked.md': post('2025-11-04', '前の文です。\n\n---END---\n\n次の文です。'),
  '2025-11-05-1-refusal.md': post('2025-11-05', REFUSAL),
  '2025-10-20-1-old.md': post('2025-10-20', '港は広い。\n\n---END---'),
  '2025-11-06-1-draft.md': post('2025-11-06', '港は広い。\n\n---END---', 'draft: true\n'),
};

function site(files: Readonly<Record<string, string>> = FILES): string {
  const root = mkdtempSync(join(tmpdir(), 'tayori-gate-'));
  mkdirSync(join(root, 'posts'));
  writeFileSync(join(root, 'tayori.config.ts'), CONFIG);
  for (const [name, text] of Object.entries(files)) write(root, name, text);
  return root;
}

function write(root: string, name: string, text: string): void {
  writeFileSync(join(root, 'posts', name), text);
}

async function found(root: string, ...argv: readonly string[]) {
  const { code, stdout } = await tayori(root, ['check', '--json', ...argv]);
  const { problems } = JSON.parse(stdout) as {
    problems: { code: string; at: { file: string }; new: boolean }[];
  };
  return {
    code,
    problems: problems.map(({ code, at }) => `${at.file.slice(19, -3)} ${code}`),
    all: problems,
  };
}

describe('which posts and which rules', () => {
  it.for([
    {
      argv: [],
      problems: ['old post-marker', 'marked post-marker', 'refusal post-refusal'],
      why: 'all that readers could see',
    },
    { argv: ['posts/2025-11-04-1-marked.md'], problems: ['marked post-marker'], why: 'a file' },
    { argv: ['2025-11-04-1-marked.md'], problems: ['marked post-marker'], why: 'its name alone' },
    { argv: ['posts/2025-11-06-1-draft.md'], problems: ['draft post-marker'], why: 'a draft that is named' },
    { argv: ['--week', '2025-W45'], problems: ['marked post-marker', 'refusal post-refusal'], why: 'a week' },
    { argv: ['--errors'], problems: ['refusal post-refusal'], why: 'errors' },
    { argv: ['--rule', 'post-marker'], problems: ['old post-marker', 'marked post-marker'], why: 'a rule' },
    {
      argv: ['--rule', 'post-marker,post-refusal', '--month', '2025-10'],
      problems: ['old post-marker'],
      why: 'rules of a month',
    },
  ])('$argv: $why', async ({ argv, problems }) => {
    expect((await found(site(), ...argv)).problems).toEqual(problems);
  });

  it.for([
    { argv: ['posts/none.md'], says: 'There is no post `posts/none.md`' },
    {
      argv: ['posts/2025-11-04-1-marked'],
      says: 'Did you mean `posts/2025-11-04-1-marked.md`?',
    },
    { argv: ['marked.md'], says: 'Did you mean `posts/2025-11-04-1-marked.md`?' },
    { argv: ['2025-11-04-1-markd.md'], says: 'Did you mean `posts/2025-11-04-1-marked.md`?' },
    { argv: ['--rule', 'post-markers'], says: 'Did you mean `post-marker`?' },
    { argv: ['--week', '2025-W60'], says: 'There is no week `2025-W60`' },
    { argv: ['--format', 'xml'], says: 'There is no format `xml`' },
    { argv: ['--since', 'HEAD'], says: 'Git does not say what changed since `HEAD`' },
  ])('$argv is refused', async ({ argv, says }) => {
    const { code, stderr } = await tayori(site(), ['check', ...argv]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(says) });
  });

  it('takes what changed since a commit, committed or not', async () => {
    const root = site();
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-C', root, '-c', 'user.name=a', '-c', 'user.email=a@minato.example', ...args]);
    git('init', '-q');
    git('add', '-A');
    git('commit', '-qm', 'posts');
    expect((await found(root, '--since', 'HEAD')).problems).toEqual([]);
    write(root, '2025-11-03-1-clean.md', post('2025-11-03', '港は広い。\n\n---END---'));
    write(root, '2025-11-07-1-new.md', post('2025-11-07', '新しい港。\n\n---END---'));
    expect((await found(root, '--since', 'HEAD')).problems).toEqual(['clean post-marker', 'new post-marker']);
    git('add', '-A');
    git('commit', '-qm', 'more');
    expect((await found(root, '--since', 'HEAD~1')).problems).toEqual([
      'clean post-marker',
      'new post-marker',
    ]);
  });
});

describe('a baseline', () => {
  it('lets only what is new fail, wherever the lines move', async () => {
    const root = site();
    expect((await found(root)).code).toBe(1);
    expect((await tayori(root, ['check', '--update-baseline'])).stdout).toContain(
      '3 findings are in posts/.tayori-baseline.json',
    );
    expect(await found(root, '--strict')).toMatchObject({
      code: 0,
      all: [{ new: false }, { new: false }, { new: false }],
    });
    write(
      root,
      '2025-11-05-1-refusal.md',
      post('2025-11-05', `\n\n${REFUSAL}\n\nもう一文。`, 'tags: ["港"]\n'),
    );
    expect((await found(root)).code).toBe(0);
    write(root, '2025-11-05-1-refusal.md', post('2025-11-05', REFUSAL.replace('その情報', 'ほかの情報')));
    const { code, all } = await found(root);
    expect([code, all.filter((one) => one.new).map((one) => one.code)]).toEqual([1, ['post-refusal']]);
  });

  it('says of each post what is new', async () => {
    const root = site();
    await tayori(root, ['check', '--update-baseline']);
    write(root, '2025-11-07-1-new.md', post('2025-11-07', '新しい港。\n\n---END---\n\n終わり。'));
    const { code, stdout } = await tayori(root, ['check']);
    expect(code).toBe(0);
    expect(stdout).toContain('held     1  seen   posts/2025-11-05-1-refusal.md');
    expect(stdout).toContain('warning  1  1 new  posts/2025-11-07-1-new.md');
    expect(stdout).toContain('1 error, 3 warnings and 0 hints in 4 posts. 1 of them new.');
  });

  it('keeps what it knows of other posts when only some are taken in, and is the same for the same posts', async () => {
    const root = site();
    const file = join(root, 'posts/.tayori-baseline.json');
    await tayori(root, ['check', '--update-baseline']);
    const all = readFileSync(file, 'utf8');
    await tayori(root, ['check', '--update-baseline', 'posts/2025-11-04-1-marked.md']);
    expect(readFileSync(file, 'utf8')).toBe(all);
    expect(all).not.toContain('申し訳');
  });

  it('is never taken for empty where it can not be read', async () => {
    const root = site();
    write(root, '.tayori-baseline.json', '{ "version": 2 }');
    expect(await tayori(root, ['check'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('[baseline-unreadable]'),
    });
  });
});

describe('for programs', () => {
  it('writes SARIF', async () => {
    const { stdout } = await tayori(site(), ['check', '--format', 'sarif']);
    const { version, runs } = JSON.parse(stdout);
    expect(version).toBe('2.1.0');
    expect(runs[0].tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual([
      'post-marker',
      'post-refusal',
    ]);
    expect(runs[0].results[2]).toMatchObject({
      ruleId: 'post-refusal',
      ruleIndex: 1,
      level: 'error',
      baselineState: 'new',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'posts/2025-11-05-1-refusal.md' },
            region: { startLine: 7, startColumn: 1 },
          },
        },
      ],
    });
  });

  it('writes annotations for GitHub, of what is new, each in one line', async () => {
    const root = site();
    const { stdout } = await tayori(root, ['check', '--format', 'github', '--errors']);
    expect(stdout).toMatch(
      /^::error file=posts\/2025-11-05-1-refusal\.md,line=7,col=1,title=post-refusal::An assistant speaks here[^\n]*\n$/,
    );
    await tayori(root, ['check', '--update-baseline']);
    expect((await tayori(root, ['check', '--format', 'github'])).stdout).toBe('');
  });
});

describe('what can not be read as text', () => {
  it.for([
    {
      name: '2025-11-07-1-sjis.md',
      bytes: [0x2d, 0x2d, 0x2d, 0x0a, 0x8f, 0x8f],
      code: 'post-encoding',
      why: 'Shift_JIS',
    },
    { name: '2025-11-07-1-utf16.md', bytes: [0xff, 0xfe, 0x2d, 0x00], code: 'post-encoding', why: 'UTF-16' },
    { name: '2025-11-07-1-empty.md', bytes: [], code: 'post-front-matter', why: 'nothing at all' },
  ])('is one finding beside all others: $why', async ({ name, bytes, code }) => {
    const root = site();
    writeFileSync(join(root, 'posts', name), Uint8Array.from(bytes));
    const run = await tayori(root, ['check', '--all']);
    expect(run.code).toBe(1);
    expect(run.stdout).toContain(`posts/${name}:1:1: error:`);
    expect(run.stdout).toContain(`[${code}]`);
    expect(run.stdout).toContain('[post-refusal]');
  });

  it('is a folder that a link leads to, too', async () => {
    const root = site({});
    mkdirSync(join(root, '_posts'));
    writeFileSync(join(root, '_posts/2025-11-03-1-clean.md'), FILES['2025-11-03-1-clean.md']);
    symlinkSync('../_posts', join(root, 'posts/_posts'));
    const run = await tayori(root, ['check']);
    expect(run.code).toBe(1);
    expect(run.stdout).toContain("`site.posts: '_posts'`");
    expect(run.stdout).not.toContain('EISDIR');
  });
});

describe('what is to be done', () => {
  const wrongDates = {
    '2025-11-03-1-day.md': post('2025-11-31', '港は広い。'),
    '2025-11-04-1-words.md': post('2025年11月4日', '港は広い。'),
    '2025-11-05-1-clean.md': post('2025-11-05', '港は広い。'),
    '2025-11-06-1-clean.md': post('2025-11-06', '港は狭い。'),
  };

  it('is not said in the totals where each finding has its own', async () => {
    const { stdout } = await tayori(site(wrongDates), ['check']);
    expect(stdout).toContain('-> Correct the day: 2025-11 has 30 days.');
    expect(stdout).toContain('-> Write `date: 2025-11-04 09:00:00 +0900`, if that is meant.');
    expect(stdout).toMatch(/^2 {2}post-date\n/m);
  });

  it('is said with a warning too, where warnings of a kind differ', async () => {
    const files = {
      '2025-11-03-1-a.md': post('2025-11-03', '港は広い。').replace('投資分析', '投資文析'),
      '2025-11-04-1-b.md': post('2025-11-04', '港は狭い。').replace('投資分析', '天気'),
    };
    const { stdout } = await tayori(site(files), ['check']);
    expect(stdout).toMatch(/「投資文析」\. \[post-category\]\n.*\n.*\n {2}-> Did you mean 「投資分析」\?/);
    expect(stdout).toMatch(/^2 {2}post-category\n/m);
  });

  it('names further details only where there are some', async () => {
    const all = await tayori(site(wrongDates), ['check']);
    expect(all.stdout).not.toContain('Details:');
    const { '2025-11-04-1-marked.md': marked } = FILES;
    const more = await tayori(site({ ...wrongDates, '2025-11-04-1-marked.md': marked }), ['check']);
    expect(more.stdout).toContain('Details:');
  });
});

it('looks where the posts lie, and takes files from where a person stands', async () => {
  const root = mkdtempSync(join(tmpdir(), 'tayori-gate-'));
  mkdirSync(join(root, '_posts/2025'), { recursive: true });
  writeFileSync(join(root, 'tayori.config.ts'), CONFIG.replace("example' }", "example', posts: '_posts' }"));
  writeFileSync(join(root, '_posts/2025/2025-11-04-1-marked.md'), post('2025-11-04', '前。\n\n---END---'));
  writeFileSync(join(root, '_posts/2025/2025-11-05-1-other.md'), post('2025-11-05', '後。\n\n---END---'));
  for (const [from, name] of [
    ['_posts/2025', '2025-11-04-1-marked.md'],
    ['_posts', '2025/2025-11-04-1-marked.md'],
    ['.', '_posts/2025/2025-11-04-1-marked.md'],
    ['.', '2025/2025-11-04-1-marked.md'],
  ] as const) {
    const { stdout } = await tayori(join(root, from), ['check', '--json', '--root', root, name]);
    expect(JSON.parse(stdout)).toMatchObject({
      checked: 1,
      problems: [{ code: 'post-marker', at: { file: '_posts/2025/2025-11-04-1-marked.md' } }],
    });
  }
  await tayori(root, ['check', '--update-baseline']);
  expect(readFileSync(join(root, '_posts/.tayori-baseline.json'), 'utf8')).toContain('post-marker');
  expect((await tayori(root, ['check', '--strict'])).code).toBe(0);
});

describe('a post that is held back', () => {
  it('is in no feed, and `posts` says so with its address', async () => {
    const root = site();
    const build = await tayori(root, ['build', '--json']);
    expect(JSON.parse(build.stdout).skipped).toContainEqual(
      expect.objectContaining({ file: 'posts/2025-11-05-1-refusal.md', code: 'post-refusal' }),
    );
    for (const name of ['rss.xml', 'atom.xml', 'feed.json'])
      expect(readFileSync(join(root, 'out', name), 'utf8')).not.toContain('申し訳ありません');
    const { posts } = JSON.parse((await tayori(root, ['posts', '--json'])).stdout) as {
      posts: { file: string; url: string; state: string }[];
    };
    expect(posts.find(({ file }) => file.includes('refusal'))).toMatchObject({
      state: 'held',
      url: 'https://minato.example/2025/11/05/1-refusal/',
    });
  });

  it('is not in the digest either, unless the author says that it is an article', async () => {
    const digest = async (root: string) => {
      await tayori(root, ['digest', '--week', '2025-W45']);
      return readFileSync(join(root, 'out/digests/2025-W45/email.txt'), 'utf8');
    };
    const root = site();
    expect(await digest(root)).not.toContain('申し訳ありません');
    write(root, '2025-11-05-1-refusal.md', post('2025-11-05', REFUSAL, 'check: { post-refusal: off }\n'));
    expect(await digest(root)).toContain('申し訳ありません');
  });

  it('comes back when the file is mended, whatever is kept of earlier builds', async () => {
    const root = site();
    await tayori(root, ['build']);
    write(root, '2025-11-05-1-refusal.md', post('2025-11-05', '港は、昨日も今日も広い。'));
    await tayori(root, ['build']);
    expect(readFileSync(join(root, 'out/rss.xml'), 'utf8')).toContain('昨日も今日も');
  });
});
