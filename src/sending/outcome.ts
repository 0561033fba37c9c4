/**
 * What a reply means: for the delivery (its outcome) and for the run (a trouble that may slow or stop it).
 * One table, the first row that matches wins; docs and tests follow its order. Pure: no clock, no socket.
 */
import type { AddressFault, Delivery, Outcome } from '../ledger/ledger.ts';
import { domainOf } from '../mail/message.ts';
import type { Phase, Reply } from '../mail/transport.ts';
import { MINUTE } from '../time.ts';

/** What a reply says about more than one delivery. */
export type Trouble =
  | 'none'
  /** The server can't be reached or does not talk to us. */
  | 'connection'
  /** A line that was in use broke. */
  | 'dropped'
  /** It does not take our user and password. */
  | 'login'
  /** This domain wants it slower. */
  | 'throttle'
  /** It does not take what the mail says, or how large it is. */
  | 'content'
  /** It does not take mail from us, whoever it is for. */
  | 'reputation';

export type Verdict = {
  /** `undefined` where the claim was lost: nothing may be recorded. */
  readonly outcome: Outcome | undefined;
  readonly trouble: Trouble;
};

type Refusal = Extract<Reply, { kind: 'refused' }>;

type Rule = {
  readonly why: string;
  readonly matches: (refusal: Refusal, domain: string) => boolean;
  readonly trouble: Trouble;
} & (
  | { readonly result: 'queued' }
  | { readonly result: 'deferred'; readonly atLeast: number; readonly counts: boolean }
  | { readonly result: 'failed'; readonly fault?: AddressFault }
);

const BEFORE_MAIL: readonly Phase[] = ['connect', 'tls', 'greeting', 'auth'];
/** The server has seen what the mail says, and answers it. */
const AFTER_CONTENT: readonly Phase[] = ['body', 'answer'];
/** Of the address itself: no such mailbox, no such host, nothing that can be written to (RFC 3463, 3.2). */
export const BAD_ADDRESS = /^5\.1\.(1|2|3|6|10)$/;
/** RFC 3463, 3.3. */
const MAILBOX_FULL = /^[45]\.2\.2$/;

export const refusalRules: readonly Rule[] = [
  {
    why: 'we can not write the address on an envelope; another sender may, so nobody is taken off the list',
    matches: ({ own }) => own === true,
    result: 'failed',
    trouble: 'none',
  },
  {
    why: 'our login: no mail can leave until it is mended',
    matches: ({ code, phase }) => [530, 534, 535, 538].includes(code) || (phase === 'auth' && code >= 500),
    result: 'queued',
    trouble: 'login',
  },
  {
    why: 'the server does not talk to us: nothing is said about the recipient',
    matches: ({ phase }) => BEFORE_MAIL.includes(phase),
    result: 'queued',
    trouble: 'connection',
  },
  {
    why: 'greylisting: the same mail is taken a few minutes later',
    matches: ({ code, enhanced, response }) =>
      (code === 451 && enhanced === '4.7.1') || (code < 500 && /gr[ae]y-?list/i.test(response)),
    result: 'deferred',
    atLeast: 5 * MINUTE,
    counts: true,
    trouble: 'none',
  },
  {
    why: 'the server is about to close: says nothing about the recipient',
    matches: ({ code }) => code === 421,
    result: 'deferred',
    atLeast: MINUTE,
    counts: false,
    trouble: 'throttle',
  },
  {
    why: 'too fast for this domain',
    matches: ({ code, enhanced }) => code === 454 || (code < 452 && enhanced?.startsWith('4.7.') === true),
    result: 'deferred',
    atLeast: MINUTE,
    counts: true,
    trouble: 'throttle',
  },
  {
    why: 'the mailbox is full: not for ever, so only who is full for three digests is taken off the list',
    matches: ({ code, enhanced }) => code >= 500 && MAILBOX_FULL.test(enhanced ?? ''),
    result: 'failed',
    fault: 'mailbox-full',
    trouble: 'none',
  },
  {
    why: 'there is no such mailbox or domain: whether that is believed is decided when the run has ended',
    matches: ({ enhanced, phase }) => phase !== 'mail' && BAD_ADDRESS.test(enhanced ?? ''),
    result: 'failed',
    fault: 'bad-address',
    trouble: 'none',
  },
  {
    why: 'our content: the next one would be refused too',
    matches: ({ enhanced }) => enhanced === '5.3.4' || enhanced?.startsWith('5.6.') === true,
    result: 'failed',
    trouble: 'content',
  },
  {
    why: "docomo's 550 may be the subscriber's own filter: soft",
    matches: ({ code, phase }, domain) => code === 550 && phase === 'answer' && domain === 'docomo.ne.jp',
    result: 'failed',
    trouble: 'none',
  },
  {
    why: 'about us, not about the recipient; a bare 5yz after the content is a filter (Exim): nobody is taken off',
    matches: ({ code, enhanced, phase }) =>
      enhanced?.startsWith('5.7.') === true ||
      (code >= 500 && phase === 'mail') ||
      (AFTER_CONTENT.includes(phase) && (code === 554 || (code >= 500 && enhanced === undefined))),
    result: 'failed',
    trouble: 'reputation',
  },
  {
    why: 'any other no for now (RFC 5321, 4.2.1)',
    matches: ({ code }) => code < 500,
    result: 'deferred',
    atLeast: MINUTE,
    counts: true,
    trouble: 'none',
  },
  { why: 'any other no for ever', matches: () => true, result: 'failed', trouble: 'none' },
];

/** @param deadline after this, what would be tried again has failed */
export function outcomeOf(
  reply: Reply,
  delivery: Pick<Delivery, 'address' | 'attempts'>,
  deadline: Date,
  now: Date,
): Verdict {
  switch (reply.kind) {
    case 'lost':
      return { outcome: undefined, trouble: 'none' };
    case 'accepted':
      return { outcome: { state: 'sent', response: reply.response }, trouble: 'none' };
    case 'unknown':
      return {
        outcome: { state: 'uncertain', response: saidBy(reply) },
        trouble: 'dropped',
      };
    case 'unsent':
      return {
        outcome: unsent(reply, delivery, deadline, now),
        trouble: BEFORE_MAIL.includes(reply.phase) ? 'connection' : 'dropped',
      };
    case 'refused':
      return refused(reply, delivery, deadline, now);
  }
}

function refused(
  reply: Refusal,
  delivery: Pick<Delivery, 'address' | 'attempts'>,
  deadline: Date,
  now: Date,
): Verdict {
  const domain = domainOf(delivery.address);
  const rule = refusalRules.find(({ matches }) => matches(reply, domain));
  if (rule === undefined) throw new Error('The last rule matches everything.');
  const { response } = reply;
  const { trouble } = rule;
  switch (rule.result) {
    case 'queued':
      return { outcome: { state: 'queued', response }, trouble };
    case 'deferred':
      return {
        outcome: given(later(delivery, response, deadline, now, rule.atLeast, rule.counts), reply),
        trouble,
      };
    case 'failed':
      return {
        outcome: { state: 'failed', response, ...(rule.fault === undefined ? {} : { fault: rule.fault }) },
        trouble,
      };
  }
}

/** Attempts that are repeated within seconds; after them, the address itself may be what makes us dropped. */
const QUICK_ATTEMPTS = 3;

/** Nothing was sent. Before the envelope it was about nobody; from then on the address has to wait its turn. */
function unsent(
  reply: Extract<Reply, { kind: 'unsent' }>,
  delivery: Pick<Delivery, 'attempts'>,
  deadline: Date,
  now: Date,
): Outcome {
  const response = saidBy(reply);
  if (BEFORE_MAIL.includes(reply.phase)) return { state: 'queued', response };
  const { attempts } = delivery;
  if (attempts > QUICK_ATTEMPTS || now >= deadline) return later(delivery, response, deadline, now);
  const retryAt = new Date(now.getTime() + attempts ** 2 * 1000);
  return { state: 'deferred', response, retryAt, countsAsAttempt: true };
}

/** `mail: Connection closed`: where it happened, and what. */
function saidBy({ phase, reason }: { readonly phase: Phase; readonly reason: string }): string {
  return reason.startsWith(phase) ? reason : `${phase}: ${reason}`;
}

/** A mailbox that was full until the deadline is full, though the server said `4.2.2` to the end. */
function given(outcome: Outcome, { enhanced }: Refusal): Outcome {
  const full = outcome.state === 'failed' && MAILBOX_FULL.test(enhanced ?? '');
  return full ? { ...outcome, fault: 'mailbox-full' } : outcome;
}

/** After 1, 16, 81 … minutes, but never after the deadline; at the deadline enough is enough. */
function later(
  { attempts }: Pick<Delivery, 'attempts'>,
  response: string,
  deadline: Date,
  now: Date,
  atLeast = MINUTE,
  countsAsAttempt = true,
): Outcome {
  if (now >= deadline) return { state: 'failed', response: `expired: ${response}` };
  const pause = countsAsAttempt ? Math.max(attempts ** 4 * MINUTE, atLeast) : atLeast;
  const retryAt = new Date(Math.min(now.getTime() + pause, deadline.getTime()));
  return { state: 'deferred', response, retryAt, countsAsAttempt };
}
