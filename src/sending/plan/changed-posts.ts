/**
 * Which posts changed since their digest was made. The digest is sent as it was approved; the editor is told, and may
 * want the posts as they are now.
 */

import { changesSince } from '../../digest/changed-items.ts';
import type { Digest } from '../../digest/digest.ts';
import { digestArticles } from '../../digest/digest-articles.ts';
import { again, type KeptDigest } from '../../digest/digest-files.ts';
import { arePostsAsMade } from '../../digest/posts-as-made.ts';
import { readItems } from '../../digest/read-digest.ts';
import { DIGESTS } from '../../feeds/digests-folder.ts';
import { contains } from '../../period.ts';
import { readCollection } from '../../posts/read-posts.ts';
import type { Problem } from '../../problem.ts';
import type { Settings } from '../../settings.ts';

type Asking = {
  readonly root: string;
  readonly settings: Settings;
  /** Posts dated later are not published yet. */
  readonly now: Date;
  /** The digest, such as `2025-W45`. */
  readonly id: string;
};

/** How many posts the warning names. */
const NAMED = 5;

/** @returns one warning that names the posts that changed, came or went; none if nothing did */
export async function changedProblems(asking: Asking, kept: KeptDigest): Promise<Problem[]> {
  const { root, settings, now, id } = asking;
  if (await arePostsAsMade(root, settings, id, now)) return [];
  const { added, gone, changed } = changesSince(kept.digest, { items: await presentItems(asking, kept) });
  const all = [
    ...changed.map((title) => `«${title}» changed`),
    ...gone.map((title) => `«${title}» is gone`),
    ...added.map((title) => `«${title}» is new`),
  ];
  if (all.length === 0) return [];
  const what =
    all.length === 1 ? 'A post is no longer as it was' : `${all.length} posts are no longer as they were`;
  const rest = all.length > NAMED ? `, and ${all.length - NAMED} more` : '';
  return [
    {
      code: 'send-changed',
      message: `${what} when ${id} was made: ${all.slice(0, NAMED).join(', ')}${rest}.`,
      hint: `The digest is sent as it was made; to send the posts as they are now, run ${again(id)} first.`,
      at: { file: `${DIGESTS}/${id}/manifest.json` },
    },
  ];
}

/** What the digest would hold if it were made now. */
async function presentItems(
  { root, settings, now }: Asking,
  { digest: { period, items } }: KeptDigest,
): Promise<Digest['items']> {
  const collection = await readCollection(root, settings, now);
  // Posts of another period, which came when its digest had been sent.
  const late = new Set(items.filter((one) => !contains(period, one.published)).map(({ url }) => url));
  return readItems({ root, settings, collection, period, cache: await digestArticles(root), late });
}
