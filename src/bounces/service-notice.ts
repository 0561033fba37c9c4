/**
 * Reads notices of mail services in JSON, as Amazon SES sends them through SNS: bounces, complaints, deliveries. Mail
 * servers break long lines in the middle, so a JSON parser refuses them. Therefore the few values that count are
 * searched in the text.
 */

import { addressesIn } from './found-addresses.ts';
import { judgeFault } from './judge-fault.ts';
import type { RecipientFinding } from './mail-findings.ts';

const LONGEST = 100_000;

/** @returns `undefined` if the text is not such a notice */
export function readNotice(text: string): readonly RecipientFinding[] | undefined {
  const flat = text
    .slice(0, LONGEST)
    .replace(/\n/g, '')
    .replace(/(?<!\\)\\+"/g, '"');
  const type = /"(?:notificationType|eventType)"\s*:\s*"(Bounce|Complaint|Delivery)"/.exec(flat)?.[1];
  if (type === undefined) return undefined;
  const list = /"(?:bouncedRecipients|complainedRecipients|recipients)"\s*:\s*\[([^\]]{1,20000})\]/.exec(
    flat,
  )?.[1];
  const people = (list ?? '').split(/\}\s*,\s*\{/).flatMap((part) => {
    const [recipient] = addressesIn(part.replaceAll('"', ' '));
    return recipient === undefined ? [] : [{ recipient, part }];
  });
  const [, kind = ''] = /"bounceType"\s*:\s*"(\w{1,40})"/.exec(flat) ?? [];
  const [, reason = ''] = /"bounceSubType"\s*:\s*"(\w{1,40})"/.exec(flat) ?? [];
  const bounce = { passes: kind === 'Transient', reason: inWords(reason) };
  return people.map(({ recipient, part }) => findingOf(type, recipient, part, bounce));
}

/** `MailboxFull` in words. */
function inWords(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
}

function findingOf(
  type: string,
  recipient: string,
  part: string,
  bounce: { readonly passes: boolean; readonly reason: string },
): RecipientFinding {
  const value = (key: string) => new RegExp(`"${key}"\\s*:\\s*"([^"]{0,1000})"`).exec(part)?.[1];
  const said = value('diagnosticCode') ?? type;
  const base = { recipient, code: undefined, fault: undefined, said };
  if (type === 'Complaint') return { ...base, kind: 'complaint' };
  if (type === 'Delivery') return { ...base, kind: 'delivered' };
  const { fault, permanent, code } = judgeFault(value('status'), `${said} ${bounce.reason}`);
  const isHard = fault === 'bad-address' && permanent && !bounce.passes;
  return { ...base, code, fault, kind: isHard ? 'hard' : 'soft' };
}
