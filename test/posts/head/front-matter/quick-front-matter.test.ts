import fc from 'fast-check';
import { FAILSAFE_SCHEMA, load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { parseAny, parseHead } from '../../../../src/posts/head/front-matter/front-matter.ts';
import { readPlain } from '../../../../src/posts/head/front-matter/quick-front-matter.ts';

describe('plain front matter', () => {
  it('is read without a parser', () => {
    const yaml = [
      'layout: post',
      'title: "アリババ、AIクラウドへ: 3800億元"',
      'date: 2025-11-07 16:39:06 +0000',
      'tags: ["AI", "クラウド, 半導体"]',
      'none: []',
    ];
    expect(readPlain(yaml.join('\n'))).toEqual({
      layout: 'post',
      title: 'アリババ、AIクラウドへ: 3800億元',
      date: '2025-11-07 16:39:06 +0000',
      tags: ['AI', 'クラウド, 半導体'],
      none: [],
    });
  });

  it.for([
    { yaml: 'title: "a\\tb"', why: 'an escape' },
    { yaml: 'title: a: b', why: 'a colon that YAML refuses' },
    { yaml: 'title: a #b', why: 'a comment' },
    { yaml: 'title: *a', why: 'an alias' },
    { yaml: 'title: a\n  b', why: 'a text of two lines' },
    { yaml: 'title: a\ntitle: b', why: 'a key that stands twice' },
    { yaml: 'title: ["a""b"]', why: 'a list that YAML refuses' },
    { yaml: 'title:', why: 'nothing' },
    { yaml: '__proto__: a', why: 'a name with a meaning' },
  ])('leaves to the parser: $why', ({ yaml }) => {
    expect(readPlain(yaml)).toBeUndefined();
  });

  it('says what the parser says, wherever it says something', () => {
    const letter = fc.constantFrom(...'abz019AZ"\'[],:#&*!|>%@`{}?.+-/_~ 港、ア\\\t');
    const line = fc
      .tuple(
        fc.constantFrom('title', 'date', 'a-b', 'x'),
        fc.string({ unit: letter, maxLength: 12 }),
        fc.nat(3),
      )
      .map(
        ([key, text, shape]) => `${key}: ${[text, `"${text}"`, `["${text}", "a"]`, `["${text}"]`][shape]}`,
      );
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
        const yaml = lines.join('\n');
        const plain = readPlain(yaml);
        if (plain !== undefined) expect(plain).toEqual(load(yaml, { schema: FAILSAFE_SCHEMA }));
      }),
      { numRuns: 5000 },
    );
  });

  it('is the same head that is found line by line, with the same places', () => {
    const piece = fc.constantFrom(
      'title: "港の夜"',
      'date: 2025-11-07',
      'tags: ["AI", "港"]',
      'author: 山田',
      'author: "\ufffd"',
      '# a comment',
      '---END---',
      'date: 2025-11-07\r',
      '---',
      '--- ',
      '...',
      '',
      ' x',
      'title:',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), fc.array(piece, { maxLength: 4 }), (head, body) => {
        const text = ['---', ...head, '---', ...body].join('\n');
        expect(parseHead(text, ['---END---'])).toEqual(parseAny(text, ['---END---']));
        expect(parseHead(text, ['date: 2025-11-07'])).toEqual(parseAny(text, ['date: 2025-11-07']));
      }),
      { numRuns: 2000 },
    );
  });
});
