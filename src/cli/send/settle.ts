/** `npm run settle`: decides about recipients in doubt, by evidence or by the editor's word. */

import { resolve } from 'node:path';
import { loadConfig } from '../../config.ts';
import type { Delivery, Ledger, Mailing } from '../../ledger/ledger.ts';
import { keysFor } from '../../mail/addressee.ts';
import { domainOf } from '../../mail/mailbox.ts';
import { messageIdOf } from '../../mail/message.ts';
import { optionFor } from '../../period.ts';
import { type Problem, ProblemError } from '../../problem.ts';
import { freezeInDoubt, LOST } from '../../sending/lost-ledger.ts';
import { foundIn, recipientsIn } from '../../sending/mail-log.ts';
import { unknownMailing } from '../../sending/plan/unknown-mailing.ts';
import type { Settings } from '../../settings.ts';
import { readKeys } from '../../subscribers/links.ts';
import { people } from '../../text/amounts.ts';
import { type Call, type Command, type ExitCode, exitCodes, usage, type World } from '../command.ts';
import { openLedgerOf } from '../ledger.ts';
import { periodOf, periodOptions } from '../period-options.ts';
import { peopleLines } from '../status/status.ts';
import { addressOf } from '../subscribers/action.ts';
import { linesOf } from './log-file.ts';

const verdicts = { sent: 'have the mail', failed: 'will never get it', queued: 'get it again' } as const;
type Verdict = keyof typeof verdicts;

export const settle: Command = {
  doc: 'Decides about recipients in doubt: by a mail log, or by your word.',
  args: '[ADDRESS …]',
  details: [
    '`--as` says what became of the addresses named, or of everyone in doubt; `queued` sends them the same mail',
    'again with the next `tayori send`. `--log` takes the word of a mail log (Postfix, Exim, sendmail, Dovecot, Exchange, or the events of a service; also',
    'as `.gz`, `.zst` or JSON): whose Message-ID a server took, has the mail, and everyone else stays in doubt. Nobody but who is in doubt is touched. Shows first what would',
    'be settled, and asks; without a terminal `--yes` confirms.',
  ].join('\n'),
  options: {
    ...periodOptions('the last full week'),
    as: { type: 'string', value: 'sent|failed|queued', doc: 'What became of them.' },
    'lost-ledger': {
      type: 'string',
      value: 'WHY',
      doc: 'The digest left, and the ledger that knew is lost: put whoever this one would mail in doubt, and settle that.',
    },
    reason: {
      type: 'string',
      value: 'TEXT',
      doc: 'How you know; it is kept with the decision. Needed without `--log`.',
    },
    log: { type: 'string', value: 'FILE', doc: 'A mail log of the time, such as /var/log/mail.log.' },
    yes: { type: 'boolean', doc: 'Settle without asking.' },
  },
  json: {
    id: 'The digest.',
    as: 'What they were settled as.',
    settled: 'The addresses that were settled, or would be; see `done`.',
    inDoubt: 'The addresses that are still in doubt.',
    done: 'Whether anything was changed.',
  },
  run: async (call, world) => {
    const settings = await loadConfig(world.root);
    const { id } = periodOf(call, settings, world.clock());
    const request = readRequest(call);
    await using ledger = await openLedgerOf(world, request.lost === undefined ? 'only' : undefined);
    const mailing =
      (await inDoubt(request, id, settings, ledger, world)) ?? (await ledger.deliveries.mailing(id, 'mail'));
    if (mailing === undefined) throw new ProblemError([unknownMailing(id, ' by SMTP')]);
    const doubt = await Array.fromAsync(ledger.deliveries.list(mailing, 'uncertain'));
    const meant = named(doubt, request.addresses, id);
    const chosen = request.log === undefined ? meant : await provenBy(request.log, meant, mailing, world);
    return await decide({ world, ledger, mailing, doubt, chosen, ...request });
  },
};

/** Everyone whom this ledger would mail, if the editor says that the ledger of the send is lost. */
async function inDoubt(
  { lost }: Request,
  id: string,
  settings: Settings,
  ledger: Ledger,
  { root, env, clock }: World,
): Promise<Mailing | undefined> {
  if (lost === undefined) return undefined;
  const wanted = { root, id, channel: 'mail', settings, env, firstRun: true, now: clock() } as const;
  return await freezeInDoubt(wanted, ledger, lost, clock);
}

type Request = {
  /** Why there is no ledger that knows. */
  readonly lost: string | undefined;
  readonly as: Verdict;
  readonly reason: string;
  readonly log: string | undefined;
  readonly addresses: readonly string[];
  readonly yes: boolean;
};

/** @throws ProblemError (usage) with everything that is wrong about the line */
function readRequest(call: Call): Request {
  const [log, word] = [call.text('log'), call.text('as')];
  const [reason, lost] = [call.text('reason')?.trim(), call.text('lost-ledger')?.trim()];
  const as = (Object.keys(verdicts) as Verdict[]).find((known) => known === (word ?? (log && 'sent')));
  const problems: Problem[] = [];
  if (as === undefined && lost !== undefined && !reason) throw new ProblemError([lostAlone]);
  if (as === undefined) problems.push(usage('`--as` does not say what became of them.', LINE));
  if (log !== undefined && as !== 'sent' && as !== undefined)
    problems.push(usage(`A log can only show what was sent, not that it was ${as}.`, 'Leave `--as` out.'));
  if (log === undefined && !reason) problems.push(usage('`--reason` does not say how you know.', LINE));
  if (as === undefined || problems.length > 0) throw new ProblemError(problems);
  const addresses = call.args.map((address) => addressOf(address));
  return { lost, as, reason: reason || `found in ${log}`, log, addresses, yes: call.flag('yes') };
}

const lostAlone = usage(
  '`--lost-ledger` says why the ledger is gone, and not how it is known who has the mail.',
  'Write `--log FILE` beside it, a log of the mail server: who stands in it as accepted has the mail, and of the others you decide.',
);

const LINE = 'Write `--as sent --reason "they have it"`, or `failed` or `queued`; or `--log FILE`.';

/** @throws ProblemError (settle-address) with everyone who is not in doubt */
function named(doubt: readonly Delivery[], addresses: readonly string[], id: string): readonly Delivery[] {
  if (addresses.length === 0) return doubt;
  const keys = new Set(addresses.map((address) => address.toLowerCase()));
  const meant = doubt.filter(({ address }) => keys.delete(address.toLowerCase()));
  if (keys.size === 0) return meant;
  throw new ProblemError(
    [...keys].map((address) => ({
      code: 'settle-address',
      message: `${address} is not in doubt in ${id}, and nothing was settled.`,
      hint: `\`tayori status ${optionFor(id)}\` shows who is; \`tayori why ${address}\` says what became of them.`,
    })),
  );
}

/** @throws ProblemError (send-key, file-unreadable) */
async function provenBy(
  file: string,
  doubt: readonly Delivery[],
  mailing: Mailing,
  { env, here, output }: World,
): Promise<readonly Delivery[]> {
  const keys = readKeys(env.SIGNING_KEY);
  const [key] = (keys === undefined ? undefined : keysFor(mailing, keys)) ?? [];
  if (key === undefined) throw new ProblemError([otherKey(mailing)]);
  const ids = new Map(doubt.map((one) => [messageIdOf(mailing, one.subscriber, key), one]));
  const { taken, named } = await foundIn(linesOf(resolve(here, file), file), new Set(ids.keys()));
  if (named.size > 0)
    output.note(
      `${file} names ${named.size === taken.size + named.size ? '' : 'also '}${people(named.size)}, and no line of it says that a server took their mail: a filter, or a server that refused it, names it too.`,
    );
  const proven = [...ids].filter(([id]) => taken.has(id)).map(([, one]) => one);
  return [...proven, ...(await namedByAddress(file, doubt, proven, mailing, here))];
}

/** Of a ledger that was lost the subscribers had other ids, and their mails other Message-IDs: there the address tells. */
async function namedByAddress(
  file: string,
  doubt: readonly Delivery[],
  proven: readonly Delivery[],
  { id, sender }: Mailing,
  here: string,
): Promise<readonly Delivery[]> {
  const left = doubt.filter((one) => !proven.includes(one) && one.response?.startsWith(LOST));
  if (left.length === 0) return [];
  const [start, end] = [`${id}.`, `@${domainOf(sender.address)}`];
  const isOurs = (messageId: string) => messageId.startsWith(start) && messageId.endsWith(end);
  const taken = await recipientsIn(linesOf(resolve(here, file), file), isOurs);
  return left.filter(({ address }) => taken.has(address.toLowerCase()));
}

type Job = Request & {
  readonly world: World;
  readonly ledger: Ledger;
  readonly mailing: Mailing;
  /** Everyone in doubt. */
  readonly doubt: readonly Delivery[];
  /** Who is settled. */
  readonly chosen: readonly Delivery[];
};

async function decide(job: Job): Promise<ExitCode> {
  const { world, ledger, mailing, doubt, chosen, as, reason } = job;
  const { output } = world;
  const rest = doubt.filter((one) => !chosen.includes(one));
  output.lines(...planLines(job, rest));
  const done = chosen.length > 0 && (await confirmed(job));
  if (done) {
    const only = new Set(chosen.map(({ subscriber }) => subscriber));
    const settled = await ledger.deliveries.settle(mailing, as, reason, world.clock(), only);
    output.lines('', `Settled as ${as}: ${people(settled)}.`);
    if (as === 'queued')
      output.lines(`\`tayori send ${optionFor(mailing.id)}\` sends them the same mail again.`);
  } else if (chosen.length > 0) output.note('Nothing was settled.');
  const left = done ? rest : doubt;
  output.document({ id: mailing.id, as, settled: addresses(chosen), inDoubt: addresses(left), done });
  if (chosen.length > 0 && !done) return exitCodes.mend;
  return left.length > 0 ? exitCodes.doubt : exitCodes.done;
}

function planLines({ mailing, doubt, chosen, as, reason }: Job, rest: readonly Delivery[]): string[] {
  if (doubt.length === 0) return [`Nobody is in doubt in ${mailing.id}.`];
  return [
    `${mailing.id}: ${people(doubt.length)} in doubt.`,
    ...peopleLines(`As ${as}: they ${verdicts[as]} (${reason})`, chosen, chosen.length),
    ...peopleLines('Still in doubt', rest, rest.length),
  ];
}

async function confirmed({ yes, chosen, as, world: { output } }: Job): Promise<boolean> {
  if (yes) return true;
  if (!output.interactive) {
    output.note('Nobody is at a terminal to confirm: `--yes` settles.');
    return false;
  }
  const answer = await output.ask(`Type ${chosen.length} to settle ${people(chosen.length)} as ${as}: `);
  return answer?.normalize('NFKC').replace(/[,\s]/g, '') === String(chosen.length);
}

const addresses = (some: readonly Delivery[]) => some.map(({ address }) => address);

function otherKey({ id }: Mailing): Problem {
  return {
    code: 'send-key',
    message: `The Message-IDs of ${id} can not be told without the SIGNING_KEY that it was frozen with.`,
    hint: 'Set SIGNING_KEY as it was for the send; of several keys, `SIGNING_KEY=NEW,OLD` finds the right one.',
  };
}
