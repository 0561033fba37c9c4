import { describe, expect, it } from 'vitest';
import type { Subscriber } from '../../../src/ledger/ledger.ts';
import { readAudience, recipientsOf } from '../../../src/sending/plan/audience.ts';
import { planFirst, planResumed } from '../../../src/sending/plan/plan.ts';
import { edition, mailing, sender } from '../../mail/mailings.ts';

const ADDED = new Date('2025-11-01T00:00:00Z');
const NOW = new Date('2025-11-09T22:00:00Z');

function subscriber(address: string, categories?: readonly string[], consented = ADDED): Subscriber {
  const consent = { source: 'form', at: consented };
  return {
    id: `id-${address}`,
    address,
    name: undefined,
    status: 'confirmed',
    categories,
    consent,
    added: ADDED,
  };
}

/** A list that answers as a ledger does, for confirmed subscribers. */
const listing = (people: readonly Subscriber[]) => ({
  list: async function* () {
    yield* people;
  },
});

const people = [
  subscriber('a@gmail.example'),
  subscriber('b@gmail.example'),
  subscriber('c@docomo.example', ['investment']),
  subscriber('d@docomo.example', ['travel']),
];
const editions = [edition(), edition({ key: 'investment', subject: '投資分析だけ' })];

describe('the audience', () => {
  it('counts people by the edition they would get and by domain', async () => {
    expect(await readAudience(listing(people), NOW)).toEqual({
      editions: { all: 2, investment: 1, travel: 1 },
      sets: [['investment'], ['travel']],
      domains: {
        all: { 'gmail.example': 2 },
        investment: { 'docomo.example': 1 },
        travel: { 'docomo.example': 1 },
      },
      older: false,
    });
  });

  it.for([
    { consented: '2025-10-31T00:00:01Z', older: false, why: 'the day before: brought in with the list' },
    { consented: '2024-04-01T00:00:00Z', older: true, why: 'long before this ledger knew them' },
  ])('is older than the ledger ($older): $why', async ({ consented, older }) => {
    const one = subscriber('a@gmail.example', undefined, new Date(consented));
    expect((await readAudience(listing([one]), NOW)).older).toBe(older);
  });

  it('freezes only those for whom there is an edition', async () => {
    const frozen = await Array.fromAsync(recipientsOf(listing(people), new Set(['all', 'investment']), NOW));
    expect(frozen.map(({ address, edition: key }) => `${address} ${key}`)).toEqual([
      'a@gmail.example all',
      'b@gmail.example all',
      'c@docomo.example investment',
    ]);
  });
});

describe('the plan', () => {
  it('of a first run counts what would be frozen, and says for whom there is nothing', async () => {
    const plan = planFirst('2025-W45', sender, editions, await readAudience(listing(people), NOW));
    expect(plan.tally).toEqual({
      planned: 3,
      queued: 3,
      sent: 0,
      failed: 0,
      skipped: 0,
      uncertain: 0,
      deferred: 0,
    });
    expect(plan.nothingFor).toBe(1);
    expect(plan.domains).toEqual([
      ['gmail.example', 2],
      ['docomo.example', 1],
    ]);
    expect(plan.editions.map(({ key, recipients }) => [key, recipients])).toEqual([
      ['all', 2],
      ['investment', 1],
    ]);
    expect(plan.frozen).toBeUndefined();
  });

  it('of a further run is what the ledger says', () => {
    const tally = { planned: 3, queued: 1, sent: 2, failed: 0, skipped: 0, uncertain: 0, deferred: 0 };
    const breakdown = { editions: { all: 3 }, domains: { 'a.example': 1, 'b.example': 2 } };
    const plan = planResumed(mailing(), tally, breakdown, undefined);
    expect(plan).toMatchObject({
      tally,
      subject: edition().subject,
      frozen: mailing().frozen,
      nothingFor: 0,
    });
    expect(plan.domains).toEqual([
      ['b.example', 2],
      ['a.example', 1],
    ]);
  });
});
