/** The excerpt that an author ended by a mark. */
import { expect, it } from 'vitest';
import { renderArticle } from '../../../src/posts/article/render-article.ts';
import { readHead } from '../../../src/posts/head/read-head.ts';
import type { Article } from '../../../src/posts/post.ts';
import { file, settingsWith } from '../settings.ts';

function article(body: string, front = '', separator?: string, name = 'a.md'): Article {
  const site = { title: '週刊みなと経済', url: 'https://minato.example' };
  const settings = settingsWith({
    site: separator === undefined ? site : { ...site, excerptSeparator: separator },
  });
  const text = file(body, front);
  const { post } = readHead(`posts/2025-11-07-${name}`, text, settings);
  if (post === undefined) throw new Error('the head of a test must be good');
  return renderArticle(text, post, settings);
}

/** Sentences of which each is another. */
const long = (from: number, sentences: number) =>
  Array.from(
    { length: sentences },
    (_, n) => `${from + n}年の港では船が${n + 7}隻になり、働く人は百人を超えた。`,
  ).join('');

it.for([
  { body: '一文目。二文目。\n\n<!--more-->\n\n三文目。', excerpt: '一文目。二文目。', why: 'Hexo, Hugo' },
  { body: '一文目。\n\n<!-- more -->\n三文目。', excerpt: '一文目。', why: 'with blanks' },
  {
    body: '一文目。\n\n<!--more 続きを読む-->\n三文目。',
    excerpt: '一文目。',
    why: 'WordPress, with the words of its link',
  },
  {
    body: '一文目。<!-- more on this later -->二文目。',
    excerpt: '一文目。二文目。',
    why: 'a comment that begins with the word',
  },
  { body: '一文目。<!--moreover-->二文目。', excerpt: '一文目。二文目。', why: 'another word' },
  { body: '一文目。<!-- More -->二文目。', excerpt: '一文目。', why: 'within a paragraph' },
  {
    body: `${long(1950, 4)}\n\n${long(1980, 4)}\n\n<!--more-->\n\n終。`,
    excerpt: `${long(1950, 4)}${long(1980, 4)}`,
    why: 'all of it, however long',
  },
  {
    body: '# 題\n\n一[港][1]。\n\n<!--more-->\n\n二。\n\n[1]: https://a.example/x',
    excerpt: '一港。',
    why: 'a link that is explained behind it',
  },
  {
    body: '一文目。\n\n<!--end-->\n\n二文目。<!--more-->',
    front: 'excerpt_separator: "<!--end-->"\n',
    excerpt: '一文目。',
    why: 'the mark of the post',
  },
  {
    body: '一文目。\n\n<!--cut-->\n\n二文目。',
    separator: '<!--cut-->',
    excerpt: '一文目。',
    why: 'the mark of the site',
  },
  {
    body: '一文目。\n\n二文目。<!--more-->\n\n三文目。',
    separator: '<!--cut-->',
    excerpt: '一文目。二文目。',
    why: 'the usual one, where that of the site is missing',
  },
  {
    body: '一文目。<!--more-->',
    front: 'description: 港の話です\n',
    excerpt: '港の話です',
    why: 'what the author wrote counts more',
  },
  { body: '<!--more-->\n\n一文目。二文目。', excerpt: '一文目。二文目。', why: 'nothing before it' },
  {
    body: '`<!--more-->` を書く。\n\n```\n<!--more-->\n```\n\n二文目。',
    excerpt: '<!--more--> を書く。二文目。',
    why: 'in code it is no mark',
  },
  { body: '<p>一</p>\n<!--more-->\n<p>二</p>', name: 'a.html', excerpt: '一', why: 'a post in HTML' },
])('$excerpt: $why', ({ body, front, separator, name, excerpt }) => {
  expect(article(body, front, separator, name).excerpt).toBe(excerpt);
});

it('never cuts the body', () => {
  const { html, text } = article('一文目。\n\n<!--more-->\n\n二文目。');
  expect(html).toBe('<p>一文目。</p>\n\n<p>二文目。</p>');
  expect(text).toContain('二文目。');
});

it('ends at a sentence where the mark stands at the end of a long post', () => {
  const { excerpt } = article(`${long(1900, 40)}\n\n${long(1950, 40)}\n\n<!--more-->`);
  expect(excerpt.length).toBeLessThan(700);
  expect(excerpt.length).toBeGreaterThan(500);
  expect(excerpt).toMatch(/。$/);
});
