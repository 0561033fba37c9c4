import { describe, expect, it } from 'vitest';
import {
  begin,
  land,
  nextStep,
  noLimits,
  type PaceLimits,
  rateOf,
  type Situation,
} from '../../../src/sending/pace/pace.ts';
import { providerOf } from '../../../src/sending/pace/providers.ts';
import { isOpen } from '../../../src/sending/pace/refusing-domains.ts';
import { freshHealth, type Health, hear as hearAnswer } from '../../../src/sending/pace/server-health.ts';
import type { Trouble } from '../../../src/sending/replies/smtp-codes.ts';

const NOW = new Date('2025-11-10T07:00:00Z');
const later = (ms: number) => new Date(NOW.getTime() + ms);

const hear = (...heard: Parameters<typeof hearAnswer>): Health => hearAnswer(...heard).health;

/** What a run has heard, one after the other: `trouble` or `trouble@domain`. */
function heard(...troubles: readonly string[]): Health {
  return troubles.reduce((health: Health, text) => {
    const [word = '', domain = 'example.jp'] = text.split('@');
    const said = 'said the server';
    const forGood = word === 'no' || word === 'reputation';
    const trouble = (word === 'no' ? 'none' : word) as Trouble;
    return hear(health, { trouble, domain, provider: domain, said, forGood }, NOW);
  }, freshHealth);
}

const times = (count: number, trouble: string) => Array.from({ length: count }, () => trouble);

const limits = (change: Partial<PaceLimits>): PaceLimits => ({ ...noLimits, zone: 'Asia/Tokyo', ...change });

/** Mail to gmail and to one other domain waits, and there may be more. */
const situation = (change: Partial<Situation> = {}): Situation => ({
  health: freshHealth,
  limits: noLimits,
  waiting: ['gmail', 'example.jp'],
  more: true,
  before: 0,
  frozen: NOW,
  patience: later(60_000),
  ...change,
});

describe('nextStep', () => {
  it.for([
    { troubles: [], step: 'send', why: 'nothing heard' },
    { troubles: ['none', 'throttle', 'reputation'], step: 'send', why: 'answers about single mails' },
    { troubles: ['connection'], step: 'pause', why: 'the server is away for a moment' },
    { troubles: ['connection', 'none'], step: 'send', why: 'it is back' },
    { troubles: times(9, 'connection'), step: 'pause', why: 'nine in a row' },
    { troubles: times(50, 'dropped'), step: 'pause', why: 'lines that break at once are one failure' },
    {
      troubles: ['connection', 'connection', ...times(8, 'dropped')],
      step: 'stop',
      why: 'lines that break again, where others failed before',
    },
    { troubles: times(10, 'connection'), step: 'stop', why: 'ten in a row' },
    {
      troubles: [...times(9, 'connection'), 'none', ...times(9, 'connection')],
      step: 'pause',
      why: 'ten, but not in a row',
    },
    { troubles: ['login'], step: 'stop', why: 'no mail can leave without a login' },
    { troubles: ['login', 'none'], step: 'stop', why: 'what was in flight ends no stop' },
    { troubles: times(5, 'content@a.example'), step: 'send', why: 'one domain may have a strange filter' },
    { troubles: ['content@a.example', 'content@b.example'], step: 'send', why: 'two refusals' },
    {
      troubles: ['content@a.example', 'content@a.example', 'content@b.example'],
      step: 'stop',
      why: 'three from two domains',
    },
    {
      troubles: ['content@a.example', 'content@a.example', 'none', 'content@b.example'],
      step: 'send',
      why: 'three, but not in a row',
    },
  ])('$step after $troubles: $why', ({ troubles, step }) => {
    expect(nextStep(situation({ health: heard(...troubles) }), NOW).do).toBe(step);
  });

  it.for([
    { failures: 1, ms: 250 },
    { failures: 2, ms: 500 },
    { failures: 4, ms: 2000 },
    { failures: 9, ms: 3000 },
  ])('pauses $ms ms after $failures failures, then goes on', ({ failures, ms }) => {
    const health = heard(...times(failures, 'connection'));
    expect(nextStep(situation({ health }), later(ms - 1))).toMatchObject({ do: 'pause', until: later(ms) });
    expect(nextStep(situation({ health }), later(ms)).do).toBe('send');
  });

  it.for<{ change: Partial<Situation>; step: object; why: string }>([
    { change: {}, step: { do: 'send', provider: 'gmail' }, why: 'nothing bounds it: whoever came first' },
    { change: { waiting: [] }, step: { do: 'fetch' }, why: 'nothing at hand' },
    { change: { waiting: [], more: false }, step: { do: 'finish' }, why: 'nothing is left' },
    {
      change: { limits: limits({ notBefore: later(5000) }) },
      step: { do: 'pause', until: later(5000) },
      why: '--at, however short the patience',
    },
    { change: { limits: limits({ notBefore: NOW }) }, step: { do: 'send' }, why: 'the time has come' },
    {
      change: { limits: limits({ notAfter: NOW }) },
      step: { do: 'stop', why: 'late', said: '16:00' },
      why: '--not-after',
    },
    { change: { limits: limits({ notAfter: later(1) }) }, step: { do: 'send' }, why: 'just in time' },
    {
      change: { limits: limits({ quiet: { from: 15 * 60, to: 17 * 60 } }) },
      step: { do: 'stop', why: 'quiet', said: '17:00' },
      why: 'an hour of quiet is longer than anyone waits',
    },
    {
      change: { limits: limits({ quiet: { from: 22 * 60, to: 16 * 60 + 1 } }) },
      step: { do: 'pause', until: later(60_000) },
      why: 'over midnight; the last minute is waited for',
    },
    {
      change: { limits: limits({ quiet: { from: 15 * 60, to: 16 * 60 } }) },
      step: { do: 'send' },
      why: 'the minute in which quiet ends is not quiet',
    },
    {
      change: { limits: limits({ warmUp: { since: '2025-11-10', perDay: 200 } }), before: 200 },
      step: { do: 'stop', why: 'warm-up', said: '200' },
      why: 'the first day of a new sender',
    },
    {
      change: { limits: limits({ warmUp: { since: '2025-11-08', perDay: 200 } }), before: 799 },
      step: { do: 'send' },
      why: 'the third day: four times as many',
    },
    {
      change: {
        limits: limits({ warmUp: { since: '2025-11-09', perDay: 200 } }),
        frozen: new Date('2025-11-09T03:00:00Z'),
        before: 600,
      },
      step: { do: 'stop', why: 'warm-up', said: '600' },
      why: 'frozen yesterday: 200 then and 400 today',
    },
    {
      change: {
        health: { ...freshHealth, due: { '*': NOW.getTime() + 1250 } },
        limits: limits({ perSecond: 1 }),
      },
      step: { do: 'pause', until: later(1000) },
      why: 'mails a second in all',
    },
    {
      change: {
        health: { ...freshHealth, due: { gmail: NOW.getTime() + 1250 } },
        limits: limits({ providers: { gmail: { perSecond: 1 } } }),
      },
      step: { do: 'send', provider: 'example.jp' },
      why: 'one provider waits, the others go on',
    },
    {
      change: {
        health: { ...freshHealth, due: { gmail: NOW.getTime() + 1250 } },
        limits: limits({ providers: { gmail: { perSecond: 1 } } }),
        waiting: ['gmail'],
      },
      step: { do: 'fetch' },
      why: 'more may hold mail for others',
    },
    {
      change: {
        health: { ...freshHealth, due: { gmail: NOW.getTime() + 1250 } },
        limits: limits({ providers: { gmail: { perSecond: 1 } } }),
        waiting: ['gmail'],
        more: false,
      },
      step: { do: 'pause', until: later(1000) },
      why: 'and if not, there is nothing but to wait',
    },
    {
      change: {
        health: { ...freshHealth, flying: { gmail: 2 } },
        limits: limits({ providers: { gmail: { connections: 2 } } }),
      },
      step: { do: 'send', provider: 'example.jp' },
      why: 'connections of one provider',
    },
  ])('$step: $why', ({ change, step }) => {
    expect(nextStep(situation(change), NOW)).toMatchObject(step);
  });

  it('keeps to a rate over time, whoever asks and how often', () => {
    const bounded = limits({ perSecond: 10, providers: { gmail: { perSecond: 2, connections: 50 } } });
    let health: Health = freshHealth;
    const sent: Record<string, number> = {};
    for (let ms = 0; ms < 10_000; ms += 3) {
      const step = nextStep(situation({ health, limits: bounded }), later(ms));
      if (step.do !== 'send') continue;
      health = begin(health, bounded, step.provider, later(ms));
      sent[step.provider] = (sent[step.provider] ?? 0) + 1;
    }
    // Ten seconds' worth and the burst of the first quarter.
    expect(sent['gmail']).toBe(21);
    expect((sent['gmail'] ?? 0) + (sent['example.jp'] ?? 0)).toBeGreaterThanOrEqual(100);
    expect((sent['gmail'] ?? 0) + (sent['example.jp'] ?? 0)).toBeLessThanOrEqual(103);
    expect(health.flying).toEqual({ gmail: 21 });
    expect(land(health, bounded, 'gmail').flying).toEqual({ gmail: 20 });
  });
});

describe('a wall clock that is set during a run', () => {
  const HOUR = 3_600_000;
  const away = heard('connection');
  const paced = { ...freshHealth, due: { '*': NOW.getTime() + 1250 } };
  const slow = limits({ perSecond: 1 });
  const quiet = limits({ quiet: { from: 17 * 60, to: 18 * 60 } });
  const timed = (change: Partial<PaceLimits>) => ({ limits: limits(change) });

  it.for<{ jump: number; change: Partial<Situation>; step: string; ms?: number; why: string }>([
    {
      jump: -HOUR,
      change: { health: away },
      step: 'pause',
      ms: 250,
      why: 'a pause stays as long as it was',
    },
    { jump: HOUR, change: { health: away }, step: 'pause', ms: 250, why: 'and as short' },
    {
      jump: -HOUR,
      change: { health: paced, limits: slow },
      step: 'pause',
      ms: 1000,
      why: 'so does the pace',
    },
    { jump: HOUR, change: timed({ notAfter: later(60_000) }), step: 'stop', why: '--not-after has passed' },
    { jump: -HOUR, change: timed({ notAfter: NOW }), step: 'send', why: '--not-after is ahead again' },
    { jump: HOUR, change: timed({ notBefore: later(60_000) }), step: 'send', why: '--at has come' },
    { jump: HOUR, change: { limits: quiet }, step: 'stop', why: 'quiet hours have begun' },
    { jump: 2 * HOUR, change: { limits: quiet }, step: 'send', why: 'quiet hours were leapt over' },
  ])('by $jump ms: $step, $why', ({ jump, change, step, ms }) => {
    const now = later(jump);
    const expected = ms === undefined ? {} : { until: new Date(now.getTime() + ms) };
    expect(nextStep(situation(change), now, NOW)).toMatchObject({ do: step, ...expected });
  });
});

describe('a provider that asks for less', () => {
  /** A hundred mails in ten seconds, then one is throttled. */
  const running: Health = { ...freshHealth, begun: 100, since: later(-10_000) };
  const throttle = (health: Health, at: Date) =>
    hear(health, { trouble: 'throttle', domain: 'docomo.ne.jp', provider: 'docomo', said: '421' }, at);
  const slowed = throttle(running, NOW);

  it.for([
    { ms: 0, rate: 5, why: 'half of ten a second' },
    { ms: 29_000, rate: 5, why: 'for half a minute' },
    { ms: 30_000, rate: 6.25, why: 'a quarter more' },
    { ms: 90_000, rate: 9.765625, why: 'and more' },
    { ms: 120_000, rate: undefined, why: 'back where it was' },
  ])('gets $rate a second after $ms ms: $why', ({ ms, rate }) => {
    expect(rateOf(slowed, noLimits, 'docomo', later(ms))).toBe(rate);
    expect(rateOf(slowed, noLimits, 'gmail', later(ms))).toBeUndefined();
  });

  it('is halved once by many answers at once, and again when it asks again', () => {
    const storm = Array.from({ length: 20 }).reduce((health: Health) => throttle(health, later(50)), slowed);
    expect(rateOf(storm, noLimits, 'docomo', later(50))).toBe(5);
    expect(rateOf(throttle(slowed, later(10_000)), noLimits, 'docomo', later(10_000))).toBe(2.5);
  });

  it.for([
    {
      asks: [0],
      begun: 1,
      seconds: 0.1,
      rates: { 1: 5, 100: 9.765625, 130: undefined },
      why: 'at the first mail of a run, of whose rate nothing is known yet: ten a second, halved',
    },
    {
      asks: [0],
      begun: 3000,
      seconds: 10,
      rates: { 1: 150, 60: 234.375, 130: undefined },
      why: 'a fast run is not slowed to a crawl',
    },
    {
      asks: [0, 200],
      begun: 3000,
      seconds: 10,
      rates: { 201: 150, 330: undefined },
      why: 'asked again long after it was back: half of the full rate, not a quarter',
    },
    {
      asks: [0, 70],
      begun: 100,
      seconds: 10,
      rates: { 71: 3.90625, 200: 9.5367431640625, 230: undefined },
      why: 'asked again on the way back: half of what had come back',
    },
    {
      asks: [0, 10, 20, 30, 40, 50, 60, 70, 80, 90],
      begun: 100,
      seconds: 10,
      rates: { 91: 0.1, 300: 0.476837158203125, 730: undefined },
      why: 'asked all the time: never less than one in ten seconds, and back within eleven minutes',
    },
    {
      asks: [0],
      begun: 3000,
      seconds: 10,
      most: 4,
      rates: { 1: 2, 100: 3.90625, 130: 4 },
      why: 'half of what the editor allows, not of what the run could do',
    },
  ])('$rates a second: $why', ({ asks, begun, seconds, most, rates }) => {
    const bound = limits(most === undefined ? {} : { providers: { docomo: { perSecond: most } } });
    const heard = {
      trouble: 'throttle',
      domain: 'docomo.ne.jp',
      provider: 'docomo',
      said: '421',
      most,
    } as const;
    let health: Health = { ...freshHealth, since: later(-seconds * 1000) };
    for (const at of asks)
      health = hear({ ...health, begun: begun + (at * begun) / seconds }, heard, later(at * 1000));
    for (const [at, rate] of Object.entries(rates))
      expect(rateOf(health, bound, 'docomo', later(Number(at) * 1000)), `at ${at} s`).toBe(rate);
  });

  it('never gets more than the editor allows', () => {
    const bound = limits({ providers: { docomo: { perSecond: 3 } } });
    expect(rateOf(slowed, bound, 'docomo', NOW)).toBe(3);
  });
});

describe('a domain that refuses us', () => {
  it.for([
    { troubles: times(4, 'reputation@a.example'), open: true, why: 'four in a row' },
    { troubles: times(5, 'reputation@a.example'), open: false, why: 'five in a row' },
    {
      troubles: [...times(4, 'reputation@a.example'), 'none@a.example', 'reputation@a.example'],
      open: true,
      why: 'five, but not in a row',
    },
    { troubles: [...times(5, 'reputation@b.example')], open: true, why: "another's" },
    {
      troubles: [...times(4, 'reputation@a.example'), ...times(95, 'none@a.example')],
      open: true,
      why: '4 of 99',
    },
    {
      troubles: Array.from({ length: 100 }, (_, at) => `${at % 20 === 0 ? 'reputation' : 'none'}@a.example`),
      open: false,
      why: '5 of 100',
    },
    {
      troubles: [...times(5, 'reputation@a.example'), 'none@a.example'],
      open: false,
      why: 'what was under way opens nothing',
    },
    { troubles: times(9, 'no@a.example'), open: true, why: 'nine in a row that may be about addresses' },
    { troubles: times(10, 'no@a.example'), open: false, why: 'ten in a row, whatever the words' },
    {
      troubles: [...times(9, 'no@a.example'), 'taken@a.example', ...times(9, 'no@a.example')],
      open: true,
      why: 'a mail that was taken between them',
    },
  ])('open: $open after $why', ({ troubles, open }) => {
    expect(isOpen(heard(...troubles).refusals['a.example'])).toBe(open);
  });

  it('ends the run with the third of its kind, and every refusal is counted', () => {
    const two = heard(...times(5, 'reputation@a.example'), ...times(5, 'reputation@b.example'));
    expect(two.stop).toBeUndefined();
    const three = heard(...['a', 'b', 'c'].flatMap((name) => times(5, `reputation@${name}.example`)));
    expect(three.stop).toEqual({ why: 'reputation', said: 'said the server' });
    expect(three.refusals['b.example']).toMatchObject({ refused: 5 });
  });
});

describe('a mail server that refuses everybody', () => {
  const each = (count: number, word: string) =>
    Array.from({ length: count }, (_, at) => `${word}@f${at}.example`);
  it.for([
    { troubles: each(20, 'no'), stop: 'refused', why: 'twenty firms in a row, in words that nobody knows' },
    {
      troubles: each(20, 'reputation'),
      stop: 'refused',
      why: 'one refusal of us for each firm closes none of them',
    },
    { troubles: each(19, 'no'), stop: undefined, why: 'nineteen' },
    {
      troubles: times(30, 'no@a.example'),
      stop: undefined,
      why: 'one firm alone is held back, and the others go on',
    },
    {
      troubles: [...each(19, 'no'), 'taken@a.example', ...each(19, 'no')],
      stop: undefined,
      why: 'a mail that was taken shows that the server works',
    },
    {
      troubles: [...each(10, 'no'), 'none@a.example', 'throttle@b.example', ...each(10, 'no')],
      stop: 'refused',
      why: 'mail that was put off in between shows nothing',
    },
  ])('stop: $stop after $why', ({ troubles, stop }) => {
    expect(heard(...troubles).stop?.why).toBe(stop);
  });
});

describe('providerOf', () => {
  it.for([
    { address: 'hanako@gmail.com', provider: 'gmail' },
    { address: 'a..b@docomo.ne.jp', provider: 'docomo' },
    { address: 'abc.@ezweb.ne.jp', provider: 'au' },
    { address: 'taro@t.vodafone.ne.jp', provider: 'softbank' },
    { address: 'x@hotmail.co.jp', provider: 'outlook' },
    { address: 'x@ybb.ne.jp', provider: 'yahoo.co.jp' },
    { address: 'x@minato.example', provider: 'minato.example' },
    { address: 'x@notgmail.com', provider: 'notgmail.com' },
  ])('$address: $provider', ({ address, provider }) => {
    expect(providerOf(address)).toBe(provider);
  });
});
