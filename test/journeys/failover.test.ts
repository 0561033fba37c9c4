/** A ledger on two real PostgreSQL servers, one copying the other: what works on the copy, and a change of place in mid send. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { people, subscribe, withLedger } from '../chaos/evidence.ts';
import { beginNow, type Said } from '../cli/program.ts';
import { startPair, type TestPair } from '../postgres.ts';
import { type Keeper, openKeeper } from '../smtp.ts';
import { KEY, openMailing, WEEK } from './mailing.ts';
import type { Site } from './site.ts';

const MANY = 300;
const CONNECTIONS = 5;
const READER = 'reader7@d7.example';
const of = { id: WEEK, channel: 'mail' } as const;

let pair: TestPair;
let site: Site;
let keeper: Keeper;
beforeAll(async () => {
  pair = await startPair();
  site = await openMailing();
  const file = join(site.root, 'tayori.config.ts');
  const config = await readFile(file, 'utf8');
  await writeFile(file, config.replace('mail: {', 'ledger: { lease: 60, patience: 120 },\n  mail: {'));
  keeper = await openKeeper({ holdFrom: 30 });
  await withLedger(pair.primary, site.root, (ledger) => subscribe(ledger, people(MANY)));
});
afterAll(async () => {
  await keeper.close();
  await pair[Symbol.asyncDispose]();
});

const start = (ledger: string, ...args: readonly string[]) =>
  beginNow(site.root, args, {
    MAIL_URL: `${keeper.url}?connections=${CONNECTIONS}`,
    LEDGER_URL: ledger,
    SIGNING_KEY: KEY,
  });
const tayori = (ledger: string, ...args: readonly string[]): Promise<Said> => start(ledger, ...args).finished;
const send = ['send', '--week', WEEK, '--yes', '--expect', `${MANY}`];

it.for([
  { args: ['status'] },
  { args: ['why', READER], says: READER },
  { args: ['posts'] },
  { args: ['verify'] },
  { args: ['subscribers', 'list'], says: READER },
  { args: ['subscribers', 'export'], says: READER },
  { args: ['send', '--week', WEEK, '--dry-run'], says: `${MANY}` },
  { args: ['digest', '--week', WEEK] },
])('on the copy `$args` reads as on the first', async ({ args, says = '' }) => {
  const [copy, first] = [await tayori(pair.standby, ...args), await tayori(pair.primary, ...args)];
  expect(copy).toEqual(first);
  expect(copy.code).toBe(0);
  expect(copy.stdout).toContain(says);
});

it.for([
  { args: ['subscribers', 'add', 'new@example.jp', '--already-confirmed', 'a form'] },
  { args: ['subscribers', 'remove', READER] },
  { args: send },
])('on the copy `$args` says that it takes no changes, and where they go', async ({ args }) => {
  const { code, stderr } = await tayori(pair.standby, ...args);
  expect(stderr).toContain('The ledger can not be changed here: the database is a standby');
  expect(stderr).toContain('[ledger-read-only]');
  expect(stderr).toContain('postgres://USER@ONE,TWO/DATABASE');
  expect(stderr).not.toMatch(/secret|\n\s+at /);
  expect(code).toBe(1);
  expect(keeper.kept).toEqual([]);
});

it('takes changes wherever it can, in whatever order the servers are named', async () => {
  const [, first = '', second = ''] = /@([^,]+),([^/]+)\//.exec(pair.both) ?? [];
  const turned = pair.both.replace(`${first},${second}`, `${second},${first}`);
  for (const [ledger, name] of [
    [turned, 'turned'],
    [`${turned}?target_session_attrs=read-write`, 'asked'],
  ] as const) {
    const added = await tayori(ledger, 'subscribers', 'add', `${name}@example.jp`);
    expect(added).toMatchObject({ code: 0, stderr: '' });
  }
});

it('the first server dies in mid send, and the copy takes its place: everyone has one mail, nobody is in doubt', async () => {
  const run = start(pair.both, ...send, '--json');
  await keeper.held(CONNECTIONS);
  await pair.kill();
  keeper.release(); // these answers can be kept nowhere now
  await run.says('The ledger is away');
  await pair.promote();
  const { code, stdout } = await run.finished;
  expect(JSON.parse(stdout)).toMatchObject({ planned: MANY, sent: MANY, inDoubt: [] });
  expect(code).toBe(0);
  expect(new Set(keeper.kept.map(({ to }) => to)).size).toBe(MANY);
  expect(keeper.kept).toHaveLength(MANY);
  await withLedger(pair.both, site.root, async ({ deliveries }) => {
    expect(await deliveries.tally(of)).toMatchObject({ planned: MANY, sent: MANY });
    const { rows, counters, unlike, stuck } = await deliveries.audit(of);
    expect([rows.sent, counters.sent, unlike, stuck]).toEqual([MANY, MANY, 0, 0]);
  });
  // The next run finds the ledger where it is now.
  expect(await tayori(pair.both, ...send)).toMatchObject({ code: 0 });
  expect(keeper.kept).toHaveLength(MANY);
});
