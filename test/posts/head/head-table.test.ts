/** A post that is read again from columns says what it said when it was read first. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addHead, copyHead, type Heads, newHeads, readingsOf } from '../../../src/posts/head/head-table.ts';
import { glanceAt, type HeadReading, readHead } from '../../../src/posts/head/read-head.ts';
import { POST_FIELDS, withId } from '../../../src/posts/post.ts';
import { settingsWith } from '../settings.ts';

const FILE = 'posts/2025-11-07-港.md';
const fileOf = (row: number) => (row === 0 ? FILE : `posts/2025-11-07-港-${row}.md`);
const settings = settingsWith();

/** Through the columns, and through those of a later build. */
function throughColumns(...texts: readonly string[]): HeadReading[] {
  const files = texts.map((_, row) => fileOf(row));
  const first = newHeads(texts.length);
  const later = newHeads(texts.length);
  texts.forEach((text, row) => {
    const glance = glanceAt(fileOf(row), text, settings);
    addHead(first, row, glance, text.slice(0, glance.end), settings.site.url);
    copyHead(later, row, first, row);
  });
  const again = wholeReadings(later, files);
  expect(again.map(fieldsOf)).toEqual(wholeReadings(first, files).map(fieldsOf));
  return again;
}

function wholeReadings(heads: Heads, files: readonly string[]): HeadReading[] {
  const { readings, whole } = readingsOf(heads, files, settings);
  return readings.map((reading) => ({ ...reading, post: reading.post && whole(reading.post) }));
}

/** All but warnings. */
function fieldsOf({ post, faults, draft, shown }: HeadReading): unknown {
  return [post && POST_FIELDS.map((field) => post[field]), faults, draft, shown];
}

const head = (...lines: readonly string[]) =>
  ['---', 'title: "港の朝"', 'date: 2025-11-07', ...lines].join('\n');

describe('a head in columns', () => {
  it.for([
    { text: `${head('tags: ["AI", "港"]', 'author: 山田')}\n---\n本文。\n`, why: 'plain' },
    { text: `${head('tags:', '  - AI', '  - 港')}\n---\n本文。\n`, why: 'YAML' },
    { text: `${head('excerpt: 静かな港。')}\n...\n本文。\n---\n`, why: 'closed by three dots' },
    { text: `${head('excerpt: 静かな港。')}\n---END---\n本文。\n`, why: 'closed by a marker' },
    { text: `${head('lang: en')}\n---`, why: 'without a body' },
    { text: `${head('id: urn:x:1', 'updated: 2025-11-09')}\n---\n`, why: 'with an id of its own' },
    { text: `${head('draft: true')}\n---\n`, why: 'a draft' },
    { text: '---\ntitle: ""\ndate: 2025-11-07\n---\n', why: 'with a fault' },
    { text: '本文だけ。\n', why: 'without a head' },
  ])('is the same post: $why', ({ text }) => {
    expect(throughColumns(text).map(fieldsOf)).toEqual([fieldsOf(readHead(FILE, text, settings))]);
  });

  it('is the same post, whatever stands in it', () => {
    const line = fc.constantFrom(
      ...['tags: ["AI", "港"]', 'categories: 港 街', 'category: 街', 'tags:', '  - 港', 'draft: yes'],
      ...['author: "\ufffd"', '# 注', '---END---', '---', '--- ', '...', '', 'permalink: /:title/', 'x: "𠮷'],
    );
    const text = fc
      .tuple(fc.array(line, { maxLength: 5 }), fc.array(line, { maxLength: 3 }))
      .map(([front, body]) => [head(...front), '---', ...body].join('\n'));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), (texts) => {
        const direct = texts.map((one, row) => fieldsOf(readHead(fileOf(row), one, settings)));
        expect(throughColumns(...texts).map(fieldsOf)).toEqual(direct);
      }),
      { numRuns: 500 },
    );
  });

  it('is plain data: spread, compared or written as JSON, it loses nothing', () => {
    const heads = newHeads(1);
    const text = `${head('author: 山田', 'tags: [港]')}\n---\n`;
    addHead(heads, 0, glanceAt(FILE, text, settings), text, settings.site.url);
    const { readings, whole } = readingsOf(heads, [FILE], settings);
    const post = readings[0]?.post;
    const moved = post && withId(post, 'urn:x:2');
    expect({ ...moved }).toEqual({ ...post, id: 'urn:x:2' });
    const all = moved && whole(moved);
    expect({ ...all }).toEqual({ ...readHead(FILE, text, settings).post, id: 'urn:x:2' });
    expect(JSON.parse(JSON.stringify(all))).toMatchObject({ id: 'urn:x:2', authors: ['山田'], tags: ['港'] });
  });
});
