/**
 * Power that fails in the middle of a send. A kill -9 leaves all that was written; a power cut leaves what was
 * synced, and any part of what was not. So the log of a killed sender is cut off, anywhere behind the last
 * commit that was to be durable, as one torn page would do it, and the machine has another boot id.
 */
import { copyFile, cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, expect, it } from 'vitest';
import { openKeeper } from '../smtp.ts';
import { openMailing, readers, seeded, subscribe, WEEK, withLedger } from './mailing.ts';
import { startSender } from './sender.ts';
import { openSite, type Site } from './site.ts';

const PEOPLE = 300;
const CONNECTIONS = 2;
const of = { id: WEEK, channel: 'mail' } as const;

let dead: Site;
/** Who had the mail when the power went. */
let had: ReadonlySet<string>;
let log: Buffer;
/** Where the last commit ends that was durable for certain: a claim. What came later may be there or not. */
let synced: number;
/** Before anybody was claimed. */
let frozen: number;

beforeAll(async () => {
  dead = await openMailing();
  await subscribe(dead, readers(PEOPLE));
  const keeper = await openKeeper({ holdFrom: 90 });
  const sender = startSender(dead.root, `${keeper.url}?connections=${CONNECTIONS}`);
  await keeper.held(CONNECTIONS); // the 90th and the 91st: each connection has one under way
  sender.child.kill('SIGKILL');
  await sender.finished;
  keeper.release();
  await keeper.close();
  had = new Set(keeper.kept.map(({ to }) => to));
  log = await readFile(join(dead.root, '.tayori/ledger.db-wal'));
  const ends = commitsIn(log);
  const all = await claimsAt(log.length);
  synced = ends[await firstWith(ends, all)] ?? 0;
  frozen = ends[(await firstWith(ends, 1)) - 1] ?? 0;
});

/** Where each commit of a write-ahead log ends (https://www.sqlite.org/fileformat2.html#walformat). */
function commitsIn(wal: Buffer): number[] {
  const frame = 24 + wal.readUInt32BE(8);
  const ends: number[] = [];
  for (let at = 32; at + frame <= wal.length; at += frame) {
    const ours = wal.compare(wal, 16, 24, at + 8, at + 16) === 0; // the salts of the header
    if (ours && wal.readUInt32BE(at + 4) > 0) ends.push(at + frame);
  }
  return ends;
}

/** The place of the first commit with so many claims; they never get fewer. */
async function firstWith(ends: readonly number[], claims: number): Promise<number> {
  let [low, high] = [0, ends.length - 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((await claimsAt(ends[middle] ?? 0)) >= claims) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A site with the ledger as it would be found after the cut. */
async function foundAt(end: number): Promise<Site> {
  const site = await openSite();
  await cp(dead.root, site.root, { recursive: true });
  await rm(join(site.root, '.tayori/ledger.db-shm'), { force: true });
  await writeFile(join(site.root, '.tayori/ledger.db-wal'), log.subarray(0, end));
  const database = new DatabaseSync(join(site.root, '.tayori/ledger.db'));
  database.exec("update workers set boot = 'the run of the machine before the power cut'");
  database.close();
  return site;
}

async function claimsAt(end: number): Promise<number> {
  const place = join(dead.root, `at-${end}.db`);
  await copyFile(join(dead.root, '.tayori/ledger.db'), place);
  await writeFile(`${place}-wal`, log.subarray(0, end));
  const database = new DatabaseSync(place);
  const found = database.prepare("select count(*) as n from events where what = 'claimed'").get();
  database.close();
  await rm(place);
  return Number(found?.['n']);
}

async function goOn(site: Site) {
  const keeper = await openKeeper();
  const { code } = await startSender(site.root, `${keeper.url}?connections=${CONNECTIONS}`).finished;
  const again = keeper.kept.filter(({ to }) => had.has(to)).length;
  await keeper.close();
  const { tally, doubt } = await withLedger(site, async ({ deliveries }) => ({
    tally: await deliveries.tally(of),
    doubt: new Set((await Array.fromAsync(deliveries.list(of, 'uncertain'))).map(({ address }) => address)),
  }));
  return { code, again, tally, doubt, reached: keeper.kept.length };
}

const random = seeded(45);
it.for([
  { share: 0, why: 'nothing but what was durable' },
  { share: random(), why: 'a part, in the middle of a page' },
  { share: 1, why: 'all of it' },
])('of the log after the last claim there is left: $why; nobody is mailed again', async ({ share }) => {
  const site = await foundAt(Math.floor(synced + share * (log.length - synced)));
  const { code, again, tally, doubt, reached } = await goOn(site);
  expect(again).toBe(0);
  expect(tally.sent + tally.uncertain).toBe(PEOPLE);
  expect(tally).toMatchObject({ failed: 0, queued: 0, deferred: 0 });
  // Whoever is neither in doubt nor had it before, has it now.
  expect(readers(PEOPLE).filter((to) => had.has(to) || doubt.has(to))).toHaveLength(PEOPLE - reached);
  // Claims of a connection are sixteen, and four batches may be held.
  expect(tally.uncertain).toBeLessThanOrEqual(CONNECTIONS * 16 * 5);
  expect(tally.uncertain).toBeGreaterThan(0);
  expect(code).toBe(4);
});

it('a disk that said «synced» and was not: the claims are gone, and those people are mailed again', async () => {
  const { again, tally } = await goOn(await foundAt(frozen));
  expect(again).toBe(had.size);
  expect(tally).toMatchObject({ sent: PEOPLE, uncertain: 0 });
});
