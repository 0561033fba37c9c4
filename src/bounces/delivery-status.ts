/** Reads the part of a bounce that a mail server wrote for programs (RFC 3464): what happened for each recipient. */

import { recipientIn } from './found-addresses.ts';
import { allOf, type Fields, firstOf, readGroups } from './header-fields.ts';

export type RecipientStatus = {
  /** The address as the sender wrote it (`Original-Recipient`); `undefined` if the server did not keep it. */
  readonly original: string | undefined;
  /** The address that the server tried. If the original is an alias, this one is different. */
  readonly final: string | undefined;
  readonly action: string | undefined;
  /** For example `5.1.1` (RFC 3463). */
  readonly status: string | undefined;
  /** The words of the server that refused. */
  readonly diagnostic: string;
};

export type DeliveryStatus = {
  readonly envelopeId: string | undefined;
  readonly recipients: readonly RecipientStatus[];
};

export function readDeliveryStatus(text: string): DeliveryStatus {
  const groups = readGroups(withEmptyLines(text));
  return {
    envelopeId: groups.map((group) => firstOf(group, 'original-envelope-id')).find(Boolean),
    recipients: groups.flatMap((group) => recipientStatus(group) ?? []),
  };
}

/** Some servers write the recipients one after the other without an empty line between them. */
function withEmptyLines(text: string): string {
  let seen = new Set<string>();
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const name = /^(?:original|final)-recipient(?=\s*:)/i.exec(line)?.[0].toLowerCase();
    if (line.trim() === '' || (name !== undefined && seen.has(name))) {
      seen = new Set();
      lines.push('');
    }
    if (name !== undefined) seen.add(name);
    lines.push(line);
  }
  return lines.join('\n');
}

function recipientStatus(group: Fields): RecipientStatus | undefined {
  const original = recipientIn(firstOf(group, 'original-recipient'));
  const final = recipientIn(firstOf(group, 'final-recipient', 'x-actual-recipient'));
  const status = statusIn(firstOf(group, 'status'));
  const action = firstOf(group, 'action')
    ?.toLowerCase()
    .match(/[a-z]+/)?.[0];
  // Some servers put each field into a group of its own. A group without an address is about no recipient.
  if (original === undefined && final === undefined) return undefined;
  const words = allOf(group, 'diagnostic-code', 'x-supplementary-info', 'x-display-name', 'x-notes-reason');
  return { original, final, action, status, diagnostic: words.join(' ') };
}

/** Also finds the code in `5.1.1 (permanent failure)`. */
function statusIn(text: string | undefined): string | undefined {
  return /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(text ?? '')?.[1];
}
