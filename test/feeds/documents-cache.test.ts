import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { channelsOf } from '../../src/feeds/channel.ts';
import {
  feedKeys,
  type Ingredients,
  keepDocuments,
  recallDocuments,
} from '../../src/feeds/documents-cache.ts';
import { hashesOf } from '../../src/feeds/manifest.ts';
import { renderSite } from '../../src/feeds/render-site.ts';
import type { Article, Post } from '../../src/posts/post.ts';
import { articleOf, postOf, settings, whole } from './sample.ts';

const posts = [
  postOf('b', { categories: ['投資分析'] }),
  postOf('a', { categories: ['技術解説'], tags: [], frontMatter: { image: '/a.png' } }),
];
const plain: Ingredients = { articleKey: ({ file }) => `made of ${file}`, enclosures: () => [], whole };

function keys(of: readonly Post[] = posts, ingredients = plain, key = 'this program', using = settings) {
  return feedKeys({ folder: '', key }, channelsOf(of, using, whole), ingredients);
}

const withB = ['', 'categories/investment/'];
const withA = ['', 'categories/technology/'];
const all = ['', 'categories/investment/', 'categories/technology/'];
const edited = (fields: Partial<Post>) =>
  posts.map((post, index) => (index === 0 ? { ...post, ...fields } : post));

describe('the key of a feed', () => {
  it.for([
    { next: keys(), changed: [], why: 'all is as it was' },
    {
      next: keys(posts.map((post) => Object.fromEntries(Object.entries(post).toReversed()) as Post)),
      changed: [],
      why: 'fields in another order say the same',
    },
    {
      next: keys(posts, {
        ...plain,
        articleKey: ({ file }) => (file.endsWith('-a.md') ? '書き直し' : `made of ${file}`),
      }),
      changed: withA,
      why: 'the body of one post is another',
    },
    {
      next: keys(posts, {
        ...plain,
        enclosures: ({ file }) =>
          file.endsWith('-b.md')
            ? [{ url: 'https://minato.example/b.mp3', length: 1, type: 'audio/mpeg', duration: undefined }]
            : [],
      }),
      changed: withB,
      why: 'a recording has another size',
    },
    { next: keys(edited({ title: '港の夜' })), changed: withB, why: 'a title' },
    { next: keys(edited({ id: 'urn:x:1' })), changed: withB, why: 'an id, which no article holds' },
    {
      next: keys(edited({ updated: new Date('2025-11-09T00:00:00Z') })),
      changed: withB,
      why: 'a change declared',
    },
    {
      next: keys(edited({ frontMatter: { author: 'x' } })),
      changed: withB,
      why: 'any key of the front matter',
    },
    { next: keys(posts.toReversed()), changed: [''], why: 'the order' },
    { next: keys(posts, plain, 'another program'), changed: all, why: 'another version or config' },
    {
      next: keys(posts, plain, 'this program', { ...settings, site: { ...settings.site, title: '日刊' } }),
      changed: all,
      why: 'the title of the site is part of each heading',
    },
  ])('changes with what the feed is made of: $why', ({ next, changed }) => {
    const before = keys();
    expect([...next.keys()].filter((path) => next.get(path) !== before.get(path))).toEqual(changed);
  });
});

describe('documents that are kept', () => {
  let root = '';
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'tayori-shelf-'));
    await mkdir(join(root, 'categories/investment'), { recursive: true });
  });
  afterEach(() => rm(root, { recursive: true }));

  const feed = new Map([['categories/investment/', 'k']]);
  const file = (name: string) => `categories/investment/${name}`;
  const documents = new Map(['rss.xml', 'atom.xml', 'feed.json'].map((name) => [file(name), `港の${name}`]));
  const hashes = hashesOf(documents);
  const cache = () => ({ folder: root, key: '' });

  async function keep() {
    for (const [path, text] of documents) await writeFile(join(root, path), text);
    keepDocuments(cache(), feed, { ...hashes, 'feeds/index.html': 'none of its documents' });
  }

  it('are those whose feed and whose files are as they were', async () => {
    await keep();
    expect(recallDocuments(cache(), root, feed)).toEqual(hashes);
    expect(recallDocuments(cache(), root, new Map([['categories/investment/', 'other']]))).toEqual({});
  });

  it.for([
    { path: 'categories/investment/feed.json', text: '港', why: 'one of the three was changed by hand' },
    { path: 'documents', text: '{"categories/investment/":', why: 'what was kept is broken' },
  ])('are none where $why', async ({ path, text }) => {
    await keep();
    await writeFile(join(root, path), text);
    expect(recallDocuments(cache(), root, feed)).toEqual({});
  });

  it('are not rendered, nor are their articles read', () => {
    const kept = hashesOf(new Map([...documents.keys()].map((path) => [path, ''])));
    const unread: Article = {
      ...articleOf('b', posts[0]),
      get html(): string {
        throw new Error('read');
      },
    };
    const [, investment] = channelsOf(posts, settings, whole);
    const shown = investment === undefined ? [] : [{ ...investment, path: '', posts: [] }, investment];
    const written = renderSite(shown, new Map([['posts/2025-11-07-b.md', unread]]), settings, kept);
    expect([...written.keys()]).toEqual([
      'rss.xml',
      'atom.xml',
      'feed.json',
      '_headers',
      'feeds/feeds.opml',
      'feeds/index.html',
    ]);
  });
});
