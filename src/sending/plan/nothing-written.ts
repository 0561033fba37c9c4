/** Whether a send finds nothing because nobody wrote a post in its period. Then it ends, and that is not a fault. */
import { loadKept } from '../../digest/digest-files.ts';
import { isQuiet } from '../../digest/empty-period.ts';
import { contains, type Period } from '../../period.ts';
import { readCollection } from '../../posts/read-posts.ts';
import type { Wanted } from './make-ready.ts';

/**
 * True if the period has no digest on disk or in the ledger, no published post, and no broken post that belongs to
 * it.
 */
export async function nothingWasWritten(wanted: Wanted, period: Period): Promise<boolean> {
  const { root, id, channel, settings, ledger, now } = wanted;
  if ((await ledger.deliveries.mailing(id, channel)) !== undefined) return false;
  if ((await loadKept(root, id)) !== undefined) return false;
  const collection = await readCollection(root, settings, now);
  if (collection.posts.some(({ published }) => contains(period, published))) return false;
  return isQuiet(period, collection, settings.site.timezone);
}
