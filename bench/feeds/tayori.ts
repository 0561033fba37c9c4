/** Ourselves, as installed: `tayori build` with the default settings. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Program } from '../program.ts';
import { categories } from './posts.ts';
import { allFormats, type Format, type Tool } from './tool.ts';

const fileNames: Readonly<Record<Format, string>> = { rss: 'rss.xml', atom: 'atom.xml', json: 'feed.json' };

/** Everything that a build may leave; the posts and the config stay. */
const made = ['out', '.tayori', 'posts/.tayori-ids.json'];

export async function cleanOutputs(root: string): Promise<void> {
  await Promise.all(made.map((path) => rm(join(root, path), { recursive: true, force: true })));
}

export function tayori(program: Program): Tool {
  return {
    name: 'tayori',
    about: '18 feeds and the feed page; titles, content and ids read back and checked',
    install: 'npm ci',
    most: Number.POSITIVE_INFINITY,
    runs: Number.POSITIVE_INFINITY,
    version: async () => program.version,
    prepare: async () => {},
    clean: ({ root }) => cleanOutputs(root),
    build: ({ root }) => program.call(['build', '--root', root]),
    files: ({ root }) =>
      ['site', ...categories.map(({ slug }) => slug)].flatMap((feed) => {
        const folder = feed === 'site' ? 'out' : `out/categories/${feed}`;
        return allFormats.map((format) => ({ path: join(root, folder, fileNames[format]), format, feed }));
      }),
  };
}
