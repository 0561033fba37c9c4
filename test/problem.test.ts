import { describe, expect, it } from 'vitest';
import { formatProblem, visible } from '../src/problem.ts';

describe('what a terminal would obey', () => {
  it.for([
    { text: '\u001b[2J記事.md', shown: '\\u001b[2J記事.md', why: 'clears the screen' },
    { text: 'a\u009b31mb', shown: 'a\\u009b31mb', why: 'the same, in one letter' },
    { text: 'a\rb\u0007', shown: 'a\\u000db\\u0007', why: 'writes over the line; rings' },
    { text: 'a\u202egpj.md', shown: 'a\\u202egpj.md', why: 'looks like another name' },
    {
      text: '\u2068رسالة\u2069 and 3 more',
      shown: 'رسالة and 3 more',
      why: 'keeps Arabic apart, and turns nothing',
    },
    {
      text: '\u2068a\u202eb\u2069',
      shown: '\\u2068a\\u202eb\\u2069',
      why: 'but not around a mark that turns',
    },
    { text: 'a\u2068b', shown: 'a\\u2068b', why: 'nor alone' },
    { text: '港の朝\n\t二行目 👩‍🚀', shown: '港の朝\n\t二行目 👩‍🚀', why: 'ordinary text stays as it is' },
  ])('is written out: $why', ({ text, shown }) => {
    expect(visible(text)).toBe(shown);
  });
});

it('is printed with its place on the line that it begins, though a file name holds a line break', () => {
  const text = formatProblem({
    code: 'post-title',
    message: 'The title is missing.',
    hint: 'Write one.',
    at: { file: 'posts/港\nx.md', line: 1 },
  });
  expect(text).toBe('posts/港\\u000ax.md:1: The title is missing. [post-title]\n  -> Write one.');
});
