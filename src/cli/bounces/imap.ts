/**
 * `tayori bounces` over IMAP: once, or waiting for more (`--watch`). It continues after the last mail that was taken
 * in.
 */
import { type ImapPlace, mailboxName, readImapUrl } from '../../bounces/imap/imap-url.ts';
import { mailboxLogin } from '../../bounces/imap/login.ts';
import { ImapAway, type ImapMailbox } from '../../bounces/imap/mailbox.ts';
import { keepPosition, type Position, readPosition } from '../../bounces/imap/position.ts';
import { watchMailbox } from '../../bounces/imap/watch.ts';
import type { IncomingMail } from '../../bounces/mail-sources.ts';
import type { TakenIn } from '../../bounces/take-in-mail.ts';
import { type Problem, ProblemError } from '../../problem.ts';
import type { Call, World } from '../command.ts';
import { usage } from '../command.ts';
import { type BouncesResult, isForLater } from './report.ts';
import { type RoundJob, takeRound } from './round.ts';

/** @returns `undefined` if files are named, or if there is no mailbox */
export function mailboxOf(call: Call, { env }: World): ImapPlace | undefined {
  const named = call.text('imap') ?? (call.args.length === 0 ? env.IMAP_URL : undefined);
  if (named !== undefined && call.args.length > 0)
    throw new ProblemError([usage('Files and `--imap` are two places to read from.', 'Name one of them.')]);
  return named === undefined ? undefined : readImapUrl(named);
}

export async function readOnce(place: ImapPlace, job: RoundJob): Promise<BouncesResult> {
  try {
    await using mailbox = await mailboxLogin(place, job.world.env)();
    const { result, lost } = await readNew(mailbox, place, job);
    const trouble = lost === undefined ? result.trouble : [...result.trouble, away(place, lost.message)];
    return { ...result, trouble };
  } catch (error) {
    if (!(error instanceof ImapAway)) throw error;
    throw new ProblemError([away(place, error.message)], { cause: error });
  }
}

/** @param tell called after each round that had a mail */
export async function readOn(
  place: ImapPlace,
  job: RoundJob,
  tell: (result: BouncesResult) => void,
): Promise<void> {
  const { output, signal } = job.world;
  output.note(`Watching ${mailboxName(place)}. Ctrl-C ends it.`);
  await watchMailbox({
    open: mailboxLogin(place, job.world.env),
    read: async (mailbox) => {
      const { result, lost } = await readNew(mailbox, place, job);
      if (result.taken.length > 0 || result.mails !== undefined || result.trouble.length > 0) tell(result);
      if (lost !== undefined) throw lost;
    },
    say: (words) => output.note(`${job.world.clock().toISOString()} ${words}`),
    signal,
    sleep,
  }).catch((error: unknown) => {
    if (error instanceof ImapAway) throw new ProblemError([away(place, error.message)], { cause: error });
    throw error;
  });
  output.note('Ended: what was under way is done.');
}

type ReadRound = {
  readonly result: BouncesResult;
  /** Why the connection broke in the middle: what was taken in before that counts. */
  readonly lost: ImapAway | undefined;
};

/**
 * If a mail must be taken in later, the position stays before it, so it and all mails after it are read again. The same
 * where mails could not be marked as read: the next run does that.
 */
async function readNew(mailbox: ImapMailbox, place: ImapPlace, job: RoundJob): Promise<ReadRound> {
  const { root } = job.world;
  const { validity } = mailbox;
  let position = await positionOf(place, validity, job);
  const [before, handled, trouble]: [Position, number[], Problem[]] = [position, [], []];
  let [uid, isWaiting, lost]: [number, boolean, ImapAway | undefined] = [position.uid, false, undefined];
  async function* mails(): AsyncGenerator<IncomingMail> {
    try {
      for await (const mail of mailbox.mailsAfter(before.uid)) {
        uid = mail.uid;
        const file = `${place.folder}#${uid}`;
        if (mail.bytes === undefined) {
          isWaiting = true;
          trouble.push(notGiven(file));
        } else yield { file, bytes: mail.bytes, done: () => void handled.push(mail.uid) };
      }
    } catch (error) {
      if (!(error instanceof ImapAway)) throw error;
      lost = error;
    }
  }
  const onTaken = (one: TakenIn) => {
    isWaiting ||= isForLater(one);
    if (!isWaiting) position = { validity, uid, hash: one.hash };
  };
  let isMarked = false;
  try {
    const result = await takeRound(job, mails(), onTaken);
    if (lost === undefined)
      await mailbox.settle(handled, job.settings.mail.handledFolder).catch((error: unknown) => {
        if (!(error instanceof ImapAway)) throw error;
        lost = error;
      });
    isMarked = lost === undefined;
    return { result: { ...result, trouble }, lost };
  } finally {
    if (position !== before && (isMarked || handled.length === 0)) await keepPosition(root, place, position);
  }
}

async function positionOf(
  place: ImapPlace,
  validity: string,
  { ledger, world }: RoundJob,
): Promise<Position> {
  const kept = await readPosition(world.root, place);
  const holds = kept?.validity === validity && validity !== '' && (await ledger.bounces.isKnown(kept.hash));
  return kept !== undefined && holds ? kept : { validity, uid: 0, hash: '' };
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}

/** The mails after it are taken in, and read again in the next run, since the position stays before it. */
function notGiven(file: string): Problem {
  return {
    code: 'file-unreadable',
    message: 'The mail is in the mailbox, and the server does not give it.',
    hint: 'Look at it in a mail program, and delete it or move it to another folder. Until then each run asks for it again.',
    at: { file },
  };
}

function away(place: ImapPlace, said: string): Problem {
  return {
    code: 'imap-away',
    message: `The mailbox ${mailboxName(place)} can not be reached: ${said}.`,
    hint: 'Look at host and port in IMAP_URL, and run it again: what was read is kept, and the rest is read then.',
  };
}
