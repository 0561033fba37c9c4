/** Categories and tags that YAML takes for numbers, days or truth values. The values are those of Jekyll 4.3.1. */
import { expect, it } from 'vitest';
import { readHead } from '../../../../src/posts/head/read-head.ts';
import { settingsWith } from '../../settings.ts';

const settings = settingsWith({
  site: { title: 't', url: 'https://minato.example', permalink: '/:categories/:title/' },
});

function read(front: string) {
  return readHead('posts/2024-01-01-minato.md', `---\ntitle: 港\n${front}\n---\n甲`, settings).post;
}

it.for([
  { front: 'category: 1.10', path: '/1.1/minato/', why: 'a fraction loses its last zero' },
  { front: 'category: "1.10"', path: '/1.10/minato/', why: 'a text in quotation marks keeps it' },
  { front: 'category: 2024', path: '/2024/minato/', why: 'a whole number' },
  { front: 'category: yes', path: '/true/minato/', why: 'a word for true' },
  { front: 'category: null', path: '/minato/', why: 'nothing' },
  {
    front: 'categories: [2024, 1.0, yes, no, null, 2020-01-01, 0x10, 1e3]',
    path: '/2024/1.0/true/false/2020-01-01/16/1e3/minato/',
    why: 'a list of all kinds; 1e3 is a text to YAML 1.1',
  },
  { front: "categories: ['0x10', 0x10]", path: '/0x10/16/minato/', why: 'with and without quotation marks' },
  { front: 'categories:\n  - 1.50\n  - 港', path: '/1.5/%E6%B8%AF/minato/', why: 'a list below its key' },
  { front: 'category: 0.10\ncategories: x', path: '/x/0.1/minato/', why: 'both keys' },
  { front: 'categories: 1e3', path: '/1e3/minato/', why: 'a text' },
  {
    front: 'categories: 1.10',
    path: '/1.10/minato/',
    why: 'Jekyll gives up the head here: it stays as written',
  },
])('$front: $why', ({ front, path }) => {
  expect(read(front)?.path).toBe(path);
});

it('tags are shown so, too', () => {
  expect(read('tags: [1.10, "1.10", yes, 港]')?.tags).toEqual(['1.1', '1.10', 'true', '港']);
});
