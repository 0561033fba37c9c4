/** Relays that limit us: whose limit it is, that nobody pays for it, and how little time it costs. */
import { describe, expect, it } from 'vitest';
import { type Answer, refusal, START, sendTo } from '../virtual-run.ts';

const PEOPLE = 400;
const RATE = 14;
/** What a sender needs that knows the limit, in seconds. */
const IDEAL = PEOPLE / RATE;

/** @returns whether one more mail is within the limit at this moment, in ms; then it counts */
type Meter = () => (now: number) => boolean;

/** In any second, as Amazon counts. */
const anySecond: Meter = () => {
  let taken: number[] = [];
  return (now) => {
    taken = taken.filter((then) => now - then < 1000);
    return taken.length < RATE && taken.push(now) > 0;
  };
};

/** In each second of the clock. */
const eachSecond: Meter = () => {
  const counts = new Map<number, number>();
  return (now) => {
    const second = Math.floor(now / 1000);
    const count = (counts.get(second) ?? 0) + 1;
    if (count <= RATE) counts.set(second, count);
    return count <= RATE;
  };
};

/** A bucket that holds fifty. */
const bucket: Meter = () => {
  let [level, at] = [50, START.getTime()];
  return (now) => {
    level = Math.min(50, level + ((now - at) * RATE) / 1000);
    at = now;
    if (level < 1) return false;
    level -= 1;
    return true;
  };
};

const lists = {
  'one domain': (n: number) => `p${n}@example.jp`,
  '400 domains': (n: number) => `p@d${n}.example`,
  mixed: (n: number) =>
    n % 2 === 0 ? `p${n}@gmail.com` : n % 3 === 0 ? `p${n}@docomo.ne.jp` : `p@d${n}.example`,
};

const people = (list: keyof typeof lists, count = PEOPLE) =>
  Array.from({ length: count }, (_, n) => lists[list](n));

describe('a relay that takes 14 mails a second', () => {
  const limits = [
    { meter: anySecond, says: '454 Throttling failure: Maximum sending rate exceeded.', phase: 'data' },
    { meter: eachSecond, says: '450 4.7.1 Error: too much mail from 192.0.2.1', phase: 'mail' },
    { meter: bucket, says: '451 4.3.2 Too fast, try again later', phase: 'mail' },
  ] as const;
  const cases = limits.flatMap((limit) =>
    (Object.keys(lists) as (keyof typeof lists)[]).map((list) => ({
      ...limit,
      list,
      name: limit.meter.name,
    })),
  );
  it.for(cases)('that counts $name and says $says: $list, in 1.3 x the ideal time', async (one) => {
    const allows = one.meter();
    const { tally, rows, seconds, taken } = await sendTo(people(one.list), (_, now) =>
      allows(now) ? undefined : refusal(one.says, one.phase),
    );
    expect(tally).toMatchObject({ planned: PEOPLE, sent: PEOPLE });
    expect([...taken.values()].every((times) => times === 1)).toBe(true);
    expect(new Set(rows.map(({ attempts }) => attempts))).toEqual(new Set([1]));
    expect(seconds).toBeLessThan(1.3 * IDEAL);
  });

  it.for([
    { meter: anySecond, name: 'in any second' },
    { meter: eachSecond, name: 'in each second' },
  ])(
    'and says so at RCPT, as it would of a domain: from several domains it is the relay ($name)',
    async (one) => {
      const allows = one.meter();
      const { tally, rows, seconds } = await sendTo(people('400 domains'), (_, now) =>
        allows(now) ? undefined : refusal('450 4.7.1 Error: too many recipients from 192.0.2.1', 'rcpt'),
      );
      expect(tally).toMatchObject({ planned: PEOPLE, sent: PEOPLE });
      expect(new Set(rows.map(({ attempts }) => attempts))).toEqual(new Set([1]));
      expect(seconds).toBeLessThan(1.3 * IDEAL);
    },
  );
});

describe('whose limit it is', () => {
  it('is the relay that takes a hundred a minute: it is waited for, and nobody is put off', async () => {
    let [minute, count] = [0, 0];
    const { tally, ending, rows, seconds } = await sendTo(people('400 domains', 250), (_, now) => {
      if (Math.floor(now / 60_000) !== minute) [minute, count] = [Math.floor(now / 60_000), 0];
      count += 1;
      return count > 100 ? refusal('450 4.7.1 Error: too much mail from 192.0.2.1', 'mail') : undefined;
    });
    expect(tally).toMatchObject({ sent: 250 });
    expect(ending.stop).toBeUndefined();
    expect(new Set(rows.map(({ attempts }) => attempts))).toEqual(new Set([1]));
    expect(seconds).toBeLessThan(200);
  });

  it.for([
    { every: 100, why: 'a bad moment now and then' },
    { every: 16, why: 'six in a hundred, whatever the pace' },
  ])(
    'is none where one mail in $every is refused: it is sent again, and the others go on: $why',
    async ({ every }) => {
      let asked = 0;
      const { tally, rows, seconds } = await sendTo(people('400 domains', 800), () => {
        asked += 1;
        return asked % every === 0 ? refusal('451 4.3.0 queue file write error', 'mail') : undefined;
      });
      expect(tally).toMatchObject({ planned: 800, sent: 800 });
      expect(new Set(rows.map(({ attempts }) => attempts))).toEqual(new Set([1]));
      expect(seconds).toBeLessThan(1.2 * ((800 * 0.04) / 5));
    },
  );

  it('ends the run where the relay takes nothing for longer than the editor waits', async () => {
    let taken = 0;
    const answer: Answer = () => {
      taken += 1;
      return taken > 30 ? refusal('454 4.7.0 Throttling failure', 'data') : undefined;
    };
    const { tally, ending, rows, seconds, asked } = await sendTo(people('mixed', 100), answer, 30_000);
    expect(ending.stop).toEqual({ why: 'relay', said: '454 4.7.0 Throttling failure' });
    expect(tally).toMatchObject({ sent: 30, queued: 70, deferred: 0, failed: 0 });
    expect(rows.filter(({ state }) => state === 'queued').every(({ attempts }) => attempts === 0)).toBe(true);
    expect(seconds).toBeGreaterThan(29);
    expect(seconds).toBeLessThan(35);
    expect(asked).toBeLessThan(50); // it is not hammered
  });

  it.for([
    { says: '451 4.3.0 Try again later', phase: 'answer', why: 'after the mail' },
    { says: '421 4.3.2 Shutting down', phase: 'data', why: 'whatever it is for' },
    { says: '450 4.7.1 Too fast', phase: 'rcpt', why: 'at the recipient' },
  ] as const)('ends the run soon where a relay never took a mail, and says $says: $why', async (one) => {
    const answer = () => refusal(one.says, one.phase);
    const { tally, ending, seconds, asked } = await sendTo(people('400 domains', 300), answer, 0);
    expect(ending.stop).toEqual({ why: 'relay', said: one.says });
    expect(tally).toMatchObject({ sent: 0, failed: 0, uncertain: 0 });
    expect(tally.deferred).toBeLessThan(10); // before it was known whose limit it is
    expect(seconds).toBeLessThan(30);
    expect(asked).toBeLessThan(30);
  });

  it.for([
    { says: '454 Throttling failure: Daily message quota exceeded.', phase: 'data', why: 'Amazon' },
    { says: '550 5.4.5 Daily user sending limit exceeded.', phase: 'rcpt', why: 'Google' },
    { says: '421 4.7.0 Hourly sending limit reached', phase: 'mail', why: 'shared hosting' },
    { says: '452 4.3.1 Maximum credits for this month exceeded', phase: 'answer', why: 'a mail service' },
  ] as const)('ends the run at once with its own words at a quota: $says ($why)', async ({ says, phase }) => {
    let taken = 0;
    const { tally, ending, rows, asked } = await sendTo(people('mixed', 100), () => {
      taken += 1;
      return taken > 50 ? refusal(says, phase) : undefined;
    });
    expect(ending.stop).toEqual({ why: 'quota', said: says });
    expect(tally).toMatchObject({ sent: 50, queued: 50, deferred: 0, failed: 0 });
    expect(rows.filter(({ state }) => state === 'queued').every(({ attempts }) => attempts === 0)).toBe(true);
    expect(asked).toBeLessThan(60);
  });

  it('is the domain where one alone says so: the others go on at full speed', async () => {
    const list = people('400 domains', 200).concat(people('one domain', 20));
    const { tally, seconds, rows } = await sendTo(
      list,
      (to) => (to.endsWith('example.jp') ? refusal('421 4.7.28 Slow down', 'rcpt') : undefined),
      0,
    );
    expect(tally).toMatchObject({ sent: 200, deferred: 20, queued: 0 });
    expect(rows.filter(({ state }) => state === 'deferred').every(({ attempts }) => attempts === 0)).toBe(
      true,
    );
    expect(seconds).toBeLessThan(15);
  });

  it.for([
    { says: '451 4.7.1 Please try again later', share: 2, why: 'greylisting at half of all domains' },
    { says: '451 4.7.1 Please try again later', share: 1, why: 'greylisting everywhere' },
    { says: '450 4.2.0 Greylisted, try again', share: 2, why: 'the same in words' },
  ])('is nobody’s at a greylisting, which costs the others no time: $why', async ({ says, share }) => {
    const list = Array.from({ length: 300 }, (_, n) => `p${n}@d${n % 60}.example`);
    const isPutOff = (to: string) => Number(/@d(\d+)/.exec(to)?.[1]) % share === 0;
    const answer: Answer = (to) => (isPutOff(to) ? refusal(says, 'rcpt') : undefined);
    const { tally, seconds, asked } = await sendTo(list, answer, 0);
    expect(tally).toMatchObject({ sent: 300 - 300 / share, deferred: 300 / share, queued: 0 });
    expect(asked).toBe(300);
    expect(seconds).toBeLessThan(5);
  });

  it.for([
    { domains: 400, why: 'one person each' },
    { domains: 60, why: 'some people each' },
  ])(
    'is the relay that takes fifty in ten seconds, said at RCPT, of $domains domains: $why',
    async ({ domains }) => {
      let [window, count] = [0, 0];
      const list = Array.from({ length: 400 }, (_, n) => `p${n}@d${n % domains}.example`);
      const { tally, ending, rows, seconds } = await sendTo(list, (_, now) => {
        if (Math.floor(now / 10_000) !== window) [window, count] = [Math.floor(now / 10_000), 0];
        count += 1;
        return count > 50 ? refusal('450 4.7.1 Too many recipients from you', 'rcpt') : undefined;
      });
      expect(ending.stop).toBeUndefined();
      expect(tally).toMatchObject({ sent: 400 });
      expect(rows.filter(({ attempts }) => attempts > 1).length).toBeLessThan(50); // before it was known whose it is
      expect(seconds).toBeLessThan(300);
    },
  );

  it.for([2, 3, 4])(
    'is theirs where one domain in %i puts every mail off: to go slower changes nothing',
    async (share) => {
      const list = Array.from({ length: 300 }, (_, n) => `p${n}@d${n % 60}.example`);
      const isPutOff = (to: string) => Number(/@d(\d+)/.exec(to)?.[1]) % share === 0;
      const answer: Answer = (to) =>
        isPutOff(to) ? refusal('450 4.7.1 Please try again later', 'rcpt') : undefined;
      const { tally, ending, seconds } = await sendTo(list, answer, 0);
      expect(ending.stop).toBeUndefined();
      expect(tally).toMatchObject({ sent: 300 - 300 / share, deferred: 300 / share, queued: 0 });
      expect(seconds).toBeLessThan(30);
    },
  );

  it('is theirs where a few of many domains have a bad day, among mails that are taken', async () => {
    const { tally, seconds } = await sendTo(
      people('400 domains'),
      (to) => (/@d(7|77|177|277)\./.test(to) ? refusal('451 4.3.0 Try again later', 'rcpt') : undefined),
      0,
    );
    expect(tally).toMatchObject({ sent: 396, deferred: 4, queued: 0 });
    expect(seconds).toBeLessThan(10);
  });
});
