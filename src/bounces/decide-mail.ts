/**
 * Decides what follows from a mail that came in. Pure: the reading of the mail and its tie to one of our mails give one
 * decision for each finding. A bounce or a complaint acts only if it is tied to a mail that we sent. A person who asks
 * to leave is believed by their address, as on every mailing list, unless the mail server says that the mail is forged.
 */
import type { BounceRecord } from '../ledger/bounces/bounce.ts';
import type { Subscriber } from '../ledger/ledger.ts';
import { parseAddress } from '../subscribers/addresses.ts';
import type { BounceReading, RecipientFinding } from './mail-findings.ts';
import type { Tie } from './match-delivery.ts';

export type MailDecision = {
  /** What the report tells about it: a key of `outcomes`. */
  readonly outcome: keyof typeof outcomes;
  readonly finding: RecipientFinding;
  readonly subscriber: Subscriber | undefined;
  readonly mailing: string | undefined;
};

/** Every mail ends in one of these. */
const outcomes = {
  open: 'hard or soft, and ours: decided about within the brake',
  noted: 'ours, and nothing follows from it: delayed, about us, delivered',
  complained: 'called a mail of ours spam: gets no more',
  unsubscribed: 'asked to leave: gets no more',
  joining: 'asks to join the list: needs a confirmation',
  confirmed: 'answered the mail that asked to confirm: is on the list',
  later: 'asks to join, and too many did within an hour: taken in by a later run',
  untied: 'a bounce or complaint that nothing ties to a mail of ours: it changes nothing',
  ignored: 'a machine answers, or reports what is not about the list',
  reply: 'a mail from a person: it waits for the editor',
  unreadable: 'it can not be told what it is: kept in quarantine',
} as const;

/** The subscriber whom the tie names, or the subscriber at the address that the report names. */
export type People = {
  readonly tied: Subscriber | undefined;
  readonly at: (address: string) => Subscriber | undefined;
};

export function decideMail(
  reading: BounceReading,
  tie: Tie | undefined,
  people: People,
): readonly MailDecision[] {
  const findings = tie === undefined ? reading.findings : [ownOf(reading, people.tied)];
  return findings.map((finding) => decideOne(finding, reading, tie, people));
}

/**
 * Our mails have one recipient each. If a report names several, the finding for the subscriber's address counts, else
 * the first.
 */
function ownOf({ findings }: BounceReading, subscriber: Subscriber | undefined): RecipientFinding {
  const at = subscriber?.address.toLowerCase();
  const own = findings.find(({ recipient }) => recipient?.toLowerCase() === at) ?? findings[0];
  if (own === undefined) throw new RangeError('A reading has one finding or more');
  return own;
}

function decideOne(
  finding: RecipientFinding,
  reading: BounceReading,
  tie: Tie | undefined,
  people: People,
): MailDecision {
  const named = finding.recipient === undefined ? undefined : people.at(finding.recipient);
  const subscriber = people.tied ?? named;
  const decision = (outcome: MailDecision['outcome']): MailDecision => ({
    ...{ outcome, finding, subscriber },
    mailing: tie?.mailing,
  });
  switch (finding.kind) {
    case 'hard':
    case 'soft':
      if (people.tied === undefined || tie?.mailing === undefined) return decision('untied');
      return decision(canSuppress(finding) ? 'open' : 'noted');
    case 'complaint':
      return decision(people.tied === undefined ? 'untied' : 'complained');
    case 'unsubscribe':
      if (people.tied !== undefined || (named !== undefined && !reading.forged))
        return decision('unsubscribed');
      return decision('reply'); // the sender is not on the list: a person should look at it
    case 'subscribe':
      if (reading.forged || reading.answer.isSpam) return decision('reply');
      // Nobody can be asked at an address that is none: a person should look at it.
      return decision(parseAddress(finding.recipient ?? '').ok ? 'joining' : 'reply');
    case 'reply':
      return decision('reply');
    case 'unreadable':
      return decision('unreadable');
    case 'delayed':
    case 'delivered':
      return decision(people.tied === undefined ? 'ignored' : 'noted');
    case 'auto-reply':
    case 'other':
      return decision('ignored');
  }
}

/** A fault of ours, or of the mail itself, says nothing about the subscriber. */
function canSuppress({ kind, fault }: RecipientFinding): boolean {
  return kind === 'hard' || (fault !== 'about-us' && fault !== 'content');
}

const actOf: Readonly<Partial<Record<MailDecision['outcome'], BounceRecord['act']>>> = {
  complained: 'complain',
  unsubscribed: 'unsubscribe',
};

export function recordOf(
  { outcome, finding, subscriber, mailing }: MailDecision,
  tie: Tie | undefined,
): BounceRecord {
  const { kind, fault, code, said } = finding;
  const about = [kind, code, fault].filter((part) => part !== undefined).join(' ');
  const where = mailing === undefined ? '' : `${mailing} `;
  const how = tie === undefined ? 'by the address alone' : `by its ${tie.by}`;
  return {
    subscriber: subscriber?.id,
    mailing,
    ...{ kind, fault, code, said },
    act: actOf[outcome],
    open: outcome === 'open',
    note: `${where}${about}: ${outcomes[outcome]} (${how}): ${said}`.slice(0, 500),
  };
}
