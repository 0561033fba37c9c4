/** Sites that differ in one thing only: how many posts, how long, how many categories, weeks or choices of readers. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SITE } from '../feeds/corpus.ts';
import { samplePost } from '../feeds/posts.ts';

export type Shape = {
  readonly posts: number;
  /** Of each post. */
  readonly kilobytes: number;
  readonly categories: number;
  /** How many hours lie between two posts. */
  readonly hours: number;
};

/** The newest post of all, a Monday in Tokyo. */
const NEWEST = Date.UTC(2026, 2, 30, 3);

/** @param root an empty folder */
export function writeSite(root: string, { posts, kilobytes, categories, hours }: Shape): void {
  mkdirSync(join(root, 'posts'), { recursive: true });
  const names = Array.from({ length: categories }, (_, index) => ({
    name: `分類${index + 1}`,
    slug: `category-${index + 1}`,
  }));
  for (let index = 0; index < posts; index += 1) {
    const day = new Date(NEWEST - index * hours * 3_600_000).toISOString();
    const text = samplePost(index, { seed: 1, kilobytes })
      .text.replace(/^date: .*$/m, `date: ${day.slice(0, 19).replace('T', ' ')} +0000`)
      .replace(/^categories: .*$/m, `categories: ["${names[index % categories]?.name}"]`);
    writeFileSync(join(root, 'posts', `${day.slice(0, 10)}-${index}-post.md`), text);
  }
  writeFileSync(join(root, 'tayori.config.ts'), configOf(names));
}

const configOf = (categories: readonly object[]) => `export default {
  site: { title: '${SITE.title}', url: '${SITE.url}', author: 'みなと経済編集部' },
  organisation: { name: '株式会社みなと経済', address: '神奈川県横浜市中区見本町1-2-3', contact: 'hello@minato-keizai.example' },
  categories: ${JSON.stringify(categories)},
  mail: { from: { name: '週刊みなと経済', address: 'letter@minato-keizai.example' }, unsubscribe: 'leave@minato-keizai.example' },
};
`;

/** @param choices how many different sets of categories they have chosen: each is an edition */
export function writeReaders(path: string, count: number, choices: number): void {
  const sets = Array.from({ length: choices }, (_, index) =>
    [...(index + 1).toString(2)]
      .toReversed()
      .flatMap((bit, at) => (bit === '1' ? [`分類${at + 1}`] : []))
      .join('、'),
  );
  const rows = Array.from({ length: count }, (_, index) => {
    return `reader${index}@example.com,${choices === 0 ? '' : sets[index % choices]}`;
  });
  writeFileSync(path, `メールアドレス,カテゴリー\n${rows.join('\n')}\n`);
}
