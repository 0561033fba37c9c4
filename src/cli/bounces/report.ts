/**
 * What `tayori bounces` prints: lines for people, a document for scripts, and the mails that an editor must look at.
 */

import type { Concluded } from '../../bounces/conclude-bounces.ts';
import type { MailDecision } from '../../bounces/decide-mail.ts';
import { faults } from '../../bounces/fault-sayings.ts';
import { kinds, type RecipientFinding } from '../../bounces/mail-findings.ts';
import type { TakenIn } from '../../bounces/take-in-mail.ts';
import type { Problem } from '../../problem.ts';
import type { Sent } from '../../sending/one-mail.ts';
import { people } from '../../text/amounts.ts';
import { table } from '../terminal/table.ts';

export function explainedRow(file: string, finding: RecipientFinding) {
  const { kind, code, recipient, fault, said } = finding;
  const about = fault === undefined ? kinds[kind] : faults[fault];
  const words = [kind, code, recipient].filter((word) => word !== undefined).join(' ');
  return {
    line: `${file}: ${words} (${about})${said === '' ? '' : `: ${said}`}`,
    document: { file, recipient: recipient ?? null, kind, code: code ?? null },
  };
}

type Row = MailDecision & {
  readonly file: string;
  readonly from: string | undefined;
  readonly subject: string;
};

function rowsOf(taken: readonly TakenIn[]): Row[] {
  return taken.flatMap(({ file, from, subject, decisions = [] }) =>
    decisions.map((decision) => ({ ...decision, file, from, subject })),
  );
}

export type BouncesResult = {
  readonly taken: readonly TakenIn[];
  readonly kept: readonly { readonly file: string; readonly kept: string }[];
  readonly concluded: readonly Concluded[];
  /** The mails to single people that were sent at the end; `undefined` if none waited. */
  readonly mails: Sent | undefined;
  /** Whether people who want to join are asked by a mail; else the report tells an editor. */
  readonly asksItself: boolean;
  /** What an editor has to look at beside the mails: one that can not be had, a connection that broke. */
  readonly trouble: readonly Problem[];
};

export function isForLater({ decisions = [] }: TakenIn): boolean {
  return decisions.some(({ outcome }) => outcome === 'later');
}

export function linesOfBounces({ taken, concluded, mails, asksItself }: BouncesResult): string[] {
  const rows = rowsOf(taken);
  const of = (outcome: MailDecision['outcome']) => rows.filter((row) => row.outcome === outcome);
  const bounced = concluded.flatMap((one) => one.bounced);
  return [
    ...countLines(taken, of('ignored').length + of('noted').length, concluded),
    ...section(
      'Taken off the list, since no mail reaches them',
      bounced.map(({ address, said }) => `${address}: ${said}`),
    ),
    ...section('Taken off the list, since they called a mail spam', of('complained').map(whom)),
    ...section('Left by mail', of('unsubscribed').map(whom)),
    ...(asksItself
      ? section('Ask to join: a mail asks them to confirm', of('joining').map(whom))
      : section('Ask to join: a confirmation is needed', of('joining').map(asks))),
    ...section('Answered the confirmation: on the list now', of('confirmed').map(whom)),
    ...section('Ask to join, and too many do: read again by a later run', of('later').map(whom)),
    ...section(
      'Came back, but nothing ties it to a mail of ours: nothing was changed',
      of('untied').map(untied),
    ),
    ...section(
      'Answers of people, for you to read',
      of('reply').map((row) => `${row.file}: ${row.from ?? '?'}: ${row.subject}`),
    ),
    ...(mails === undefined ? [] : ['', mailsLine(mails)]),
  ];
}

/** @param ignored the number of mails from which nothing follows */
function countLines(taken: readonly TakenIn[], ignored: number, concluded: readonly Concluded[]): string[] {
  const count = (n: number, what: string) => (n === 0 ? [] : [[String(n), what]]);
  const known = taken.filter(({ decisions }) => decisions === undefined).length;
  const noted = concluded.flatMap((one) => one.noted).length;
  return table(
    [
      [String(taken.length), taken.length === 1 ? 'mail read' : 'mails read'],
      ...count(known, 'taken in before'),
      ...count(ignored, 'from which nothing follows'),
      ...count(noted, 'came back for now: the third digest in a row decides'),
    ],
    [0],
  );
}

function mailsLine({ sent, failed, trouble }: Sent): string {
  const failures = failed === 0 ? '' : `, ${failed} failed`;
  const waits =
    trouble === undefined ? '' : `; the rest waits for the next run, since the server said: ${trouble}`;
  return `Mails to one person: ${sent} sent${failures}${waits}.`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0
    ? []
    : ['', `${title} (${people(lines.length)}):`, ...lines.map((line) => `  ${line}`)];
}

function whom({ subscriber, finding }: Row): string {
  return subscriber?.address ?? finding.recipient ?? '?';
}

function asks({ file, finding: { recipient = '?' } }: Row): string {
  return `${recipient} (${file}): \`tayori subscribers add ${forShell(recipient)} --already-confirmed "asked by mail"\` once you know that it is them`;
}

/** Somebody else chose the address, and an editor copies the line: no sign in it may mean something to a shell. */
function forShell(address: string): string {
  return /^[\w.+@-]+$/.test(address) && !address.startsWith('-')
    ? address
    : `'${address.replaceAll("'", "'\\''")}'`;
}

function untied({ file, finding: { recipient = '?', kind, said } }: Row): string {
  return `${recipient} (${file}): ${kind}: ${said}`;
}

export function documentOfBounces({ taken, kept, concluded, mails }: BouncesResult) {
  const brief = (mailing: string, some: Concluded['held']) =>
    some.map(({ address, code, said }) => ({ mailing, address, code: code ?? null, said }));
  return {
    read: taken.length,
    known: taken.filter(({ decisions }) => decisions === undefined).length,
    bounced: concluded.flatMap(({ mailing, bounced }) => brief(mailing, bounced)),
    held: concluded.flatMap(({ mailing, held }) => brief(mailing, held)),
    decisions: rowsOf(taken).map(({ file, outcome, finding, subscriber, mailing }) => ({
      ...{ file, outcome, kind: finding.kind },
      code: finding.code ?? null,
      recipient: finding.recipient ?? null,
      address: subscriber?.address ?? null,
      mailing: mailing ?? null,
      said: finding.said,
    })),
    mails:
      mails === undefined ? null : { sent: mails.sent, failed: mails.failed, trouble: mails.trouble ?? null },
    quarantined: kept,
  };
}

export function quarantined({ file, kept }: { readonly file: string; readonly kept: string }): Problem {
  return {
    code: 'bounce-unreadable',
    message: 'This mail is a bounce, or looks like one, and it can not be told whose.',
    hint: `It lies in ${kept}: read it, and take off the list whom it is about with \`tayori subscribers remove ADDRESS\`.`,
    at: { file },
  };
}

export function heldBack({ mailing, held, brake }: Concluded): readonly Problem[] {
  if (brake === undefined) return [];
  const { bad, people: all, allowed, providers } = brake;
  const where = providers.length === 0 ? '' : ` at ${providers.join(', ')}`;
  return [
    {
      code: 'send-bounces',
      message: `${mailing}${where}: ${bad} of ${people(all)} came back, and ${allowed} are usual: ${people(held.length)} stay on the list. The last said: ${held.at(-1)?.said ?? ''}`,
      hint: `Look whether a mail server is broken. If these addresses really are bad, \`tayori bounces --believe ${mailing}\` takes them off; \`tayori bounces --disbelieve ${mailing}\` leaves them on the list.`,
    },
  ];
}
