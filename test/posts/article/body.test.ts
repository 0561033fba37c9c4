/** Rules look at a text after Liquid, and what they find is named at its place in the file. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderArticle } from '../../../src/posts/article/render-article.ts';
import { type CheckedSite, checkPosts } from '../../../src/posts/check/check.ts';
import { readHead } from '../../../src/posts/head/read-head.ts';
import { readHeads } from '../../../src/posts/read-posts.ts';
import { file, NOW, settingsWith } from '../settings.ts';

const LONG = '港の電力は船を待つあいだも要る。'.repeat(5);
const REFUSAL =
  '申し訳ありませんが、「白波、港を拡張」に関する情報を見つけられませんでした。検索の上限に達したため、記事の作成を完了できません。';

/** The body of the file of settings.ts begins on line 6. */
function repairs(body: string, name = 'posts/2025-11-07-a.md') {
  const settings = settingsWith();
  const source = file(body);
  const { post } = readHead(name, source, settings);
  if (post === undefined) throw new Error('the head of a test must be good');
  return renderArticle(source, post, settings).repairs;
}

function site(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'tayori-body-'));
  mkdirSync(join(root, 'posts'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, 'posts', name), text);
  return root;
}

const found = ({ posts }: CheckedSite) =>
  posts.flatMap(({ state, findings }) =>
    findings().map(({ at, code, severity }) => `${at.line}:${at.column} ${severity} ${code} ${state}`),
  );

describe('places are those of the file', () => {
  it.for([
    { body: '港。\n\n---END---', at: '8:1 post-marker', why: 'without Liquid' },
    {
      body: '{% for n in (1..5) %}\n\n波{{ n }}。\n{% endfor %}\n\n---END---',
      at: '11:1 post-marker',
      why: 'behind a loop that writes more lines than it has',
    },
    {
      body: '{% comment %}\n一。\n二。\n三。\n{% endcomment %}\n\n港。\n\n---END---',
      at: '14:1 post-marker',
      why: 'behind lines that nobody reads',
    },
    {
      body: '{::comment}\n一。\n{:/comment}\n\n港。\n\n---END---',
      at: '12:1 post-marker',
      why: "behind a comment of kramdown's",
    },
    {
      body: '{% assign a = "港" %}{{ a }}の波\ufffdです。',
      at: '6:1 post-replacement-character',
      why: 'on a line whose letters Liquid changes, at its beginning',
    },
  ])('$why', ({ body, at }) => {
    expect(repairs(body).map(({ code, at }) => `${at.line}:${at.column} ${code}`)).toEqual([at]);
  });

  it('names the line of the first paragraph, too', () => {
    const [repair] = repairs(`{% for n in (1..5) %}波。\n\n{% endfor %}\n\n${LONG}\n\n港。\n\n${LONG}`);
    expect(repair).toMatchObject({ code: 'post-repeated-paragraph', at: { line: 14 } });
    expect(repair?.message).toContain('line 10');
  });

  it('repairs what Liquid writes, and nothing in a post that is HTML', () => {
    expect(repairs('{% assign m = "---END---" %}港。\n\n{{ m }}')).toMatchObject([
      { code: 'post-marker', at: { line: 8 } },
    ]);
    expect(repairs(`<p>${LONG}</p>\n\n---END---\n\n**港**\n`, 'posts/2025-11-07-a.html')).toEqual([]);
  });
});

describe('a post is held for what readers would see', () => {
  it.for([
    { body: REFUSAL, held: ['6 post-refusal'], why: 'a refusal' },
    {
      body: `{% if true %}\n${REFUSAL}\n{% endif %}`,
      held: ['6 post-refusal'],
      why: 'in a branch that is taken, at its tag',
    },
    { body: `{% if false %}${REFUSAL}{% endif %}港。`, held: [], why: 'in a branch that is not' },
    { body: `{% comment %}${REFUSAL}{% endcomment %}\n\n港。`, held: [], why: 'in a comment' },
    { body: `{{ site.data.x }}\n\n${REFUSAL}`, held: [], why: 'Liquid that is refused when it is rendered' },
  ])('$why', async ({ body, held }) => {
    const root = site({ '2025-11-07-a.md': file(body) });
    const [reading] = await readHeads(root, settingsWith());
    expect(reading?.faults.map(({ at, code }) => `${at.line} ${code}`)).toEqual(held);
  });
});

describe('check finds what a build finds', () => {
  it.for([
    {
      name: '2025-11-07-a.md',
      body: '港{{ site.data.x }}。',
      lines: ['6:2 error post-liquid broken'],
      why: 'Liquid',
    },
    {
      name: '2025-11-07-a.md',
      body: '<!-- 港 -->',
      lines: ['6:1 warning post-empty published'],
      why: 'nothing',
    },
    {
      name: '2025-11-07-a.md',
      body: '港。\n\n---END---\n\n## **港\n\n船。',
      lines: ['8:1 warning post-marker published', '10:1 warning post-stray-emphasis published'],
      why: 'a mark without its partner, where a program wrote',
    },
    {
      name: '2025-11-07-a.md',
      body: '港の**今日',
      lines: [],
      why: 'such a mark, where nothing says so',
    },
    {
      name: '2025-11-07-a.html',
      body: '<p>港。</p>\n---END---',
      lines: [],
      why: 'HTML, which is not repaired',
    },
  ])('$why', async ({ name, body, lines }) => {
    expect(found(await checkPosts(site({ [name]: file(body) }), settingsWith(), NOW))).toEqual(lines);
  });

  it('counts a file that is no post, and a folder without any', async () => {
    const both = site({ '2025-11-07-a.md': file('港。'), 'a.png': '' });
    expect(found(await checkPosts(both, settingsWith(), NOW))).toEqual(['1:1 hint post-other-file other']);
    expect(found(await checkPosts(site({}), settingsWith(), NOW))).toEqual(['1:1 error posts-missing other']);
  });
});
