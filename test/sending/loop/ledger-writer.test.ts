import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../../src/problem.ts';
import { openLedgerWriter } from '../../../src/sending/loop/ledger-writer.ts';

const NOW = new Date('2025-11-10T07:00:00Z');
const sent = { state: 'sent', response: '250 ok' } as const;

/**
 * A ledger that writes down what it was asked, and in which turn of the event loop.
 *
 * @param refusals of its first results, one each
 */
function open(refusals: readonly Error[] = []) {
  let refused = 0;
  const asked: string[] = [];
  const failures: unknown[] = [];
  const first = Promise.withResolvers<void>();
  const note = (what: string) => {
    asked.push(what);
    first.resolve();
    queueMicrotask(() => asked.push('a turn'));
  };
  const records = openLedgerWriter(
    {
      mark: async (_, subscriber) => {
        note(`mark ${subscriber}`);
        return true;
      },
      record: async (_, subscriber, __, outcome) => {
        note(`${outcome.state} ${subscriber}`);
        const refusal = refusals[refused];
        refused += 1;
        if (refusal !== undefined) throw refusal;
        return true;
      },
    },
    { id: '2025-W45', channel: 'mail' },
    'the test',
    (error) => failures.push(error),
  );
  return { records, asked, first: first.promise, failures };
}

describe('openLedgerWriter', () => {
  it('lets results ride with the next mark, before it and in the same turn', async () => {
    const { records, asked } = open();
    records.keep('a', sent, NOW);
    records.keep('b', sent, NOW);
    expect(asked).toEqual([]);
    expect(await records.mark('c', NOW)).toBe(true);
    expect(asked.slice(0, 3)).toEqual(['sent a', 'sent b', 'mark c']);
  });

  it('keeps a result within some milliseconds where no mark comes', async () => {
    const { records, asked, first } = open();
    records.keep('a', sent, NOW);
    await first;
    expect(asked[0]).toBe('sent a');
  });

  it('has kept everything once it is settled', async () => {
    const { records, asked } = open();
    records.keep('a', sent, NOW);
    await records.settled();
    expect(asked[0]).toBe('sent a');
    await records.settled();
  });

  it('tells what the ledger throws, and settles all the same', async () => {
    const full = new Error('the disk is full');
    const { records, failures } = open([full]);
    records.keep('a', sent, NOW);
    await records.settled();
    expect(failures).toEqual([full]);
  });

  it.for([
    { held: 3, fails: 0, why: 'another program lets go of the ledger at last' },
    { held: 4, fails: 1, why: 'it never does' },
  ])(
    'tries a result again while another program holds the ledger, $held times: $why',
    async ({ held, fails }) => {
      const busy = new ProblemError([{ code: 'ledger-busy', message: 'It is held.', hint: 'Wait.' }]);
      const { records, asked, failures } = open(Array.from({ length: held }, () => busy));
      records.keep('a', sent, NOW);
      await records.settled();
      expect(asked.filter((what) => what === 'sent a')).toHaveLength(4);
      expect(failures).toEqual(Array.from({ length: fails }, () => busy));
    },
  );
});
