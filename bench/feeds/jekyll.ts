/** Jekyll with jekyll-feed: Atom only, for the site and each category. It can not leave the pages out. */
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { versionOf } from '../measure.ts';
import { LIMIT, SITE } from './corpus.ts';
import { categories } from './posts.ts';
import type { Tool } from './tool.ts';

export const jekyll: Tool = {
  name: 'Jekyll + jekyll-feed',
  about: '6 feeds (Atom only), and every page through kramdown',
  install: 'Debian: `apt install jekyll ruby-jekyll-feed`',
  most: 1000,
  runs: 1,
  version: async () => {
    const core = await versionOf({ program: 'jekyll', args: ['--version'] });
    const feed = await versionOf({
      program: 'ruby',
      args: ['-e', 'puts Gem::Specification.find_by_name("jekyll-feed").version'],
    });
    return core === undefined || feed === undefined ? undefined : `${core.replace('jekyll ', '')} + ${feed}`;
  },
  prepare: async ({ root }) => {
    const folder = join(root, 'jekyll');
    await rm(folder, { recursive: true, force: true });
    await mkdir(join(folder, '_layouts'), { recursive: true });
    await symlink(join(root, 'posts'), join(folder, '_posts'));
    await writeFile(join(folder, '_layouts/post.html'), '{{ content }}\n');
    await writeFile(join(folder, '_config.yml'), config);
  },
  clean: async ({ root }) => {
    for (const path of ['_site', '.jekyll-cache']) {
      await rm(join(root, 'jekyll', path), { recursive: true, force: true });
    }
  },
  build: ({ root }) => ({ program: 'jekyll', args: ['build', '--quiet'], cwd: join(root, 'jekyll') }),
  files: ({ root }) =>
    [
      { feed: 'site', path: 'feed.xml' },
      ...categories.map(({ slug, name }) => ({ feed: slug, path: `feed/${name}.xml` })),
    ].map(({ feed, path }) => ({ path: join(root, 'jekyll/_site', path), format: 'atom', feed })),
};

const config = `title: ${SITE.title}
url: ${SITE.url}
timezone: Asia/Tokyo
permalink: /:year/:month/:day/:title/
plugins: [jekyll-feed]
feed:
  posts_limit: ${LIMIT}
  categories: [${categories.map(({ name }) => name).join(', ')}]
`;
