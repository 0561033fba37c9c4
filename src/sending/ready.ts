/** What must be there before a digest is sent: found out all at once, each with what makes it. */

import { people } from '../amounts.ts';
import { CONFIG_FILE } from '../config.ts';
import { digestArticles } from '../digest/digest-articles.ts';
import { again, changesSince, DIGESTS, emailOf, type Kept, loadKept } from '../digest/digest-files.ts';
import { readDigest } from '../digest/read-digest.ts';
import { sizeProblems } from '../digest/size.ts';
import { loadTemplates } from '../digest/templates.ts';
import type { Channel, FrozenEdition, Ledger, Mailing, Sender, Worker } from '../ledger/ledger.ts';
import { keyPrint, keysFor } from '../mail/addressee.ts';
import type { Edition } from '../mail/email.ts';
import { composeProblems } from '../mail/probe.ts';
import { readCollection } from '../posts/read.ts';
import { type Problem, ProblemError, severityOf } from '../problem.ts';
import type { Environment, Settings } from '../settings.ts';
import { DEMONSTRATION_KEY, KEY_LENGTH, readKeys, type SigningKeys } from '../subscribers/links.ts';
import { optionFor } from '../time.ts';
import { readAudience, recipientsOf } from './audience.ts';
import { frozenEdition, mailingOf, senderOf } from './freeze.ts';
import { footerProblems, type Plan, planFirst, planResumed } from './plan.ts';

export type Ready = {
  readonly plan: Plan;
  /** What is no reason to stop, and should still be seen. */
  readonly warnings: readonly Problem[];
  /** What happens without being asked for. */
  readonly note?: string;
  /** Keeps what is sent, unless it is kept already. */
  freeze(now: Date): Promise<Mailing>;
};

export type Wanted = {
  readonly root: string;
  readonly id: string;
  readonly channel: Channel;
  readonly settings: Settings;
  readonly env: Environment;
  readonly ledger: Pick<Ledger, 'subscribers' | 'deliveries' | 'shared'>;
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
  const others = ledger.shared ? await ledger.deliveries.workers(mailing) : [];
  return others.some(isAtWork) ? goOn(wanted, mailing, [underWay(mailing)]) : rehearseAnew(wanted, mailing);
}

export function isAtWork({ ended, leaseLeft }: Worker): boolean {
  return ended === undefined && leaseLeft > 0;
}

/** What was frozen is sent, whatever became of config, posts and templates: only the key must be there. */
async function goOn(wanted: Wanted, mailing: Mailing, warnings: readonly Problem[]): Promise<Ready> {
  const { ledger, env, channel } = wanted;
  throwAny([...keyProblems(env, channel), ...rotatedProblems(env, mailing)]);
  const keys = keysFor(mailing, signingKeys(env)) ?? signingKeys(env);
  throwAny(await composeProblems(mailing, keys, layAside(mailing)));
  const { deliveries } = ledger;
  const tally = await deliveries.tally(mailing);
  const breakdown = await deliveries.breakdown(mailing);
  const retryAt = await deliveries.nextRetry(mailing);
  return { plan: planResumed(mailing, tally, breakdown, retryAt), warnings, freeze: async () => mailing };
}

/** A rehearsal of a digest that was made again since: nobody was written to, so nothing holds on to it. */
async function isOutdated({ root, id, channel }: Wanted, { editions }: Mailing): Promise<boolean> {
  const kept = channel === 'rehearsal' ? await loadKept(root, id).catch(() => undefined) : undefined;
  const rehearsed = editions.find(({ key }) => key === kept?.edition.key);
  if (kept === undefined || rehearsed === undefined) return false;
  const { subject, html, text } = kept.edition;
  return rehearsed.subject !== subject || rehearsed.html !== html || rehearsed.text !== text;
}

/** As for the first time; the old rehearsal is laid aside in the moment in which the new one is frozen. */
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

function underWay({ id }: Mailing): Problem {
  return {
    code: 'send-changed',
    message: `${id} was made again since it was rehearsed, and somebody is still at work on the first rehearsal.`,
    hint: 'Run this again when that has ended: then the rehearsal is made anew.',
    at: { file: `${DIGESTS}/${id}/manifest.json` },
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
  const missing = [
    ...senderProblems(settings),
    ...keyProblems(env, channel),
    ...(channel === 'mail' ? leavingProblems(settings) : []),
    ...(kept === undefined ? [noDigest(id)] : []),
    ...(Object.keys(audience.editions).length === 0 ? [await nobody(wanted)] : []),
    ...(audience.older ? await firstRunProblems(wanted) : []),
  ];
  if (missing.length > 0 || sender === undefined || kept === undefined) throw new ProblemError(missing);
  const { editions } = await emailOf(
    kept,
    { settings, templates: await loadTemplates(root, settings) },
    audience.sets,
  );
  const plan = planFirst(id, sender, editions, audience);
  const found = [
    ...sizeProblems(editions, kept.digest.items),
    ...editions.flatMap((edition) => footerProblems(edition, settings.organisation)),
    ...(plan.tally.planned === 0 ? [nothingForAnyone(id)] : []),
  ];
  throwAny(found);
  const keys = new Set(editions.map(({ key }) => key));
  const own = channel === 'mail' ? { ...sender, keyPrint: keyPrint(signingKeys(env)) } : sender;
  const mailing = (now: Date) => mailingOf(id, channel, own, editions, now);
  throwAny(await composeProblems({ ...mailing(wanted.now), planned: 0 }, signingKeys(env), correctFirst(id)));
  return {
    plan,
    warnings: [...found, ...(await changedProblems(wanted, kept))],
    freeze: async (now) => {
      const kept = await ledger.deliveries.freeze(
        mailing(now),
        recipientsOf(ledger.subscribers, keys, now),
        instead,
      );
      throwAny(otherProblems(kept, editions));
      return kept;
    },
  };
}

/** What is frozen can not be mended. */
function layAside({ id, channel }: Mailing): string {
  const make = `Correct what it names, make the digest again with \`${again(id).slice(1, -1)} --again\``;
  return channel === 'rehearsal'
    ? `${make}, and rehearse it again.`
    : `${make}, and send that with \`tayori send ${optionFor(id)} --anew "WHY"\`: who has it gets no second one.`;
}

/** Nothing is frozen yet. */
function correctFirst(id: string): string {
  return `Correct what it names in ${CONFIG_FILE} or in the template, and make the digest again with ${again(id)}.`;
}

/** For one mail to one address: the digest, who sends it, and no list at all. */
export async function makeTestReady({
  root,
  id,
  channel,
  settings,
  env,
}: Omit<Wanted, 'ledger' | 'firstRun' | 'now'>): Promise<{ readonly kept: Kept; readonly sender: Sender }> {
  const sender = senderOf(settings);
  const kept = await loadKept(root, id);
  const missing = [
    ...senderProblems(settings),
    ...keyProblems(env, channel),
    ...(kept === undefined ? [noDigest(id)] : []),
  ];
  if (missing.length > 0 || sender === undefined || kept === undefined) throw new ProblemError(missing);
  return { kept, sender };
}

/** Errors stop; they are thrown with the warnings beside them. */
function throwAny(problems: readonly Problem[]): void {
  if (problems.some((problem) => severityOf(problem) === 'error')) throw new ProblemError(problems);
}

export function keyProblems({ SIGNING_KEY: key }: Environment, channel: Channel): Problem[] {
  if (channel === 'rehearsal' || readKeys(key) !== undefined) return [];
  const what =
    key === undefined ? 'SIGNING_KEY is missing' : `SIGNING_KEY has fewer than ${KEY_LENGTH} characters`;
  return [
    {
      code: 'send-key',
      message: `${what}, so the links to unsubscribe can not be signed.`,
      hint: 'Make one with `openssl rand -hex 32`, set SIGNING_KEY in the environment or in .env, and keep it: links in old mails need it.',
    },
  ];
}

/** With another key half of the list would get other Message-IDs, and a copy could no longer be told from the mail. */
function rotatedProblems(env: Environment, mailing: Mailing): Problem[] {
  if (keysFor(mailing, signingKeys(env)) !== undefined) return [];
  return [
    {
      code: 'send-key',
      message: `${mailing.id} was frozen with another SIGNING_KEY, and what is left of it must be sent with that one.`,
      hint: 'Put the earlier key back behind the new one, with a comma between them: `SIGNING_KEY=NEW,OLD`.',
    },
  ];
}

/** Two senders that began at once: the first to freeze wins, and what this one was to send may be something else. */
function otherProblems({ id, editions: kept }: Mailing, editions: readonly Edition[]): Problem[] {
  const hashes = (all: readonly FrozenEdition[]) => all.map(({ key, hash }) => `${key} ${hash}`).join();
  if (hashes(kept) === hashes(editions.map(frozenEdition))) return [];
  return [
    {
      code: 'send-other',
      message: `Another sender froze ${id} a moment ago, and its mails are not the ones that were shown here: nothing was sent from here.`,
      hint: `Run \`tayori send ${optionFor(id)} --dry-run\` to see what is being sent; run it again to join.`,
    },
  ];
}

/** SMTP is refused without a key of one's own. */
export function signingKeys({ SIGNING_KEY: key }: Environment): SigningKeys {
  return readKeys(key) ?? [DEMONSTRATION_KEY];
}

export function senderProblems({ mail, organisation }: Settings): Problem[] {
  const missing = [
    ...(mail.from === undefined ? [['mail.from', "mail: { from: { name: '…', address: '…' } }"]] : []),
    ...(organisation === undefined
      ? [['organisation', "organisation: { name: '…', address: '…', contact: '…' }"]]
      : []),
  ];
  return missing.map(([key = '', line = '']) => ({
    code: 'config-value',
    message: `\`${key}\` is missing, and no mail may leave without it.`,
    hint: `Add \`${line}\` to ${CONFIG_FILE}.`,
    at: { file: CONFIG_FILE, key },
  }));
}

function leavingProblems({ web, mail }: Settings): Problem[] {
  if (web.url !== undefined || mail.unsubscribe !== undefined) return [];
  return [
    {
      code: 'send-unsubscribe',
      message:
        'Readers would have no way to leave the list: neither `web.url` nor `mail.unsubscribe` is set.',
      hint: `Add \`web: { url: 'https://…' }\` or \`mail: { unsubscribe: '…' }\` to ${CONFIG_FILE}.`,
      at: { file: CONFIG_FILE, key: 'web.url' },
    },
  ];
}

function noDigest(id: string): Problem {
  return {
    code: 'send-digest',
    message: `There is no digest ${id}.`,
    hint: `Make it with ${again(id)} and look at it first.`,
    at: { file: `out/digests/${id}` },
  };
}

async function nobody({ ledger }: Wanted): Promise<Problem> {
  const { unconfirmed } = await ledger.subscribers.count();
  return {
    code: 'send-recipients',
    message: `The ledger has no confirmed subscriber${unconfirmed > 0 ? `, and ${unconfirmed} who never confirmed` : ''}.`,
    hint: 'Bring in a list with `tayori subscribers import FILE.csv --already-confirmed SOURCE`, where SOURCE says how they consented.',
  };
}

function nothingForAnyone(id: string): Problem {
  return {
    code: 'send-recipients',
    message: `Every subscriber chose categories in which ${id} has no post.`,
    hint: 'There is nothing to send; look at `tayori subscribers list`.',
  };
}

/** A ledger that was thrown away must not mail everyone again: an old list that meets an empty ledger stops. */
async function firstRunProblems({ ledger, channel, firstRun }: Wanted): Promise<Problem[]> {
  if (channel === 'rehearsal' || firstRun) return [];
  const mailings = await ledger.deliveries.mailings();
  if (mailings.some((mailing) => mailing.channel === 'mail')) return [];
  return [
    {
      code: 'send-first-run',
      message:
        'This ledger has never sent anything by SMTP, but people consented before it began: if the list has had digests before, its ledger is elsewhere.',
      hint: 'Name the old ledger with LEDGER_URL; if there is none, because the list comes from another program, add `--first-run` once.',
    },
  ];
}

/** How many posts a warning names. */
const NAMED = 5;

/** What was approved is sent; but whoever mended a post since may mean the mended one. */
async function changedProblems(
  { root, settings, now, id }: Wanted,
  { digest: kept }: Kept,
): Promise<Problem[]> {
  const collection = await readCollection(root, settings, now);
  const { digest } = await readDigest(root, settings, collection, kept.period, await digestArticles(root));
  const { added, gone, changed } = changesSince(kept, digest);
  const all = [
    ...changed.map((title) => `«${title}» changed`),
    ...gone.map((title) => `«${title}» is gone`),
    ...added.map((title) => `«${title}» is new`),
  ];
  if (all.length === 0) return [];
  const what =
    all.length === 1 ? 'A post is no longer as it was' : `${all.length} posts are no longer as they were`;
  const rest = all.length > NAMED ? `, and ${all.length - NAMED} more` : '';
  return [
    {
      code: 'send-changed',
      message: `${what} when ${id} was made: ${all.slice(0, NAMED).join(', ')}${rest}.`,
      hint: `The digest is sent as it was made; to send the posts as they are now, run ${again(id)} first.`,
      at: { file: `${DIGESTS}/${id}/manifest.json` },
    },
  ];
}

/** How many people an editor expects. */
export type Expected = { readonly least: number; readonly most: number };

/** @throws ProblemError (send-expect) where the list is not as large as the editor thinks */
export function checkExpected(expect: Expected | undefined, { tally, id, only }: Plan): void {
  const planned = only?.people ?? tally.planned;
  if (expect === undefined || (planned >= expect.least && planned <= expect.most)) return;
  const wanted = expect.least === expect.most ? `${expect.least}` : `${expect.least} to ${expect.most}`;
  throw new ProblemError([
    {
      code: 'send-expect',
      message: `${id} has ${people(planned)} to go to, and ${wanted} were expected: nothing was sent.`,
      hint: `Look at \`tayori send ${optionFor(id)}${only === undefined ? '' : ` --only ${only.choice}`} --dry-run\`; if the number is right, write \`--expect ${planned}\`.`,
    },
  ]);
}
