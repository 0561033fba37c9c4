/** Several providers limit us at once, through one relay: the people of all other providers get their mail. */
import { describe, expect, it } from 'vitest';
import { noLimits } from '../../../src/sending/pace/pace.ts';
import { type Answer, refusal, START, sendTo } from '../virtual-run.ts';

/** @param domains over which the people who are refused are spread */
function listOf(limited: number, others: number, domains: readonly string[]): string[] {
  const refused = Array.from({ length: limited }, (_, n) => `p${n}@${domains[n % domains.length]}`);
  return [...refused, ...Array.from({ length: others }, (_, n) => `p${n}@d${n}.example`)];
}

const hosted = (count: number) => Array.from({ length: count }, (_, n) => `firm${n}.test`);
const outlook = ['outlook.com', 'outlook.jp', 'hotmail.com', 'hotmail.co.jp', 'live.jp', 'msn.com'];
const three = ['gmail.com', 'yahoo.co.jp', 'outlook.jp'];

const MICROSOFT = '451 4.7.650 The mail server [192.0.2.1] has been temporarily rate limited (S775)';
const YAHOO = '421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to user complaints';
const GOOGLE = '421 4.7.28 Our system has detected an unusual rate of unsolicited mail';

describe('a limit of several providers, said through one relay', () => {
  it.for([
    { says: MICROSOFT, limited: 200, others: 50, domains: hosted(100), why: 'most of the list' },
    { says: MICROSOFT, limited: 200, others: 50, domains: hosted(200), why: 'one person a domain' },
    { says: MICROSOFT, limited: 150, others: 150, domains: outlook, why: 'six domains of one provider' },
    { says: YAHOO, limited: 150, others: 150, domains: three, why: 'half of the list at three' },
    { says: GOOGLE, limited: 20, others: 200, domains: hosted(20), why: 'a tenth of the list' },
  ])('keeps nobody else waiting: $limited of $why', async ({ says, limited, others, domains }) => {
    const isLimited = new Set(domains);
    const answer: Answer = (to) =>
      isLimited.has(to.slice(to.indexOf('@') + 1)) ? refusal(says, 'rcpt') : undefined;
    for (const patience of [0, 60_000]) {
      const { tally, seconds } = await sendTo(listOf(limited, others, domains), answer, patience);
      expect(tally).toMatchObject({ sent: others, failed: 0, uncertain: 0 });
      expect(seconds).toBeLessThan(150);
    }
  });

  it('is found out by asking those first who were not refused', async () => {
    let asked = 0;
    const taken: number[] = [];
    const { tally } = await sendTo(
      listOf(150, 30, three),
      (to) => {
        asked += 1;
        if (!to.endsWith('.example')) return refusal(MICROSOFT, 'rcpt');
        taken.push(asked);
        return undefined;
      },
      0,
    );
    expect(tally.sent).toBe(30);
    expect(taken.at(-1)).toBeLessThan(100);
  });

  it('leaves a provider alone that takes nothing any more: nobody is asked in turn for hours', async () => {
    const list = listOf(500, 100, ['gmail.com']);
    const answer: Answer = (to) => (to.endsWith('@gmail.com') ? refusal(GOOGLE, 'rcpt') : undefined);
    const { tally, asked, seconds, rows } = await sendTo(list, answer, 0);
    expect(tally).toMatchObject({ sent: 100, deferred: 500 });
    expect(asked).toBeLessThan(250);
    expect(seconds).toBeLessThan(120);
    const deferred = rows.filter(({ state }) => state === 'deferred');
    expect(deferred.filter(({ response }) => response?.startsWith('held back')).length).toBeGreaterThan(300);
    expect(deferred.every(({ attempts }) => attempts === 0)).toBe(true);
  });

  it('is still the relay that took some mails and then none: whoever is asked, it refuses', async () => {
    let taken = 0;
    const answer: Answer = () => {
      taken += 1;
      return taken > 30 ? refusal('450 4.7.1 Too many recipients from you', 'rcpt') : undefined;
    };
    const { tally, ending, asked, seconds } = await sendTo(listOf(150, 150, three), answer, 0);
    expect(ending.stop).toMatchObject({ why: 'relay' });
    expect(tally).toMatchObject({ sent: 30, failed: 0 });
    expect(asked).toBeLessThan(80);
    expect(seconds).toBeLessThan(30);
  });
});

describe('a provider that takes nothing, beside a relay that takes 14 mails a second', () => {
  it.for([
    { says: '450 4.7.1 Error: too much mail from 192.0.2.1', phase: 'mail', patience: 0 },
    { says: '454 Throttling failure: Maximum sending rate exceeded.', phase: 'data', patience: 60_000 },
  ] as const)(
    'does not end the run before the others are asked: $says',
    async ({ says, phase, patience }) => {
      let taken: number[] = [];
      const answer: Answer = (to, now) => {
        taken = taken.filter((then) => now - then < 1000);
        if (taken.length >= 14) return refusal(says, phase);
        if (to.endsWith('@gmail.com')) return refusal(GOOGLE, 'rcpt');
        taken.push(now);
        return undefined;
      };
      const { tally, ending } = await sendTo(listOf(60, 100, ['gmail.com']), answer, patience);
      expect(tally).toMatchObject({ sent: 100, deferred: 60, failed: 0 });
      expect(ending.stop).toBeUndefined();
    },
  );
});

describe('a slow provider', () => {
  it.for([
    { limits: { ...noLimits, providers: { docomo: { perSecond: 1 } } }, why: 'by the setting of the editor' },
    { limits: { ...noLimits, providers: { docomo: { connections: 1 } } }, why: 'with one connection' },
  ])('keeps nobody waiting who stands behind its people: $why', async ({ limits }) => {
    let begun: number | undefined;
    let last = 0;
    const answer: Answer = (to, now) => {
      begun ??= now;
      if (!to.endsWith('docomo.ne.jp')) last = now - begun;
      return undefined;
    };
    const { tally } = await sendTo(listOf(900, 300, ['docomo.ne.jp']), answer, 0, limits);
    expect(tally).toMatchObject({ sent: 1200 });
    expect(last).toBeLessThan(10_000);
  });

  it('keeps nobody waiting either where its people have domains below its own', async () => {
    let last = 0;
    const answer: Answer = (to, now) => {
      if (to.endsWith('.example')) last = now - START.getTime();
      return undefined;
    };
    const limits = { ...noLimits, providers: { softbank: { perSecond: 1 } } };
    const list = listOf(900, 300, ['d.vodafone.ne.jp', 't.vodafone.ne.jp']);
    const { tally } = await sendTo(list, answer, 0, limits);
    expect(tally).toMatchObject({ sent: 1200 });
    expect(last).toBeLessThan(10_000);
  });

  it.for([
    { slow: 1500, why: 'many of them not claimed yet' },
    { slow: 320, why: 'all of them claimed' },
  ])('keeps no retry waiting that comes due meanwhile: $slow people, $why', async ({ slow }) => {
    const asked: number[] = [];
    const answer: Answer = (to, now) => {
      if (!to.endsWith('.example')) return undefined;
      asked.push((now - START.getTime()) / 1000);
      return asked.length === 1 ? refusal('451 4.7.1 Greylisted', 'rcpt') : undefined;
    };
    const limits = { ...noLimits, providers: { docomo: { perSecond: 0.5 } } };
    const { tally } = await sendTo(listOf(slow, 1, ['docomo.ne.jp']), answer, 0, limits);
    expect(tally).toMatchObject({ sent: slow + 1 });
    expect(asked).toHaveLength(2);
    expect(asked[1]).toBeGreaterThan(300);
    expect(asked[1]).toBeLessThan(330);
  });
});
