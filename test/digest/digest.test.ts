import { expect, it } from 'vitest';
import { makeDigest } from '../../src/digest/digest.ts';
import { defuse } from '../../src/digest/text/escape-slots.ts';
import type { FrontMatter, Post } from '../../src/posts/post.ts';
import { week } from './example.ts';

const post = (frontMatter: FrontMatter): Post => ({
  file: 'posts/a.md',
  title: '港の\n朝',
  slug: 'a',
  path: '/a/',
  url: 'https://minato.example/a/',
  id: 'https://minato.example/a/',
  published: week.start,
  updated: undefined,
  categories: ['投資分析'],
  tags: [],
  authors: ['海野', '浜田'],
  language: 'ja',
  excerpt: undefined,
  readingMinutes: undefined,
  image: undefined,
  frontMatter,
});
const itemOf = (frontMatter: FrontMatter) =>
  makeDigest(
    week,
    [{ post: post(frontMatter), html: '', text: '', excerpt: '{{ 港 }}', readingMinutes: 3, repairs: [] }],
    { language: 'ja' },
  ).items[0];

it('shows a post as plain text of one line', () => {
  expect(itemOf({})).toMatchObject({
    title: '港の 朝',
    author: '海野、浜田',
    excerpt: '{\u2060{ 港 }}',
    featured: false,
    points: [],
  });
});

it.for([
  { frontMatter: { featured: 'true' }, featured: true, why: 'as Jekyll themes write it' },
  { frontMatter: { pin: 'yes' }, featured: true, why: 'another word for it' },
  { frontMatter: { featured: 'false' }, featured: false, why: 'said, but no' },
  { frontMatter: { featured: ['true'] }, featured: false, why: 'a list is no answer' },
])('$frontMatter: $why', ({ frontMatter, featured }) => {
  expect(itemOf(frontMatter)?.featured).toBe(featured);
});

it('takes the points that the editors wrote', () => {
  expect(itemOf({ points: ['一つ', { no: 'map' }, '二つ'] })?.points).toEqual(['一つ', '二つ']);
});

it.for([
  { text: '{{ a }} {% b %} {c}', out: '{\u2060{ a }} {\u2060% b %} {c}', why: 'template tags' },
  { text: '{{{', out: '{\u2060{\u2060{', why: 'however many' },
  { text: 'a@tayori-slots.invalid', out: 'a@tayori-slots.invalid', why: 'a slot is known by its place' },
  { text: ' 港\r\n の\t朝 ', out: '港 の 朝', why: 'one line' },
])('$text: $why', ({ text, out }) => {
  expect(defuse(text)).toBe(out);
});
