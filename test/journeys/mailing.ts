/** A site with a kept digest and a list of subscribers, ready to be sent; and the sender as a process. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cp } from 'node:fs/promises';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { openLedger } from '../../src/ledger/open.ts';
import { ENTRY } from './installed.ts';
import { openSite, post, type Site } from './site.ts';

export const WEEK = '2025-W45';
export const KEY = '0123456789abcdef0123456789abcdef';

const BODY =
  '港の倉庫が半導体の検査場に変わる。見本重工は三期続けて増収となり、地元の運送会社も人を増やした。'.repeat(
    6,
  );

/** Six posts in two categories, the digest of their week made and kept. */
export async function openMailing(files: Readonly<Record<string, string>> = {}): Promise<Site> {
  const key = JSON.stringify(files);
  const made = models.get(key) ?? makeMailing(files);
  models.set(key, made);
  const site = await openSite();
  await cp((await made).root, site.root, { recursive: true, preserveTimestamps: true });
  return site;
}

/** Rendering takes a second: what several tests begin with is made once, and copied. */
const models = new Map<string, Promise<Site>>();

async function makeMailing(files: Readonly<Record<string, string>>): Promise<Site> {
  const posts = Array.from({ length: 6 }, (_, index) => {
    const day = `2025-11-0${index + 3}`;
    const text = post(
      `港の倉庫が検査場に変わる日 ${index + 1}`,
      `${day} 09:00:00 +0900`,
      BODY,
      index % 2 === 0 ? '投資分析' : '技術解説',
    );
    return [`posts/${day}-port-${index + 1}.md`, text] as const;
  });
  const site = await openSite({ ...Object.fromEntries(posts), ...files });
  const made = await site.run(['digest', '--week', WEEK]);
  if (made.code !== 0) throw new Error(`The digest was not made:\n${made.stderr}`);
  return site;
}

export async function withLedger<T>(site: Site, work: (ledger: Ledger) => Promise<T>): Promise<T> {
  await using ledger = await openLedger('sqlite:.tayori/ledger.db', site.root, {
    random: (bytes) => randomBytes(bytes),
  });
  return await work(ledger);
}

/** Confirmed subscribers; every tenth chose one category. */
export async function subscribe(site: Site, addresses: readonly string[]): Promise<void> {
  const now = new Date('2025-11-09T00:00:00Z');
  await withLedger(site, (ledger) =>
    ledger.subscribers.add(
      addresses.map((address, index) => ({
        address,
        name: undefined,
        categories: index % 10 === 9 ? ['technology'] : undefined,
        consent: { source: 'a list of the tests', at: new Date() },
      })),
      now,
    ),
  );
}

export function readers(count: number): string[] {
  const domains = ['gmail.example', 'docomo.example', 'yahoo.example', 'minato.example'];
  return Array.from({ length: count }, (_, index) => `reader${index}@${domains[index % domains.length]}`);
}

/** Starts the sender and lets it run: the test kills it. */
export function startSend(
  site: Site,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): ChildProcess {
  return spawn(process.execPath, [ENTRY, 'send', '--week', WEEK, ...args], {
    cwd: site.root,
    env: { ...process.env, ...env },
    stdio: 'ignore',
  });
}

export function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode);
    else child.once('exit', (code) => resolve(code));
  });
}

/** Numbers between 0 and 1 that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
