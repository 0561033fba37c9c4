import { describe, expect, it } from 'vitest';
import { withDefaults } from '../../../src/posts/head/defaults.ts';
import { readHead } from '../../../src/posts/head/read-head.ts';
import type { FrontMatter } from '../../../src/posts/post.ts';
import { file, settingsWith } from '../settings.ts';

type Row = { path?: string; values: Record<string, string | boolean | string[]> };
const siteWith = (defaults: Row[], posts = 'posts') =>
  settingsWith({ site: { title: 'み', url: 'https://minato.example', posts, defaults } }).site;
const read = (defaults: Row[], data: FrontMatter, path = 'posts/2024/2025-11-07-a.md') =>
  withDefaults(path, data, siteWith(defaults));

describe('defaults of the front matter', () => {
  it.for<{ defaults: Row[]; data?: FrontMatter; is: FrontMatter; why: string }>([
    { defaults: [], data: { title: 'a' }, is: { title: 'a' }, why: 'there are none' },
    { defaults: [{ values: { author: '港' } }], is: { author: '港' }, why: 'no path is every path' },
    { defaults: [{ path: '2024/', values: { lang: 'en' } }], is: { lang: 'en' }, why: 'the path begins so' },
    {
      defaults: [{ path: '2024/2025-11', values: { lang: 'en' } }],
      is: { lang: 'en' },
      why: 'also in a name',
    },
    { defaults: [{ path: '2025/', values: { lang: 'en' } }], is: {}, why: 'it lies elsewhere' },
    {
      defaults: [{ path: '*/2025-*-a', values: { lang: 'en' } }],
      is: { lang: 'en' },
      why: 'letters of a name',
    },
    { defaults: [{ path: '*-a', values: { lang: 'en' } }], is: {}, why: 'a star does not leave a folder' },
    { defaults: [{ path: '**-a', values: { lang: 'en' } }], is: { lang: 'en' }, why: 'two stars do' },
    { defaults: [{ path: '2.24', values: { lang: 'en' } }], is: {}, why: 'a dot is a dot' },
    {
      defaults: [{ values: { published: false } }],
      data: { published: 'true' },
      is: { published: 'true' },
      why: 'the post says more',
    },
    {
      defaults: [{ values: { author: '港' } }],
      data: { author: '' },
      is: { author: '港' },
      why: 'an empty key says nothing',
    },
    {
      defaults: [{ path: '2024/', values: { lang: 'en' } }, { values: { lang: 'fr', author: '港' } }],
      is: { lang: 'en', author: '港' },
      why: 'a longer path says more than a shorter one, whatever comes first',
    },
    {
      defaults: [{ values: { lang: 'en' } }, { values: { lang: 'fr' } }],
      is: { lang: 'fr' },
      why: 'of equal paths the later',
    },
    {
      defaults: [{ values: { categories: ['news'] } }, { path: '2024', values: { categories: 'old press' } }],
      data: { categories: ['news', '港'] },
      is: { categories: ['old', 'press', 'news', '港'] },
      why: 'categories are added to those of the post, and of defaults those of the longer path count',
    },
    {
      defaults: [{ values: { categories: ['news'] } }],
      data: { category: '港' },
      is: { categories: ['news'], category: '港' },
      why: 'also where the post names one only',
    },
    {
      defaults: [{ values: { tags: ['x'] } }],
      data: { tags: ['y'] },
      is: { tags: ['y'] },
      why: 'tags are not',
    },
  ])('$defaults make $is of $data: $why', ({ defaults, data = {}, is }) => {
    expect(read(defaults, data)).toEqual(is);
  });

  it('count from the folder that `site.posts` names', () => {
    const site = siteWith([{ path: 'hidden', values: { published: false } }], 'blog/_posts');
    expect(withDefaults('blog/_posts/hidden/a.md', {}, site)).toEqual({ published: 'false' });
    expect(withDefaults('blog/_posts/a.md', {}, site)).toEqual({});
  });

  it('hide a post, give it an author, and a place of its own', () => {
    const settings = settingsWith({
      site: {
        title: 'み',
        url: 'https://minato.example',
        defaults: [
          { path: 'hidden/', values: { published: false } },
          { path: '', values: { author: '佐倉', categories: ['news'], permalink: '/:categories/:title/' } },
        ],
      },
    });
    const hidden = readHead('posts/hidden/2025-11-07-a.md', file('x'), settings);
    expect(hidden.draft).toBe(true);
    const { post, draft } = readHead('posts/2025-11-07-a.md', file('x'), settings);
    expect(draft).toBe(false);
    expect(post).toMatchObject({ authors: ['佐倉'], categories: ['news', '投資分析'] });
    expect(decodeURI(post?.path ?? '')).toBe('/news/投資分析/a/');
  });
});
