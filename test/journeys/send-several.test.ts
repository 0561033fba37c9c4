/** Several `tayori send` of one digest on one PostgreSQL, and a database that goes away under them. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { people, subscribe, withLedger } from '../chaos/runner.ts';
import { startPostgres, type TestPostgres } from '../postgres.ts';
import { type Keeper, openKeeper } from '../smtp.ts';
import { KEY, openMailing, WEEK } from './mailing.ts';
import type { Site } from './site.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres[Symbol.asyncDispose]());

const MANY = 300;
const args = ['send', '--week', WEEK, '--yes', '--expect', `${MANY}`];

/** So slow, in milliseconds, that a few hundred mails outlast whatever a test does meanwhile. */
const SLOW = 1000;

type Setting = {
  readonly site: Site;
  readonly keeper: Keeper;
  readonly env: Readonly<Record<string, string>>;
  /** From here on the mail server answers at once: the test has seen what it needed mail to flow for. */
  hurry(): void;
};

/** @param ledger the settings of that name; `quick`: how many mails are answered at once to begin with */
async function openSetting(ledger: string, quick = 30): Promise<Setting> {
  let slow = true;
  const keeper: Keeper = await openKeeper({
    latency: () => (slow && keeper.kept.length > quick ? SLOW : 0),
  });
  const [url, site] = [await postgres.database(), await openMailing()];
  const file = join(site.root, 'tayori.config.ts');
  const config = await readFile(file, 'utf8');
  await writeFile(file, config.replace('mail: {', `ledger: { ${ledger} },\n  mail: {`));
  await withLedger(url, site.root, (opened) => subscribe(opened, people(MANY)));
  const env = { MAIL_URL: keeper.url, LEDGER_URL: url, SIGNING_KEY: KEY };
  return {
    site,
    keeper,
    env,
    hurry: () => {
      slow = false;
    },
  };
}

/** Until so many senders have come to the digest, whether or not they are still there. */
async function untilSenders({ env, site }: Setting, count: number): Promise<void> {
  await withLedger(env['LEDGER_URL'] ?? '', site.root, async ({ deliveries }) => {
    while ((await deliveries.workers({ id: WEEK, channel: 'mail' })).length < count) await sleep(20);
  });
}

async function untilKept({ keeper }: Setting, count: number): Promise<void> {
  while (keeper.kept.length < count) await sleep(10);
}

function expectOnce({ keeper }: Setting): void {
  expect(new Set(keeper.kept.map(({ to }) => to)).size).toBe(MANY);
  expect(keeper.kept).toHaveLength(MANY);
}

describe('several senders of one digest', () => {
  it('share it: the second says what it joined, status shows both, and everyone has one mail', async () => {
    const setting = await openSetting('lease: 10', 10);
    const { site, env, keeper } = setting;
    const first = site.run(args, env);
    await untilKept(setting, 10);
    const second = site.run([...args, '--json'], env);
    const [wrong, seen] = await Promise.all([
      site.run(['send', '--week', WEEK, '--yes', '--expect', '7'], env),
      site.run(['status', '--week', WEEK], env),
    ]);
    expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('[send-expect]') });
    await untilSenders(setting, 2);
    setting.hurry();
    expect(seen.stdout).toMatch(/Workers\n {4}\S+ \(\d+\) +since .*\/s: [\d,]+ sent, [\d,]+ held/);
    const [one, two] = [await first, await second];
    expect(one.stderr).not.toContain('Joined');
    expect(two.stderr).toMatch(/Joined a send in progress: \d+ of 300 left, with \S+ \(\d+\)\./);
    // Who is through while the other works says so, with 3.
    expect([0, 3]).toContain(one.code);
    expect([0, 3]).toContain(two.code);
    expect(one.code === 0 || two.code === 0).toBe(true);
    expectOnce(setting);
    await keeper.close();
  });

  it('may begin at once: one freezes, and both send', async () => {
    const setting = await openSetting('lease: 10');
    const both = [1, 2].map(() => setting.site.run(args, setting.env));
    await untilSenders(setting, 2);
    setting.hurry();
    const runs = await Promise.all(both);
    expect(runs.map(({ stderr }) => stderr).join('')).not.toMatch(/\[[a-z]+-[a-z]+\]/);
    expect(runs.map(({ code }) => code)).toContain(0);
    expectOnce(setting);
    await setting.keeper.close();
  });
});

describe('a database that goes away', () => {
  it('is waited for: the run says so, and goes on when it is back', async () => {
    const setting = await openSetting('lease: 30, patience: 60');
    const run = setting.site.run(args, setting.env);
    await untilKept(setting, 30);
    await postgres.restart();
    setting.hurry();
    const { code, stderr } = await run;
    expect(stderr).toMatch(
      /The ledger is away \(.+\): waiting up to 60 s for it\. Nothing is sent meanwhile\./,
    );
    expect([0, 4]).toContain(code);
    expectOnce(setting);
    await setting.keeper.close();
  });

  it('ends the run when patience is at its end, with what to do, and the next one goes on', async () => {
    const setting = await openSetting('lease: 2, patience: 2');
    const run = setting.site.run(args, setting.env);
    await untilKept(setting, 30);
    await postgres.stop();
    const { code, stderr } = await run;
    await postgres.start();
    setting.hurry();
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('[ledger-unreadable]'),
    });
    const held = setting.keeper.kept.length;
    const next = await setting.site.run(args, setting.env);
    expect([0, 4]).toContain(next.code);
    const { sent, uncertain } = await withLedger(
      setting.env['LEDGER_URL'] ?? '',
      setting.site.root,
      (ledger) => ledger.deliveries.tally({ id: WEEK, channel: 'mail' }),
    );
    expect(sent + uncertain).toBe(MANY);
    expect(uncertain).toBeLessThanOrEqual(5);
    expect(setting.keeper.kept.length).toBeGreaterThan(held);
    expect(new Set(setting.keeper.kept.map(({ to }) => to)).size).toBe(setting.keeper.kept.length);
    await setting.keeper.close();
  });
});
