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

type Setting = {
  readonly site: Site;
  readonly keeper: Keeper;
  readonly env: Readonly<Record<string, string>>;
};

/** @param ledger the settings of that name; `perSecond`: of each sender */
async function openSetting(ledger: string, perSecond = 20): Promise<Setting> {
  const [url, keeper, site] = [await postgres.database(), await openKeeper(), await openMailing()];
  const file = join(site.root, 'tayori.config.ts');
  const config = await readFile(file, 'utf8');
  const pace = `pace: { perSecond: ${perSecond} },`;
  await writeFile(file, config.replace('mail: {', `ledger: { ${ledger} },\n  mail: { ${pace}`));
  await withLedger(url, site.root, (opened) => subscribe(opened, people(MANY)));
  return { site, keeper, env: { MAIL_URL: keeper.url, LEDGER_URL: url, SIGNING_KEY: KEY } };
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
    const setting = await openSetting('lease: 10', 6);
    const { site, env, keeper } = setting;
    const first = site.run(args, env);
    await untilKept(setting, 10);
    const second = site.run([...args, '--json'], env);
    const [wrong, seen] = await Promise.all([
      site.run(['send', '--week', WEEK, '--yes', '--expect', '7'], env),
      site.run(['status', '--week', WEEK], env),
    ]);
    expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('[send-expect]') });
    expect(seen.stdout).toMatch(/Senders\n {4}\S+ \(\d+\) +since .*\/s: [\d,]+ sent, [\d,]+ held/);
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
    const runs = await Promise.all([1, 2].map(() => setting.site.run(args, setting.env)));
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
      (ledger) => ledger.deliveries.tally({ id: WEEK, channel: 'smtp' }),
    );
    expect(sent + uncertain).toBe(MANY);
    expect(uncertain).toBeLessThanOrEqual(5);
    expect(setting.keeper.kept.length).toBeGreaterThan(held);
    expect(new Set(setting.keeper.kept.map(({ to }) => to)).size).toBe(setting.keeper.kept.length);
    await setting.keeper.close();
  });
});
