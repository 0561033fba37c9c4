/**
 * What went wrong in an SMTP conversation, as a Reply. By the server's code first, whatever the moment;
 * without one, by whether content had begun to leave: before that nothing was sent, after it nobody knows.
 */
import type { Phase, Reply } from '../transport.ts';

/** What nodemailer's errors carry that matters here. */
export type SmtpFault = {
  readonly message: string;
  readonly response?: string | undefined;
  readonly responseCode?: number | undefined;
  /** The command that was refused, such as `RCPT TO`. */
  readonly command?: string | undefined;
};

/** How far the conversation had come. */
export type SmtpProgress = {
  readonly phase: Phase;
  /** Whether content bytes were handed to the socket. */
  readonly sent: boolean;
};

export function replyOf(fault: SmtpFault, { phase, sent }: SmtpProgress): Reply {
  const { responseCode: code = 0, response = '' } = fault;
  if (code >= 400 && code <= 599) {
    return { kind: 'refused', code, enhanced: enhancedOf(response), response: oneLine(response), phase };
  }
  const reason = plainly(oneLine(fault.message));
  return sent ? { kind: 'unknown', reason, phase } : { kind: 'unsent', reason, phase };
}

/** OpenSSL says in its own way that what came was no TLS. */
function plainly(reason: string): string {
  if (!/SSL routines.*(wrong version number|packet length too long|record layer failure)/.test(reason))
    return reason;
  return 'the server answered without TLS, so its port is one for `smtp:`, not for `smtps:`';
}

/** Reads a positive answer. Any code but 2yz proves nothing here. */
export function acceptance(response: string, { phase, sent }: SmtpProgress): Reply {
  const code = Number(/^2\d\d(?=[ -]|$)/.exec(response)?.[0]);
  if (Number.isNaN(code))
    return replyOf({ message: `The server answered «${oneLine(response)}»` }, { phase, sent });
  return { kind: 'accepted', code, response: oneLine(response) };
}

/** `5.1.1` of `550 5.1.1 User unknown` or of the first line of many (RFC 3463; RFC 2034, 4). */
export function enhancedOf(response: string): string | undefined {
  return /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})(?=\s|$)/.exec(response)?.[1];
}

/** A server's words for reports and logs: one line, no control characters, not endless. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, 500);
}
