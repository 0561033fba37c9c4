/** `site.data`: what Jekyll makes of data files, and that nothing else than data files of the site is read. */
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readArticle } from '../../../src/posts/article/read-article.ts';
import { readCollection } from '../../../src/posts/read-posts.ts';
import { scalarOf } from '../../../src/posts/ruby/ruby-scalars.ts';
import { keyOf, siteData } from '../../../src/posts/site-files/site-data.ts';
import { ProblemError } from '../../../src/problem.ts';
import { file, NOW, settingsWith } from '../settings.ts';

const settings = settingsWith();

function site(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'tayori-data-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  return root;
}

/** The text of a post with this body, or what is wrong with it. */
async function shown(body: string, files: Readonly<Record<string, string>>): Promise<string> {
  const root = site({ ...files, 'posts/2025-11-07-a.md': file(body) });
  return shownIn(root);
}

async function shownIn(root: string): Promise<string> {
  const { posts } = await readCollection(root, settings, NOW);
  try {
    return posts[0] === undefined ? '' : (await readArticle(root, posts[0], settings)).text;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.problems.map(({ message, at }) => `${at?.line} ${message}`).join('\n');
  }
}

// Each as Psych 4.0.3 of Ruby 3.1 reads and writes it, in Tokyo.
it.for([
  ['1_000', 1000],
  ['1,000', 1000],
  ['010', 8],
  ['08', '08'],
  ['0x1f', 31],
  ['0b11', 3],
  ['+5', 5],
  ['12:30', 45_000],
  ['123456789012345678901', '123456789012345678901'],
  ['1.0', '1.0'],
  ['5.', '5.0'],
  ['1.50', 1.5],
  ['-.5', -0.5],
  ['1_0.5', 10.5],
  ['1.5e-7', '1.5e-07'],
  ['1e3', '1e3'],
  ['.', '.'],
  ['Yes', true],
  ['off', false],
  ['y', 'y'],
  ['NULL', null],
  ['~', null],
  ['', null],
  ['2013-1-5', '2013-01-05'],
  ['2013-02-30', '2013-02-30'],
  ['2013-12-25 10:00:00', '2013-12-25 19:00:00 +0900'],
  ['2013-12-25T10:00:00+09:00', '2013-12-25 10:00:00 +0900'],
  ['2013-12-25T10:00:00Z', '2013-12-25 10:00:00 UTC'],
  ['3.4.0', '3.4.0'],
  ['港', '港'],
] as const)('%s is %s', ([text, value]) => {
  expect(scalarOf(text, 'Asia/Tokyo')).toBe(value);
});

it.for([
  ['my file (1)', 'my_file_1'],
  ['_under', '_under'],
  ['a-b', 'a-b'],
  ['日本 x', '_x'],
] as const)('%s.yml is site.data.%s', ([name, key]) => {
  expect(keyOf(name)).toBe(key);
});

describe('a post', () => {
  it.for([
    {
      body: '{% for one in site.data.ships %}{{ one.name }}は{{ one.tons }}トン。{% endfor %}',
      files: { '_data/ships.yml': '- name: みなと丸\n  tons: 1_200\n- name: うみ丸\n  tons: 2.0\n' },
      text: 'みなと丸は1200トン。うみ丸は2.0トン。',
      why: 'a list in YAML',
    },
    {
      body: '{{ site.data.ships[0] }}',
      files: { '_data/ships.yml': `${'#'.repeat(80)}\n# 船の名\n\n${'#'.repeat(80)}\n- みなと丸\n` },
      text: 'みなと丸',
      why: 'lines of signs above it, which once took for ever to read',
    },
    {
      body: '{% assign one = site.data.prices | where: "day", "2025-11-07" | first %}{{ one.yen }}円',
      files: { '_data/prices.csv': 'day,yen\r\n2025-11-06,900\r\n2025-11-07,"1,000"\r\n' },
      text: '1,000円',
      why: 'a row of a table',
    },
    {
      body: '{{ site.data.t[1].b }}{% if site.data.t[0].b %}有{% else %}無{% endif %}',
      files: { '_data/t.tsv': 'a\tb\n1\t\n3\t"x ""y"""\n' },
      text: 'x “y”無',
      why: 'tabs, quotation marks, an empty field',
    },
    {
      body: '{{ site.data.people.taro.role }}{{ site.data["people"].taro.age | plus: 1 }}',
      files: { '_data/people/taro.json': '{\n\t"role": "船長\\/",\n\t"age": 41\n}' },
      text: '船長/42',
      why: 'JSON in a folder',
    },
    {
      body: '{{ site.data.a.v }}{{ site.data.b.in.v }}',
      files: {
        '_data/a.yml': 'v: 甲',
        '_data/a.json': '{"v": "乙"}',
        '_data/b.yml': 'v: 丙',
        '_data/b/in.yml': 'v: 丁',
      },
      text: '乙丁',
      why: 'of two with one name, the one that Jekyll takes',
    },
    {
      body: '{{ site.data.a.c.x }}{{ site.data.a.c.y }}',
      files: { '_data/a.yml': 'b: &b {x: 1, y: 2}\nc:\n  <<: *b\n  y: 3\n' },
      text: '13',
      why: 'what YAML merges',
    },
    {
      body: '{% if site.data.x.y %}有{% else %}無{% endif %}',
      files: { '_data/a.yml': '' },
      text: '無',
      why: 'nothing',
    },
  ])('shows what $files say: $why', async ({ body, files, text }) => {
    expect(await shown(body, files)).toBe(text);
  });

  it.for([
    {
      files: { '_data/a.yml': 'v:\n  - [1, 2\nw: 3\n' },
      says: /^6 _data\/a\.yml:\d+:\d+ can not be read: /,
      why: 'YAML that is broken',
    },
    {
      files: { '_data/a.json': '{"v": 1,\n "w" 2}' },
      says: /^6 _data\/a\.json:2:\d+ /,
      why: 'JSON that is broken',
    },
    {
      files: { '_data/a.csv': 'v,w\n1,"2\n3,4\n' },
      says: /^6 _data\/a\.csv:2:3 can not be read: a quotation mark is never closed/,
      why: 'a quotation mark that is open',
    },
    {
      files: { '_data/a.csv': 'v,w\n"1" x,2\n' },
      says: /^6 _data\/a\.csv:2:4 can not be read: something stands between/,
      why: 'words behind a quotation mark',
    },
    {
      files: { '_data/a.yml': `v: "${'x'.repeat(4_000_001)}"` },
      says: /more than 4 million bytes/,
      why: 'its size',
    },
    {
      files: {
        '_data/a.yml': `a0: &a0 [1]\n${Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n}, `.repeat(9)}*a${n}]`).join('\n')}\nv: *a9\n`,
      },
      says: /more than a million values/,
      why: 'a few lines that stand for a milliard',
    },
    { files: { '_data/a.yml': 'v: !ruby/object:Object {}' }, says: /unknown .*tag/, why: 'code' },
    {
      files: { '_data/b.yml': 'v: 1' },
      says: /^6 `site\.data\.a` is not known here\.$/,
      why: 'no such file',
    },
    {
      files: { '_data/a.yml': 'w: 1' },
      says: /^6 `site\.data\.a\.v` is not known here\.$/,
      why: 'no such value',
    },
    { files: { 'data/a.yml': 'v: 1' }, says: /^6 `site\.data` is not known here\.$/, why: 'another folder' },
  ])('is not published without its data: $why', async ({ files, says }) => {
    expect(await shown('{{ site.data.a.v }}', files)).toMatch(says);
  });

  it('does not care for data that it does not use', async () => {
    expect(await shown('{{ site.data.a.v }}', { '_data/a.yml': 'v: 港', '_data/b.yml': '[' })).toBe('港');
  });

  it('gets nothing from outside of the site, and nothing hidden', async () => {
    const outside = site({ 'secret.yml': 'v: 秘密' });
    const root = site({
      '_data/b.yml': 'v: 1',
      '_data/.env.yml': 'v: 秘密',
      'posts/2025-11-07-a.md': file('{{ site.data.a.v }}{{ site.data.env.v }}{{ site.data.c.secret.v }}'),
    });
    symlinkSync(join(outside, 'secret.yml'), join(root, '_data/a.yml'));
    symlinkSync(outside, join(root, '_data/c'));
    expect(await shownIn(root)).not.toContain('秘密');
    expect(Object.keys(siteData(root, settings) ?? {})).toEqual(['b']);
  });
});
