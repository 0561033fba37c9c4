import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { categoryNames, categorySlug } from '../../src/feeds/category.ts';
import { naughtyTitle } from './naughty.ts';

const categories = [
  { name: '投資分析', slug: 'investment', label: undefined },
  { name: '技術解説', slug: 'ai', label: undefined },
];

describe('the slug of a category', () => {
  it.for([
    { name: '投資分析', slug: /^investment$/, why: 'the config says so' },
    { name: 'robotics', slug: /^robotics$/, why: 'the name is a slug already' },
    { name: 'ai', slug: /^ai-[0-9a-f]{8}$/, why: 'another category has that slug' },
    { name: 'Investment', slug: /^investment-[0-9a-f]{8}$/, why: 'letters of another case are another name' },
    { name: 'AI技術ガイド', slug: /^ai-[0-9a-f]{8}$/, why: 'what is ASCII stays readable' },
    { name: '実装事例', slug: /^category-[0-9a-f]{8}$/, why: 'nothing is ASCII' },
    { name: '../../etc', slug: /^etc-[0-9a-f]{8}$/, why: 'a name never leaves its folder' },
    { name: 'x'.repeat(300), slug: /^x{40}-[0-9a-f]{8}$/, why: 'file names have an end' },
  ])('of $name is $slug: $why', ({ name, slug }) => {
    expect(categorySlug(name, categories)).toMatch(slug);
  });

  it('is a safe file name, and another for another name', () => {
    fc.assert(
      fc.property(naughtyTitle, naughtyTitle, (one, other) => {
        const [a, b] = [categorySlug(one, categories), categorySlug(other, categories)];
        expect(a).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(a === b).toBe(one === other);
      }),
    );
  });
});

it('lists the configured categories in their order, then the others by name', () => {
  expect(categoryNames(['読者の声', '技術解説', 'Zebra', '読者の声'], categories)).toEqual([
    '投資分析',
    '技術解説',
    'Zebra',
    '読者の声',
  ]);
});
