/**
 * The table of refusals: what a 4yz or 5yz means for the delivery, and for the run (a trouble that may slow or stop
 * it). The first row that matches wins; docs and tests follow its order. Pure.
 */
import type { AddressFault } from '../../ledger/ledger.ts';
import { GREYLISTING, isQuota, isRelayLimit } from '../../mail/smtp/relay-quota.ts';
import type { Phase, Reply } from '../../mail/transport.ts';
import { MINUTE } from '../../time.ts';

/** What a reply says about more than one delivery. */
export type Trouble =
  | 'none'
  /** It took the mail. */
  | 'taken'
  /** The server can't be reached or does not talk to us. */
  | 'connection'
  /** A line that was in use broke. */
  | 'dropped'
  /** It does not take our user and password. */
  | 'login'
  /** This domain wants it slower. */
  | 'throttle'
  /** The relay wants it slower, for all recipients. */
  | 'relay'
  /** We have sent all that the relay takes from us today, or this hour. */
  | 'quota'
  /** One relay of several takes no mail now: another one may take it. */
  | 'elsewhere'
  /** It does not take what the mail says, or how large it is. */
  | 'content'
  /** It does not take mail from us, for any recipient. */
  | 'reputation';

export type Refusal = Extract<Reply, { kind: 'refused' }>;

export type RefusalRule = {
  readonly why: string;
  readonly matches: (refusal: Refusal, domain: string) => boolean;
  readonly trouble: Trouble;
} & (
  | { readonly result: 'queued' }
  | { readonly result: 'deferred'; readonly atLeast: number; readonly counts: boolean }
  | { readonly result: 'failed'; readonly fault?: AddressFault }
);

export const BEFORE_MAIL: readonly Phase[] = ['connect', 'tls', 'greeting', 'auth'];
/** The server has seen what the mail says, and answers it. */
const AFTER_CONTENT: readonly Phase[] = ['body', 'answer'];
/** Of the address itself: no such mailbox, no such host, nothing that can be written to (RFC 3463, 3.2). */
export const BAD_ADDRESS = /^5\.1\.(1|2|3|6|10)$/;
/** Policy and reputation (RFC 3463, 3.8), or the sender's address (3.2). */
const ABOUT_US = /^[45]\.(?:7\.\d+|1\.[78])$/;
/**
 * The first digit of an enhanced code should be that of the code. Where it is not (`450 5.1.1`, `550 4.7.1`), the code
 * says whether the refusal is for good, and the rest of the enhanced code what it is about (RFC 5321, 4.2.1).
 */
const POLICY = /^[45]\.7\./;
/** RFC 3463, 3.3. */
export const MAILBOX_FULL = /^[45]\.2\.2$/;

export const refusalRules: readonly RefusalRule[] = [
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
    why: 'of one relay, and another relay goes on: the mail was not taken, so it may go there',
    matches: ({ elsewhere }) => elsewhere === true,
    result: 'queued',
    trouble: 'elsewhere',
  },
  {
    why: 'a quota of ours is used up: until tomorrow nothing more can leave, whoever it is for',
    matches: isQuota,
    result: 'queued',
    trouble: 'quota',
  },
  {
    why: 'greylisting: the same mail is taken a few minutes later',
    matches: isGreylisting,
    result: 'deferred',
    atLeast: 5 * MINUTE,
    counts: true,
    trouble: 'none',
  },
  {
    why: 'a limit of the relay: it has not heard of the recipient yet, or says so in the code that it has for this',
    matches: isRelayLimit,
    result: 'queued',
    trouble: 'relay',
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
    matches: ({ code, enhanced }) => code === 454 || (code < 452 && POLICY.test(enhanced ?? '')),
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
    matches: ({ code, enhanced, phase }) =>
      code >= 500 && phase !== 'mail' && BAD_ADDRESS.test(enhanced ?? ''),
    result: 'failed',
    fault: 'bad-address',
    trouble: 'none',
  },
  {
    why: 'our content: the next one would be refused too',
    matches: ({ code, enhanced }) => code >= 500 && /^[45]\.(?:3\.4$|6\.)/.test(enhanced ?? ''),
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
      (code >= 500 && (phase === 'mail' || ABOUT_US.test(enhanced ?? ''))) ||
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

function isGreylisting({ code, enhanced, response, phase }: Refusal): boolean {
  const byCode = code === 451 && /^[45]\.7\.1$/.test(enhanced ?? '') && phase === 'rcpt';
  return byCode || (code < 500 && GREYLISTING.test(response));
}

/** What a relay may say of itself: not of an address (x.1) or a mailbox (x.2), and not greylisting. */
export function limitOf(refusal: Refusal): { readonly limit?: string } {
  const { code, enhanced } = refusal;
  const mayBe = code < 500 && !isGreylisting(refusal) && !/^[45]\.[12]\./.test(enhanced ?? '');
  return mayBe ? { limit: enhanced === undefined ? `${code}` : `${code} ${enhanced}` } : {};
}
