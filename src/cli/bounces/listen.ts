/** `tayori bounces --listen`: takes in the mails that an MTA on this machine hands over, several in one round. */
import { listenForMail, type TakenMail } from '../../bounces/listener/listener.ts';
import type { IncomingMail } from '../../bounces/mail-sources.ts';
import { cannotListen } from '../listening.ts';
import { type BouncesResult, isForLater } from './report.ts';
import { type RoundJob, takeRound } from './round.ts';

type Waiting = { readonly mail: IncomingMail; readonly answer: (taken: TakenMail) => void };

/** In ms: how often mails that were put off are tried again. */
const LOOK_EVERY = 60_000;

/**
 * Ends when the command shall end, after the mails that are under way.
 * @param tell called after each round
 */
export async function listenOn(
  port: number,
  job: RoundJob,
  tell: (result: BouncesResult) => void,
): Promise<void> {
  const { output, signal } = job.world;
  const waiting: Waiting[] = [];
  let stir = () => {};
  const listener = await listenForMail(port, (mail) => {
    const { promise, resolve } = Promise.withResolvers<TakenMail>();
    waiting.push({ mail, answer: resolve });
    stir();
    return promise;
  }).catch((error: unknown) => {
    throw cannotListen(
      error,
      `Mail can not be taken on 127.0.0.1:${port}`,
      'Choose another port, such as `--listen 2525`, or end the other program; ports below 1024 need special rights.',
    );
  });
  output.note(`Listening on 127.0.0.1:${listener.port} for mail (SMTP and LMTP). Ctrl-C ends it.`);
  signal.addEventListener('abort', () => stir());
  try {
    while (!signal.aborted) {
      if (waiting.length === 0)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, LOOK_EVERY);
          stir = () => {
            clearTimeout(timer);
            resolve();
          };
          if (signal.aborted || waiting.length > 0) stir();
        });
      const result = await round(job, waiting.splice(0));
      if (result.taken.length > 0 || result.mails !== undefined) tell(result);
    }
  } finally {
    for (const { answer } of waiting) answer('later');
    await listener.close();
  }
  output.note('Ended: what was under way is done.');
}

/** Each mail is answered after it is recorded in the ledger; if an error comes, the MTA sends the others again. */
async function round(job: RoundJob, batch: readonly Waiting[]): Promise<BouncesResult> {
  async function* mails(): AsyncGenerator<IncomingMail> {
    for (const { mail } of batch) yield mail;
  }
  let at = 0;
  try {
    return await takeRound(job, mails(), (one) => {
      batch[at]?.answer(isForLater(one) ? 'later' : 'taken');
      at += 1;
    });
  } finally {
    for (const { answer } of batch.slice(at)) answer('later');
  }
}
