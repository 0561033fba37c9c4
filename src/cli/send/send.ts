/** `npm run send`: a kept digest -> everyone who should have it, once. The use case is sending/send.ts. */

import { loadConfig } from '../../config.ts';
import { openTransportFor } from '../../mail/open-transport.ts';
import type { Transport } from '../../mail/transport.ts';
import { ProblemError } from '../../problem.ts';
import { lastSent, readinessOf } from '../../sending/plan/readiness.ts';
import { sendDigest } from '../../sending/send.ts';
import { dkimKeyOf } from '../../sending/signing-keys.ts';
import { sendTestMails } from '../../sending/test-mail.ts';
import type { Command, ExitCode, World } from '../command.ts';
import { openLedgerOf } from '../ledger.ts';
import { periodOf, periodOptions } from '../period-options.ts';
import { editorAt } from './ask-editor.ts';
import { mailTarget, noServer, noteTarget, rehearsalTarget } from './mail-target.ts';
import { type SendShown, showReport, showTest } from './outcome-words.ts';
import { type Request, readRequest } from './request.ts';

export const send: Command = {
  doc: 'Sends a kept digest to every confirmed subscriber who has not had it. Safe to run again.',
  details: [
    'Shows first what would be sent, to how many, and asks for that number. Without a terminal nobody can be',
    'asked: then `--yes` confirms, or nothing is sent. Into an outbox nothing leaves the machine, and nothing is',
    'asked; `--rehearse` sends there whatever MAIL_URL says.',
    'The first run freezes the mails and the recipients: every further run sends the same bytes to those who',
    'are left. A recipient of whom nobody can know whether the mail arrived is named, and never mailed twice',
    'unless you say so. Whose address a server calls bad is taken off the list when the run has ended; where it',
    'says so of more people than is usual, the run stops, and nobody is.',
    '`--only` keeps a run to some of a digest that was sent before, and says first who is left out, and why.',
    '`--anew` is for a frozen digest that can not or must not be sent as it is: make it again, and send that.',
  ].join('\n'),
  examples: [
    ['tayori send', 'The last full week: shows the plan, asks for the number, sends.'],
    ['tayori send --yes --expect 900-1100', 'The same from cron: refused outside the range.'],
    [
      'tayori send --week 2025-W45 --anew "the link was wrong"',
      'The mails as they are on disk now, to who has none.',
    ],
    ['tayori send --week 2025-W45 --only failed', 'Again to who failed, once the cause is mended.'],
    ['tayori send --week 2025-W45 --only deferred', 'Now, instead of when the servers said.'],
    ['tayori send --week 2025-W45 --only new', 'The same mail to who was confirmed since.'],
  ],
  options: {
    ...periodOptions('the last full week'),
    'dry-run': { type: 'boolean', doc: 'Show the plan and send nothing.' },
    test: {
      type: 'string',
      value: 'ADDRESS,…',
      doc: 'Send one mail, marked as a test, to each of these addresses only.',
    },
    edition: {
      type: 'string',
      value: 'SLUG+SLUG',
      doc: 'With `--test`: the edition for these categories (default: the one of all).',
    },
    yes: { type: 'boolean', doc: 'Send without asking.' },
    rehearse: { type: 'boolean', doc: 'Into the outbox, as `.eml` files, whatever MAIL_URL says.' },
    unpublished: { type: 'boolean', doc: 'Send without asking the site for the web version and an article.' },
    expect: {
      type: 'string',
      value: 'N|MIN-MAX',
      doc: 'Stop unless there are so many recipients in all; with `--only`, so many of those.',
    },
    only: {
      type: 'string',
      value: 'failed|deferred|new',
      doc: 'Send only to who failed, to whose mail is deferred (now, not at its time), or to who was confirmed since the freeze.',
    },
    anew: {
      type: 'string',
      value: 'WHY',
      doc: 'Lay the frozen mails aside and send those on disk now; who has the digest gets no second one.',
    },
    force: { type: 'boolean', doc: 'With `--only failed`: those too whose address a server called bad.' },
    'in-doubt': {
      type: 'string',
      value: 'hold|skip|resend',
      doc: 'What becomes of recipients in doubt (default: hold; in an outbox: resend).',
    },
    'believe-bounces': {
      type: 'boolean',
      doc: 'Take off the list whose address is called bad, however many they are.',
    },
    wait: { type: 'string', value: 'SECONDS', doc: 'How long to wait for retries in all (default: 60).' },
    at: {
      type: 'string',
      value: 'TIME',
      doc: 'Wait, and let no mail leave before (07:00, or a day and a time).',
    },
    'not-after': {
      type: 'string',
      value: 'TIME',
      doc: 'Let no mail leave after; what is left waits for the next run.',
    },
    'first-run': {
      type: 'boolean',
      doc: 'This ledger is new for a list that is not: it is meant to be empty.',
    },
  },
  json: {
    id: 'The digest.',
    transport: 'How the mail leaves, without user and password.',
    dryRun: 'Whether nothing was sent: only the plan was asked for, or nobody could confirm it.',
    planned: 'Recipients, since the digest was frozen: the sum of the next six.',
    sent: 'The server took the mail.',
    failed: 'The server refused it for good, or it stayed deferred until its deadline.',
    skipped:
      'They left the list since the digest was frozen, or were in doubt and let be (`--in-doubt skip`).',
    uncertain: 'In doubt: nobody can know.',
    queued: 'Not sent yet.',
    deferred: 'The server asked to come back later.',
    only: 'With `--only`: `{choice, people, leftOut}`, where `leftOut` is `{reason, people}` for each of left, bad-address and no-edition; otherwise null.',
    retryAt: 'When the next deferred mail is due; null where none is.',
    others: 'Who else still holds some of them, where several workers share a ledger: `{host, held}`.',
    inDoubt: 'The addresses in doubt.',
    failures: 'Who failed, and why: `{address, response}`.',
    bounced: 'Who was taken off the list because of their address: `{address, response}`.',
    notBelieved:
      'Where servers called too many addresses bad, and nobody was taken off the list: `{id, providers, bad, people, allowed, queued, said}`; `providers` is empty where it is about all of them.',
    test: 'Only with `--test`: the addresses. Besides them there are `id`, `transport`, `edition`, `sent` and `replies`.',
    edition: 'Only with `--test`: the edition that was sent.',
    replies: 'Only with `--test`: what was said to each: `{address, reply}`.',
  },
  run: async (call, world) => {
    const settings = await loadConfig(world.root);
    const request = readRequest(call, settings.site.timezone, world.clock());
    const period = periodOf(call, settings, world.clock());
    const targetOf = request.rehearse ? rehearsalTarget : mailTarget;
    const target = targetOf(world.env.MAIL_URL);
    if (target.from === 'unset' && isUnwatched(request, world)) throw new ProblemError([noServer()]);
    await using transport = openTransportFor(settings, target.url, world);
    noteTarget(target, transport, world);
    const shown = { id: period.id, request, settings, transport, world };
    if (request.test.length > 0) return await sendTest(shown);
    return await sendToAll(shown, period, call.flag('first-run'));
  },
};

async function sendToAll(
  shown: SendShown,
  period: ReturnType<typeof periodOf>,
  firstRun: boolean,
): Promise<ExitCode> {
  const { id, request, settings, transport, world } = shown;
  const { root, env, clock, random } = world;
  const { channel } = transport;
  const dkim = dkimKeyOf(env, settings, channel);
  const plansOnly = showsOnly(request, transport, world);
  await using ledger = await openLedgerOf(world, plansOnly ? 'only' : undefined, settings.ledger);
  const last = readinessOf(
    { plan: undefined, missing: [], last: await lastSent(ledger, id, channel), ledger: true },
    id,
    channel,
  ).last;
  const report = await sendDigest({
    request: { ...request, plansOnly },
    editor: editorAt(shown, last),
    period,
    wanted: { root, id, channel, settings, env, firstRun, now: clock() },
    ledger,
    transport,
    dkim,
    clock,
    random,
    signal: world.signal,
  });
  return showReport(shown, report);
}

/** Without a terminal nobody can confirm, and people would be written to. */
function showsOnly({ dryRun, yes }: Request, { channel }: Transport, { output }: World): boolean {
  return dryRun || (channel === 'mail' && !yes && !output.interactive);
}

/** It is to send, and nobody looks on: whoever set it up believes that people get the mail. */
function isUnwatched({ dryRun, test, yes }: Request, { output }: World): boolean {
  return !dryRun && test.length === 0 && (yes || !output.interactive);
}

async function sendTest(shown: SendShown): Promise<ExitCode> {
  const { id, request, settings, transport, world } = shown;
  const { root, env, clock } = world;
  const dkim = dkimKeyOf(env, settings, transport.channel);
  const test = { root, id, settings, env, addresses: request.test, edition: request.edition };
  return showTest(shown, await sendTestMails(test, transport, dkim, clock()));
}
