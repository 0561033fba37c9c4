/** Which digest each post was in: from the manifests in the site, then from the mails in the ledger. */
import { holdingOf, type MadeDigest } from '../../digest/late-posts.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Post } from '../../posts/post.ts';
import type { Settings } from '../../settings.ts';
import type { World } from '../command.ts';
import { madeDigests } from '../digest/made-digests.ts';
import { askLedger } from '../ledger.ts';

/**
 * @param all every post of the site
 * @param posts the posts that are asked about
 * @returns the id of the digest; `undefined` if the post was in none. Without manifests and ledger nothing is known
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

/** The ledger's mails name only the posts that have room in them; a post is found by its address in the text. */
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
