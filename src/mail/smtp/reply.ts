/**
 * Turns a failure in an SMTP conversation into a Reply. If the server sent a code, the code decides. Without a code it
 * depends on the content: before it began to leave, nothing was sent; after that, nobody knows.
 */
import type { Phase, Reply } from '../transport.ts';
import { tooLate } from './answer-time.ts';

/** The parts of nodemailer's errors that are needed here. */
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
  if (code >= 400 && code <= 599 && !contradictsItself(response)) {
    return { kind: 'refused', code, enhanced: enhancedOf(response), response: oneLine(response), phase };
  }
  const reason = plainly(oneLine(fault.message));
  return sent ? { kind: 'unknown', reason, phase } : { kind: 'unsent', reason, phase };
}

/** OpenSSL says in difficult words that the other side did not speak TLS; nodemailer says in one that it waited. */
function plainly(reason: string): string {
  if (reason === 'Timeout') return tooLate.message;
  if (!/SSL routines.*(wrong version number|packet length too long|record layer failure)/.test(reason))
    return reason;
  return 'the server answered without TLS, so its port is one for `smtp:`, not for `smtps:`';
}

/**
 * Reads a positive answer. Any code other than 2yz proves nothing here, and neither does a greeting (220) or a goodbye
 * (221): the server answers something else, and may have dropped the mail.
 */
export function acceptance(response: string, { phase, sent }: SmtpProgress): Reply {
  const code = Number(/^2(?!2[01])\d\d(?=[ -]|$)/.exec(response)?.[0]);
  if (Number.isNaN(code) || contradictsItself(response))
    return replyOf({ message: `The server answered «${oneLine(response)}»` }, { phase, sent });
  return { kind: 'accepted', code, response: oneLine(response) };
}

/** Whether the lines of an answer say yes and no at once: `250-queued`, `550 refused`. Then it proves nothing. */
function contradictsItself(response: string): boolean {
  return new Set(response.match(/^\d(?=\d\d(?:[ -]|\r?$))/gm)).size > 1;
}

/**
 * `5.1.1` of `550 5.1.1 User unknown`; of several lines the first counts (RFC 3463; RFC 2034, 4). Also as some servers
 * write it: `550 #5.7.1 …`, `550 5.1.1: …`, `550 (5.1.1) …`.
 *
 * @returns `undefined` if the server gave no enhanced code
 */
export function enhancedOf(response: string): string | undefined {
  return /^\d{3}[ -][ #([]{0,3}([245]\.\d{1,3}\.\d{1,3})(?=[\s:,;)\]]|$)/.exec(response)?.[1];
}

/** A server's words for reports and logs: one line of limited length, without control characters. */
export function oneLine(text: string, longest = 500): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, longest);
}
