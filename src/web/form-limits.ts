/**
 * How many forms are taken: so many an hour from one network, and so many from all the world. Each network has a
 * bucket that fills up again evenly. Kept in memory: whoever starts the server anew starts with full buckets, and
 * how many mails an address gets is bounded by the ledger.
 */
import { HOUR } from '../time.ts';

export type FormLimits = {
  /** Takes one for a form. @returns which limit has none left; `undefined` where the form may be acted on */
  take(network: string, now: Date): 'network' | 'overall' | undefined;
};

type Bucket = { left: number; at: number };

/** So many networks are remembered; the one that was quiet the longest is forgotten first, and is full by then. */
const MOST_NETWORKS = 50_000;

export function openFormLimits(perNetwork: number, perHour: number): FormLimits {
  const networks = new Map<string, Bucket>();
  const overall: Bucket = { left: perHour, at: 0 };
  return {
    take: (network, now) => {
      const own = networks.get(network) ?? { left: perNetwork, at: now.getTime() };
      networks.delete(network); // so that it is the newest in the map's order
      networks.set(network, own);
      if (networks.size > MOST_NETWORKS) networks.delete(networks.keys().next().value ?? '');
      fill(own, perNetwork, now);
      fill(overall, perHour, now);
      if (own.left < 1) return 'network';
      if (overall.left < 1) return 'overall';
      own.left -= 1;
      overall.left -= 1;
      return undefined;
    },
  };
}

function fill(bucket: Bucket, most: number, now: Date): void {
  const passed = Math.max(0, now.getTime() - bucket.at);
  bucket.left = Math.min(most, bucket.left + (passed / HOUR) * most);
  bucket.at = now.getTime();
}
