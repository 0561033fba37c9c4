/**
 * What a reply means: for the delivery (its outcome) and for the run (a trouble that may slow or stop it). What a
 * server refuses is looked up in smtp-codes.ts. Pure: no clock, no socket.
 */
import type { Delivery, Outcome } from '../../ledger/ledger.ts';
import { domainOf } from '../../mail/mailbox.ts';
import type { Phase, Reply } from '../../mail/transport.ts';
import { later, soon, type Tried } from './retry-wait.ts';
import {
  BEFORE_MAIL,
  limitOf,
  MAILBOX_FULL,
  type Refusal,
  refusalRules,
  type Trouble,
} from './smtp-codes.ts';

export type ReplyVerdict = {
  /** `undefined` if the claim was lost: nothing may be recorded. */
  readonly outcome: Outcome | undefined;
  readonly trouble: Trouble;
  /** Whether the server refused the mail for good, for another reason than a bad address. */
  readonly forGood?: true;
  /**
   * The kind of a refusal, such as `450 4.7.1`, if it may be a limit of the relay or of the domain. One refusal alone
   * does not tell which; several do (relay-limit.ts).
   */
  readonly limit?: string;
};

/** @param deadline a mail that would be tried again after this has failed */
export function outcomeOf(
  reply: Reply,
  delivery: Pick<Delivery, 'address' | 'attempts'>,
  deadline: Date,
  now: Date,
): ReplyVerdict {
  const tried = { attempts: delivery.attempts, deadline, now };
  switch (reply.kind) {
    case 'lost':
      return { outcome: undefined, trouble: 'none' };
    case 'accepted':
      return { outcome: { state: 'sent', response: reply.response }, trouble: 'taken' };
    case 'unknown':
      return {
        outcome: { state: 'uncertain', response: saidBy(reply) },
        trouble: 'dropped',
      };
    case 'unsent':
      return {
        outcome: unsent(reply, tried),
        trouble: BEFORE_MAIL.includes(reply.phase) ? 'connection' : 'dropped',
      };
    case 'refused':
      return refused(reply, domainOf(delivery.address), tried);
  }
}

/** @param domain of the recipient */
function refused(reply: Refusal, domain: string, tried: Tried): ReplyVerdict {
  const rule = refusalRules.find(({ matches }) => matches(reply, domain));
  if (rule === undefined) throw new Error('The last rule matches everything.');
  const { response } = reply;
  const { trouble } = rule;
  switch (rule.result) {
    case 'queued':
      return { outcome: { state: 'queued', response }, trouble };
    case 'deferred':
      return {
        outcome: given(later(tried, response, rule), reply),
        trouble,
        ...limitOf(reply),
      };
    case 'failed':
      return {
        outcome: { state: 'failed', response, ...(rule.fault === undefined ? {} : { fault: rule.fault }) },
        trouble,
        ...(reply.own === true || rule.fault === 'bad-address' ? {} : { forGood: true }),
      };
  }
}

/**
 * Nothing was sent. A failure before the envelope says nothing about the recipient: the mail is queued again. After a
 * later failure it waits for a retry.
 */
function unsent(reply: Extract<Reply, { kind: 'unsent' }>, tried: Tried): Outcome {
  const response = saidBy(reply);
  if (BEFORE_MAIL.includes(reply.phase)) return { state: 'queued', response };
  return soon(tried, response) ?? later(tried, response);
}

/** `mail: Connection closed`: where it happened, and what. */
function saidBy({ phase, reason }: { readonly phase: Phase; readonly reason: string }): string {
  return reason.startsWith(phase) ? reason : `${phase}: ${reason}`;
}

/**
 * A mailbox that was full until the deadline counts as full, although the server said `4.2.2` (try again) to the end.
 */
function given(outcome: Outcome, { enhanced }: Refusal): Outcome {
  const full = outcome.state === 'failed' && MAILBOX_FULL.test(enhanced ?? '');
  return full ? { ...outcome, fault: 'mailbox-full' } : outcome;
}
