/**
 * A ledger on a real PostgreSQL that falls ill in mid send: full, without rights, read only, or cut off. Which other
 * faults take the same way is in postgres-problems.test.ts. The run says what to do, and once it is mended everyone has
 * one mail and nobody two.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { people, subscribe, withLedger } from '../chaos/evidence.ts';
import { beginNow, type Said } from '../cli/program.ts';
import { startPostgres, type TestPostgres } from '../postgres.ts';
import { openKeeper } from '../smtp.ts';
import { KEY, openMailing, WEEK } from './mailing.ts';
import type { Site } from './site.ts';

const MANY = 60;
const CONNECTIONS = 5;
const of = { id: WEEK, channel: 'mail' } as const;

let postgres: TestPostgres;
let site: Site;
beforeAll(async () => {
  postgres = await startPostgres();
  site = await openMailing();
  const file = join(site.root, 'tayori.config.ts');
  const config = await readFile(file, 'utf8');
  await writeFile(file, config.replace('mail: {', 'ledger: { patience: 1 },\n  mail: {'));
});
afterAll(() => postgres[Symbol.asyncDispose]());

async function asOwner(url: string, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

/** From the twentieth mail on, each step to this state does that. */
const from20 = (state: 'sending' | 'sent', act: string) => [
  `create function tayori.ill() returns trigger language plpgsql as $$ begin
     if new.state = '${state}' and (select count(*) from tayori.deliveries where state in ('sending', 'sent')) >= 20
     then ${act} end if; return new; end $$`,
  'create trigger ill before update on tayori.deliveries for each row execute function tayori.ill()',
];
const raising = (code: string, words: string) => `raise exception '${words}' using errcode = '${code}';`;
const HEALTHY = ['drop trigger ill on tayori.deliveries', 'drop function tayori.ill'];

it.for(
  (['sending', 'sent'] as const).flatMap((state) =>
    [
      {
        act: raising('53100', 'could not extend file: No space left on device'),
        code: 'ledger-full',
        why: 'a full disk',
      },
      {
        act: raising('42501', 'permission denied for table deliveries'),
        code: 'ledger-unreadable',
        why: 'rights taken away, as with every fault for which no run waits',
      },
      {
        act: raising('25006', 'cannot execute UPDATE in a read-only transaction'),
        code: 'ledger-read-only',
        why: 'set to read only',
      },
      {
        act: 'perform pg_terminate_backend(pg_backend_pid());',
        code: 'ledger-unreadable',
        why: 'every session cut',
      },
    ].map((row) => ({ ...row, state })),
  ),
)(
  '$why, on the way to $state: it is told, and nobody is lost or has two mails',
  async ({ state, act, code }) => {
    const url = await postgres.database();
    const keeper = await openKeeper();
    await withLedger(url, site.root, (ledger) => subscribe(ledger, people(MANY)));
    await asOwner(url, ...from20(state, act));
    const send = (...args: readonly string[]): Promise<Said> =>
      beginNow(
        site.root,
        ['send', '--week', WEEK, '--yes', '--expect', `${MANY}`, '--first-run', '--json', ...args],
        { MAIL_URL: `${keeper.url}?connections=${CONNECTIONS}`, LEDGER_URL: url, SIGNING_KEY: KEY },
      ).finished;
    const ill = await send();
    expect(ill.code).not.toBe(0);
    expect(ill.stderr).toContain(`[${code}]`);
    expect(ill.stderr).toContain('  -> ');
    expect(ill.stdout + ill.stderr).not.toMatch(/secret|\n\s+at /);
    // The lease of the claims that were left is over, and nothing waits for a clock.
    await asOwner(url, ...HEALTHY, 'update tayori.workers set lease_until = 0');
    const well = await send();
    const { planned, sent, uncertain } = JSON.parse(well.stdout);
    const to = keeper.kept.map((mail) => mail.to);
    expect(new Set(to).size).toBe(to.length);
    expect([planned, sent + uncertain]).toEqual([MANY, MANY]);
    // While a result waits for the ledger, its connection carries the next mail.
    expect(uncertain).toBeLessThanOrEqual(2 * CONNECTIONS);
    expect(to.length).toBeGreaterThanOrEqual(sent);
    await withLedger(url, site.root, async ({ deliveries }) => {
      const { rows, counters, unlike, stuck } = await deliveries.audit(of);
      expect([rows.sent, counters.sent, unlike, stuck]).toEqual([sent, sent, 0, 0]);
    });
    await keeper.close();
  },
);
