/** Names the posts whose own data makes a template fail. */
import type { Problem } from '../../problem.ts';
import type { Digest, Item } from '../digest.ts';

/**
 * Names the posts that make a template fail. Such a post is found in this way: with plain words in all other posts the
 * template still fails, and with plain words in all posts it does not.
 *
 * @param faultsIn gives the faults of a digest
 */
export function blamePosts(
  digest: Digest,
  problems: readonly Problem[],
  faultsIn: (digest: Digest) => readonly Problem[],
): readonly Problem[] {
  // A template without an end is not tried: each post would take a million steps.
  if (problems.length === 0 || problems.some(({ code }) => code === 'template-limit')) return problems;
  const plain = digest.items.map(plainItem);
  if (faultsIn({ ...digest, items: plain }).length > 0) return problems;
  const guilty = digest.items.filter((item, index) => {
    const items = plain.map((other, place) => (place === index ? item : other));
    return faultsIn({ ...digest, items }).length > 0;
  });
  if (guilty.length === 0) return problems;
  const names = guilty.slice(0, 3).map(({ title, url }) => `「${title}」 (${url})`);
  return problems.map((problem) => {
    return {
      ...problem,
      message: `${problem.message} It is what the post ${names.join(', ')} says that does it.`,
    };
  });
}

/** Text of the same length, with nothing special in it. */
function plainItem(item: Item): Item {
  const plain = (text: string) => (text === '' ? '' : 'x');
  const { title, excerpt, author, points } = item;
  return {
    ...item,
    title: plain(title),
    excerpt: plain(excerpt),
    author: plain(author),
    points: points.map(plain),
    image: item.image === undefined ? undefined : 'https://x.example/x.png',
  };
}
