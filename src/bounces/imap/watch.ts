/**
 * Watches a mailbox: reads the mails in it, waits for new ones, and connects again when the connection breaks. It says
 * when it has the mailbox, when it lost it, and when it has it again. If the first login is refused it stops, because
 * only a person can fix that.
 */
import { ProblemError } from '../../problem.ts';
import { MINUTE, SECOND } from '../../time.ts';
import { ImapAway, type ImapMailbox } from './mailbox.ts';

/** Looks at least this often, also if the server never announces a mail. */
const LOOK_EVERY = 5 * MINUTE;
const [SHORTEST, LONGEST] = [SECOND, 5 * MINUTE];

export type Watch = {
  readonly open: () => Promise<ImapMailbox>;
  readonly read: (mailbox: ImapMailbox) => Promise<void>;
  readonly say: (words: string) => void;
  readonly signal: AbortSignal;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
};

/**
 * Ends when the signal is aborted.
 * @throws what `open` throws the first time, unless the server just does not answer
 */
export async function watchMailbox({ open, read, say, signal, sleep }: Watch): Promise<void> {
  let [pause, isDeaf, everHeard] = [SHORTEST, false, false];
  while (!signal.aborted) {
    try {
      await using mailbox = await open();
      say(isDeaf ? 'Hears the mailbox again.' : 'Hears the mailbox.');
      [pause, isDeaf, everHeard] = [SHORTEST, false, true];
      while (!signal.aborted) {
        await read(mailbox);
        await mailbox.wait(LOOK_EVERY, signal);
      }
    } catch (error) {
      const isRefused = error instanceof ProblemError && everHeard; // some servers refuse for a while
      if (!(error instanceof ImapAway) && !isRefused) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      say(`Deaf: the mailbox can not be heard (${reason}). Trying again in ${pause / 1000} s.`);
      isDeaf = true;
      await sleep(pause, signal);
      pause = Math.min(pause * 2, LONGEST);
    }
  }
}
