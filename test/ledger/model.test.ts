/**
 * The state machine against a model of it: whatever senders, readers and deaths do in whatever order, the
 * ledger and twenty lines of plain code agree, and every recipient is in exactly one state.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type DeliveryState, deliveryStates, type Ledger, type Outcome } from '../../src/ledger/ledger.ts';
import { openLedger } from '../../src/ledger/open.ts';
import { all, countedBytes, frozen, later, WEEK } from './people.ts';

const READERS = ['a', 'b', 'c'].map((name) => `${name}@example.jp`);
const SENDERS = ['sender-1', 'sender-2'];

type Row = {
  state: DeliveryState;
  owner: string;
  attempts: number;
  due: number;
  left: boolean;
  open: boolean;
};
type Model = { readonly rows: Row[]; minute: number };
type Real = { readonly ledger: Ledger; readonly ids: readonly string[] };
type Step = fc.AsyncCommand<Model, Real>;

const isOpen = ({ state }: Row) => state === 'queued' || state === 'deferred';
const holds = (row: Row, owner: string) =>
  row.owner === owner && (row.state === 'claimed' || row.state === 'sending');

/** A step and the comparison that follows every step. */
function step(name: string, run: (model: Model, real: Real) => Promise<void>): Step {
  return {
    check: () => true,
    toString: () => name,
    run: async (model, real) => {
      await run(model, real);
      await compare(model, real);
    },
  };
}

async function compare({ rows }: Model, { ledger }: Real): Promise<void> {
  const count = (...states: readonly DeliveryState[]) =>
    rows.filter(({ state }) => states.includes(state)).length;
  const tally = await ledger.deliveries.tally(WEEK);
  expect(tally).toEqual({
    planned: READERS.length,
    sent: count('sent'),
    failed: count('failed'),
    skipped: count('skipped'),
    uncertain: count('uncertain'),
    deferred: count('deferred'),
    queued: count('queued', 'claimed', 'sending'),
  });
  const { planned, ...parts } = tally;
  expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBe(planned);
  for (const state of deliveryStates) {
    const found = await all(ledger.deliveries.list(WEEK, state));
    const expected = rows.flatMap((row, index) =>
      row.state === state ? [[READERS[index], row.attempts]] : [],
    );
    expect(found.map(({ address, attempts }) => [address, attempts])).toEqual(expected);
  }
}

const wait = fc.integer({ min: 1, max: 20 }).map((minutes) =>
  step(`wait ${minutes}`, async (model) => {
    model.minute += minutes;
  }),
);

const claim = fc.tuple(fc.constantFrom(...SENDERS), fc.integer({ min: 1, max: 3 })).map(([owner, limit]) =>
  step(`${owner} claims ${limit}`, async (model, { ledger }) => {
    const claimed = await ledger.deliveries.claim(WEEK, owner, limit, later(model.minute));
    const due = model.rows
      .filter((row) => isOpen(row) && row.due <= model.minute)
      .toSorted((a, b) => a.due - b.due);
    const taken: Row[] = [];
    for (const row of due) {
      if (taken.length === limit) break;
      if (row.left) Object.assign(row, { state: 'skipped', owner: '' });
      else taken.push(row);
    }
    for (const row of taken) Object.assign(row, { state: 'claimed', owner, attempts: row.attempts + 1 });
    expect(claimed.map(({ address }) => address)).toEqual(
      taken.map((row) => READERS[model.rows.indexOf(row)]),
    );
  }),
);

const mark = fc.tuple(fc.constantFrom(...SENDERS), fc.nat(READERS.length - 1)).map(([owner, index]) =>
  step(`${owner} marks ${READERS[index]}`, async (model, { ledger, ids }) => {
    const row = model.rows[index];
    const may = row?.state === 'claimed' && row.owner === owner;
    expect(await ledger.deliveries.mark(WEEK, ids[index] ?? '', owner, later(model.minute))).toBe(may);
    if (row !== undefined && may) row.state = 'sending';
  }),
);

const outcomes = fc.constantFrom<
  'sent' | 'failed' | 'uncertain' | 'queued' | 'deferred' | 'throttled' | 'bounced'
>('sent', 'failed', 'uncertain', 'queued', 'deferred', 'throttled', 'bounced');

const record = fc
  .tuple(fc.constantFrom(...SENDERS), fc.nat(READERS.length - 1), outcomes)
  .map(([owner, index, kind]) =>
    step(`${owner} records ${READERS[index]} ${kind}`, async (model, { ledger, ids }) => {
      const row = model.rows[index];
      const may = row !== undefined && holds(row, owner);
      const outcome = outcomeOf(kind, model.minute);
      expect(
        await ledger.deliveries.record(WEEK, ids[index] ?? '', owner, outcome, later(model.minute)),
      ).toBe(may);
      if (row === undefined || !may) return;
      row.state = outcome.state;
      row.owner = '';
      if (kind === 'queued' || kind === 'throttled') row.attempts -= 1;
      if (kind === 'queued') row.due = 0;
      if (outcome.state === 'deferred') row.due = model.minute + 10;
      if (kind === 'bounced') row.open = true;
    }),
  );

function outcomeOf(kind: string, minute: number): Outcome {
  if (kind === 'bounced') return { state: 'failed', response: '550 5.1.1', fault: 'bad-address' };
  if (kind === 'deferred' || kind === 'throttled')
    return {
      state: 'deferred',
      response: '451',
      retryAt: later(minute + 10),
      countsAsAttempt: kind === 'deferred',
    };
  return { state: kind as 'sent' | 'failed' | 'uncertain' | 'queued', response: kind }; // the kinds that are left
}

const unsubscribe = fc.nat(READERS.length - 1).map((index) =>
  step(`${READERS[index]} leaves`, async (model, { ledger, ids }) => {
    const row = model.rows[index];
    const changed = await ledger.subscribers.act(
      'unsubscribe',
      ids[index] ?? '',
      'form',
      later(model.minute),
    );
    if (row === undefined || !changed) return;
    row.left = true;
    if (isOpen(row) || row.state === 'claimed') Object.assign(row, { state: 'skipped', owner: '' });
  }),
);

const recover = fc.constant(
  step('every sender dies, and the next one recovers', async (model, { ledger }) => {
    const claimed = model.rows.filter(({ state }) => state === 'claimed');
    const sending = model.rows.filter(({ state }) => state === 'sending');
    expect(await ledger.deliveries.recover(WEEK, later(model.minute))).toEqual({
      queued: claimed.length,
      uncertain: sending.length,
    });
    for (const row of claimed)
      Object.assign(row, { state: 'queued', owner: '', due: 0, attempts: row.attempts - 1 });
    for (const row of sending) Object.assign(row, { state: 'uncertain', owner: '' });
  }),
);

const settle = fc.constantFrom('sent' as const, 'queued' as const, 'failed' as const).map((as) =>
  step(`doubt is settled as ${as}`, async (model, { ledger }) => {
    const doubtful = model.rows.filter(({ state }) => state === 'uncertain');
    expect(await ledger.deliveries.settle(WEEK, as, 'log', later(model.minute))).toBe(doubtful.length);
    for (const row of doubtful) Object.assign(row, { state: as, due: 0 });
  }),
);

const decide = fc.constantFrom('believed' as const, 'disbelieved' as const).map((verdict) =>
  step(`what was said of addresses is ${verdict}`, async (model, { ledger, ids }) => {
    const open = await ledger.deliveries.openFaults(WEEK);
    const known = model.rows.flatMap((row, index) => (row.open ? [{ row, id: ids[index] ?? '' }] : []));
    expect(open.map(({ subscriber }) => subscriber)).toEqual(known.map(({ id }) => id));
    const all = known.map(({ id }) => id);
    expect(await ledger.deliveries.decideFaults(WEEK, verdict, all, 'test', later(model.minute))).toBe(
      known.length,
    );
    for (const { row } of known) {
      row.open = false;
      if (verdict === 'disbelieved') Object.assign(row, { state: 'queued', due: 0, attempts: 0 });
      else row.left = true;
    }
  }),
);

it('agrees with the model after every step of any story', async () => {
  const stories = fc.commands(
    [claim, claim, mark, mark, record, record, wait, unsubscribe, recover, settle, decide],
    { maxCommands: 80, size: 'max' },
  );
  await fc.assert(
    fc.asyncProperty(stories, async (story) => {
      await using ledger = await openLedger('sqlite::memory:', '/', { random: countedBytes() });
      const ids = await frozen(ledger, READERS);
      const rows = READERS.map(
        (): Row => ({ state: 'queued', owner: '', attempts: 0, due: 0, left: false, open: false }),
      );
      await fc.asyncModelRun(() => ({ model: { rows, minute: 0 }, real: { ledger, ids } }), story);
    }),
    { numRuns: 200 },
  );
});
