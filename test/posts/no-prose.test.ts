/** Repairs that once broke what people wrote: links, code, HTML, tables, lists, and status lines. */
import { describe, expect, it } from 'vitest';
import { renderArticle } from '../../src/posts/article/render-article.ts';
import { readHead } from '../../src/posts/head/read-head.ts';
import { file, settingsWith } from './settings.ts';

function article(body: string) {
  const settings = settingsWith();
  const source = file(body);
  const { post } = readHead('posts/2025-11-07-minato.md', source, settings);
  if (post === undefined) throw new Error('the head of a test must be good');
  return renderArticle(source, post, settings);
}

const LINE =
  'この版は通常の保守を受けており、不具合の修正は折を見て取り込まれ、安全に関わるものは見つかりしだい直ちに公開されます。くわしい予定は、保守の方針の頁をご覧になってください。';
const LONG =
  '港の電力は、船を待つあいだも岸壁の明かりと冷蔵庫に要る。市は古い発電機を三台とも新しくし、費用の半分を国の補助でまかなうと決めた。工事は来年の春に始まり、二年で終わる見込みだ。';

describe('what is no prose stays as it was written', () => {
  it.for([
    {
      body: '[次][2]です。\n\n[2]: https://r.example/b "新しい版を公開しました。 - 港の日記"',
      why: 'a definition',
    },
    {
      body: '<p>\n  <a title="第1回を開催しました。 - 港の日記" href="https://d.example/">会</a> に行った。\n</p>',
      why: 'an attribute',
    },
    { body: '彼は言った。 - これは線です。 - そして続く。', why: 'dashes in a sentence' },
    { body: '![図の説明です。 - 出典は会社。 * 甲。 * 乙。](/a.png) の図。', why: 'the text of a picture' },
    { body: '値は「A。 # B」です。', why: 'a number sign' },
    { body: `1. 手順:\n\n    ~~~\n    ${LONG}\n\n    ${LONG}\n    ~~~\n\n2. 次`, why: 'code in a list' },
    { body: `    ${LONG}\n\n文。\n\n    ${LONG}`, why: 'code that is indented' },
    { body: '<pre>\na = **kw\n\n# 見出しです。 ### 項目 本文\n</pre>', why: '<pre>' },
    { body: `|a|b|\n|-|-|\n|${LONG}|1|\n|${LONG}|2|`, why: 'rows of a table' },
    { body: `${LONG}|1\n${LONG}|2`, why: 'rows of a table without strokes outside' },
    { body: `- ${LONG}\n- 甲\n- ${LONG}`, why: 'items of a list' },
    { body: `> ${LONG}\n\n甲は言う。\n\n> ${LONG}`, why: 'quotations' },
    {
      body: `## 2.7\n\n${LINE}\n\n## 2.6\n\n${LINE}\n\n## 2.5\n\n終わり。`,
      why: 'a status line under two headings',
    },
    {
      body: `- [${LONG}](https://a.example/)\n\n文。\n\n- [${LONG}](https://a.example/)`,
      why: 'a list of links',
    },
    { body: '**変更点：**\n\n- 甲\n\n**型**\n\n- 乙', why: 'bold labels over lists' },
    {
      body: '**Before:**\n\n古い書き方。\n\n**[replace(a, b)][6]の使い方**\n\n本文。',
      why: 'a colon, a link',
    },
    { body: '見出しは`**`で書く。メソッドで<code>**nil</code>と書く。', why: 'stars in code' },
  ])('$why', ({ body }) => {
    expect(article(body).repairs).toEqual([]);
  });

  it('shows stars that stand in code of HTML', () => {
    const { html } = article('メソッドで<code>**nil</code>と書く。次に、**熟練\n\n---END---\n\n船。');
    expect(html).toBe('<p>メソッドで<code>**nil</code>と書く。次に、熟練…</p>\n<p>船。</p>');
  });
});

describe('what goes takes with it what would stand over nothing', () => {
  it.for([
    {
      body: `### 港の話\n\n${LONG}\n\n中の文です。\n\n### 港の話\n${LONG}`,
      html: ['<h3>港の話</h3>', `<p>${LONG}</p>`, '<p>中の文です。</p>'],
      why: 'a heading, where its text stands on the next line',
    },
    {
      body: `## 甲\n\n${LONG}\n\n## 乙\n\n### 甲\n\n${LONG}\n\n## 丙\n\n終わり。`,
      html: ['<h2>甲</h2>', `<p>${LONG}</p>`, '<h2>丙</h2>', '<p>終わり。</p>'],
      why: 'a heading over a heading that went',
    },
    {
      body: `利点は三つある：\n\n- ${LONG}\n- 乙は軽い。\n\n続けて見る。\n\n---END---\n\n利点は次のとおり：\n\n- ${LONG}\n- 乙は軽い。\n\n終わり。`,
      html: [
        '<p>利点は三つある：</p>',
        '<ul>',
        `<li>${LONG}</li>`,
        '<li>乙は軽い。</li>',
        '</ul>',
        '<p>続けて見る。</p>',
        '<p>終わり。</p>',
      ],
      why: 'an introduction, with its list',
    },
  ])('$why', ({ body, html }) => {
    expect(article(body).html.split('\n')).toEqual(html);
  });

  it('leaves a heading that the author left empty', () => {
    expect(article('## 甲\n\n## 乙\n\n本文。').html).toContain('<h2>甲</h2>');
  });
});

describe('a passage that was said before goes, however it is put', () => {
  const [a, b, c] = [
    LONG,
    LINE,
    '投資家が見るべきは、料金ではなく工事の遅れだ。去年の工事は半年遅れ、費用は一割ふくらんだ。今年の計画に余裕があるかどうかは、まだ誰にも分からない。春を待つほかない。',
  ];
  const whole = [a, b, c].join('\n\n');
  it.for([
    { again: [a, b, c].join(' '), left: '', why: 'run together into one paragraph' },
    { again: [a, b, c].join('\n'), left: '', why: 'line by line' },
    { again: [a, b, c.slice(0, 60)].join('\n'), left: '', why: 'cut at its end' },
    {
      again: [a, '新しいことを一つ書く。', b].join(' '),
      first: `${a}新しいことを一つ書く。`,
      left: '',
      why: 'around a new sentence, which goes behind the sentence that it follows there',
    },
    {
      again: `${a} ### 港の夜 ${b} ### 船の朝 ${c}\n\n## 後書き`,
      left: '<h2>後書き</h2>',
      why: 'with headings that lost their lines',
    },
  ])('$why', ({ again, left, first = a }) => {
    const { html } = article(`${whole}\n\n---END---\n\n${again}\n\n---END---\n\n終わり。`);
    expect(html).toBe(
      [first, b, c].map((text) => `<p>${text}</p>`).join('\n') +
        `\n${left === '' ? '' : `${left}\n`}<p>終わり。</p>`,
    );
  });

  it.for([
    { body: `${a}\n\n海は広い。\n\n${b}\n\n海は広い。`, why: 'a refrain' },
    {
      body: '詩の一行目はここにある。\n\n二行目もある。\n\n詩の一行目はここにある。\n\n三行目。',
      why: 'a line of verse',
    },
  ])('but $why stays', ({ body }) => {
    expect(article(body).repairs).toEqual([]);
  });
});

it('drops a marker that was cut itself', () => {
  const { html, repairs } = article(
    '前の文です。\n---END\n\n---END---\n\n次の文です。\n\n---E\n\n終わり。\n\nND---',
  );
  expect(html).toBe('<p>前の文です。</p>\n<p>次の文です。</p>\n<p>終わり。</p>');
  expect(repairs.map(({ code }) => code)).toEqual(Array.from({ length: 4 }, () => 'post-marker'));
});
