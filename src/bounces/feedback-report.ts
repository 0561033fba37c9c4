/**
 * Reads feedback reports (ARF, RFC 5965; also Microsoft's complaints, which have no report part): a provider tells us
 * that its user pressed the spam button.
 */

import { addressesIn, isMachine } from './found-addresses.ts';
import { allOf, firstOf, readGroups } from './header-fields.ts';
import type { BounceKind, RecipientFinding } from './mail-findings.ts';
import type { ReturnedMail } from './returned-mail.ts';

/** The types of RFC 5965, 7.3, and its registry. A type that is not in this table is a complaint. */
const kindOf: Readonly<Record<string, BounceKind>> = {
  'not-spam': 'other',
  'auth-failure': 'other', // RFC 6591: about a mail's signatures
  dmarc: 'other',
  'opt-out': 'unsubscribe',
  'opt-out-list': 'unsubscribe',
};

export function readFeedback(
  reports: readonly string[],
  returned: readonly ReturnedMail[],
  words: string,
): readonly RecipientFinding[] {
  const groups = reports.flatMap(readGroups);
  const type =
    groups
      .map((group) => firstOf(group, 'feedback-type'))
      .find(Boolean)
      ?.toLowerCase() ?? 'abuse';
  const named = groups.flatMap((group) =>
    addressesIn(allOf(group, 'original-rcpt-to', 'removal-recipient').join(' , ')),
  );
  for (const { head } of returned)
    named.push(...addressesIn(firstOf(head, 'x-hmxmroriginalrecipient') ?? ''));
  const to = returned.flatMap((mail) => (mail.to.length > 0 ? mail.to : mail.carriedFor));
  const people = [
    ...new Set(named.length > 0 ? named : to.filter((address) => !isMachine(address)).slice(0, 1)),
  ];
  const kind = kindOf[type] ?? 'complaint';
  const finding = (recipient: string | undefined): RecipientFinding => ({
    kind,
    recipient,
    code: undefined,
    fault: undefined,
    said: `${type}${words === '' ? '' : `: ${words.trim().split('\n')[0]?.slice(0, 200)}`}`,
  });
  return people.length === 0 ? [finding(undefined)] : people.map(finding);
}
