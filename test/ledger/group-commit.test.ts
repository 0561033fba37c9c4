import { expect, it } from 'vitest';
import { grouped } from '../../src/ledger/group-commit.ts';
import { ProblemError } from '../../src/problem.ts';

/** A store that ends its transactions when the test says so. */
function openStore() {
  const batches: (readonly string[])[] = [];
  const ends: (() => void)[] = [];
  const commit = async (changes: readonly string[]) => {
    batches.push(changes);
    await new Promise<void>((resolve) => ends.push(resolve));
    return changes.map((change) => change.toUpperCase());
  };
  /** Ends the one that is under way, as soon as there is one. */
  const end = async () => {
    while (ends.length === 0) await new Promise((resolve) => setImmediate(resolve));
    ends.shift()?.();
  };
  return { batches, commit, end };
}

it('lets those share a transaction that come while another is under way, and answers when theirs is over', async () => {
  const { batches, commit, end } = openStore();
  const take = grouped(commit);
  const answered: string[] = [];
  const asked = (change: string) => take(change).then((answer) => void answered.push(answer));
  const first = asked('a');
  await new Promise((resolve) => setImmediate(resolve));
  const others = ['b', 'c', 'd'].map(asked);
  await new Promise((resolve) => setImmediate(resolve));
  expect(batches).toEqual([['a']]);
  expect(answered).toEqual([]);
  await end();
  await first;
  expect(answered).toEqual(['A']);
  await end();
  await Promise.all(others);
  expect(batches).toEqual([['a'], ['b', 'c', 'd']]);
  expect(answered).toEqual(['A', 'B', 'C', 'D']);
});

it('lets no more share one than it is told', async () => {
  const sizes: number[] = [];
  const commit = async (changes: readonly number[]) => {
    sizes.push(changes.length);
    return changes;
  };
  const take = grouped(commit, { most: 4 });
  const numbers = Array.from({ length: 10 }, (_, n) => n);
  expect(await Promise.all(numbers.map(take))).toEqual(numbers);
  expect(sizes).toEqual([4, 4, 2]);
});

const full = new ProblemError([{ code: 'ledger-full', message: 'The disk is full.', hint: 'Make room.' }]);
it.for([
  { error: new Error('a bug'), tries: 4, kept: ['a', 'c'], why: 'each is tried alone' },
  { error: full, tries: 1, kept: [], why: 'it is no fault of one of them' },
])('where a shared transaction fails with "$error.message": $why', async ({ error, tries, kept }) => {
  let tried = 0;
  const take = grouped(async (changes: readonly string[]) => {
    tried += 1;
    if (changes.includes('b')) throw error;
    return changes;
  });
  const results = await Promise.allSettled(['a', 'b', 'c'].map(take));
  expect(results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))).toEqual(kept);
  expect(tried).toBe(tries);
  expect(await take('d')).toBe('d');
});
