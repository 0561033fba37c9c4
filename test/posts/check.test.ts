import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readArticle } from '../../src/posts/article/read-article.ts';
import { type CheckedSite, checkPosts } from '../../src/posts/check/check.ts';
import { tayori as inProcess } from '../cli/program.ts';
import { file, NOW, settingsWith } from './settings.ts';

const CONFIG = `export default {
  site: { title: 'みなと', url: 'https://minato.example' },
  categories: [{ name: '投資分析', slug: 'investment' }],
};`;

function site(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'tayori-check-'));
  mkdirSync(join(root, 'posts'));
  writeFileSync(join(root, 'tayori.config.ts'), CONFIG);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, 'posts', name), text);
  return root;
}

const tayori = (root: string, ...argv: readonly string[]) => inProcess(root, argv, { clock: () => NOW });

const SCARRED = file(
  '投資家には柔軟\n\n---END---\n\nな戦略が要る。\n\n**甲**\n\n**乙**\n\n**丙**\n\n**丁**\n',
);
const FILES = {
  '2025-11-07-good.md': file('本文。').replace('白波ロボティクス、新工場を発表', '夜の灯台を歩く'),
  '2025-11-08-scarred.md': SCARRED,
  '2025-11-09-broken.md': '---\ntitle: ""\ndate: 2025-02-30\n---\n本文。',
  '2025-11-10-draft.md': file('本文。', 'draft: true\n'),
};

const problemsOf = ({ posts }: CheckedSite) => posts.flatMap(({ findings }) => findings());

it('finds everything at once, in the order of files and lines', async () => {
  const problems = problemsOf(await checkPosts(site(FILES), settingsWith(), NOW));
  expect(problems.map(({ at, code }) => `${at?.file}:${at?.line}:${at?.column} ${code}`)).toEqual([
    'posts/2025-11-08-scarred.md:8:1 post-marker',
    'posts/2025-11-08-scarred.md:8:1 post-cut-joined',
    'posts/2025-11-08-scarred.md:12:1 post-bold-heading',
    'posts/2025-11-08-scarred.md:14:1 post-bold-heading',
    'posts/2025-11-08-scarred.md:16:1 post-bold-heading',
    'posts/2025-11-08-scarred.md:18:1 post-bold-heading',
    'posts/2025-11-09-broken.md:2:8 post-title',
    'posts/2025-11-09-broken.md:3:7 post-date',
  ]);
  expect(problems.filter(({ severity }) => severity === 'error')).toHaveLength(2);
  expect(problems.every(({ hint }) => hint.length > 0)).toBe(true);
});

it('prints places, hints and a count of each kind', async () => {
  const { code, stdout, stderr } = await tayori(site(FILES), 'check');
  expect(stdout).toBe(
    [
      'error    2  posts/2025-11-09-broken.md   post-title: The title is empty.',
      'warning  6  posts/2025-11-08-scarred.md  post-marker: A leaked marker is dropped.',
      '',
      'posts/2025-11-08-scarred.md:8:1: warning: A leaked marker is dropped. [post-marker]',
      '  ---END---',
      '  ^^^^^^^^^',
      'posts/2025-11-08-scarred.md:8:1: warning: A sentence that the marker cut is joined: 「投資家には柔軟」 + 「な戦略が要る。」. [post-cut-joined]',
      '  ---END---',
      '  ^^^^^^^^^',
      'posts/2025-11-08-scarred.md:12:1: warning: A bold line becomes a heading: 「甲」. [post-bold-heading]',
      '  **甲**',
      '  ^^^^^^',
      'posts/2025-11-08-scarred.md:14:1: warning: A bold line becomes a heading: 「乙」. [post-bold-heading]',
      '  **乙**',
      '  ^^^^^^',
      'posts/2025-11-08-scarred.md:16:1: warning: A bold line becomes a heading: 「丙」. [post-bold-heading]',
      '  **丙**',
      '  ^^^^^^',
      '  … and 1 more post-bold-heading (--all)',
      '',
      'posts/2025-11-09-broken.md:2:8: error: The title is empty. [post-title]',
      '  title: ""',
      '         ^^',
      '  -> Write `title: "…"` in the front matter.',
      'posts/2025-11-09-broken.md:3:7: error: `2025-02-30` is no date of the calendar. [post-date]',
      '  date: 2025-02-30',
      '        ^^^^^^^^^^',
      '  -> Correct the day: 2025-02 has 28 days.',
      '',
      '4  post-bold-heading  Write `## …` for a heading.',
      '1  post-cut-joined    Join the two halves in the file.',
      '1  post-date          Correct the day: 2025-02 has 28 days.',
      '1  post-marker        Remove the marker from the file.',
      '1  post-title         Write `title: "…"` in the front matter.',
      '',
      '3 posts: 2 errors, 6 warnings and 0 hints in 2 posts.',
      '',
    ].join('\n'),
  );
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
});

it.for([
  { files: ['2025-11-07-good.md'], flags: [], code: 0, why: 'nothing to mend' },
  {
    files: ['2025-11-07-good.md', '2025-11-10-draft.md'],
    flags: ['--strict'],
    code: 0,
    why: 'a draft is no problem',
  },
  { files: ['2025-11-08-scarred.md'], flags: [], code: 0, why: 'what is repaired is a warning' },
  { files: ['2025-11-08-scarred.md'], flags: ['--strict'], code: 1, why: 'unless it is asked for' },
  { files: ['2025-11-09-broken.md'], flags: [], code: 1, why: 'an error' },
] as const)('check $flags exits with $code: $why', async ({ files, flags, code }) => {
  const root = site(Object.fromEntries(files.map((name) => [name, FILES[name]])));
  expect((await tayori(root, 'check', ...flags)).code).toBe(code);
});

it.for([
  { front: 'categories: ["港"]', at: '5:13 post-category', why: 'on the line of the categories' },
  { front: 'tags: [海]\ncategory: 港', at: '6:11 post-category', why: 'of the one category' },
  { front: 'tags: [海]', at: '1:1 post-uncategorised', why: 'at the top where there is none' },
])('says where a category is not known: $why', async ({ front, at }) => {
  const text = `---\ntitle: 港の朝\ndate: 2025-11-07\nlayout: post\n${front}\n---\n\n本文。\n`;
  const problems = problemsOf(await checkPosts(site({ '2025-11-07-a.md': text }), settingsWith(), NOW));
  expect(problems.map(({ at, code }) => `${at?.line}:${at?.column} ${code}`)).toEqual([at]);
});

it('names posts of one week that tell one event, on the later of them', async () => {
  const EVENT = '白波倉庫は十月三日、青波港運を84億円で買収すると発表した。買収は来年四月に終わる。';
  const told = (title: string, date: string, body: string) =>
    `---\ntitle: ${title}\ndate: ${date}\ncategories: [投資分析]\n---\n${body}\n`;
  const files = {
    '2025-11-03-a.md': told('青波港運を買う白波倉庫の狙い', '2025-11-03', EVENT),
    '2025-11-05-b.md': told('白波倉庫、84億円の買収に動く', '2025-11-05', `昨日の話だ。${EVENT}`),
    '2025-11-06-c.md': told('夜の灯台を歩く', '2025-11-06', '岬までは徒歩で四十分。潮の匂いがする。'),
    '2025-11-12-d.md': told('白波倉庫が港を買う', '2025-11-12', EVENT),
  };
  const problems = problemsOf(await checkPosts(site(files), settingsWith(), NOW));
  expect(problems.map(({ code, severity, at }) => `${at.file} ${severity} ${code}`)).toEqual([
    'posts/2025-11-05-b.md hint post-told-twice',
  ]);
  expect(problems[0]?.message).toContain('posts/2025-11-03-a.md');
  const off = settingsWith({ check: { rules: { 'post-told-twice': 'off' } } });
  expect(problemsOf(await checkPosts(site(files), off, NOW))).toEqual([]);
});

const DATA = 'image/svg+xml;base64,PHN2Zy8+';
it.for([
  {
    body: `前。\n\n![棚の図](data:${DATA})`,
    found: '8:1 「棚の図」',
    why: 'of a kind that Markdown would write out',
  },
  { body: `![図](data:image/png;base64,iVBORw0KGgo=)`, found: '6:1 「図」', why: 'of a kind that it knows' },
  { body: `<p><img alt="図" src="data:${DATA}"></p>`, found: '6:4', why: 'in HTML' },
])(
  'names a picture that is written out as data, $why, and nobody sees its letters',
  async ({ body, found }) => {
    const root = site({ '2025-11-07-a.md': file(body) });
    const checked = await checkPosts(root, settingsWith(), NOW);
    const { collection } = checked;
    const [problem] = problemsOf(checked).filter(({ code }) => code === 'post-image');
    const name = /「.*?」/.exec(problem?.message ?? '')?.[0];
    expect([`${problem?.at?.line}:${problem?.at?.column}`, name].filter(Boolean).join(' ')).toBe(found);
    const [first] = collection.posts;
    if (first === undefined) throw new Error('the post is published');
    const { html, text } = await readArticle(root, first, settingsWith());
    expect(html).toContain('<img alt=');
    expect(html + text).not.toContain('base64');
  },
);

it.for([
  {
    body: '<img data-src="/a.png" src="data:image/gif;base64,R0" alt="図">',
    why: 'a script loads the picture',
  },
  { body: '<img src="data:image/gif;base64,R0" data-srcset="/a.png 1x">', why: 'or a set of them' },
  { body: '```html\n<img src="data:image/png;base64,R0">\n```', why: 'code shows it' },
  { body: '`![図](data:image/png;base64,R0)`と書く。', why: 'code in a line shows it' },
])('names no picture that readers get, or that is text: $why', async ({ body }) => {
  const checked = await checkPosts(site({ '2025-11-07-a.md': file(body) }), settingsWith(), NOW);
  expect(problemsOf(checked).filter(({ code }) => code === 'post-image')).toEqual([]);
});

it('names a picture that stays data: the attribute of its script holds no address', async () => {
  const body = '<img src="data:image/gif;base64,R0" data-lazy="true">';
  const checked = await checkPosts(site({ '2025-11-07-a.md': file(body) }), settingsWith(), NOW);
  expect(problemsOf(checked).map(({ code }) => code)).toContain('post-image');
});

it('prints one document with --json', async () => {
  const { stdout } = await tayori(site(FILES), 'check', '--json');
  const document = JSON.parse(stdout);
  expect(document).toMatchObject({ posts: 2, errors: 2, warnings: 6, counts: { 'post-bold-heading': 4 } });
  expect(document.problems).toHaveLength(8);
  expect(document.problems[0]).toMatchObject({
    severity: 'warning',
    code: 'post-marker',
    at: { file: 'posts/2025-11-08-scarred.md', line: 8, column: 1 },
  });
});

it('lists the posts by week, newest first, with what is not published', async () => {
  const { code, stdout } = await tayori(site(FILES), 'posts');
  expect(stdout).toBe(
    [
      '2025-W45  3 posts',
      '  11-08 01:39  夜の灯台を歩く                  投資分析         /2025/11/08/good/',
      '  11-08 01:39  白波ロボティクス、新工場を発表  投資分析         /2025/11/08/scarred/',
      '  11-08 01:39  白波ロボティクス、新工場を発表  投資分析  draft  /2025/11/08/draft/',
      '',
      'Broken  1 post: `tayori check` says why',
      '  posts/2025-11-09-broken.md',
      '',
      '4 posts: 2 published, 1 draft, 1 broken.',
      'In which digest each went is not known here: there are none in out/digests/, and there is no ledger.',
      '',
    ].join('\n'),
  );
  expect(code).toBe(0);
});

it('lists posts as JSON, and only those of a week', async () => {
  const root = site(FILES);
  const { stdout } = await tayori(root, 'posts', '--json');
  expect(JSON.parse(stdout).posts[0]).toEqual({
    file: 'posts/2025-11-07-good.md',
    url: 'https://minato.example/2025/11/08/good/',
    date: '2025-11-08T01:39:06+09:00',
    week: '2025-W45',
    categories: ['投資分析'],
    state: 'published',
    title: '夜の灯台を歩く',
    digest: null,
  });
  expect(JSON.parse(stdout).posts[3]).toEqual({
    file: 'posts/2025-11-09-broken.md',
    url: null,
    date: null,
    week: null,
    categories: [],
    state: 'broken',
    title: null,
    digest: null,
  });
  expect(JSON.parse((await tayori(root, 'posts', '--json', '--week', '2025-W46')).stdout)).toEqual({
    posts: [],
  });
  expect(await tayori(root, 'posts', '--week', '2025-W60')).toMatchObject({ code: 2 });
});

it('names the same share of the same thing in five posts, in each, and after a second check too', async () => {
  const post = (day: number, share: string) =>
    file(`岬では${share}の漁港が網を替えた。`).replace('白波ロボティクス、新工場を発表', `港の話 ${day}`);
  const named = async (shares: readonly string[]) => {
    const root = site(
      Object.fromEntries(shares.map((share, at) => [`2025-11-0${at + 1}-p.md`, post(at, share)])),
    );
    const checked = async () => {
      const { stdout } = await tayori(root, 'check', '--rule', 'post-figure', '--json');
      return [...stdout.matchAll(/stands in (\d) of (\d) posts/g)].map(([, some, all]) => `${some}/${all}`);
    };
    const first = await checked();
    expect(await checked()).toEqual(first);
    return first;
  };
  expect(await named(Array(5).fill('75％以上'))).toEqual(Array(5).fill('5/5'));
  expect(await named(['75%以上', '75％以上', '75%以上', '75%以上', '60%以上'])).toEqual([]);
});
