/** A month on a short list, with every `npm test`; `npm run chaos -- --month` is the long one. */
import { expect, it } from 'vitest';
import { runMonth } from './month.ts';
import { model } from './month-model.ts';

it('four digests, joins, leaves, bounces, a death, a failover, a move, a lost ledger and an old backup: what everyone got is what the model says', async () => {
  const { expected, got, balances, states, doubts } = await runMonth({
    seed: 45,
    subscribers: 200,
    connections: 5,
  });
  expect(new Map([...got].toSorted())).toEqual(new Map([...expected.got].toSorted()));
  expect(balances).toEqual(expected.balances);
  expect(states).toEqual(expected.states);
  expect(doubts).toEqual([5, 0, 198, 197]);
});

it('the model: who joins, leaves or is gone', () => {
  const weeks = [
    { id: 'a', joins: ['x'], leaves: ['q'], gone: ['r', 'nobody'] },
    { id: 'b', joins: [], leaves: ['r', 'x'], gone: [] },
  ];
  expect(model(['p', 'q', 'r'], weeks)).toEqual({
    got: new Map([
      ['p', ['a', 'b']],
      ['x', ['a']],
    ]),
    balances: [
      { planned: 3, sent: 2, failed: 1 },
      { planned: 1, sent: 1, failed: 0 },
    ],
    states: { confirmed: 1, unsubscribed: 2, bounced: 1 },
  });
});
