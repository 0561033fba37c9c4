/** `tayori bounces --listen`: takes in the mails that an MTA on this machine hands over, several in one round. */
import { listenForMail, type TakenMail } from '../../bounces/listener/listener.ts';
import type { IncomingMail } from '../../bounces/mail-sources.ts';
import { ProblemError } from '../../problem.ts';
import { type Call, usage } from '../command.ts';
import { type BouncesResult, isForLater } from './report.ts';
import { type Desk, takeRound } from './round.ts';

type Waiting = { readonly mail: IncomingMail; readonly answer: (taken: TakenMail) => void };

/** In ms: how often mails that were put off are tried again. */
const LOOK_EVERY = 60_000;

export function portIn(call: Call): number | undefined {
  const text = call.text('listen');
  if (text === undefined) return undefined;
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new ProblemError([
    usage(`\`--listen ${text}\` is no port.`, 'Write a number such as `--listen 2525`.'),
  ]);
}

/**
 * Ends when the command shall end, after the mails that are under way.
 * @param tell called after each round
 */
export async function listenOn(
  port: number,
  desk: Desk,
  tell: (result: BouncesResult) => void,
): Promise<void> {
  const { output, signal } = desk.world;
  const waiting: Waiting[] = [];
  let stir = () => {};
  const listener = await listenForMail(port, (mail) => {
    const { promise, resolve } = Promise.withResolvers<TakenMail>();
    waiting.push({ mail, answer: resolve });
    stir();
    return promise;
  }).catch((error: unknown) => {
    throw cannotListen(error, port);
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
      const result = await round(desk, waiting.splice(0));
      if (result.taken.length > 0 || result.mails !== undefined) tell(result);
    }
  } finally {
    for (const { answer } of waiting) answer('later');
    await listener.close();
  }
  output.note('Ended: what was under way is done.');
}

/** Each mail is answered after it is recorded in the ledger; if an error comes, the MTA sends the others again. */
async function round(desk: Desk, batch: readonly Waiting[]): Promise<BouncesResult> {
  async function* mails(): AsyncGenerator<IncomingMail> {
    for (const { mail } of batch) yield mail;
  }
  let at = 0;
  try {
    return await takeRound(desk, mails(), (one) => {
      batch[at]?.answer(isForLater(one) ? 'later' : 'taken');
      at += 1;
    });
  } finally {
    for (const { answer } of batch.slice(at)) answer('later');
  }
}

function cannotListen(error: unknown, port: number): ProblemError {
  const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  const why = reason === 'EADDRINUSE' ? 'another program has it' : reason;
  const problem = {
    code: 'serve-port',
    message: `Mail can not be taken on 127.0.0.1:${port}: ${why}.`,
    hint: 'Choose another port, such as `--listen 2525`, or end the other program; ports below 1024 need special rights.',
  } as const;
  return new ProblemError([problem], { cause: error });
}
