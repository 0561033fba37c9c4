/** `subscribers stats`: the chart, its widths, and what `--json` says. */
import { describe, expect, it } from 'vitest';
import { bar } from '../../../src/cli/subscribers/stats.ts';
import { weekOf } from '../../../src/period.ts';
import { byCategory, lastWeeks } from '../../../src/subscribers/list-growth.ts';
import { columnsOf } from '../../../src/text/text-columns.ts';
import { later, NOW, person } from '../../ledger/people.ts';
import { openLedgerSite } from '../ledger-site.ts';

const DAY = 24 * 60;

async function openGrown() {
  const site = await openLedgerSite();
  await site.ledger(async ({ subscribers }) => {
    for (const [week, count] of [3, 8, 1].entries())
      for (let each = 0; each < count; each += 1)
        await subscribers.add(
          [person(`reader${week}-${each}@${each % 2 === 0 ? 'docomo.ne.jp' : 'gmail.com'}`)],
          later((week - 3) * 7 * DAY),
        );
    const leaving = await subscribers.find({ address: 'reader0-0@docomo.ne.jp' });
    await subscribers.act('unsubscribe', leaving?.id ?? '', 'the test', later(-7 * DAY));
  });
  return site;
}

it('draws the weeks, and says who is where', async () => {
  await using site = await openGrown();
  const { code, stdout } = await site.tayori(['subscribers', 'stats', '--weeks', '4']);
  expect(code).toBe(0);
  expect(stdout.split('\n').slice(0, 8)).toEqual([
    '11 confirmed, 0 unconfirmed.',
    '',
    'Week      Joined                        Left                        Bounced  Spam',
    '2025-W43       3  ███████▌                 0                              0     0',
    '2025-W44       8  ████████████████████     0                              0     0',
    '2025-W45       1  ██▌                      1  ██▌                         0     0',
    '2025-W46       0                           0                              0     0',
    '',
  ]);
  expect(stdout).toContain('docomo.ne.jp          6');
});

it('says the same in JSON', async () => {
  await using site = await openGrown();
  const { stdout } = await site.tayori(['subscribers', 'stats', '--weeks', '3', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({
    action: 'stats',
    counts: { confirmed: 11 },
    weeks: [
      { week: '2025-W44', joined: 8, left: 0 },
      { week: '2025-W45', joined: 1, left: 1 },
      { week: '2025-W46', joined: 0 },
    ],
    byDomain: [
      { domain: 'docomo.ne.jp', confirmed: 6, joined: 5, left: 1 },
      { domain: 'gmail.com', confirmed: 5, joined: 4 },
    ],
  });
});

it.for(['0', '521', 'all', '-1'])('refuses %s weeks', async (weeks) => {
  await using site = await openLedgerSite();
  expect((await site.tayori(['subscribers', 'stats', `--weeks=${weeks}`])).code).toBe(2);
});

describe('the parts of it', () => {
  it('are bars in eighths of a column, and never none for somebody', () => {
    expect([0, 1, 40, 80, 100_000].map((count) => columnsOf(bar(count, 100_000)))).toEqual([0, 1, 1, 1, 20]);
    expect(bar(1, 2)).toBe('█'.repeat(10));
  });

  it('are weeks without a gap, also where the clock is set', () => {
    const weeks = lastWeeks(30, NOW, (at) => weekOf(at, 'Europe/Berlin'));
    expect(weeks.every(({ start }, at) => at === 0 || start.getTime() === weeks[at - 1]?.end.getTime())).toBe(
      true,
    );
  });

  it('count who chose all in each category', () => {
    const one = { confirmed: 2, joined: 1, left: 0, bounced: 0, complained: 0 };
    const categories = [
      { name: '投資分析', slug: 'investment' },
      { name: '技術解説', slug: 'technology' },
    ];
    const rows = byCategory(
      {
        choices: [
          { categories: undefined, ...one },
          { categories: ['technology'], ...one },
        ],
      },
      categories,
    );
    expect(rows.map(({ name, confirmed }) => [name, confirmed])).toEqual([
      ['投資分析', 2],
      ['技術解説', 4],
    ]);
  });
});

it('says in words that nobody is on the list yet, and how to begin; the JSON stays as it is', async () => {
  await using site = await openLedgerSite();
  const { code, stdout } = await site.tayori(['subscribers', 'stats']);
  expect(code).toBe(0);
  expect(stdout).toContain('Nobody is on the list yet.');
  expect(stdout).toContain('tayori subscribers import list.csv');
  expect(stdout).not.toContain('Joined');
  const json = JSON.parse((await site.tayori(['subscribers', 'stats', '--weeks', '1', '--json'])).stdout);
  expect(json.weeks).toMatchObject([{ joined: 0, left: 0, bounced: 0, complained: 0 }]);
});
