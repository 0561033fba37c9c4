/**
 * How long an answer may take as a whole. nodemailer's time-out begins anew with each byte: a server that sends one
 * byte a second, or lines without an end, would keep a run for days.
 */
import { MINUTE } from '../../time.ts';

/**
 * In ms; it also holds for the answer to the whole mail: with a short time-out nobody would know whether the mail
 * arrived (RFC 5321, 4.5.3.2.6).
 */
export const LONGEST_ANSWER = 10 * MINUTE;

/** RSET carries no mail: if its answer takes longer (in ms), a new connection is the better one. */
export const LONGEST_RESET = MINUTE;

export const tooLate = { message: 'No whole answer within 10 minutes' };

const LOOK_EVERY = MINUTE;

/**
 * Until it is disposed, looks every minute whether the conversation has come further.
 *
 * @param progress grows with each step
 * @param late called after ten minutes in which it did not grow
 */
export function watchAnswers(progress: () => number, late: () => void): Disposable {
  let [before, still] = [progress(), 0];
  const look = setInterval(() => {
    const now = progress();
    still = now === before ? still + LOOK_EVERY : 0;
    before = now;
    if (still === LONGEST_ANSWER) late();
  }, LOOK_EVERY);
  return { [Symbol.dispose]: () => clearInterval(look) };
}
