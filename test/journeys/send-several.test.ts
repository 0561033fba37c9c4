/** Several `tayori send` of one digest on one PostgreSQL, and a database that goes away under them. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { people, subscribe, withLedger } from '../chaos/evidence.ts';
import { beginNow } from '../cli/program.ts';
import { startPostgres, type TestPostgres } from '../postgres.ts';
import { type Keeper, openKeeper } from '../smtp.ts';
import { until } from '../until.ts';
import { KEY, openMailing, WEEK } from './mailing.ts';
import type { Site } from './site.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres[Symbol.asyncDispose]());

const MANY = 300;
const args = ['send', '--week', WEEK, '--yes', '--expect', `${MANY}`];

/** Of one sender, by default. */
const CONNECTIONS = 5;

type Setting = {
  readonly site: Site;
  readonly keeper: Keeper;
  readonly env: Readonly<Record<string, string>>;
};

/** @param ledger the settings of that name; `holdFrom`: that mail and all after it are held until the test says */
async function openSetting(ledger: string, holdFrom: number): Promise<Setting> {
  const keeper = await openKeeper({ holdFrom });
  const [url, site] = [await postgres.database(), await openMailing()];
  const file = join(site.root, 'tayori.config.ts');
  const config = await readFile(file, 'utf8');
  await writeFile(file, config.replace('mail: {', `ledger: { ${ledger} },\n  mail: {`));
  await withLedger(url, site.root, (opened) => subscribe(opened, people(MANY)));
  const env = { MAIL_URL: `${keeper.url}?connections=${CONNECTIONS}`, LEDGER_URL: url, SIGNING_KEY: KEY };
  return { site, keeper, env };
}

/** Until so many senders have come to the digest, whether or not they are still there. */
async function untilSenders({ env, site }: Setting, count: number): Promise<void> {
  await withLedger(env['LEDGER_URL'] ?? '', site.root, async ({ deliveries }) => {
    const workers = () => deliveries.workers({ id: WEEK, channel: 'mail' });
    await until(`${count} senders`, async () => (await workers()).length >= count);
  });
}

function expectOnce({ keeper }: Setting): void {
  expect(new Set(keeper.kept.map(({ to }) => to)).size).toBe(MANY);
  expect(keeper.kept).toHaveLength(MANY);
}

describe('several senders of one digest', () => {
  it('share it: the second says what it joined, status shows both, and everyone has one mail', async () => {
    const setting = await openSetting('lease: 10', 10);
    const { site, env, keeper } = setting;
    const first = beginNow(site.root, args, env);
    await keeper.held(CONNECTIONS);
    const second = beginNow(site.root, [...args, '--json'], env);
    const wrong = await beginNow(site.root, ['send', '--week', WEEK, '--yes', '--expect', '7'], env).finished;
    expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('[send-expect]') });
    await untilSenders(setting, 2);
    const seen = await beginNow(site.root, ['status', '--week', WEEK], env).finished;
    keeper.release();
    expect(seen.stdout).toMatch(/Workers\n(?: {4}\S+ \(\d+\) +since .*\/s: [\d,]+ sent, [\d,]+ held\n){2}/);
    const [one, two] = [await first.finished, await second.finished];
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
    const setting = await openSetting('lease: 10', 10);
    const { site, env, keeper } = setting;
    const both = [1, 2].map(() => beginNow(site.root, args, env).finished);
    await untilSenders(setting, 2);
    keeper.release();
    const runs = await Promise.all(both);
    expect(runs.map(({ stderr }) => stderr).join('')).not.toMatch(/\[[a-z]+-[a-z]+\]/);
    expect(runs.map(({ code }) => code)).toContain(0);
    expectOnce(setting);
    await keeper.close();
  });
});

describe('a database that goes away', () => {
  it('is waited for: the run says so, and goes on when it is back', async () => {
    const setting = await openSetting('lease: 30, patience: 60', 30);
    const { site, env, keeper } = setting;
    const run = beginNow(site.root, args, env);
    await keeper.held(CONNECTIONS);
    await postgres.stop();
    keeper.release(); // what the server answers now has to be kept in a database that is away
    await run.says('waiting up to 60 s for it. Nothing is sent meanwhile.');
    const meanwhile = keeper.kept.length;
    await postgres.start();
    const { code, stderr } = await run.finished;
    expect(stderr).toMatch(
      /The ledger is away \(.+\): waiting up to 60 s for it\. Nothing is sent meanwhile\./,
    );
    expect(meanwhile).toBe(30 + CONNECTIONS - 1);
    expect([0, 4]).toContain(code);
    expectOnce(setting);
    await keeper.close();
  });

  it('ends the run when patience is at its end, with what to do, and the next one goes on', async () => {
    const setting = await openSetting('lease: 2, patience: 2', 30);
    const { site, env, keeper } = setting;
    const run = beginNow(site.root, args, env);
    await keeper.held(CONNECTIONS);
    await postgres.stop();
    keeper.release();
    const { code, stderr } = await run.finished;
    await postgres.start();
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('[ledger-unreadable]'),
    });
    const held = keeper.kept.length;
    const next = await beginNow(site.root, args, env).finished;
    expect([0, 4]).toContain(next.code);
    const { sent, uncertain } = await withLedger(env['LEDGER_URL'] ?? '', site.root, (ledger) =>
      ledger.deliveries.tally({ id: WEEK, channel: 'mail' }),
    );
    expect(sent + uncertain).toBe(MANY);
    expect(uncertain).toBeLessThanOrEqual(CONNECTIONS);
    expect(keeper.kept.length).toBeGreaterThan(held);
    expect(new Set(keeper.kept.map(({ to }) => to)).size).toBe(keeper.kept.length);
    await keeper.close();
  });
});
