import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { balance, singleLines } from '../../../src/cli/status/status.ts';
import { later, mailing, NOW, REHEARSAL } from '../../ledger/people.ts';
import { DEFERRED, DOUBT, FAILED, mailed, openLedgerSite, SENT } from '../ledger-site.ts';

const NONE = { planned: 0, sent: 0, failed: 0, skipped: 0, uncertain: 0, deferred: 0, queued: 0 };
const FATES = {
  'hanako@example.jp': SENT,
  'jiro@docomo.ne.jp': FAILED,
  'saburo.a.very.long.address.of.his@subdomain.example.jp': DOUBT,
  'shiro@example.jp': DEFERRED,
  'goro@example.jp': undefined,
};

describe('tayori status', () => {
  it('shows every digest, who failed and who is in doubt, within 80 columns of a terminal', async () => {
    await using site = await openLedgerSite();
    await site.ledger(async (ledger) => {
      await mailed(ledger, { 'hanako@example.jp': SENT }, REHEARSAL);
      await mailed(ledger, FATES);
    });
    const { code, stdout, stderr } = await site.tayori(['status'], {}, { width: 80 });
    expect(stdout).toBe(`2025-W45 (rehearsal)  業界動向
  Frozen    2025-11-10 07:00 (Asia/Tokyo)
  Balance   1 planned = 1 sent

2025-W45  業界動向
  Frozen    2025-11-10 07:00 (Asia/Tokyo)
  Balance   5 planned = 1 sent + 1 failed + 1 in doubt + 1 deferred + 1 queued
  Retry     from 2025-11-10 07:35: run \`tayori send --week 2025-W45\` then
  Queued    \`tayori send --week 2025-W45\` goes on
  Settle    \`tayori settle --week 2025-W45 --log FILE\` decides who has it
  Bounces   1 person: the next \`tayori send\` decides who is taken off the list
  In doubt
    saburo.a.very.long.address.of.his@subdomain.example.jp
                                    the line dropped after the final dot
  Failed
    jiro@docomo.ne.jp  550 5.1.1 <jiro@docomo.ne.jp>: Recipient address
                       rejected: User unknown in virtual mailbox table
`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('prints the same for scripts', async () => {
    await using site = await openLedgerSite();
    await site.ledger((ledger) => mailed(ledger, FATES));
    const { stdout } = await site.tayori(['status', '--week', '2025-W45', '--json']);
    expect(JSON.parse(stdout)).toEqual({
      mailings: [
        {
          id: '2025-W45',
          channel: 'mail',
          subject: '業界動向',
          frozen: NOW.toISOString(),
          deadline: later(3 * 24 * 60).toISOString(),
          planned: 5,
          sent: 1,
          failed: 1,
          skipped: 0,
          uncertain: 1,
          deferred: 1,
          queued: 1,
          retryAt: later(35).toISOString(),
          workers: [],
          undecided: 1,
          inDoubt: [
            { address: Object.keys(FATES)[2], response: 'the line dropped after the final dot', relay: null },
          ],
          failures: [{ address: 'jiro@docomo.ne.jp', response: FAILED.response, relay: null }],
        },
      ],
      transactional: NONE,
    });
  });

  it('shows mails to one person apart: they are no digest', async () => {
    await using site = await openLedgerSite();
    await site.ledger(async (ledger) => {
      const [id = ''] = await mailed(ledger, { 'hanako@example.jp': SENT });
      const one = { ...mailing({ id: 'goodbye.h7Gw', channel: 'mail' }), kind: 'transactional' } as const;
      await ledger.deliveries.freeze(one, [
        { subscriber: id, address: 'hanako@example.jp', edition: 'goodbye' },
      ]);
    });
    const { stdout } = await site.tayori(['status']);
    expect(stdout.split('\n').filter((line) => line.startsWith('2025'))).toHaveLength(1);
    expect(stdout).toMatch(/\nOne person +1 planned = 1 queued\n/);
    const { stdout: json } = await site.tayori(['status', '--json']);
    expect(JSON.parse(json)).toMatchObject({ mailings: [{ sent: 1 }], transactional: { queued: 1 } });
  });

  it('says how many mails to one person wait, where there are any', () => {
    expect(singleLines(NONE)).toEqual([]);
    expect(singleLines({ ...NONE, planned: 5, sent: 2, deferred: 2, failed: 1 }).join('\n')).toBe(
      [
        '',
        'One person  5 planned = 2 sent + 1 failed + 2 deferred',
        '            2 wait: `tayori serve` sends them, and its log says what holds them up',
        '            1 could not be sent: these people could not confirm, or were not told',
      ].join('\n'),
    );
  });

  it('makes no ledger where there is none', async () => {
    await using site = await openLedgerSite();
    const { code, stdout } = await site.tayori(['status']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'No digest was sent from this ledger yet.\n' });
    expect(await readdir(site.root)).not.toContain('.tayori');
  });

  it.for([
    { week: '2025-W44', code: 1, words: ['[ledger-mailing]', 'tayori status'], why: 'never sent' },
    { week: 'next', code: 2, words: ['There is no week `next`'], why: 'no week at all' },
    { week: 'last', code: 1, words: ['knows of no mailing 2025-W4'], why: 'the last full week, never sent' },
  ])('has nothing to say about $week: $why', async ({ week, code, words }) => {
    await using site = await openLedgerSite();
    const said = await site.tayori(['status', '--week', week]);
    expect(said.code).toBe(code);
    for (const word of words) expect(said.stderr).toContain(word);
  });

  it('names twenty, and says how many more', async () => {
    await using site = await openLedgerSite();
    const many = Object.fromEntries(
      Array.from({ length: 23 }, (_, n) => [`r${String(n).padStart(2, '0')}@example.jp`, DOUBT]),
    );
    await site.ledger((ledger) => mailed(ledger, many));
    const { stdout } = await site.tayori(['status']);
    expect(stdout).toContain('    r19@example.jp');
    expect(stdout).not.toContain('r20@example.jp');
    expect(stdout).toContain('    and 3 more: `--json` names all');
  });
});

it.for([
  { tally: NONE, expected: '0 planned = 0', why: 'a mailing to nobody' },
  {
    tally: { ...NONE, planned: 12_345, sent: 12_340, uncertain: 5 },
    expected: '12,345 planned = 12,340 sent + 5 in doubt',
    why: 'what is nothing is left out',
  },
])('the balance is $expected: $why', ({ tally, expected }) => {
  expect(balance(tally)).toBe(expected);
});
