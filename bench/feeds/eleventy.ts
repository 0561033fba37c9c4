/** Eleventy with its own feed plug-in, which makes all three formats; no page is written. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LIMIT, SITE } from './corpus.ts';
import { categories } from './posts.ts';
import { allFormats, type Tool } from './tool.ts';

/** @param modules the `node_modules` it was installed into */
export function eleventy(modules: string | undefined): Tool {
  return {
    name: 'Eleventy + plugin-rss',
    about: '18 feeds, no pages (`permalink: false`)',
    install: '`npm i --prefix DIR @11ty/eleventy @11ty/eleventy-plugin-rss`, then `--eleventy DIR`',
    most: 10_000,
    runs: 3,
    version: async () => {
      if (modules === undefined || !existsSync(join(modules, '@11ty'))) return undefined;
      const [core, plugin] = await Promise.all(
        ['eleventy', 'eleventy-plugin-rss'].map((name) => packageVersion(modules, name)),
      );
      return `${core} + ${plugin}`;
    },
    prepare: async ({ root }) => {
      const folder = join(root, 'eleventy');
      await rm(folder, { recursive: true, force: true });
      await mkdir(join(folder, '_includes'), { recursive: true });
      await symlink(join(root, 'posts'), join(folder, 'posts'));
      await symlink(modules ?? '', join(folder, 'node_modules'));
      await writeFile(join(folder, '_includes/post.njk'), '{{ content | safe }}\n');
      await writeFile(join(folder, 'eleventy.config.mjs'), config);
    },
    clean: ({ root }) => rm(join(root, 'eleventy/_site'), { recursive: true, force: true }),
    build: ({ root }) => ({
      program: process.execPath,
      args: [join(modules ?? '', '@11ty/eleventy/cmd.cjs'), '--quiet'],
      cwd: join(root, 'eleventy'),
    }),
    files: ({ root }) =>
      ['site', ...categories.map(({ slug }) => slug)].flatMap((feed) =>
        allFormats.map((format) => ({
          path: join(root, 'eleventy/_site', feed, `feed.${format}`),
          format,
          feed,
        })),
      ),
  };
}

async function packageVersion(modules: string, name: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(modules, '@11ty', name, 'package.json'), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}

const config = `import { feedPlugin } from '@11ty/eleventy-plugin-rss';
const feeds = ${JSON.stringify([{ slug: 'site', name: '' }, ...categories])};
export default function (eleventyConfig) {
  eleventyConfig.addGlobalData('permalink', false);
  eleventyConfig.addDateParsing((value) => typeof value === 'string' ? new Date(value.replace(/ ([+-])/, '$1').replace(' ', 'T').replace(/(\\d\\d)(\\d\\d)$/, '$1:$2')) : undefined);
  eleventyConfig.setTemplateFormats(['md', 'njk']);
  for (const { slug, name } of feeds) {
    eleventyConfig.addCollection(slug, (api) => api.getFilteredByGlob('posts/*.md').filter((post) => name === '' || post.data.categories.includes(name)));
    for (const type of ['rss', 'atom', 'json']) {
      eleventyConfig.addPlugin(feedPlugin, {
        type,
        inputPath: \`feed-\${slug}-\${type}.njk\`,
        outputPath: \`/\${slug}/feed.\${type}\`,
        collection: { name: slug, limit: ${LIMIT} },
        metadata: { language: 'ja', title: '${SITE.title}', subtitle: '${SITE.title}', base: '${SITE.url}/', author: { name: 'みなと経済編集部' } },
      });
    }
  }
  // Posts without a page have no URL, which the plug-in's own filter refuses.
  eleventyConfig.addPlugin((config) => config.addFilter('htmlBaseUrl', (url, base) => new URL(url || '/', base).href));
  return { markdownTemplateEngine: false };
}
`;
