import { describe, expect, it } from 'vitest';
import type { Trouble } from '../../src/mail/outcome.ts';
import { freshStanding, hear, nextStep, type Standing } from '../../src/mail/pace.ts';

const NOW = new Date('2025-11-10T07:00:00Z');
const later = (ms: number) => new Date(NOW.getTime() + ms);

/** What a run has heard, one after the other: `trouble` or `trouble@domain`. */
function heard(...troubles: readonly string[]): Standing {
  return troubles.reduce((standing: Standing, text) => {
    const [trouble, domain = 'example.jp'] = text.split('@');
    return hear(standing, trouble as Trouble, domain, 'said the server', NOW);
  }, freshStanding);
}

const times = (count: number, trouble: string) => Array.from({ length: count }, () => trouble);

describe('nextStep', () => {
  it.for([
    { troubles: [], step: 'send', why: 'nothing heard' },
    { troubles: ['none', 'throttle', 'reputation'], step: 'send', why: 'answers about single mails' },
    { troubles: ['connection'], step: 'pause', why: 'the server is away for a moment' },
    { troubles: ['connection', 'none'], step: 'send', why: 'it is back' },
    { troubles: times(9, 'connection'), step: 'pause', why: 'nine in a row' },
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
    expect(nextStep(heard(...troubles), NOW).do).toBe(step);
  });

  it.for([
    { failures: 1, ms: 250 },
    { failures: 2, ms: 500 },
    { failures: 4, ms: 2000 },
    { failures: 9, ms: 3000 },
  ])('pauses $ms ms after $failures failures, then goes on', ({ failures, ms }) => {
    const standing = heard(...times(failures, 'connection'));
    expect(nextStep(standing, later(ms - 1))).toMatchObject({ do: 'pause', until: later(ms) });
    expect(nextStep(standing, later(ms)).do).toBe('send');
  });

  it('remembers which domains hold something against us, and what made it stop', () => {
    const standing = heard('reputation@a.example', 'reputation@a.example', 'reputation@b.example', 'login');
    expect(standing.refusedBy).toEqual({ 'a.example': 2, 'b.example': 1 });
    expect(standing.stop).toEqual({ why: 'login', said: 'said the server' });
  });
});
