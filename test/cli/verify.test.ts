import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { rowFindings } from '../../src/cli/verify.ts';
import { frozenEdition } from '../../src/sending/plan/frozen-edition.ts';
import { mailing, NOW, person, WEEK } from '../ledger/people.ts';
import { DEFERRED, DOUBT, FAILED, type LedgerSite, openLedgerSite, SENT } from './ledger-site.ts';

const OUTCOMES = [SENT, FAILED, DOUBT, DEFERRED];

/** Five people in one mailing, its hashes as a freeze makes them. */
async function openSent(): Promise<LedgerSite> {
  const site = await openLedgerSite();
  await site.ledger(async ({ subscribers, deliveries }) => {
    const people = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}@example.jp`);
    await subscribers.add(
      people.map((address) => person(address)),
      NOW,
    );
    const { editions, ...rest } = mailing();
    const recipients = (await Array.fromAsync(subscribers.list())).map(({ id, address }) => ({
      subscriber: id,
      address,
      edition: 'all',
    }));
    await deliveries.freeze({ ...rest, editions: editions.map(frozenEdition) }, recipients);
    await deliveries.claim(WEEK, 'me', OUTCOMES.length, NOW);
    for (const [index, outcome] of OUTCOMES.entries())
      await deliveries.record(WEEK, recipients[index]?.subscriber ?? '', 'me', outcome, NOW);
  });
  return site;
}

function tamper(site: LedgerSite, sql: string): void {
  const database = new DatabaseSync(join(site.root, '.tayori/ledger.db'));
  database.exec(sql);
  database.close();
}

describe('tayori verify', () => {
  it('finds nothing wrong with a ledger that nobody touched', async () => {
    await using site = await openSent();
    expect(await site.tayori(['verify'])).toEqual({
      code: 0,
      stdout: `Database  whole
2025-W45  holds: 5 planned = 1 sent + 1 failed + 1 in doubt + 1 deferred + 1 queued
`,
      stderr: '',
    });
  });

  it.for([
    {
      sql: "delete from deliveries where address = 'a@example.jp'",
      findings: [
        '5 people were planned, and there are 4 rows',
        'the counter of sent is at 1, and there are 0 rows',
      ],
      why: 'somebody was lost',
    },
    {
      sql: "update deliveries set state = 'sent', due = null where address = 'e@example.jp'",
      findings: [
        'the counter of sent is at 1, and there are 2 rows',
        '1 row in another state than the last event tells of',
      ],
      why: 'somebody was said to have it',
    },
    {
      sql: 'update deliveries set due = null',
      findings: ['2 rows open, and no worker would take them up'],
      why: 'they would wait for ever',
    },
    {
      sql: "update editions set html = html || '!' where key = 'all'",
      findings: ['the frozen mail of the edition all is not what its hash says'],
      why: 'the mail is another one',
    },
    {
      sql: "update deliveries set edition = 'ai' where address = 'e@example.jp'",
      findings: ['1 row in an edition that was not frozen'],
      why: 'there is no such mail',
    },
  ])('says so after $sql: $why', async ({ sql, findings }) => {
    await using site = await openSent();
    tamper(site, sql);
    const { code, stdout, stderr } = await site.tayori(['verify', '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ holds: false, database: [], mailings: [{ findings }] });
    for (const finding of findings) expect(stderr).toContain(`2025-W45: ${finding}. [ledger-wrong]`);
    expect(stderr).toContain('tayori backup');
  });

  it('vouches for no ledger that is not there', async () => {
    await using site = await openLedgerSite();
    const { code, stderr } = await site.tayori(['verify']);
    expect(code).toBe(1);
    expect(stderr).toContain('.tayori/ledger.db: There is no ledger');
    expect(stderr).toContain('LEDGER_URL=');
  });
});

it('counts claimed and sending rows as rows', () => {
  const none = {
    queued: 0,
    claimed: 0,
    sending: 0,
    sent: 0,
    deferred: 0,
    failed: 0,
    uncertain: 0,
    skipped: 0,
  };
  const audit = {
    rows: { ...none, claimed: 1, sending: 2 },
    counters: none,
    unlike: 0,
    stuck: 0,
    homeless: 0,
  };
  expect(rowFindings(3, audit)).toEqual([]);
});
