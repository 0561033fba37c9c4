import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/config.ts';
import { readHead } from '../../../src/posts/head/read-head.ts';

const site = { title: '便り', url: 'https://minato.example' };
const read = (lines: readonly string[], rules = {}) =>
  readHead(
    'posts/2026-11-02-a.md',
    ['---', 'date: 2026-11-02 09:00:00 +0900', ...lines, '---', ''].join('\n'),
    parseConfig({ site, check: { rules } }),
  );

describe('what is repaired in the front matter is named with its place', () => {
  it.for([
    {
      line: 'title: "**港の話**"',
      code: 'post-title-markdown',
      place: [3, 8],
      why: 'bold marks in the title',
    },
    {
      line: 'title: "港の可能性\ufffd"',
      code: 'post-replacement-character',
      place: [3, 14],
      why: 'a cut letter',
    },
    {
      line: 'title: 港の話 \ufffd',
      code: 'post-replacement-character',
      place: [3, 12],
      why: 'one behind a blank, at the end',
    },
  ] as const)('$code: $why', ({ line, code, place }) => {
    const { post, warnings } = read([line]);
    expect(post?.title).not.toMatch(/\*|\ufffd/);
    expect(warnings.map((warning) => [warning.code, warning.at.line, warning.at.column])).toEqual([
      [code, ...place],
    ]);
  });

  it('finds the cut letter behind one that is written about', () => {
    const { post, warnings } = read(['title: 文字「\ufffd」の話\ufffd']);
    expect(post?.title).toBe('文字「\ufffd」の話');
    expect(warnings.map(({ at }) => at.column)).toEqual([15]);
  });

  it('says that a boilerplate excerpt does not stand', () => {
    const { post, warnings } = read(['title: 港の話', 'excerpt: "港の話について詳細に分析します。"']);
    expect(post?.excerpt).toBeUndefined();
    expect(warnings).toMatchObject([{ code: 'post-excerpt-boilerplate', at: { line: 4, column: 10 } }]);
  });

  it('leaves both as they are where the repair is switched off', () => {
    const off = { 'post-title-markdown': 'off', 'post-excerpt-boilerplate': 'off' };
    const { post, warnings } = read(['title: "**港**"', 'excerpt: 港について詳細に分析します'], off);
    expect([post?.title, post?.excerpt, warnings]).toEqual(['**港**', '港について詳細に分析します', []]);
  });

  it.for<readonly [why: string, title: string, shown: string]>([
    ['a plain one', '5*3は15、a_bは名前', '5*3は15、a_bは名前'],
    ['code', '`this`とは何か', 'thisとは何か'],
    ['an entity', '港&amp;船', '港&船'],
    ['HTML', '如何理解 <code>document</code>', '如何理解 document'],
  ])('says nothing of what people write in titles: %s', ([, title, shown]) => {
    const { post, warnings } = read([`title: "${title}"`]);
    expect([post?.title, warnings]).toEqual([shown, []]);
  });
});
