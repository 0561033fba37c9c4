/** A site folder of sample posts on disk, and the one edit that a build is measured after. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { categories, type SamplePost, type Size, samplePost } from './posts.ts';

/** How many of the newest posts each feed holds. */
export const LIMIT = 20;

export type Corpus = {
  readonly root: string;
  readonly size: Size;
  readonly count: number;
  readonly bytes: number;
};

/** Writes the posts, unless the folder holds the same ones already. */
export function writeCorpus(root: string, count: number, size: Size): Corpus {
  const made = join(root, 'made.json');
  if (existsSync(made)) {
    const kept = JSON.parse(readFileSync(made, 'utf8')) as Omit<Corpus, 'root'>;
    if (kept.count === count && JSON.stringify(kept.size) === JSON.stringify(size)) return { root, ...kept };
  }
  const folder = join(root, 'posts');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  let bytes = 0;
  for (let index = 0; index < count; index += 1) {
    const { file, text } = samplePost(index, size);
    bytes += Buffer.byteLength(text);
    writeFileSync(join(folder, file), text);
  }
  writeFileSync(join(root, 'tayori.config.ts'), config);
  writeFileSync(made, JSON.stringify({ size, count, bytes }));
  return { root, size, count, bytes };
}

/** Changes the newest post, so that every feed that holds it must change; each edit replaces the one before. */
export function editNewest({ root, size }: Corpus, edit: number): void {
  const { file, text } = samplePost(0, size);
  writeFileSync(join(root, 'posts', file), `${text}\n訂正の第${edit}版です。数字をあらためました。\n`);
}

/** Puts the newest post back as it was made. */
export function undoEdits({ root, size }: Corpus): void {
  const { file, text } = samplePost(0, size);
  writeFileSync(join(root, 'posts', file), text);
}

/** The posts that each feed must hold, newest first; the key is a category's slug, or `site`. */
export function expectedFeeds({ count, size }: Corpus): ReadonlyMap<string, readonly SamplePost[]> {
  const feeds = new Map<string, SamplePost[]>(
    ['site', ...categories.map(({ slug }) => slug)].map((key) => [key, []]),
  );
  for (let index = 0; index < count; index += 1) {
    const post = samplePost(index, size);
    for (const key of ['site', post.category.slug]) {
      const feed = feeds.get(key);
      if (feed !== undefined && feed.length < LIMIT) feed.push(post);
    }
    if ([...feeds.values()].every((feed) => feed.length === LIMIT)) break;
  }
  return feeds;
}

export const SITE = { title: '週刊みなと経済', url: 'https://minato-keizai.example' } as const;

const config = `export default {
  site: { title: '${SITE.title}', url: '${SITE.url}', author: 'みなと経済編集部' },
  organisation: { name: '株式会社みなと経済', address: '神奈川県横浜市中区見本町1-2-3', contact: 'hello@minato-keizai.example' },
  categories: ${JSON.stringify(categories)},
  mail: { from: { name: '週刊みなと経済', address: 'letter@minato-keizai.example' }, unsubscribe: 'leave@minato-keizai.example' },
};
`;
