/** Posts that somebody wrote to hurt: none may stop a build, slow it down, or bring in what cleaning took out. */
import { describe, expect, it } from 'vitest';
import { renderArticle } from '../../src/posts/article/render-article.ts';
import { splitBlocks } from '../../src/posts/blocks.ts';
import { parseHead } from '../../src/posts/head/front-matter/front-matter.ts';
import { readHead } from '../../src/posts/head/read-head.ts';
import type { Article, Post } from '../../src/posts/post.ts';
import { contextOf } from '../../src/posts/rules/rule-context.ts';
import { findingsIn } from '../../src/posts/rules/table.ts';
import { ProblemError } from '../../src/problem.ts';
import { expectOnePass } from '../growth.ts';
import { inTwoBytes } from '../two-bytes.ts';
import { file, settingsWith } from './settings.ts';

const settings = settingsWith();

function post(front: string): Post {
  const { post } = readHead('posts/2025-11-07-shiranami.md', file('本文。', front), settings);
  if (post === undefined) throw new Error('the head of a test must be good');
  return post;
}

function article(body: string): Article {
  return renderArticle(file(body), post(''), settings);
}

describe('a value that holds itself is a fault of the front matter', () => {
  it.for([
    { yaml: 'a: &a [*a]', at: '2:8', why: 'a list' },
    { yaml: 'b: 1*2\ncategories: &a\n  - x\n  - *a', at: '5:5', why: 'categories, which are flattened' },
    { yaml: 'title: "x\\n"\na: &a [*a]', at: '3:8', why: 'an escape, for which every text is cleaned' },
    { yaml: 'a: &a {b: {c: *a}}', at: '2:15', why: 'a map, some levels down' },
  ])('$why', ({ yaml, at }) => {
    const fault = parseHead(`---\n${yaml}\n---\n`, []);
    expect(fault).toMatchObject({ message: expect.stringContaining('stands inside the value') });
    expect('line' in fault && `${fault.line}:${fault.column}`).toBe(at);
  });

  it('takes a value that only stands twice', () => {
    expect(parseHead('---\na: &a [港]\nb: [*a, *a]\n---\n', [])).toMatchObject({
      data: { a: ['港'], b: [['港'], ['港']] },
    });
  });
});

/** Liquid that can not be run is refused: that must be quick, too. */
function textOf(body: string): string {
  try {
    return article(body).text;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return '';
  }
}

describe('a post of 100 KB costs about four times what a quarter of it does', () => {
  it.for([
    { begin: '', unit: '{', end: '{%%}', close: '%}', why: 'a tag inside a tag inside a tag' },
    { begin: '', unit: '**a\n\n', why: 'strays, each in its own block' },
    { begin: '', unit: '**\n', why: 'strays, each in its own line' },
    { begin: '', unit: ': a\n', why: 'one paragraph of short lines' },
    { begin: '[a]: b "', unit: 'a\n', why: 'a title of a link that never ends' },
    { begin: '', unit: '<b>\n', why: 'lines that hold no text' },
    { begin: '', unit: '\u200d', end: 'a', why: 'joiners in a row' },
    { begin: '{% highlight ', unit: 'a', why: 'a language that never ends' },
    { begin: '', unit: '{: a', why: 'attribute lists, never closed' },
    { begin: '', unit: 'a ://', why: 'schemes of URLs, and no URL' },
    { begin: '', unit: 'https://a.example/a&gt;', why: 'URLs that a reference ends' },
    { begin: '', unit: 'https://a.example/aに', why: 'URLs that a particle ends' },
    { begin: '', unit: '<a:b', why: 'brackets around no address' },
    { begin: '', unit: '{%', why: 'tags, never closed' },
    { begin: '', unit: '{', why: 'brackets' },
    { begin: '', unit: '{{ "', why: 'texts in tags, never closed' },
    { begin: '{% ', unit: '`', why: 'code spans, never closed' },
    { begin: '', unit: 'a---END---\n', why: 'markers, each behind a letter' },
    { begin: '', unit: 'a---END---', why: 'markers in one line' },
    { begin: '', unit: 'な---END---\n', why: 'markers, each cutting a sentence that is joined again' },
    { begin: '', unit: '<b>', why: 'tags of HTML, never closed' },
    { begin: '', unit: '、', end: 'a', why: 'commas before a letter: each may be the last of the sentence' },
    { begin: '', unit: '…', end: 'a', why: 'dots before a letter' },
    { begin: '## あ', unit: '\u3000', end: '（続', why: 'blanks before a label that is not one' },
    { begin: '', unit: '次のように、', end: '。い', why: 'words that announce a list, which none follows' },
  ])('$why: $unit', ({ begin, unit, end = '', close = '' }) => {
    const make = (bytes: number) => {
      const count = Math.floor(bytes / (Buffer.byteLength(unit) + close.length / 3));
      return inTwoBytes(begin + unit.repeat(count) + end + close.repeat(Math.floor(count / 3)));
    };
    expectOnePass(textOf, make, 100_000);
  });
});

it('nests no deeper than a reader of HTML can bear, and keeps the text', () => {
  const { html, text } = article(`${'<b>'.repeat(1500)}港<br>湾</b>`);
  expect(html.split('<b>').length - 1).toBe(999); // one is the paragraph
  expect(text).toBe('港\n湾');
});

describe('no entity brings back what cleaning took out', () => {
  it.for([
    { body: '港&#xFFFE;湾', why: 'a noncharacter' },
    { body: '港&#0;湾', why: 'nothing' },
    { body: '港&#xD800;湾', why: 'half a letter' },
    { body: '港&#8238;湾', why: 'an override of the direction of writing' },
    { body: '港\u202e湾', why: 'the same, as it is' },
    { body: '<p>港&#xFDD0;湾</p>', why: 'a noncharacter in HTML' },
  ])('$why', ({ body }) => {
    const { html, text, excerpt } = article(body);
    expect([html, text, excerpt]).toEqual(['<p>港湾</p>', '港湾', '港湾']);
  });
});

describe('an id is a URI that only names', () => {
  const URL_OF_POST = 'https://minato.example/2025/11/08/shiranami/';
  it.for([
    { front: 'id: "urn:x:<&>"', id: URL_OF_POST, why: 'letters that no URI has' },
    { front: 'guid: "javascript:alert(1)"', id: URL_OF_POST, why: 'a script' },
    { front: 'guid: "data:text/html,x"', id: URL_OF_POST, why: 'data' },
    { front: 'guid: "urn:x:%zz"', id: URL_OF_POST, why: 'a percent sign that encodes nothing' },
    { front: 'guid: "tag:minato.example,2025:a"', id: 'tag:minato.example,2025:a', why: 'a tag' },
    { front: 'guid: "https://a.example/港"', id: 'https://a.example/%E6%B8%AF', why: 'Japanese, encoded' },
  ])('$why', ({ front, id }) => {
    expect(post(`${front}\n`).id).toBe(id);
  });

  it.for([
    { lang: `en-${'a'.repeat(5000)}`, language: 'ja', why: 'a subtag of 5,000 letters' },
    { lang: `en${'-abcdefgh'.repeat(4)}`, language: 'ja', why: '38 letters in all' },
    { lang: 'zh-Hant-TW', language: 'zh-Hant-TW', why: 'a script and a region' },
  ])('and a language is a tag that validates: $why', ({ lang, language }) => {
    expect(post(`lang: ${lang}\n`).language).toBe(language);
  });
});

describe('all rules look at a text of 200 KB in one pass', () => {
  const context = contextOf({ title: '新工場に27億円', published: new Date(0), frontMatter: {} }, settings);
  it.for([
    { unit: 'あ。', why: 'short sentences in one paragraph' },
    { unit: 'あいうえおかきくけこ。', why: 'one sentence again and again' },
    { unit: 'あいうえおかきくけこ。\n\n', why: 'one paragraph again and again' },
    { unit: '- あいうえおかきくけこさ\n', why: 'one item again and again' },
    { unit: 'を、\n\n\nあいうえおか', why: 'cuts before empty lines' },
    { unit: '。 ## あ い', why: 'headings in one line' },
    {
      begin: '## 港の朝の市場\n\nあ。\n\n---END---\n\n',
      unit: '。 港の朝の市場 あ',
      why: 'a heading in one line',
    },
    { begin: '港。\n\n---END---\n\n## あ', unit: ' ', end: '港', why: 'blanks in the middle of a heading' },
    { begin: '港。\n\n---END---\n\n', unit: '## あ\n\n', why: 'headings over nothing' },
    { begin: '港。\n\n---END---\n\n', unit: '**港：** ', why: 'subjects in bold' },
    { begin: '## 港の朝市\n\n', unit: '## 港の\n\n---END---\n\n', why: 'headings that are cut' },
    { begin: '## あ\n\n', unit: '港の今日の船\n\n---END---\n\n## あ\n\n', why: 'headings behind cuts' },
    {
      begin: '## 港の朝\n\n港の船が北へ\n\n---END---\n\n',
      unit: '港の朝 ',
      why: 'the heading of a section that is cut',
    },
    { unit: '## 1. 港の朝\n\n船が\n\n---END---\n\n1. 港の朝 船が\n\n', why: 'numbered headings behind cuts' },
    { unit: '「港は今', why: 'begun again inside a quotation', begin: '港は今日\n\n---END---\n\n' },
    { unit: '。 * **あ** い', why: 'items in one line' },
    { unit: 'ですす。', why: 'letters twice' },
    { unit: '必ず儲か', why: 'promises' },
    { unit: '既存の記事で触れ。', why: 'talk about the writing' },
    { unit: '1億', why: 'numbers' },
    { unit: '<div>\n\n', why: 'elements, never closed' },
    { unit: '{% raw %}\n', why: 'tags, never closed' },
    { unit: '`` ` ', why: 'code spans' },
    { unit: 'あ…\n\n---END---\n\n', why: 'cuts' },
    { unit: '港は今日もよく晴れている。特に、北の港は晴れている。\n\n---END---\n\n', why: 'joining words' },
    { unit: '- 一つ目\n- 二つ目の\n\n---END---\n\n- 一つ目\n', why: 'lists that begin again' },
    { unit: '.', end: '港', why: 'dots before a letter' },
    { unit: '1,', end: '港', why: 'numbers' },
    { unit: '「あ', why: 'quotations, never closed' },
    { unit: '（指定：', why: 'the beginning of an order' },
    { begin: '## ', unit: ' ', end: '港', why: 'blanks in a heading' },
    { begin: '```\n', unit: '\n', end: '```', why: 'empty lines in code' },
    { begin: '---END---\n', unit: ' ', end: '港', why: 'blanks below a marker' },
    { begin: '**', unit: ':', end: '港**', why: 'colons in a subject' },
    { unit: '_', end: '港', why: 'lines to fill in' },
  ])('$why: $unit', ({ begin = '', unit, end = '' }) => {
    const make = (letters: number) =>
      splitBlocks(inTwoBytes(begin + unit.repeat(letters / unit.length) + end), 1);
    expectOnePass((blocks) => findingsIn(blocks, context), make, 200_000);
  });
});
