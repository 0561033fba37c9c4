/** The end of an SMTP session: whether it has come, why, and who waits for an answer then. */
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SmtpFault } from './reply.ts';

export type SessionEnd = {
  reached(): boolean;
  /** We close the connection, for this reason. */
  close(because: SmtpFault): void;
  tell(listener: ((fault: SmtpFault) => void) | undefined): void;
};

/**
 * If the session ends, tells the delivery that waits for an answer: nodemailer forgets it when we close the connection.
 */
export function watchEnd(connection: SMTPConnection): SessionEnd {
  let over = false;
  let last: SmtpFault = { message: 'The connection was closed' };
  let waiting: ((fault: SmtpFault) => void) | undefined;
  connection.on('error', (fault: SmtpFault) => {
    last = fault;
  });
  connection.once('end', () => {
    over = true;
    // If nodemailer answers too, it does so within this turn, and its answer says more.
    queueMicrotask(() => waiting?.(last));
  });
  return {
    reached: () => over,
    close: (because) => {
      last = because;
      connection.close();
    },
    tell: (listener) => {
      waiting = listener;
    },
  };
}
