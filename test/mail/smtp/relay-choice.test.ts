import { describe, expect, it } from 'vitest';
import {
  ended,
  failureOf,
  freshRelay,
  nextRelay,
  type Relay,
  type RelayStanding,
} from '../../../src/mail/smtp/relay-choice.ts';
import type { Reply } from '../../../src/mail/transport.ts';

const relay = (name: string, change: Partial<Relay> = {}): Relay => ({
  name,
  weight: 1,
  connections: 2,
  perSecond: undefined,
  ...change,
});
const NOW = 100_000;

describe('nextRelay', () => {
  it.for<
    [
      why: string,
      relays: readonly Partial<Relay>[],
      standings: readonly Partial<RelayStanding>[],
      tried: readonly number[],
      turn: object,
    ]
  >([
    ['the first of equals', [{}, {}], [{}, {}], [], { do: 'use', index: 0 }],
    ['whoever has waited longer', [{}, {}], [{ credit: -1 }, { credit: 1 }], [], { do: 'use', index: 1 }],
    ['the heavier first', [{}, { weight: 3 }], [{}, {}], [], { do: 'use', index: 1 }],
    ['not one that is left out', [{}, {}], [{ restUntil: NOW + 1 }, {}], [], { do: 'use', index: 1 }],
    ['one whose rest is over', [{}, {}], [{ restUntil: NOW }, { underWay: 2 }], [], { do: 'use', index: 0 }],
    [
      'one mail at a time where it failed before',
      [{}, {}],
      [{ failures: 1, underWay: 1 }, { credit: -9 }],
      [],
      { do: 'use', index: 1 },
    ],
    ['not one that failed for this mail', [{}, {}], [{}, {}], [0], { do: 'use', index: 1 }],
    ['nobody, after all failed', [{}, {}], [{}, {}], [0, 1], { do: 'none' }],
    ['nobody, where the rest is left out', [{}, {}], [{}, { restUntil: NOW + 9 }], [0], { do: 'none' }],
    [
      'the first to come back, where all are left out',
      [{}, {}],
      [{ restUntil: NOW + 9_000 }, { restUntil: NOW + 5_000 }],
      [],
      { do: 'use', index: 1 },
    ],
    [
      'a place, where all connections are busy',
      [{}, {}],
      [{ underWay: 2 }, { underWay: 2 }],
      [],
      { do: 'wait', until: undefined },
    ],
    [
      'a place, or the end of a rest',
      [{}, {}],
      [{ underWay: 2 }, { restUntil: NOW + 700 }],
      [],
      { do: 'wait', until: NOW + 700 },
    ],
    ['its pace', [{ perSecond: 1 }], [{ due: NOW + 1000 }], [], { do: 'wait', until: NOW + 750 }],
  ])('waits for or uses %s', ([_why, relays, standings, tried, turn]) => {
    const all = relays.map((change, index) => relay(`relay${index}`, change));
    const known = standings.map((change) => ({ ...freshRelay, ...change }));
    expect(nextRelay(all, known, new Set(tried), NOW)).toMatchObject(turn);
  });

  it('shares by weight, evenly, and keeps the sum of what is owed at nothing', () => {
    const relays = [relay('a', { weight: 3 }), relay('b'), relay('c')];
    let standings: readonly RelayStanding[] = relays.map(() => freshRelay);
    const chosen = Array.from({ length: 10 }, () => {
      const turn = nextRelay(relays, standings, new Set(), NOW);
      if (turn.do !== 'use') throw new Error(turn.do);
      standings = turn.standings.map((one) => ({ ...one, underWay: 0 }));
      return relays[turn.index]?.name;
    });
    expect(chosen.join('')).toBe('abacaabaca');
    expect(standings.map(({ credit }) => credit)).toEqual([0, 0, 0]);
  });

  it('charges a paced relay for each mail', () => {
    const relays = [relay('a', { perSecond: 4, connections: 9 })];
    const turn = nextRelay(relays, [freshRelay], new Set(), NOW);
    expect(turn).toMatchObject({ do: 'use', standings: [{ underWay: 1, due: NOW + 250 }] });
  });
});

describe('failureOf', () => {
  const refused = (code: number, phase: 'auth' | 'mail' | 'rcpt' | 'greeting' | 'answer'): Reply => ({
    kind: 'refused',
    code,
    enhanced: undefined,
    response: '',
    phase,
  });
  it.for<[Reply, string | undefined, string]>([
    [{ kind: 'unsent', reason: '', phase: 'connect' }, 'down', 'refused connection'],
    [{ kind: 'unsent', reason: '', phase: 'tls' }, 'down', 'bad certificate'],
    [{ kind: 'unsent', reason: '', phase: 'rcpt' }, undefined, 'it may be the address'],
    [{ kind: 'unknown', reason: '', phase: 'answer' }, 'down', 'the line dropped'],
    [refused(421, 'rcpt'), 'down', 'closing'],
    [refused(554, 'greeting'), 'down', 'no service for us'],
    [refused(535, 'auth'), 'login', 'wrong password'],
    [refused(530, 'mail'), 'login', 'login wanted'],
    [refused(454, 'auth'), 'down', 'its own trouble with logins'],
    [
      { ...refused(450, 'mail'), response: '450 4.7.1 too much mail from you' } as Reply,
      'limit',
      'too fast for it',
    ],
    [
      { ...refused(450, 'mail'), response: '450 4.7.1 Greylisted' } as Reply,
      undefined,
      'the same mail is taken later',
    ],
    [refused(454, 'answer'), 'limit', 'Amazon, after the mail'],
    [
      { ...refused(454, 'rcpt'), response: '454 Daily message quota exceeded' } as Reply,
      'quota',
      'all for today',
    ],
    [
      { ...refused(452, 'rcpt'), enhanced: '4.2.2', response: '452 4.2.2 Over quota' } as Reply,
      undefined,
      'a mailbox',
    ],
    [refused(550, 'rcpt'), undefined, 'about the recipient'],
    [refused(451, 'answer'), undefined, 'about the mail'],
    [{ ...refused(553, 'rcpt'), own: true } as Reply, undefined, 'no server was asked'],
    [{ kind: 'accepted', code: 250, response: '' }, undefined, 'taken'],
    [{ kind: 'lost' }, undefined, 'not its fault'],
  ])('of %o is %s: %s', ([reply, failure]) => {
    expect(failureOf(reply)).toBe(failure);
  });
});

describe('ended', () => {
  const down = { failure: 'down', said: '421 busy', began: NOW } as const;
  const limit = { failure: 'limit', said: '454 too fast', began: NOW } as const;
  const login = { failure: 'login', said: '535 no', began: NOW } as const;
  it.for<[string, Partial<RelayStanding>, Parameters<typeof ended>[1], Partial<RelayStanding>]>([
    ['a first failure', {}, down, { failures: 1, restUntil: NOW + 5_001, rests: 1, said: '421 busy' }],
    ['a third', { failures: 2, byKind: { down: 2 } }, down, { failures: 3, restUntil: NOW + 45_001 }],
    ['a ninth', { failures: 8, byKind: { down: 8 } }, down, { failures: 9, restUntil: NOW + 300_001 }],
    [
      'a first one after five limits',
      { failures: 5, byKind: { limit: 5 } },
      down,
      { failures: 6, restUntil: NOW + 5_001 },
    ],
    [
      'a limit after five times away',
      { failures: 5, byKind: { down: 5 } },
      limit,
      { failures: 6, restUntil: NOW + 1_001 },
    ],
    [
      'a third time away, with limits between them',
      { failures: 4, byKind: { down: 2, limit: 2 } },
      down,
      { failures: 5, byKind: { down: 3, limit: 2 }, restUntil: NOW + 45_001 },
    ],
    ['a third limit', { failures: 2, byKind: { limit: 2 } }, limit, { failures: 3, restUntil: NOW + 4_001 }],
    ['a login', {}, login, { failures: 1, restUntil: NOW + 600_001 }],
    [
      'one that was under way at the last',
      { failures: 1, failedAt: NOW, rests: 1 },
      down,
      { failures: 1, rests: 1 },
    ],
    [
      'a success',
      { failures: 4, byKind: { down: 4 } },
      { failure: undefined, said: '', began: NOW },
      { failures: 0, byKind: {} },
    ],
  ])('after %s', ([_why, before, heard, after]) => {
    expect(ended({ ...freshRelay, underWay: 2, ...before }, heard, NOW + 1)).toMatchObject({
      underWay: 1,
      ...after,
    });
  });
});
