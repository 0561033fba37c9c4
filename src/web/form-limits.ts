/**
 * How many forms the service accepts in an hour: from one network, for the addresses of one mail server, and in all.
 * Each limit is a bucket: a form takes one from it, and it fills up again evenly, so with a limit of 60 one more is
 * there each minute. The buckets are in memory, so a restart fills them. How many mails one address can get does not
 * depend on them: the ledger counts those.
 */
import { HOUR } from '../time.ts';

export type FormLimits = {
  /** Takes one for a form. @returns the limit that is reached; `undefined` if the form may be acted on */
  take(network: string, now: Date): 'network' | 'overall' | undefined;
  /** Takes one for the mail server of an address. @returns `false` if its limit is reached */
  takeOf(mailServer: string, now: Date): boolean;
};

type Bucket = { left: number; at: number };

/** The most buckets in memory. The one that was not used for the longest time is dropped: most likely it is full. */
const MOST_BUCKETS = 50_000;

export function openFormLimits(perNetwork: number, perHour: number, perMailServer: number): FormLimits {
  const [networks, mailServers] = [openBuckets(perNetwork), openBuckets(perMailServer)];
  const overall: Bucket = { left: perHour, at: 0 };
  return {
    take: (network, now) => {
      const own = networks(network, now);
      fill(overall, perHour, now);
      if (own.left < 1) return 'network';
      if (overall.left < 1) return 'overall';
      own.left -= 1;
      overall.left -= 1;
      return undefined;
    },
    takeOf: (mailServer, now) => {
      const own = mailServers(mailServer, now);
      if (own.left < 1) return false;
      own.left -= 1;
      return true;
    },
  };
}

function openBuckets(most: number): (key: string, now: Date) => Bucket {
  const buckets = new Map<string, Bucket>();
  return (key, now) => {
    const own = buckets.get(key) ?? { left: most, at: now.getTime() };
    buckets.delete(key); // so that it is the newest in the map's order
    buckets.set(key, own);
    if (buckets.size > MOST_BUCKETS) buckets.delete(buckets.keys().next().value ?? '');
    fill(own, most, now);
    return own;
  };
}

function fill(bucket: Bucket, most: number, now: Date): void {
  const passed = Math.max(0, now.getTime() - bucket.at);
  bucket.left = Math.min(most, bucket.left + (passed / HOUR) * most);
  bucket.at = now.getTime();
}
