import { describe, expect, it } from 'vitest';
import { readinessLines } from '../../../src/cli/send/readiness-lines.ts';
import { type Readiness, readinessOf } from '../../../src/sending/plan/readiness.ts';
import { openMailing, readers, subscribe, WEEK } from '../../journeys/mailing.ts';

const nothing: Readiness = readinessOf(
  { plan: undefined, missing: [], last: undefined, ledger: true },
  WEEK,
  'mail',
);

it.for<{ ready: Readiness; lines: readonly string[]; why: string }>([
  {
    ready: {
      ...nothing,
      people: 1234,
      nothingFor: 12,
      last: { id: '2025-W44', at: new Date('2025-11-02T22:00:00Z'), sent: 1230 },
    },
    lines: [
      'Ready     to 1,234 people; 12 chose categories without a post',
      'Last sent 2025-W44, 2025-11-03 07:00, to 1,230 people',
    ],
    why: 'nothing is missing',
  },
  {
    ready: { ...nothing, people: 1, begun: { since: new Date(0), sent: 0, planned: 1 } },
    lines: ['Ready     to 1 person; 0 of 1 have it', 'Last sent nothing before this one'],
    why: 'it was begun',
  },
  {
    ready: {
      ...nothing,
      missing: [{ code: 'send-key', message: 'SIGNING_KEY is not set.', hint: 'Set it.' }],
    },
    lines: ['Missing   SIGNING_KEY is not set. [send-key]', 'Last sent nothing before this one'],
    why: 'something is missing',
  },
])('$lines: $why', ({ ready, lines }) => {
  expect(readinessLines(ready, 'Asia/Tokyo')).toEqual(lines);
});

describe('digest and send', () => {
  it('say the same of one digest, and what was sent before it', async () => {
    const site = await openMailing();
    await subscribe(site, readers(3));
    const first = await site.run(['digest', '--week', WEEK]);
    expect(first.stdout).toContain('Ready     to 3 people\nLast sent nothing before this one\n');
    const sent = await site.run(['send', '--week', WEEK, '--rehearse', '--unpublished']);
    expect(sent.stdout).toContain('Last sent nothing before this one\n');
    await site.run(['digest', '--day', '2025-11-05']);
    const next = await site.run(['send', '--day', '2025-11-05', '--rehearse', '--dry-run']);
    expect(next.stdout).toMatch(new RegExp(`Last sent ${WEEK}, .+, to 3 people\n`));
  });

  it('a ledger that does not answer is no reason to be without a digest', async () => {
    const site = await openMailing();
    const made = await site.run(['digest', '--week', WEEK], { LEDGER_URL: 'postgres://127.0.0.1:1/none' });
    expect(made.code).toBe(0);
    expect(made.stdout).toContain('Ready     nobody can say: ');
  });
});
