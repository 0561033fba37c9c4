/** What a run of chaos begins with and leaves behind: the list in the ledger, and all that the judge looks at. */
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deliveryStates, type Ledger, type Tally, type Worker } from '../../src/ledger/ledger.ts';
import { openLedger } from '../../src/ledger/open.ts';
import { WEEK } from '../journeys/mailing.ts';
import type { Site } from '../journeys/site.ts';
import { until } from '../until.ts';
import type { Evidence, Row } from './judge.ts';
import type { Entry } from './server.ts';

export const of = { id: WEEK, channel: 'mail' } as const;

export async function withLedger<T>(
  url: string,
  root: string,
  work: (ledger: Ledger) => Promise<T>,
): Promise<T> {
  await using ledger = await openLedger(url, root, { random: (bytes) => randomBytes(bytes) });
  return await work(ledger);
}

/** Twenty people a domain: one that is slowed down or closed keeps few of them waiting. */
export function people(count: number): string[] {
  const domains = Math.ceil(count / 20);
  return Array.from({ length: count }, (_, index) => `reader${index}@d${index % domains}.example`);
}

export async function subscribe({ subscribers }: Ledger, addresses: readonly string[]): Promise<void> {
  const consent = { source: 'a list of the chaos tests', at: new Date() };
  const people = addresses.map((address) => ({ address, name: undefined, categories: undefined, consent }));
  await subscribers.add(people, new Date());
}

export type Standing = Pick<Tally, 'queued' | 'deferred'> & {
  /** Rows that a dead sender left after their mark. After SIGTERM there are none. */
  readonly sending: number;
};

/** @param everyone how many are to be sent to where nothing is frozen yet */
export async function standingOf({ deliveries }: Ledger, everyone: number): Promise<Standing> {
  if ((await deliveries.mailing(of.id, of.channel)) === undefined)
    return { queued: everyone, deferred: 0, sending: 0 };
  const { queued, deferred } = await deliveries.tally(of);
  const sending = (await Array.fromAsync(deliveries.list(of, 'sending'))).length;
  return { queued, deferred, sending };
}

/** Whose claims still hold: it lives, or it died and its lease is not over. */
export function isAtWork({ ended, leaseLeft }: Worker): boolean {
  return ended === undefined && leaseLeft > 0;
}

/** On a shared ledger: until the claims of the dead hold no more. */
export async function untilLeasesAreOver(look: () => Promise<readonly Worker[]>): Promise<void> {
  await until('the end of their leases', async () => !(await look()).some(isAtWork));
}

/** In seconds. */
const LEASE = 2;

/** A short lease, so that nobody waits long for what the dead had claimed. */
export async function shortenLease({ root }: Site): Promise<void> {
  const file = join(root, 'tayori.config.ts');
  const config = await readFile(file, 'utf8');
  const changed = config.replace('mail: {', `ledger: { lease: ${LEASE} },\n  mail: {`);
  if (changed === config) throw new Error('The config of the site has no `mail: {` to add to');
  await writeFile(file, changed);
}

/** Once all is over. */
export async function evidenceOf(
  url: string,
  root: string,
  file: string,
  recipients: readonly string[],
): Promise<Evidence> {
  const log = (await readFile(file, 'utf8')).trimEnd().split('\n').map(entryOf);
  return withLedger(url, root, async (ledger) => {
    const [rows, tally] = [await allRows(ledger), await ledger.deliveries.tally(of)];
    return { recipients, log, rows, tally };
  });
}

async function allRows({ deliveries }: Ledger): Promise<Row[]> {
  const rows = await Promise.all(deliveryStates.map((state) => Array.fromAsync(deliveries.list(of, state))));
  return rows.flat();
}

function entryOf(line: string): Entry {
  return JSON.parse(line) as Entry; // written by the server, one a line
}
