/** The digests that were made, from their manifests, and what the ledger knows of them, if there is one. */
import type { MadeDigest } from '../../digest/late-posts.ts';
import { readDigests } from '../../feeds/digest-feed.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { DEFAULT_LEDGER, openLedger, sqliteFile } from '../../ledger/open.ts';
import { parsePeriod } from '../../period.ts';
import { stampOf } from '../../scan-files.ts';
import type { Settings } from '../../settings.ts';
import type { World } from '../command.ts';

/** Newest first. */
export async function madeDigests(root: string, { site, digest }: Settings): Promise<MadeDigest[]> {
  return (await readDigests(root)).flatMap(({ id, posts }) => {
    const period = parsePeriod(id, site.timezone, digest.weekStart);
    return period === undefined ? [] : [{ id, period, posts }];
  });
}

/** @returns `undefined` if there is no ledger yet; none is made */
export async function askLedger<T>(
  { root, env, random }: Pick<World, 'root' | 'env' | 'random'>,
  ask: (ledger: Ledger) => Promise<T>,
): Promise<T | undefined> {
  const url = env.LEDGER_URL ?? DEFAULT_LEDGER;
  if (url.startsWith('sqlite:') && stampOf(sqliteFile(url, root)) === undefined) return undefined;
  await using ledger = await openLedger(url, root, { random });
  return await ask(ledger);
}

/** The digests that were sent. Who has only rehearsed so far, rehearses this as well. */
export async function sentDigests({ deliveries }: Pick<Ledger, 'deliveries'>): Promise<ReadonlySet<string>> {
  const mailings = await deliveries.mailings();
  const real = mailings.filter(({ channel }) => channel === 'mail');
  return new Set((real.length > 0 ? real : mailings).map(({ id }) => id));
}
