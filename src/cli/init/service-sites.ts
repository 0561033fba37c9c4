/** Posts of services, kept in a folder: Zenn, Qiita, Hatena Blog. */
import { join, posix } from 'node:path';
import { entriesIn } from '../../disk/scan-files.ts';
import type { GeneratorName } from '../../settings/generators.ts';
import { type FoundSite, usual } from './found-site.ts';
import { firstOf, textOfFile } from './site-configs.ts';

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

export function hatenaSite(root: string): FoundSite | undefined {
  const sign = firstOf(root, ['blogsync.yaml', 'blogsync.yml', 'entries', 'entry']);
  if (sign === undefined) return undefined;
  const folder = sign.startsWith('blogsync') ? '' : sign;
  return {
    ...serviceSite('hatena', folder, '/entry/:path', 'each post has its own in `URL:`'),
    sign,
    roots: [folder, 'entry', 'entries', ''],
  };
}
