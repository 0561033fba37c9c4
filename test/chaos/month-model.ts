/** What a month of weekly digests should come to: who is on the list, and what each person gets. Pure, and nothing of ours. */

export type Week = {
  readonly id: string;
  readonly joins: readonly string[];
  readonly leaves: readonly string[];
  /** Whose address is no more: a server says so from this week on. */
  readonly gone: readonly string[];
};

export type Balance = { readonly planned: number; readonly sent: number; readonly failed: number };
export type Expected = {
  /** By person: the weeks whose digest they get, once each. */
  readonly got: ReadonlyMap<string, readonly string[]>;
  readonly balances: readonly Balance[];
  readonly states: Readonly<Record<'confirmed' | 'unsubscribed' | 'bounced', number>>;
};

export function model(first: readonly string[], weeks: readonly Week[]): Expected {
  const list = new Set(first);
  const got = new Map<string, string[]>();
  const balances: Balance[] = [];
  const states = { confirmed: 0, unsubscribed: 0, bounced: 0 };
  for (const { id, joins, leaves, gone } of weeks) {
    for (const one of joins) list.add(one);
    for (const one of leaves) if (list.delete(one)) states.unsubscribed += 1;
    const refused = gone.filter((one) => list.has(one));
    for (const one of list) if (!refused.includes(one)) got.set(one, [...(got.get(one) ?? []), id]);
    balances.push({ planned: list.size, sent: list.size - refused.length, failed: refused.length });
    for (const one of refused) list.delete(one);
    states.bounced += refused.length;
  }
  return { got, balances, states: { ...states, confirmed: list.size } };
}

/** Four weeks, drawn from a seed: one person in a hundred joins, and leaves, and one in two hundred is gone. */
export function drawMonth(first: readonly string[], ids: readonly string[], random: () => number): Week[] {
  const pool = first.map((name) => ({ name, at: random() })).toSorted((a, b) => a.at - b.at);
  const take = (count: number) => pool.splice(0, count).map(({ name }) => name);
  const [many, few] = [Math.ceil(first.length / 100), Math.ceil(first.length / 200)];
  return ids.map((id) => ({
    id,
    joins: Array.from({ length: many }, (_, n) => `new${n}.${id.toLowerCase()}@d${n}.example`),
    leaves: take(many),
    gone: take(few),
  }));
}
