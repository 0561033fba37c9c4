/**
 * Reads a mail that came in: what it is, whom it is about, and the clues that may tie it to one of our mails. Pure
 * except for the parser, which is asynchronous. It trusts nothing that it reads: match-delivery.ts decides whether a bounce may
 * act.
 */

import { tokensIn } from '../subscribers/links.ts';
import { type DeliveryStatus, type RecipientStatus, readDeliveryStatus } from './delivery-status.ts';
import { readFeedback } from './feedback-report.ts';
import { addressesIn, isMachine, writerIn } from './found-addresses.ts';
import { allOf, firstOf } from './header-fields.ts';
import { judgeFault } from './judge-fault.ts';
import {
  isAutoReply,
  isBounce,
  isFromMachine,
  isProgramReport,
  saysDelayed,
  saysDelivered,
} from './machine-mail.ts';
import type { BounceReading, Clues, RecipientFinding } from './mail-findings.ts';
import { type ReceivedMail, takeApart } from './mail-parts/received-mail.ts';
import { type NamedRecipient, namedRecipients } from './report-words.ts';
import { answerIn } from './requests/confirm-answers.ts';
import { requestIn } from './requests/mail-requests.ts';
import { cutAtReturned, type ReturnedMail, readReturned } from './returned-mail.ts';
import { readNotice } from './service-notice.ts';
import { firstLine } from './shown-line.ts';

/** For bounces inside bounces and forwarded reports: look at most so deep. */
const DEEPEST = 2;

export async function readMail(bytes: Uint8Array, depth = 0): Promise<BounceReading> {
  const mail = await takeApart(bytes);
  const reading = readParts(mail);
  if (depth >= DEEPEST || reading.findings.some(({ kind }) => kind !== 'reply' && kind !== 'unreadable'))
    return reading;
  // A person may forward a report: then it is attached to their mail.
  for (const inner of mail.returned.slice(0, 3)) {
    const within = await readMail(Buffer.from(inner), depth + 1);
    if (within.findings.some(({ kind }) => reports.has(kind))) return within;
  }
  return reading;
}

const reports: ReadonlySet<string> = new Set(['hard', 'soft', 'delayed', 'delivered', 'complaint']);

function readParts(mail: ReceivedMail): BounceReading {
  const [report, copied] = cutAtReturned(mail.text);
  const statuses = mail.statuses.map(readDeliveryStatus);
  const inWords = statuses.some(({ recipients }) => recipients.length > 0)
    ? []
    : [mail.text.replace(/^[ \t]*>[> \t]*/gm, ''), ...mail.returned].map(readDeliveryStatus);
  const status = [...statuses, ...inWords];
  const returned = [...mail.returned, ...(copied === '' ? [] : [copied])].map(readReturned);
  const whole = { mail, report, returned, status };
  return {
    findings: findingsIn(whole),
    clues: cluesOf(whole),
    answer: answerIn(mail),
    from: writerIn(firstOf(mail.head, 'from') ?? ''),
    // The first such field was written by the last server, which is ours; all others may be invented.
    forged: /\bdmarc=fail\b/i.test(firstOf(mail.head, 'authentication-results') ?? ''),
    subject: firstOf(mail.head, 'subject') ?? '',
  };
}

type Whole = {
  readonly mail: ReceivedMail;
  /** The text without the copied mail. */
  readonly report: string;
  readonly returned: readonly ReturnedMail[];
  readonly status: readonly DeliveryStatus[];
};

/** Our mails have one recipient each. A report about hundreds of people is not about our mail. */
const MOST_PEOPLE = 200;

function findingsIn(whole: Whole): readonly RecipientFinding[] {
  const { mail, report, status, returned } = whole;
  const complained = returned.find(({ head }) => head.has('x-hmxmroriginalrecipient'));
  if (mail.feedback.length > 0 || complained !== undefined)
    return readFeedback(mail.feedback, returned, report);
  const people = status.flatMap(({ recipients }) => recipients).slice(0, MOST_PEOPLE);
  if (people.length > 0) {
    const named = namedRecipients(report, []);
    return oneEach(people.map((person) => fromStatus(person, people.length === 1, named, whole)));
  }
  const notice = readNotice(mail.text);
  if (notice !== undefined && notice.length > 0) return notice;
  if (isProgramReport(mail)) return [findingAboutWriter('other', whole)];
  const bounced = isBounce(mail) ? fromWords(whole) : [];
  if (bounced.length > 0) return bounced;
  const request = requestIn(mail);
  if (request === 'unsubscribe') return [findingAboutWriter(request, whole)]; // mail programs send this request by themselves, too
  if (isAutoReply(mail)) return [findingAboutWriter('auto-reply', whole)];
  // Every mail has a From (RFC 5322, section 3.6); bytes without one are not a mail.
  const isMail = firstOf(mail.head, 'from', 'sender') !== undefined;
  return [findingAboutWriter(request ?? (isMail ? 'reply' : 'unreadable'), whole)];
}

function findingAboutWriter(kind: RecipientFinding['kind'], { mail }: Whole): RecipientFinding {
  const recipient = writerIn(firstOf(mail.head, 'from', 'sender') ?? '');
  return { kind, recipient, code: undefined, fault: undefined, said: firstOf(mail.head, 'subject') ?? '' };
}

function fromStatus(
  person: RecipientStatus,
  alone: boolean,
  named: readonly NamedRecipient[],
  whole: Whole,
): RecipientFinding {
  const { report, returned } = whole;
  const recipient = recipientOf(person, returned);
  // If the field says nothing, the words for people may: take the words about this recipient.
  const own = named.find(({ address }) =>
    [person.final, person.original].some((one) => isSame(one, address)),
  );
  const more = person.diagnostic.length >= 12 ? '' : alone ? report : (own?.words ?? '');
  const words = `${person.diagnostic} ${more}`.trim();
  const { fault, permanent, code } = judgeFault(person.status, words, alone ? `${words}\n${report}` : words);
  const said = person.diagnostic === '' ? firstLine(own?.words ?? report, recipient) : person.diagnostic;
  const base = { recipient, code, fault: undefined, said };
  if (/^delay/.test(person.action ?? '')) return { ...base, kind: 'delayed' };
  if (/^(?:relay|deliver|expand)/.test(person.action ?? '')) return { ...base, kind: 'delivered' };
  if (person.action === undefined && saysDelayed(whole.mail, report)) return { ...base, kind: 'delayed' };
  return { ...base, kind: fault === 'bad-address' && permanent ? 'hard' : 'soft', fault };
}

function isSame(a: string | undefined, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase();
}

/** The address that we wrote to: the original one, unless the returned mail was written to the final one. */
function recipientOf(
  { original, final }: RecipientStatus,
  returned: readonly ReturnedMail[],
): string | undefined {
  if (original === undefined || final === undefined) return original ?? final;
  const to = returned.flatMap((mail) => mail.to).map((address) => address.toLowerCase());
  return to.includes(final.toLowerCase()) && !to.includes(original.toLowerCase()) ? final : original;
}

/**
 * Findings of a report that has only words for people.
 * @returns nothing if a person just writes about such things
 */
function fromWords(whole: Whole): readonly RecipientFinding[] {
  const { mail, report } = whole;
  const delayed = saysDelayed(mail, report);
  const people = namedIn(whole);
  if (people.length === 0 && isFromMachine(mail)) {
    const said = firstLine(report);
    return [{ kind: 'unreadable', recipient: undefined, code: undefined, fault: undefined, said }];
  }
  return people.slice(0, MOST_PEOPLE).map(({ address, words }) => {
    const { fault, permanent, code } = judgeFault(undefined, words);
    const base = { recipient: address, code, fault: undefined, said: firstLine(words) };
    if (saysDelivered(mail)) return { ...base, kind: 'delivered' };
    if (delayed) return { ...base, kind: 'delayed' };
    return { ...base, kind: fault === 'bad-address' && permanent ? 'hard' : 'soft', fault };
  });
}

/** The recipients of a report in words, the most certain source first. */
function namedIn({ mail, report, returned }: Whole): readonly NamedRecipient[] {
  const writers = [
    ...addressesIn(allOf(mail.head, 'to', 'from', 'delivered-to', 'return-path', 'cc').join(',')),
    ...returned.flatMap(({ from }) => from),
  ];
  const to = returned.flatMap((one) => (one.to.length > 0 ? one.to : one.carriedFor));
  const named = namedRecipients(report, writers);
  const listed = addressesIn(allOf(mail.head, 'x-failed-recipients').join(','));
  if (listed.length > 0)
    return listed.map((address) => ({
      address,
      words: named.find((one) => isSame(one.address, address))?.words ?? report,
    }));
  if (named.length > 0) return named;
  const [first] = [...to.filter((address) => !isMachine(address)), ...to];
  if (first !== undefined) return [{ address: first, words: report }];
  return namedRecipients(report, []); // somebody wrote to themselves
}

/** One finding for each recipient. If a recipient is named twice, the first finding counts. */
function oneEach(findings: readonly RecipientFinding[]): readonly RecipientFinding[] {
  const seen = new Set<string>();
  return findings.filter(({ recipient = '' }) => {
    const key = recipient.toLowerCase();
    return !seen.has(key) && seen.add(key);
  });
}

const MOST_TOKENS = 50;

function cluesOf({ mail, returned, status }: Whole): Clues {
  const heads = returned.map(({ head }) => head);
  const came = [
    'delivered-to',
    'x-original-to',
    'envelope-to',
    'x-envelope-to',
    'to',
    'cc',
    'x-delivered-to',
  ];
  return {
    cameTo: addressesIn(
      [
        ...allOf(mail.head, ...came),
        ...allOf(mail.head, 'received').map((line) => /\bfor\s+(<?[^\s;]{1,300})/.exec(line)?.[1] ?? ''),
        ...heads.flatMap((head) => allOf(head, 'return-path', 'x-return-path')),
      ].join(' , '),
    ),
    envelopeIds: status.flatMap(({ envelopeId }) => envelopeId ?? []),
    messageIds: [
      ...heads.flatMap((head) => allOf(head, 'message-id')),
      ...allOf(mail.head, 'in-reply-to', 'references', 'x-original-message-id'),
    ].flatMap((value) => value.match(/<[^<>\s]{3,250}>/g) ?? []),
    unsubscribe: heads.flatMap((head) => allOf(head, 'list-unsubscribe')),
    quoted: tokensIn(`${firstOf(mail.head, 'subject') ?? ''}\n${mail.text}`).slice(0, MOST_TOKENS),
  };
}
