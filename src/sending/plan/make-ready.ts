/** Checks what must be there before a digest is sent. Everything that is missing is named at once, with what to do. */

import { emailOf, type KeptDigest, loadKept } from '../../digest/digest-files.ts';
import { footerProblems } from '../../digest/templates/legal-footer.ts';
import { sizeProblems } from '../../digest/templates/mail-size.ts';
import { loadTemplates } from '../../digest/templates/templates.ts';
import type { Channel, Ledger, Mailing } from '../../ledger/ledger.ts';
import { keyPrint, keysFor } from '../../mail/addressee.ts';
import { composeProblems } from '../../mail/try-compose.ts';
import { isError, type Problem, ProblemError } from '../../problem.ts';
import type { Environment } from '../../secrets.ts';
import type { Settings } from '../../settings.ts';
import { isAtWork } from '../dead-workers.ts';
import { placeholderProblems } from '../sender-placeholders.ts';
import { signingKeys } from '../signing-keys.ts';
import { type Audience, readAudience, recipientsOf } from './audience.ts';
import { changedProblems } from './changed-posts.ts';
import { mailingOf, senderOf } from './frozen-edition.ts';
import * as missing from './missing.ts';
import { type Plan, planFirst, planOnly, planResumed } from './plan.ts';
import { choose, type Only, survey } from './selection.ts';

export type Ready = {
  readonly plan: Plan;
  /** Remarks that are no reason to stop. */
  readonly warnings: readonly Problem[];
  /** Something that the run does without being asked, such as beginning a rehearsal again. */
  readonly note?: string;
  /** Writes mails and recipients into the ledger, unless they are there already. */
  freeze(now: Date): Promise<Mailing>;
};

export type Wanted = {
  readonly root: string;
  readonly id: string;
  readonly channel: Channel;
  readonly settings: Settings;
  readonly env: Environment;
  readonly ledger: Pick<Ledger, 'subscribers' | 'deliveries' | 'severalWorkers'>;
  readonly now: Date;
  /** The editor says that this ledger is meant to be empty. */
  readonly firstRun: boolean;
};

/** @throws ProblemError with everything that is missing */
export async function makeReady(wanted: Wanted): Promise<Ready> {
  const { id, channel, ledger } = wanted;
  const mailing = await ledger.deliveries.mailing(id, channel);
  if (mailing === undefined) return firstTime(wanted);
  if (!(await isOutdated(wanted, mailing))) return goOn(wanted, mailing, []);
  const others = ledger.severalWorkers ? await ledger.deliveries.workers(mailing) : [];
  return others.some(isAtWork)
    ? goOn(wanted, mailing, [missing.rehearsalUnderWay(mailing)])
    : rehearseAnew(wanted, mailing);
}

/**
 * A run that sends only to some recipients of a frozen digest.
 *
 * @throws ProblemError (ledger-mailing) if nothing is frozen yet, and with everything that is missing
 */
export async function makeOnlyReady(wanted: Wanted, only: Only): Promise<Ready> {
  const { deliveries } = wanted.ledger;
  const { id, channel } = wanted;
  const mailing = await deliveries.mailing(id, channel);
  if (mailing === undefined) throw new ProblemError([missing.notSentBefore(id, channel)]);
  const ready = await makeReady(wanted);
  return {
    ...ready,
    plan: planOnly(ready.plan, await survey(deliveries, mailing, only)),
    freeze: (now) => choose(deliveries, mailing, only, now),
  };
}

/** What was frozen is sent, even if config, posts and templates have changed since. Only the key must be there. */
async function goOn(wanted: Wanted, mailing: Mailing, warnings: readonly Problem[]): Promise<Ready> {
  const { ledger, env, channel } = wanted;
  throwAny([...missing.keyProblems(env, channel), ...missing.rotatedProblems(env, mailing)]);
  const keys = keysFor(mailing, signingKeys(env)) ?? signingKeys(env);
  throwAny(await composeProblems(mailing, keys, missing.layAside(mailing)));
  const { deliveries } = ledger;
  const tally = await deliveries.tally(mailing);
  const breakdown = await deliveries.breakdown(mailing);
  const retryAt = await deliveries.nextRetry(mailing);
  return { plan: planResumed(mailing, tally, breakdown, retryAt), warnings, freeze: async () => mailing };
}

/** Whether this is a rehearsal of a digest that was made again since. Nobody was written to, so it may be replaced. */
async function isOutdated({ root, id, channel }: Wanted, { editions }: Mailing): Promise<boolean> {
  const kept = channel === 'rehearsal' ? await loadKept(root, id).catch(() => undefined) : undefined;
  const rehearsed = editions.find(({ key }) => key === kept?.edition.key);
  if (kept === undefined || rehearsed === undefined) return false;
  const { subject, html, text } = kept.edition;
  return rehearsed.subject !== subject || rehearsed.html !== html || rehearsed.text !== text;
}

/** As for the first time. The old rehearsal is laid aside when the new one is frozen. */
async function rehearseAnew(wanted: Wanted, { id, frozen }: Mailing): Promise<Ready> {
  const { deliveries } = wanted.ledger;
  const ready = await firstTime(wanted);
  return {
    ...ready,
    note: `${id} was made again since it was rehearsed: this rehearsal begins anew, and takes the place of the first.`,
    freeze: async (now) => {
      await deliveries.layAside({ id, channel: 'rehearsal', frozen }, 'the digest was made again', now);
      return await ready.freeze(now);
    },
  };
}

/** @param instead the frozen mailing that is laid aside for this one, and why */
export async function firstTime(
  wanted: Wanted,
  instead?: { readonly frozen: Date; readonly reason: string },
): Promise<Ready> {
  const { root, id, channel, settings, env, ledger } = wanted;
  const sender = senderOf(settings);
  const kept = await loadKept(root, id);
  const audience = await readAudience(ledger.subscribers, wanted.now);
  const lacking = await lackingFor(wanted, kept, audience);
  if (lacking.length > 0 || sender === undefined || kept === undefined) throw new ProblemError(lacking);
  const { editions } = await emailOf(
    kept,
    { settings, templates: await loadTemplates(root, settings) },
    audience.sets,
  );
  const plan = planFirst(id, sender, editions, audience);
  const found = [
    ...sizeProblems(editions, kept.digest.items),
    ...editions.flatMap((edition) => footerProblems(edition, settings.organisation)),
    ...(plan.tally.planned === 0 ? [missing.nothingForAnyone(id)] : []),
  ];
  throwAny(found);
  const keys = new Set(editions.map(({ key }) => key));
  const own = channel === 'mail' ? { ...sender, keyPrint: keyPrint(signingKeys(env)) } : sender;
  const mailing = (now: Date) => mailingOf(id, channel, own, editions, now);
  throwAny(
    await composeProblems({ ...mailing(wanted.now), planned: 0 }, signingKeys(env), missing.correctFirst(id)),
  );
  return {
    plan,
    warnings: [...found, ...(await changedProblems(wanted, kept))],
    freeze: async (now) => {
      const kept = await ledger.deliveries.freeze(
        mailing(now),
        recipientsOf(ledger.subscribers, keys, now),
        instead,
      );
      throwAny(missing.otherProblems(kept, editions));
      return kept;
    },
  };
}

/** What must be there before the mails are made: who sends, a key, a digest, and people who want it. */
async function lackingFor(
  { id, channel, settings, env, ledger, firstRun }: Wanted,
  kept: KeptDigest | undefined,
  audience: Audience,
): Promise<Problem[]> {
  return [
    ...missing.senderProblems(settings),
    ...missing.keyProblems(env, channel),
    ...(channel === 'mail' ? [...missing.leavingProblems(settings), ...placeholderProblems(settings)] : []),
    ...(kept === undefined ? [missing.noDigest(id)] : []),
    ...(Object.keys(audience.editions).length === 0 ? [await missing.nobody(ledger, channel)] : []),
    ...(audience.older && channel === 'mail' && !firstRun ? await missing.firstRunProblems(ledger) : []),
  ];
}

/** Throws all problems if one of them is an error: then the warnings are shown as well. */
function throwAny(problems: readonly Problem[]): void {
  if (problems.some(isError)) throw new ProblemError(problems);
}
