/** Numeric references, as a browser reads them, in Markdown, in HTML and in the front matter. */
import { expect, it } from 'vitest';
import { renderArticle } from '../../src/posts/article/render-article.ts';
import { readHead } from '../../src/posts/head/read-head.ts';
import { file, settingsWith } from './settings.ts';

function textOf(body: string): string {
  const { post } = readHead('posts/2025-11-07-minato.md', file(body), settingsWith());
  if (post === undefined) throw new Error('the head of a test must be good');
  return renderArticle(file(body), post, settingsWith()).text;
}

it.for([
  { reference: '&#x6e2f;', letter: '港', why: 'a letter' },
  { reference: '&#128674;', letter: '🚢', why: 'an emoji' },
  { reference: '&#146;', letter: '’', why: 'an apostrophe of Windows' },
  { reference: '&#x96;', letter: '–', why: 'a dash of Windows' },
  { reference: '&#128;', letter: '€', why: 'the first of them' },
  { reference: '&#129;', letter: '', why: 'one that Windows does not have' },
  { reference: '&#0;', letter: '', why: 'no letter' },
  { reference: '&#xD83D;', letter: '', why: 'half an emoji' },
  { reference: '&#xFFFF;', letter: '', why: 'a noncharacter' },
  { reference: '&#11;', letter: '', why: 'a control character' },
  { reference: '&#99999999;', letter: '', why: 'behind the last letter' },
])('$reference is 「$letter」: $why', ({ reference, letter }) => {
  const all = `甲${letter}乙`;
  expect(textOf(`甲${reference}乙`)).toBe(all);
  expect(textOf(`<p>甲${reference}乙</p>`)).toBe(all);
  const { post } = readHead('posts/2025-11-07-a.md', `---\ntitle: 甲${reference}乙\n---\n`, settingsWith());
  expect(post?.title).toBe(all);
});

it('stays in code', () => {
  expect(textOf('`&#146;`')).toBe('&#146;');
});

it('is read in the title of a link', () => {
  const body = '[a](/b "it&#146;s")';
  const { post } = readHead('posts/2025-11-07-minato.md', file(body), settingsWith());
  if (post === undefined) throw new Error('the head of a test must be good');
  expect(renderArticle(file(body), post, settingsWith()).html).toContain('title="it’s"');
});
