/**
 * `--anew`: lays the frozen mails of a digest aside and freezes those that are kept on
 * disk now. People who have the digest already keep the old mail, and get no second one.
 */

import { again } from '../digest/digest-files.ts';
import { StillOpen } from '../ledger/deliveries/freeze-anew.ts';
import type { Ledger, Mailing, Subscriber, Subscribers } from '../ledger/ledger.ts';
import { optionFor } from '../period.ts';
import { type Problem, ProblemError } from '../problem.ts';
import { people } from '../text/amounts.ts';
import { isAtWork } from './dead-workers.ts';
import { readAudience } from './plan/audience.ts';
import { firstTime, type Ready, type Wanted } from './plan/make-ready.ts';
import { unknownMailing } from './plan/unknown-mailing.ts';

/** @throws ProblemError (send-anew) if nothing can be laid aside now, and with everything that is missing */
export async function makeAnewReady(wanted: Wanted, reason: string): Promise<Ready> {
  const { id, channel, ledger } = wanted;
  const mailing = await ledger.deliveries.mailing(id, channel);
  if (channel === 'rehearsal')
    throw new ProblemError([refused(`A rehearsal of ${id} begins anew by itself.`, again(id))]);
  if (mailing === undefined) throw new ProblemError([unknownMailing(id, ' by SMTP')]);
  await refuseOpen(ledger, mailing);
  const done = await doneWith(ledger, mailing);
  const subscribers = without(ledger.subscribers, done);
  if (Object.keys((await readAudience(subscribers, wanted.now)).editions).length === 0)
    throw new ProblemError([
      refused(`Nobody is left to get other mails of ${id}.`, `\`tayori status ${optionFor(id)}\``),
    ]);
  const instead = { frozen: mailing.frozen, reason };
  const ready = await firstTime({ ...wanted, ledger: { ...ledger, subscribers } }, instead);
  return {
    ...ready,
    note: `The mails of ${id} that were frozen before are laid aside (${reason}); nothing changes for ${people(done.ids.size)} who have it, were refused for good, or were left out: they get no second one.`,
    freeze: (now) =>
      ready.freeze(now).catch((error: unknown) => {
        throw error instanceof StillOpen ? new ProblemError([underWay(id)]) : error;
      }),
  };
}

type Done = { readonly ids: ReadonlySet<string>; readonly addresses: ReadonlySet<string> };

/** The people with whom the digest is done: they have it, a server refused it for good, or an editor left them out. */
async function doneWith({ deliveries }: Pick<Ledger, 'deliveries'>, mailing: Mailing): Promise<Done> {
  const [ids, addresses] = [new Set<string>(), new Set<string>()];
  for (const state of ['sent', 'failed', 'skipped'] as const) {
    for await (const { subscriber, address } of deliveries.list(mailing, state)) {
      ids.add(subscriber);
      addresses.add(address.toLowerCase());
    }
  }
  return { ids, addresses };
}

function without(subscribers: Subscribers, { ids, addresses }: Done): Subscribers {
  return {
    ...subscribers,
    async *list(filter): AsyncGenerator<Subscriber> {
      for await (const one of subscribers.list(filter))
        if (!ids.has(one.id) && !addresses.has(one.address.toLowerCase())) yield one;
    },
  };
}

async function refuseOpen(
  { deliveries, severalWorkers }: Pick<Ledger, 'deliveries' | 'severalWorkers'>,
  mailing: Mailing,
): Promise<void> {
  const { uncertain } = await deliveries.tally(mailing);
  const atWork = severalWorkers && (await deliveries.workers(mailing)).some(isAtWork);
  if (atWork) throw new ProblemError([underWay(mailing.id)]);
  if (uncertain === 0) return;
  throw new ProblemError([
    refused(
      `${people(uncertain)} in doubt: nobody knows whether they have ${mailing.id}, so it can not be begun anew.`,
      `\`tayori settle ${optionFor(mailing.id)} --log FILE\` first`,
    ),
  ]);
}

function underWay(id: string): Problem {
  return refused(
    `Mails of ${id} are under way or in doubt, and nothing was changed.`,
    `\`tayori status ${optionFor(id)}\``,
  );
}

function refused(message: string, run: string): Problem {
  return { code: 'send-anew', message, hint: `Run ${run}; \`tayori send --help\` says what --anew does.` };
}
