/**
 * An attempt: the mark before the first byte of content, and the record of how it ended. Both change a row only if it
 * still carries the worker's name. So a worker that lost its claim changes nothing, and learns that.
 */
import type { Engine } from '../engine.ts';
import type { EventLog } from '../events.ts';
import { grouped } from '../group-commit.ts';
import type { DeliveryState, MailingRef, Outcome } from '../ledger.ts';
import { first, template, type Work } from '../prepared.ts';
import { applyEach, applySets, type RowChange } from './fenced-updates.ts';
import type { Mailings } from './mailings.ts';
import type { Move, Tallies } from './tallies.ts';

export type AttemptStep = {
  readonly of: MailingRef;
  readonly subscriber: string;
  readonly owner: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** `undefined`: the attempt begins, and this step is its mark. */
  readonly outcome: Outcome | undefined;
  /** The mail server. */
  readonly relay: string | undefined;
};

export type AttemptSteps = {
  /** Remembers the number of a claimed delivery, so that it need not be looked up. */
  readonly expect: (of: MailingRef, subscriber: string, number: number) => void;
  /** @returns false if the claim was lost */
  readonly take: (step: AttemptStep) => Promise<boolean>;
};

/** A step, and the number of its delivery. */
type Numbered = { readonly step: AttemptStep; readonly number: number };

/** A number that no row has. */
const NONE = 0;

export function openAttempts(
  engine: Engine,
  events: EventLog,
  mailings: Mailings,
  tallies: Tallies,
): AttemptSteps {
  const { build } = engine.dialect;
  const apply = engine.dialect.remote ? applySets(engine.dialect) : applyEach(engine.dialect);
  const lookUp = template((v: { readonly mailing: number; readonly subscriber: string }) =>
    build
      .selectFrom('deliveries')
      .select('number')
      .where('mailing', '=', v.mailing)
      .where('subscriber', '=', v.subscriber),
  );

  const expected = new Map<string, number>();
  const nameOf = (of: MailingRef, subscriber: string) => `${of.channel} ${of.id} ${subscriber}`;

  function* numberOf({ of, subscriber }: AttemptStep): Work<number> {
    const known = expected.get(nameOf(of, subscriber));
    if (known !== undefined) return known;
    const mailing = yield* mailings.number(of);
    return (yield* first(lookUp({ mailing, subscriber })))?.number ?? NONE;
  }

  function* applyRound(round: readonly Numbered[], again: boolean): Work<ReadonlySet<Numbered>> {
    const held = yield* apply(round[0]?.step.owner ?? '', round.map(changeOf), again);
    const kept = round.filter(({ number }) => held.has(number));
    const moves: Move[] = [];
    for (const { step } of kept)
      moves.push({ mailing: yield* mailings.number(step.of), shard: step.owner, state: stateOf(step), n: 1 });
    yield* events.each(kept.map(entryOf));
    yield* tallies.move(moves);
    return new Set(kept);
  }

  function* commit(steps: readonly AttemptStep[], again: boolean): Work<readonly boolean[]> {
    const numbered: Numbered[] = [];
    for (const step of steps) numbered.push({ step, number: yield* numberOf(step) });
    const kept = new Set<Numbered>();
    for (const round of roundsOf(numbered)) for (const one of yield* applyRound(round, again)) kept.add(one);
    for (const { step } of numbered.filter((one) => one.step.outcome !== undefined || !kept.has(one)))
      expected.delete(nameOf(step.of, step.subscriber));
    return numbered.map((one) => kept.has(one));
  }

  return {
    expect: (of, subscriber, number) => void expected.set(nameOf(of, subscriber), number),
    take: grouped((steps) => engine.write((again) => commit(steps, again), 'soon', 'again')),
  };
}

/**
 * The steps of one owner in rounds, each delivery at most once in a round, as a set needs it. Usually it is one round.
 */
function roundsOf(all: readonly Numbered[]): Numbered[][] {
  const rounds = new Map<string, Numbered[]>();
  const turns = new Map<string, number>();
  for (const one of all) {
    const [delivery, owner] = [`${one.number} ${one.step.owner}`, one.step.owner];
    const turn = (turns.get(delivery) ?? 0) + 1;
    turns.set(delivery, turn);
    const round = rounds.get(`${turn} ${owner}`);
    if (round === undefined) rounds.set(`${turn} ${owner}`, [one]);
    else round.push(one);
  }
  return [...rounds.values()];
}

function stateOf({ outcome }: AttemptStep): DeliveryState {
  return outcome?.state ?? 'sending';
}

function changeOf({ step, number }: Numbered): RowChange {
  const { outcome } = step;
  return {
    number,
    state: stateOf(step),
    due: outcome === undefined ? null : dueOf(outcome),
    uncounted: outcome === undefined ? 0 : uncounted(outcome),
    response: outcome?.response ?? null,
    fault: outcome?.state === 'failed' ? (outcome.fault ?? null) : null,
  };
}

function entryOf({ step, number }: Numbered) {
  const { at, outcome, owner, relay } = step;
  return {
    at,
    delivery: number,
    what: stateOf(step),
    detail: outcome?.response ?? owner,
    relay: relay ?? null,
  };
}

function dueOf(outcome: Outcome): number | null {
  if (outcome.state === 'queued') return 0;
  return outcome.state === 'deferred' ? outcome.retryAt.getTime() : null;
}

/** 1 if the attempt does not count: it never reached the server, or the server put off all mail. */
function uncounted(outcome: Outcome): number {
  return outcome.state === 'queued' || (outcome.state === 'deferred' && !outcome.countsAsAttempt) ? 1 : 0;
}
