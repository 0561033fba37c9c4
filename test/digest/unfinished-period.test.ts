import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { unfinished } from '../../src/digest/unfinished-period.ts';
import { type Period, parsePeriod } from '../../src/period.ts';
import { readHead } from '../../src/posts/head/read-head.ts';

const ZONE = 'Asia/Tokyo';
const settings = parseConfig({ site: { title: '週刊みなと', url: 'https://minato.example' } });
const week = parsePeriod('2025-W45', ZONE) as Period; // there is such a week

const reading = (date: string, more = '') =>
  readHead(
    `posts/${date.slice(0, 10)}-port.md`,
    `---\ntitle: 港\ndate: ${date}\n${more}---\n\n港。\n`,
    settings,
  );

describe('a period that is not over', () => {
  it.for([
    {
      now: '2025-11-07T12:00:00+09:00',
      posts: ['2025-11-08 07:00:00 +0900', '2025-11-09 23:59:59 +0900', '2025-11-06 07:00:00 +0900'],
      says: '2025-W45 is not over: it has 3 days left (to the end of 2025-11-09, Asia/Tokyo), and 2 posts are scheduled in it.',
      why: 'two are to come, one is there',
    },
    {
      now: '2025-11-09T20:30:00+09:00',
      posts: ['2025-11-09 21:00:00 +0900', '2025-11-10 00:00:00 +0900'],
      says: '2025-W45 is not over: it has 4 hours left (to the end of 2025-11-09, Asia/Tokyo), and 1 post is scheduled in it.',
      why: 'midnight belongs to the next week',
    },
    {
      now: '2025-11-09T23:59:59+09:00',
      posts: [],
      says: 'it has 1 hour left (to the end of 2025-11-09, Asia/Tokyo), and no post is scheduled in it.',
      why: 'its last second',
    },
  ])('$now: $why', ({ now, posts, says }) => {
    const readings = posts.map((date) => reading(date));
    expect(unfinished(week, readings, new Date(now), ZONE).message).toContain(says);
  });

  it('does not count a draft', () => {
    const readings = [reading('2025-11-08 07:00:00 +0900', 'draft: true\n')];
    expect(unfinished(week, readings, new Date('2025-11-07T00:00:00Z'), ZONE).message).toContain(
      'no post is',
    );
  });
});
