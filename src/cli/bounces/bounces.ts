/** `npm run bounces`: reads the mails that came back, ties them to the mails that were sent, and acts on them. */
import { resolve } from 'node:path';
import type { EditorsWord } from '../../bounces/conclude-bounces.ts';
import { type IncomingMail, mailsIn } from '../../bounces/mail-sources.ts';
import { readMail } from '../../bounces/read-mail.ts';
import { loadConfig } from '../../config.ts';
import { type Problem, ProblemError } from '../../problem.ts';
import { unknownMailing } from '../../sending/plan/unknown-mailing.ts';
import { readKeys } from '../../subscribers/links.ts';
import { type Call, type Command, type ExitCode, exitCodes, usage, type World } from '../command.ts';
import { openLedgerOf, openPresentLedger } from '../ledger.ts';
import { portOf } from '../listening.ts';
import { mailboxOf, readOn, readOnce } from './imap.ts';
import { openMailJoining } from './joining.ts';
import { listenOn } from './listen.ts';
import {
  type BouncesResult,
  documentOfBounces,
  explainedRow,
  heldBack,
  isForLater,
  linesOfBounces,
  quarantined,
} from './report.ts';
import { takeRound } from './round.ts';

export const bounces: Command = {
  doc: 'Reads bounces, complaints and answers, and takes off the list whom no mail reaches.',
  args: '[FILES …]',
  details: [
    'FILES are mails, mboxes, maildirs or folders of mails; `-` is the standard input; without FILES the mailbox of IMAP_URL is read. Only what is tied to a mail',
    'of ours by a token acts: a forged bounce takes nobody off the list. A bad address suppresses at once, within',
    'the same brake as in `tayori send`; a full mailbox from the third digest on; a complaint and a mail that asks to',
    'leave at once. Who asks to join is sent a mail, and is on the list once they answer it, where `mail.subscribe` or',
    '`web.url` is set. Answers of people are listed, and answers of machines are ignored. The same mail twice does nothing',
    'more.',
  ].join('\n'),
  options: {
    explain: {
      type: 'boolean',
      doc: 'Only say what each mail is read as: no ledger is opened. With `--json` an array of `{file, recipient, kind, code}`, null where there is none.',
    },
    believe: {
      type: 'string',
      value: 'YYYY-Www',
      doc: 'Believe what came back from this digest, however much it is.',
    },
    disbelieve: {
      type: 'string',
      value: 'YYYY-Www',
      doc: 'Do not believe what came back from this digest so far: they stay on the list.',
    },
    imap: {
      type: 'string',
      value: 'URL',
      doc: 'Read this mailbox over IMAP, in place of that of IMAP_URL. Others on the machine may see the password in a command line, and not that of IMAP_URL.',
    },
    watch: { type: 'boolean', doc: 'Over IMAP: stay there, and take in each mail as it comes.' },
    listen: {
      type: 'string',
      value: 'PORT',
      doc: 'Take mail from the MTA of this machine on 127.0.0.1 (SMTP or LMTP): it keeps what could not be taken in.',
    },
    move: {
      type: 'boolean',
      doc: 'In a maildir or over IMAP, mark as read what needs nobody any more, or move it (`mail.handledFolder`).',
    },
  },
  examples: [
    ['tayori bounces ~/Maildir', 'From cron, every hour: the mailbox to which bounces and answers come.'],
    ['tayori bounces --move', 'From cron, where IMAP_URL names the mailbox: what came since the last time.'],
    ['tayori bounces --listen 2525', 'For an MTA that hands bounces over by LMTP.'],
    ['tayori bounces - < mail.eml', 'From a mail server, which pipes each mail in.'],
    ['tayori bounces --explain bounce.eml', 'What is this mail read as?'],
  ],
  json: {
    read: 'How many mails were read.',
    known: 'How many of them had been taken in before.',
    bounced: 'Who was suppressed: `{mailing, address, code, said}`.',
    held: 'Whose bounces are not believed, or not yet: the same keys.',
    decisions:
      'What each new mail led to: `{file, outcome, kind, code, recipient, address, mailing, said}`; `address` is that of the subscriber, null where none is known.',
    mails:
      'Confirmations, welcomes and goodbyes that were sent at the end: `{sent, failed, trouble}`; null where none waited.',
    quarantined: 'Files that can not be understood: `{file, kept}`.',
  },
  run: async (call, world) => {
    if (call.args.includes('')) throw new ProblemError([noMail]); // an unset variable of a script
    if (call.flag('explain') && call.args.length === 0) throw new ProblemError([noMail]);
    return call.flag('explain') ? await explain(call, world) : await act(call, world);
  },
};

async function explain(call: Call, { root, output }: World): Promise<ExitCode> {
  const rows = [];
  const trouble: Problem[] = [];
  for (const named of call.args) {
    let any = false;
    for await (const { file, bytes } of readable(mailsIn(resolve(root, named), named), trouble)) {
      any = true;
      const { findings } = await readMail(bytes);
      for (const finding of findings) {
        const row = explainedRow(file, finding);
        output.lines(row.line);
        rows.push(row.document);
      }
    }
    if (!any && trouble.length === 0) output.note(`${named}: there is no mail in it.`);
  }
  output.document(rows);
  output.problems(trouble);
  return trouble.length > 0 ? exitCodes.mend : exitCodes.done;
}

/** Goes on with the next source if one can not be read: the problems are told at the end. */
async function* readable(
  mails: AsyncIterable<IncomingMail>,
  trouble: Problem[],
): AsyncGenerator<IncomingMail> {
  try {
    yield* mails;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    trouble.push(...error.problems);
  }
}

async function act(call: Call, world: World): Promise<ExitCode> {
  const settings = await loadConfig(world.root);
  const keys = readKeys(world.env.SIGNING_KEY);
  if (keys === undefined) throw new ProblemError([keyMissing]);
  const [word, place, port] = [wordIn(call), mailboxOf(call, world), portOf(call, 'listen', 2525)];
  const isNothing = place === undefined && port === undefined && word === undefined;
  if (isNothing && call.args.length === 0) throw new ProblemError([noMail]);
  if (place === undefined && call.flag('watch'))
    throw new ProblemError([
      usage('`--watch` is about a mailbox over IMAP.', 'Set IMAP_URL, or let cron read files again.'),
    ]);
  await using ledger =
    word === undefined
      ? await openLedgerOf(world, undefined, settings.ledger)
      : await openPresentLedger(world);
  if (word !== undefined && (await ledger.deliveries.mailing(word.mailing, 'mail')) === undefined)
    throw new ProblemError([unknownMailing(word.mailing, ' by SMTP')]);
  await using byMail = openMailJoining(settings, ledger, world);
  const job = { settings, keys, ledger, byMail, world, move: call.flag('move'), word };
  if (port !== undefined) {
    await listenOn(port, job, (result) => void report(world, result));
    return exitCodes.done;
  }
  if (place === undefined || (word !== undefined && call.text('imap') === undefined)) {
    const trouble: Problem[] = [];
    const result = await takeRound(job, mailsOf(call, world, trouble));
    if (result.taken.length === 0 && trouble.length > 0) throw new ProblemError(trouble);
    return report(world, { ...result, trouble });
  }
  if (!call.flag('watch')) return report(world, await readOnce(place, job));
  await readOn(place, job, (result) => void report(world, result));
  return exitCodes.done;
}

async function* mailsOf(
  call: Call,
  { root, output }: World,
  trouble: Problem[],
): AsyncGenerator<IncomingMail> {
  const others: string[] = [];
  const onOther = (file: string) => void others.push(file);
  for (const named of call.args) yield* readable(mailsIn(resolve(root, named), named, { onOther }), trouble);
  noteOthers(output, others);
}

const MOST_NAMED = 3;

function noteOthers(output: World['output'], others: readonly string[]): void {
  const more = others.length > MOST_NAMED ? ` and ${others.length - MOST_NAMED} more` : '';
  if (others.length > 0)
    output.note(`No mails, and left as they are: ${others.slice(0, MOST_NAMED).join(', ')}${more}.`);
}

function wordIn(call: Call): EditorsWord | undefined {
  const [yes, no] = [call.text('believe'), call.text('disbelieve')];
  if (yes !== undefined && no !== undefined)
    throw new ProblemError([
      usage('`--believe` and `--disbelieve` are two things to do.', 'Write one of them.'),
    ]);
  const mailing = yes ?? no;
  return mailing === undefined ? undefined : { mailing, believe: yes !== undefined };
}

function report({ output, signal }: World, result: BouncesResult): ExitCode {
  const { kept, concluded, mails, trouble } = result;
  const problems: readonly Problem[] = [...kept.map(quarantined), ...concluded.flatMap(heldBack), ...trouble];
  output.lines(...linesOfBounces(result));
  output.problems(problems);
  output.document(documentOfBounces(result));
  if (signal.aborted) return exitCodes.interrupted;
  if (trouble.length > 0 || concluded.some(({ brake }) => brake !== undefined)) return exitCodes.mend;
  return mails?.trouble !== undefined || result.taken.some(isForLater)
    ? exitCodes.unfinished
    : exitCodes.done;
}

const noMail = usage(
  'No mail is named.',
  'Write `tayori bounces ~/Maildir`, or `-` for the standard input; or set IMAP_URL.',
);

const keyMissing: Problem = {
  code: 'send-key',
  message: 'Nothing can be tied to a mail of ours without the SIGNING_KEY that the mails were sent with.',
  hint: 'Set SIGNING_KEY as for `tayori send`, or write `tayori bounces --explain FILES`, which only reads.',
};
