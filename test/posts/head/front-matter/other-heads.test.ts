import { describe, expect, it } from 'vitest';
import { parseHead } from '../../../../src/posts/head/front-matter/front-matter.ts';

describe('heads of other generators', () => {
  it.for([
    {
      text: '+++\ntitle = "港"\ndate = 2025-11-05\n[taxonomies]\ntags = ["a"]\n+++\n本文\n',
      data: { title: '港', date: '2025-11-05', taxonomies: { tags: ['a'] } },
      body: '本文\n',
      why: 'TOML of Hugo and Zola',
    },
    {
      text: 'Title: Harbour\nDate: 2025-11-05 10:20\nTags: sea, port\nSummary: One line\n    and another\n\nText\n',
      data: {
        title: 'Harbour',
        date: '2025-11-05 10:20',
        tags: ['sea', 'port'],
        summary: 'One line and another',
        description: 'One line and another',
      },
      body: '\nText\n',
      why: 'Pelican',
    },
    {
      text: 'title: a\ndate: 2025-11-05\nstatus: draft\nurl: a/b.html\n\nText\n',
      data: {
        title: 'a',
        date: '2025-11-05',
        status: 'draft',
        url: 'a/b.html',
        draft: 'true',
        permalink: 'a/b.html',
      },
      body: '\nText\n',
      why: 'Pelican: a draft with an address of its own',
    },
    {
      text: '<!--\n.. title: Harbour\n.. slug: harbour\n.. date: 2025-11-05 10:20:00 UTC+09:00\n.. tags: a, draft\n-->\n\nText\n',
      data: {
        title: 'Harbour',
        slug: 'harbour',
        date: '2025-11-05 10:20:00 +09:00',
        tags: ['a', 'draft'],
        draft: 'true',
      },
      body: '\nText\n',
      why: 'Nikola: in a comment; the tag makes it a draft',
    },
    {
      text: '.. title: Harbour\n.. date: 2025-11-05\n\nText\n',
      data: { title: 'Harbour', date: '2025-11-05' },
      body: '\nText\n',
      why: 'Nikola without a comment',
    },
  ])('$why', ({ text, data, body }) => {
    const head = parseHead(text, []);
    if (!('data' in head)) throw new Error(head.message);
    expect(head.data).toEqual(data);
    expect(text.slice(head.bodyStart)).toBe(body);
    expect(text.split('\n').slice(head.end).join('\n')).toBe(body);
  });

  it.for([
    { text: 'Note: this is a text.\n\nMore.\n', why: 'a text that begins with a word and a colon' },
    { text: 'Title: a\nand a text\nDate: b\n', why: 'a line that is no key' },
    { text: 'Title: only a title\n\nText\n', why: 'no date: it may be anything' },
    { text: '<!-- a comment -->\nText\n', why: 'a comment' },
    { text: '<!--\n.. title: a\nText -->\n', why: 'a comment that says more' },
  ])('are none: $why', ({ text }) => {
    expect(parseHead(text, [])).toMatchObject({ message: expect.stringContaining('no front matter') });
  });

  it('names the place of a fault in the file', () => {
    expect(parseHead('+++\ntitle = "a"\ndate = x y\n+++\n', [])).toMatchObject({ line: 3, column: 8 });
    expect(parseHead('+++\ntitle = "a"\n', [])).toMatchObject({
      message: expect.stringContaining('not closed'),
      hint: expect.stringContaining('`+++`'),
    });
  });
});
