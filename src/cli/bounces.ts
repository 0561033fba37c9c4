/** `npm run bounces`: what came back is read, tied to the mails that were sent, and acted on. */
import { resolve } from 'node:path';
import { type Concluded, concludeBounces, type EditorsWord } from '../bounces/conclude-bounces.ts';
import { type IncomingMail, mailsIn } from '../bounces/mail-sources.ts';
import { quarantine } from '../bounces/quarantine.ts';
import { readMail } from '../bounces/read-mail.ts';
import { openKnown, type TakenIn, takeIn } from '../bounces/take-in.ts';
import { loadConfig } from '../config.ts';
import { type Problem, ProblemError } from '../problem.ts';
import { unknownMailing } from '../sending/plan/unknown-mailing.ts';
import type { Settings } from '../settings.ts';
import { readKeys } from '../subscribers/links.ts';
import { documentOfBounces, explainedRow, heldBack, linesOfBounces, quarantined } from './bounces-report.ts';
import { type Call, type Command, type ExitCode, exitCodes, usage, type World } from './command.ts';
import { openLedgerOf, openPresentLedger } from './ledger.ts';

export const bounces: Command = {
  doc: 'Reads bounces, complaints and answers, and takes off the list whom no mail reaches.',
  args: '[FILES …]',
  details: [
    'FILES are mails, mboxes, maildirs or folders of mails; `-` is the standard input. Only what is tied to a mail',
    'of ours by a token acts: a forged bounce takes nobody off the list. A bad address suppresses at once, within',
    'the same brake as in `tayori send`; a full mailbox from the third digest on; a complaint and a mail that asks to',
    'leave at once. Answers of people are listed, and answers of machines are ignored. The same mail twice does nothing',
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
    move: { type: 'boolean', doc: 'In a maildir, mark as read what needs nobody any more.' },
  },
  examples: [
    ['tayori bounces ~/Maildir', 'From cron, every hour: the mailbox to which bounces and answers come.'],
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
    quarantined: 'Files that can not be understood: `{file, kept}`.',
  },
  run: async (call, world) => {
    if (call.args.length === 0 && call.text('believe') === undefined && call.text('disbelieve') === undefined)
      throw new ProblemError([
        usage('No mail is named.', 'Write `tayori bounces ~/Maildir`, or `-` for the standard input.'),
      ]);
    return call.flag('explain') ? await explain(call, world) : await act(call, world);
  },
};

async function explain(call: Call, { root, output }: World): Promise<ExitCode> {
  const rows = [];
  for (const named of call.args)
    for await (const { file, bytes } of mailsIn(resolve(root, named), named)) {
      const { findings } = await readMail(bytes);
      for (const finding of findings) {
        const row = explainedRow(file, finding);
        output.lines(row.line);
        rows.push(row.document);
      }
    }
  output.document(rows);
  return exitCodes.done;
}

async function act(call: Call, world: World): Promise<ExitCode> {
  const settings = await loadConfig(world.root);
  const keys = readKeys(world.env.SIGNING_KEY);
  if (keys === undefined) throw new ProblemError([keyMissing]);
  await using ledger =
    wordIn(call) === undefined ? await openLedgerOf(world) : await openPresentLedger(world);
  const word = wordIn(call);
  if (word !== undefined && (await ledger.deliveries.mailing(word.mailing, 'mail')) === undefined)
    throw new ProblemError([unknownMailing(word.mailing, ' by SMTP')]);
  const known = await openKnown(ledger, keys, settings.mail.bounces);
  const leaveAddress = forLeavingAlone(settings);
  const taken: TakenIn[] = [];
  const kept: { file: string; kept: string }[] = [];
  for (const named of call.args)
    for await (const mail of mailsIn(resolve(world.root, named), named)) {
      if (world.signal.aborted) break;
      world.output.progress(`Reading ${named}: ${taken.length + 1} mails`);
      const one = await takeIn(mail, { ledger, known, leaveAddress }, world.clock());
      taken.push(one);
      if (one.decisions?.some(({ outcome }) => outcome === 'unreadable') === true)
        kept.push({ file: one.file, kept: await quarantine(world.root, one.hash, mail.bytes) });
      if (call.flag('move')) finish(mail, one);
    }
  world.output.progress('');
  const concluded = await concludeBounces(ledger, world.clock(), word);
  return report(world, taken, kept, concluded);
}

/** Where `mail.unsubscribe` is the address of the sender as well, people write to it about other things. */
function forLeavingAlone({ mail }: Settings): string | undefined {
  const { unsubscribe, from, replyTo, returnPath } = mail;
  return [from?.address, replyTo, returnPath].includes(unsubscribe) ? undefined : unsubscribe;
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

/** What a person should look at stays new in the mailbox. */
function finish(mail: IncomingMail, { decisions = [] }: TakenIn): void {
  const waits = decisions.some(({ outcome }) => ['reply', 'joining', 'untied'].includes(outcome));
  if (!waits) mail.done();
}

function report(
  { output, signal }: World,
  taken: readonly TakenIn[],
  kept: readonly { readonly file: string; readonly kept: string }[],
  concluded: readonly Concluded[],
): ExitCode {
  const problems: readonly Problem[] = [...kept.map(quarantined), ...concluded.flatMap(heldBack)];
  output.lines(...linesOfBounces(taken, concluded));
  output.problems(problems);
  output.document({ ...documentOfBounces(taken, concluded), quarantined: kept });
  if (signal.aborted) return exitCodes.interrupted;
  return concluded.some(({ brake }) => brake !== undefined) ? exitCodes.mend : exitCodes.done;
}

const keyMissing: Problem = {
  code: 'send-key',
  message: 'Nothing can be tied to a mail of ours without the SIGNING_KEY that the mails were sent with.',
  hint: 'Set SIGNING_KEY as for `tayori send`, or write `tayori bounces --explain FILES`, which only reads.',
};
