/** The judge is believed only because it sees each broken promise: one planted in each row. */
import { describe, expect, it } from 'vitest';
import { faultAt, faults } from './faults.ts';
import { type Evidence, judge } from './judge.ts';
import type { Entry } from './server.ts';

const mail = { at: 'dot', messageId: '<1@minato.example>', hash: 'a1' } as const;
const accepted = (to: string): Entry => ({ what: 'accepted', to, ...mail });
const refused = (to: string): Entry => ({ what: 'refused', to, at: 'rcpt' });
const row = (address: string, state: Evidence['rows'][number]['state'], response?: string) => ({
  address,
  state,
  response,
});

const HANAKO = 'hanako@minato.example';
const TARO = 'taro@minato.example';
const JIRO = 'jiro@minato.example';

/** Hanako has it, Taro was refused, and nobody knows of Jiro. */
const sound: Evidence = {
  recipients: [HANAKO, TARO, JIRO],
  log: [accepted(HANAKO), refused(TARO), { what: 'unclear', to: JIRO, ...mail }],
  rows: [row(HANAKO, 'sent'), row(TARO, 'failed'), row(JIRO, 'uncertain', 'answer: closed')],
  tally: { planned: 3, sent: 1, failed: 1, uncertain: 1, skipped: 0, deferred: 0, queued: 0 },
};

it('finds nothing where every promise holds', () => {
  const { broken, counts } = judge(sound);
  expect(broken).toEqual([]);
  expect(counts).toEqual({
    accepted: 1,
    lost: 0,
    twice: 0,
    sent: 1,
    failed: 1,
    uncertain: 1,
    byDeath: 0,
    repeated: 0,
  });
});

describe('finds', () => {
  it.for<{ why: string; change: Partial<Evidence>; said: string }>([
    {
      why: 'somebody forgotten: sent in the ledger, and no mail',
      change: { log: sound.log.slice(1) },
      said: `lost: 1 (${HANAKO})`,
    },
    {
      why: 'somebody mailed twice',
      change: { log: [...sound.log, accepted(HANAKO)] },
      said: `mailed twice: 1 (${HANAKO})`,
    },
    {
      why: 'a mail to somebody who is not on the list',
      change: { log: [...sound.log, accepted('x@minato.example')] },
      said: 'mailed, and no recipient: 1 (x@minato.example)',
    },
    {
      why: 'a mail that was accepted, and that the ledger calls refused',
      change: { log: [...sound.log, accepted(TARO)] },
      said: `mailed, and neither sent nor in doubt: 1 (${TARO})`,
    },
    {
      why: 'a mail called sent that was not accepted',
      change: { log: sound.log.slice(1) },
      said: `sent, and never accepted: 1 (${HANAKO})`,
    },
    {
      why: 'a mail called failed that nobody refused',
      change: { log: sound.log.filter(({ what }) => what !== 'refused') },
      said: `failed, and never refused: 1 (${TARO})`,
    },
    {
      why: 'a retry with other bytes',
      change: { log: [{ what: 'deferred', to: HANAKO, ...mail, hash: 'b2' }, ...sound.log] },
      said: `sent with other bytes at another attempt: 1 (${HANAKO})`,
    },
    {
      why: 'somebody still waiting when all is over',
      change: { rows: [...sound.rows.slice(0, 2), row(JIRO, 'deferred')] },
      said: `still open at the end: 1 (${JIRO})`,
    },
    {
      why: 'counters that say otherwise than the rows',
      change: { tally: { ...sound.tally, sent: 2, uncertain: 0 } },
      said: 'counted otherwise than listed: 2 (sent, uncertain)',
    },
    {
      why: 'a balance that does not add up',
      change: { tally: { ...sound.tally, queued: 1 } },
      said: 'the balance: 3 people, 3 planned, 4 counted, 3 listed',
    },
  ])('$why', ({ change, said }) => {
    expect(judge({ ...sound, ...change }).broken).toContain(said);
  });
});

describe('the faults', () => {
  const people = Array.from({ length: 5000 }, (_, index) => `reader${index}@minato.example`);

  it('are the same for the same seed, and others for another', () => {
    const names = (seed: number) => people.map((name) => faultAt(seed, 'rcpt', name, 1)?.name);
    expect(names(45)).toEqual(names(45));
    expect(names(45)).not.toEqual(names(46));
  });

  it('come about as often as their rows say', () => {
    const found = people.map((name) => faultAt(45, 'dot', name, 1));
    const asked = faults.filter(({ at }) => at === 'dot').reduce((sum, { often }) => sum + often, 0);
    const share = (found.filter((fault) => fault !== undefined).length / 5000) * 1000;
    expect(share).toBeGreaterThan(asked * 0.7);
    expect(share).toBeLessThan(asked * 1.3);
  });

  it('leave a mail alone at its fourth visit, so that every run ends', () => {
    const found = people.map((name) => faultAt(45, 'rcpt', name, 4));
    expect(found.filter((fault) => fault !== undefined)).toEqual([]);
  });
});
