/** The sample posts: the same on every machine, of the size asked for, read back by the tools as they are. */
import { expect, it } from 'vitest';
import { samplePost } from '../../bench/feeds/posts.ts';

const size = { seed: 1, kilobytes: 43 };

it('makes the same post from the same number', () => {
  expect(samplePost(7, size)).toEqual(samplePost(7, size));
  expect(samplePost(7, size).text).not.toBe(samplePost(7, { ...size, seed: 2 }).text);
});

it('makes posts of about the size asked for', () => {
  const bytes = Array.from({ length: 200 }, (_, index) => Buffer.byteLength(samplePost(index, size).text));
  const mean = bytes.reduce((sum, one) => sum + one) / bytes.length;
  expect(mean).toBeGreaterThan(40_000);
  expect(mean).toBeLessThan(47_000);
});

it('gives every post a file of its own, and no paragraph and no sentence twice', () => {
  const posts = Array.from({ length: 300 }, (_, index) => samplePost(index, size));
  expect(new Set(posts.map(({ file }) => file)).size).toBe(300);
  for (const { body } of posts) {
    expect(new Set(body).size).toBe(body.length);
    const sentences = body.flatMap((paragraph) => paragraph.split(/(?<=[。？])/));
    expect(new Set(sentences).size).toBe(sentences.length);
  }
});

it('writes front matter as the publisher does, and the newest post first', () => {
  const { text, file } = samplePost(0, size);
  expect(text.split('\n').slice(0, 2)).toEqual(['---', 'layout: post']);
  expect(text).toContain('\ndate: 2026-03-31 03:00:00 +0000\n');
  expect(file).toMatch(/^2026-03-31-0-/);
  expect(text.match(/^---END---$/gm)).toHaveLength(2);
});
