/** Posts of services, kept in a folder: Zenn, Qiita, Hatena Blog. */
import { join, posix } from 'node:path';
import { entriesIn } from '../../disk/scan-files.ts';
import type { GeneratorName } from '../../settings/generators.ts';
import { type FoundSite, usual } from './found-site.ts';
import { textOfFile } from './site-configs.ts';

/** The heads of the first files in a folder. */
function headsIn(root: string, folder: string): string {
  return entriesIn(join(root, folder))
    .filter(({ name }) => name.endsWith('.md') && !name.startsWith('.'))
    .slice(0, 3)
    .map(({ name }) => textOfFile(root, posix.join(folder, name)).slice(0, 1000))
    .join('\n');
}

/** The address of a service, whose articles are below the name of the user. */
function serviceSite(generator: GeneratorName, folder: string, permalink: string, from: string): FoundSite {
  return {
    generator,
    sign: `${folder}/`,
    said: { language: 'ja', timezone: 'Asia/Tokyo' },
    roots: [folder],
    addressOf: () => usual(permalink, from),
  };
}

export function zennSite(root: string): FoundSite | undefined {
  const heads = headsIn(root, 'articles');
  if (!/^topics:/m.test(heads) || !/^emoji:/m.test(heads)) return undefined;
  return serviceSite(
    'zenn',
    'articles',
    '/articles/:path',
    '`site.url` must be `https://zenn.dev/` with the name of the user behind it',
  );
}

export function qiitaSite(root: string): FoundSite | undefined {
  if (!/^organization_url_name:/m.test(headsIn(root, 'public'))) return undefined;
  return serviceSite(
    'qiita',
    'public',
    '/items/:id',
    '`site.url` must be `https://qiita.com/` with the name of the user behind it; their date is `updated_at`, the only one that they have',
  );
}

/** Each entry of Hatena Blog says where it is, in folders that are named by the blog or `entries`. */
export function hatenaSite(root: string): FoundSite | undefined {
  const folders = entriesIn(root).flatMap((entry) => {
    const isOne = entry.isDirectory() && /^(?:entry|entries)$|^[\w-]+(?:\.[\w-]+)+$/.test(entry.name);
    return isOne && !entry.name.startsWith('.') ? [entry.name] : [];
  });
  for (const folder of folders) {
    const head = firstHead(root, folder, 0);
    const url = /^URL:[ \t]*(https?:\/\/[^\s/]+)\//m.exec(head ?? '')?.[1];
    if (url === undefined || !/^EditURL:/m.test(head ?? '')) continue;
    const address = { permalink: '/entry/:path', from: '`URL:` of each post', sure: true };
    const site = serviceSite('hatena', folder, '/entry/:path', '');
    return { ...site, said: { ...site.said, url }, sections: false, addressOf: () => address };
  }
  return undefined;
}

/** Folders for years, months and days. */
const DEEPEST = 6;

/** The head of the first post in a folder and those below it. */
function firstHead(root: string, folder: string, depth: number): string | undefined {
  const entries = entriesIn(join(root, folder));
  const post = entries.find(({ name }) => name.endsWith('.md'));
  if (post !== undefined) return textOfFile(root, posix.join(folder, post.name)).slice(0, 1000);
  if (depth === DEEPEST) return undefined;
  for (const { name } of entries.filter((entry) => entry.isDirectory()).slice(0, 3)) {
    const head = firstHead(root, posix.join(folder, name), depth + 1);
    if (head !== undefined) return head;
  }
  return undefined;
}
