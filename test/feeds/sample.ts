/** Articles and settings for tests of feeds; each test says only what it is about. */
import { parseConfig } from '../../src/config.ts';
import type { Article, Post, WholePost } from '../../src/posts/post.ts';
import type { Settings } from '../../src/settings.ts';

export const settings: Settings = parseConfig({
  site: {
    title: '週刊みなと経済',
    url: 'https://minato.example',
    description: '港町から読み解く、投資と技術の一週間。',
    author: 'みなと経済編集部',
  },
  categories: [
    { name: '投資分析', slug: 'investment' },
    { name: '技術解説', slug: 'technology' },
  ],
});

export function postOf(slug: string, fields: Partial<Post> = {}): Post {
  const url = `https://minato.example/2025/11/07/${slug}/`;
  return {
    file: `posts/2025-11-07-${slug}.md`,
    title: '港の朝',
    slug,
    path: `/2025/11/07/${slug}/`,
    url,
    id: url,
    published: new Date('2025-11-07T01:00:00Z'),
    updated: undefined,
    categories: ['投資分析'],
    tags: ['AI'],
    authors: ['みなと経済編集部'],
    language: 'ja',
    excerpt: undefined,
    readingMinutes: undefined,
    image: undefined,
    frontMatter: {},
    ...fields,
  };
}

export function articleOf(slug: string, fields: Partial<Post> = {}, body: Partial<Article> = {}): Article {
  return {
    post: postOf(slug, fields),
    html: '<p>朝の港は静かだった。</p>',
    text: '朝の港は静かだった。',
    excerpt: '朝の港は静かだった。',
    readingMinutes: 1,
    repairs: [],
    ...body,
  };
}

/** The posts of these tests are whole as they are. */
export const whole: WholePost = (head) => head as Post;
