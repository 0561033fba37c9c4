import { expect, it } from 'vitest';
import { parseConfig } from '../../../src/config.ts';
import { readHead } from '../../../src/posts/head/read-head.ts';

const site = { title: '便り', url: 'https://minato.example' };

function read(title: string, excerpt: string, rules = {}) {
  const lines = [
    `title: ${JSON.stringify(title)}`,
    'date: 2026-11-02 09:00',
    `excerpt: ${JSON.stringify(excerpt)}`,
  ];
  const text = ['---', ...lines, '---', ''].join('\n');
  const { post, warnings } = readHead('posts/a.md', text, parseConfig({ site, check: { rules } }));
  return {
    title: post?.title,
    excerpt: post?.excerpt,
    named: warnings.filter(({ code }) => code === 'post-label').map(({ at }) => at.line),
  };
}

const SAYS = '三隻が朝に着き、荷は昼までに市場へ出た。';

it.each<[why: string, written: string, title: string]>([
  ['Japanese', 'タイトル：港の朝と荷の行方', '港の朝と荷の行方'],
  ['quoted by the form', '記事タイトル: 「港の朝と荷の行方」', '港の朝と荷の行方'],
  ['one of several', 'タイトル案1：港の朝と荷の行方', '港の朝と荷の行方'],
  ['English', 'Title: "How Small Ports Win"', 'How Small Ports Win'],
  ['bold, as programs have it', '**SEO Title:** How Small Ports Win', 'How Small Ports Win'],
  ['German', 'Titel: Der Hafen am Morgen', 'Der Hafen am Morgen'],
  ['Chinese', '标题：港口的早晨', '港口的早晨'],
  ['of a blog', 'ブログタイトル：港の朝と荷の行方', '港の朝と荷の行方'],
  ['suggested', 'Suggested Title: How Small Ports Win', 'How Small Ports Win'],
])('the name of a form before a title is dropped and named: %s', (_, written, title) => {
  expect(read(written, SAYS)).toEqual({ title, excerpt: SAYS, named: [2] });
});

it.each<[why: string, written: string, excerpt: string]>([
  ['Japanese', `要約：${SAYS}`, SAYS],
  ['quoted', `メタディスクリプション：「${SAYS}」`, SAYS],
  ['English', 'Meta description: Three ships came in.', 'Three ships came in.'],
  ['with its length', `要約（120字以内）：${SAYS}`, SAYS],
  ['with its length in English', 'Meta Description (155 characters): Three ships.', 'Three ships.'],
  ['of a post', `記事の要約：${SAYS}`, SAYS],
  ['a word that is a name, over a sentence', `リード：${SAYS}`, SAYS],
])('the name of a form before an excerpt is dropped and named: %s', (_, written, excerpt) => {
  expect(read('港の朝', written)).toEqual({ title: '港の朝', excerpt, named: [4] });
});

it.each([
  ['a title that speaks of titles', 'タイトルの付け方：三つの型'],
  ['a name alone', 'Title:'],
  ['a word that begins so', 'Titles: a history'],
  ['a title with a part before a colon', '港：朝の風景'],
  ['a word and its history', 'Title: a word history'],
  ['a law of the United States', 'Title 42: What Ended This Week'],
  ['a title on titles, in other words', 'タイトル：なぜ題名は大事か'],
  ['a heading of HTML', '标题：HTML 中的 h1 到 h6'],
  ['a title that says that it is none', '題名：未定'],
])('left: %s', (_, title) => {
  expect(read(title, SAYS)).toEqual({ title, excerpt: SAYS, named: [] });
});

it.each([
  ['where it is from', '抜粋：『港の猫』第一章より'],
  ['a leash', 'リード：犬の引き綱を選ぶ'],
  ['a word and its use', 'Résumé: how to write one'],
  ['a part of a longer one', '要約 2：次の章'],
])('an excerpt is left: %s', (_, excerpt) => {
  expect(read('港の朝', excerpt)).toEqual({ title: '港の朝', excerpt, named: [] });
});

it('stays where the rule is off', () => {
  expect(read('タイトル：港の朝', SAYS, { 'post-label': 'off' })).toMatchObject({
    title: 'タイトル：港の朝',
    named: [],
  });
});
