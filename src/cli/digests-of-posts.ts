/** In which digest each post went: from the manifests of those that are kept, then from the mails in the ledger. */
import { holdingOf, type MadeDigest } from '../digest/late-posts.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Post } from '../posts/post.ts';
import type { Settings } from '../settings.ts';
import type { World } from './command.ts';
import { askLedger, madeDigests } from './digest/made-digests.ts';

/**
 * @param all every post that there is
 * @param posts those that are asked about
 * @returns the id of the digest; `undefined` where it is none. Without manifests and ledger nothing is known
 */
export async function digestsOfPosts(
  world: Pick<World, 'root' | 'env' | 'random'>,
  settings: Settings,
  all: readonly Post[],
  posts: readonly Post[],
): Promise<{ readonly of: (post: Post) => string | undefined; readonly known: boolean }> {
  const made = await madeDigests(world.root, settings);
  const holds = holdingOf(all);
  const found = new Map(posts.map((post) => [post.file, made.find((one) => holds(one, post))?.id]));
  const rest = posts.filter(({ file }) => found.get(file) === undefined);
  if (rest.length > 0) {
    const mailed = await askLedger(world, (ledger) => mailedOnly(ledger, made));
    for (const { id, text } of mailed ?? []) {
      for (const { file, url } of rest) if (text.has(url)) found.set(file, id);
    }
    if (mailed === undefined && made.length === 0) return { of: () => undefined, known: false };
  }
  return { of: ({ file }) => found.get(file), known: true };
}

/** Mails name only the posts that they have room for; the words of their text that are addresses. */
async function mailedOnly({ deliveries }: Ledger, made: readonly MadeDigest[]) {
  const known = new Set(made.map(({ id }) => id));
  const heads = (await deliveries.mailings()).filter(({ id }) => !known.has(id));
  const mails: { readonly id: string; readonly text: ReadonlySet<string> }[] = [];
  for (const { id, channel } of heads) {
    const mailing = await deliveries.mailing(id, channel);
    const words = mailing?.editions.flatMap(({ text }) => text.match(/https?:\/\/\S+/g) ?? []);
    mails.push({ id, text: new Set(words) });
  }
  return mails;
}
