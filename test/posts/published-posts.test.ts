import { expect, it } from 'vitest';
import { readHead } from '../../src/posts/head/read-head.ts';
import { collect, momentsOf, statesOf } from '../../src/posts/published-posts.ts';
import { NOW, settingsWith } from './settings.ts';

const settings = settingsWith();
const head = (file: string, front: string) =>
  readHead(`posts/${file}`, `---\ntitle: 題\ncategory: 投資分析\n${front}\n---\n`, settings);

it('publishes the newest first, and names what it leaves out', () => {
  const readings = [
    head('2025-11-01-a.md', ''),
    head('2025-11-03-c.md', ''),
    head('2025-11-02-b.md', ''),
    head('2025-11-02-d.md', 'draft: true'),
    head('2026-02-01-e.md', ''),
    head('2025-11-02-f.md', 'date: いつか'),
  ];
  const collection = collect(readings, settings, NOW);
  expect(collection.posts.map(({ slug }) => slug)).toEqual(['c', 'b', 'a']);
  expect(collection.skipped.map(({ at, code }) => `${at.file} ${code}`)).toEqual([
    'posts/2025-11-02-d.md post-draft',
    'posts/2025-11-02-f.md post-date',
    'posts/2026-02-01-e.md post-future',
  ]);
  const state = statesOf(collection);
  expect(readings.map(({ file }) => state(file))).toEqual([
    'published',
    'published',
    'published',
    'draft',
    'future',
    'broken',
  ]);
});

it('publishes a post at its instant, not before', () => {
  const at = (now: string) => collect([head('a.md', 'date: 2026-01-15 12:00')], settings, new Date(now));
  expect(at('2026-01-15T02:59:59Z').posts).toHaveLength(0);
  expect(at('2026-01-15T03:00:00Z').posts).toHaveLength(1);
});

it.for([
  { front: 'expiryDate: 2026-01-10', state: 'expired', why: 'over' },
  { front: 'Unpublishdate: 2026-01-10', state: 'expired', why: 'its other name, in other letters' },
  { front: 'expirydate: 2026-01-15 12:00', state: 'expired', why: 'this very moment' },
  { front: 'expiryDate: 2026-01-16', state: 'published', why: 'not over' },
  { front: 'publishDate: 2026-01-16', state: 'future', why: 'not yet' },
  { front: 'PublishDate: 2026-01-14\nexpiryDate: 2026-01-20', state: 'published', why: 'between both' },
  { front: 'expiryDate: soon', state: 'broken', why: 'nobody knows until when' },
])('shows a post of Hugo when it says: $front, $why', ({ front, state }) => {
  const site = { ...settings.site, generator: 'hugo' as const, zonelessDates: 'site' as const };
  const text = `---\ntitle: 題\ndate: 2026-01-01\n${front}\n---\n`;
  const reading = readHead('posts/a.md', text, { ...settings, site });
  const collection = collect([reading], settings, new Date('2026-01-15T03:00:00Z'));
  expect(statesOf(collection)('posts/a.md')).toBe(state);
});

it('knows every moment at which a post comes or goes', () => {
  const site = { ...settings.site, generator: 'hugo' as const };
  const text =
    '---\ntitle: 題\ndate: 2026-01-01T00:00:00Z\npublishDate: 2026-01-02T00:00:00Z\nexpiryDate: 2026-01-03T00:00:00Z\n---\n';
  const moments = momentsOf([readHead('posts/a.md', text, { ...settings, site })]);
  expect(moments.map((moment) => moment.toISOString().slice(0, 10))).toEqual([
    '2026-01-01',
    '2026-01-02',
    '2026-01-03',
  ]);
});

it('gives a URL to the newest post, and of one instant to the later name, as Jekyll does', () => {
  const readings = [
    head('a.md', 'date: 2025-11-08 01:00\nslug: same'),
    head('b.md', 'date: 2025-11-08 09:00\nslug: same'),
    head('c.md', 'date: 2025-11-08 09:00\nslug: same'),
    head('d.md', 'date: 2025-11-08 23:00\nslug: same\ndraft: true'),
  ];
  const { posts, skipped } = collect(readings, settings, NOW);
  expect(posts.map(({ file }) => file)).toEqual(['posts/c.md']);
  expect(skipped.map(({ at, code }) => `${at.file} ${code}`)).toEqual([
    'posts/a.md post-url-taken',
    'posts/b.md post-url-taken',
    'posts/d.md post-draft',
  ]);
  expect(skipped[0]?.message).toContain('posts/c.md at /2025/11/08/same/');
});

it('warns of categories that the config does not name, and of none', () => {
  const front = (lines: string) =>
    readHead('posts/2025-11-01-a.md', `---\ntitle: 題\n${lines}\n---\n`, settings);
  const warnings = (lines: string) => collect([front(lines)], settings, NOW).warnings;
  expect(warnings('categories: [投資分析, 相場]')).toMatchObject([
    { code: 'post-category', message: expect.stringContaining('「相場」') },
  ]);
  expect(warnings('x: y')).toMatchObject([{ code: 'post-uncategorised' }]);
  expect(warnings('category: 投資分析')).toEqual([]);
  const unsorted = { ...settings, categories: [] };
  expect(collect([front('category: 相場')], unsorted, NOW).warnings).toEqual([]);
});

it.for([
  { name: '投資分折', hint: 'Did you mean 「投資分析」? Add it', why: 'one letter is another' },
  { name: '分析', hint: 'Did you mean 「投資分析」? Add it', why: 'half of it' },
  { name: '料理', hint: /^Add it/, why: 'nothing like it' },
])('names the category that was meant by $name: $why', ({ name, hint }) => {
  const front = readHead('posts/2025-11-01-a.md', `---\ntitle: 題\ncategory: ${name}\n---\n`, settings);
  expect(collect([front], settings, NOW).warnings[0]?.hint).toMatch(hint);
});

it.for([
  { with: 9, without: 1, named: 1, why: 'an exception, and so a slip' },
  { with: 0, without: 1, named: 1, why: 'the only post' },
  { with: 7, without: 3, named: 0, why: 'a publication that gives many posts none' },
  { with: 0, without: 5, named: 0, why: 'one that goes by tags' },
])('$without posts without a category among $with with one are $why', ({ with: having, without, named }) => {
  const all = [
    ...Array.from({ length: having }, (_, index) => head(`2025-11-0${index + 1}-a.md`, '')),
    ...Array.from({ length: without }, (_, index) =>
      readHead(`posts/2025-11-0${index + 1}-b.md`, '---\ntitle: 題\n---\n', settings),
    ),
  ];
  const { warnings } = collect(all, settings, NOW);
  expect(warnings.filter(({ code }) => code === 'post-uncategorised')).toHaveLength(named);
});
