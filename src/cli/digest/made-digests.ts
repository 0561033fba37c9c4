/** The digests that were made, from their manifests, and those of them that were sent, from the ledger. */
import type { MadeDigest } from '../../digest/late-posts.ts';
import { readDigests } from '../../feeds/digest-feed.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { parsePeriod } from '../../period.ts';
import type { Settings } from '../../settings.ts';

/** Newest first. */
export async function madeDigests(root: string, { site, digest }: Settings): Promise<MadeDigest[]> {
  return (await readDigests(root)).flatMap(({ id, posts }) => {
    const period = parsePeriod(id, site.timezone, digest.weekStart);
    return period === undefined ? [] : [{ id, period, posts }];
  });
}

/** The digests that were sent. Who has only rehearsed so far, rehearses this as well. */
export async function sentDigests({ deliveries }: Pick<Ledger, 'deliveries'>): Promise<ReadonlySet<string>> {
  const mailings = await deliveries.mailings();
  const real = mailings.filter(({ channel }) => channel === 'mail');
  return new Set((real.length > 0 ? real : mailings).map(({ id }) => id));
}
