/**
 * Whether a digest is ready to be sent: what is missing, for how many people it is, and when something was sent
 * last. One answer for the page of the editors and for the terminal.
 */
import { loadKept } from '../../digest/digest-files.ts';
import type { Channel, Ledger, MailingHead, Tally } from '../../ledger/ledger.ts';
import { type Problem, ProblemError } from '../../problem.ts';
import { makeReady, type Wanted } from './make-ready.ts';
import { keyProblems, leavingProblems, noDigest, noList, senderProblems } from './missing.ts';
import type { Plan } from './plan.ts';

export type Readiness = {
  readonly id: string;
  readonly channel: Channel;
  /** What keeps it from being sent; empty if nothing does. */
  readonly missing: readonly Problem[];
  /** How many people it goes to. `undefined` if that is not known: something is missing, or there is no ledger. */
  readonly people: number | undefined;
  /** How many chose categories in which it has no post. */
  readonly nothingFor: number;
  /** How much of it was sent already; `undefined` if nobody has begun. */
  readonly begun: { readonly since: Date; readonly sent: number; readonly planned: number } | undefined;
  /** The digest that was sent last, besides this one. */
  readonly last: { readonly id: string; readonly at: Date; readonly sent: number } | undefined;
  /** Whether there is a ledger at all. */
  readonly ledger: boolean;
};

/** What the ledger and the folder say. */
export type Gathered = {
  readonly plan: Plan | undefined;
  readonly missing: readonly Problem[];
  readonly last: { readonly mailing: Pick<MailingHead, 'id' | 'frozen'>; readonly tally: Tally } | undefined;
  readonly ledger: boolean;
};

export function readinessOf(
  { plan, missing, last, ledger }: Gathered,
  id: string,
  channel: Channel,
): Readiness {
  const tally = plan?.tally;
  return {
    id,
    channel,
    missing,
    people: tally?.planned,
    nothingFor: plan?.nothingFor ?? 0,
    begun:
      plan?.frozen === undefined || tally === undefined
        ? undefined
        : { since: plan.frozen, sent: tally.sent, planned: tally.planned },
    last:
      last === undefined
        ? undefined
        : { id: last.mailing.id, at: last.mailing.frozen, sent: last.tally.sent },
    ledger,
  };
}

/** @param wanted the ledger is `undefined` if there is none yet */
export async function readiness(
  wanted: Omit<Wanted, 'ledger'> & { readonly ledger: Ledger | undefined },
): Promise<Readiness> {
  const { id, channel, ledger, settings, env } = wanted;
  if (ledger === undefined) {
    const missing = [
      ...senderProblems(settings),
      ...keyProblems(env, channel),
      ...(channel === 'mail' ? leavingProblems(settings) : []),
      ...((await isMade(wanted.root, id)) ? [] : [noDigest(id)]),
      noList(),
    ];
    return readinessOf({ plan: undefined, missing, last: undefined, ledger: false }, id, channel);
  }
  const { plan, missing } = await plannedOr({ ...wanted, ledger });
  const last = await lastSent(ledger, id, channel);
  return readinessOf({ plan, missing, last, ledger: true }, id, channel);
}

/** Whether the digest is on disk. One that was changed by hand counts too: `send` says what is wrong with it. */
async function isMade(root: string, id: string): Promise<boolean> {
  return (await loadKept(root, id).catch(() => 'altered')) !== undefined;
}

async function plannedOr(wanted: Wanted): Promise<Pick<Gathered, 'plan' | 'missing'>> {
  try {
    return { plan: (await makeReady(wanted)).plan, missing: [] };
  } catch (error) {
    if (error instanceof ProblemError) return { plan: undefined, missing: error.problems };
    throw error;
  }
}

/** Of the same channel: a rehearsal says nothing about what people got. */
export async function lastSent(
  { deliveries }: Pick<Ledger, 'deliveries'>,
  id: string,
  channel: Channel,
): Promise<Gathered['last']> {
  const mailings = await deliveries.mailings();
  const mailing = mailings
    .filter((one) => one.channel === channel && one.id !== id)
    .reduce<MailingHead | undefined>(
      (newest, one) => (newest === undefined || one.frozen > newest.frozen ? one : newest),
      undefined,
    );
  return mailing === undefined ? undefined : { mailing, tally: await deliveries.tally(mailing) };
}
