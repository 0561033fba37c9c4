/** Settings that say how mail leaves, and how fast. */
import * as v from 'valibot';
import { address, clock, count, hostName, line, rate } from './fields.ts';

const pace = v.strictObject({
  perSecond: v.optional(rate('Mails a second in all; without it, as fast as the server takes them.')),
  messagesPerConnection: v.optional(count('Mails after which a connection is opened anew.', 100_000), 100),
  providers: v.optional(
    v.pipe(
      v.record(
        v.string(),
        v.strictObject({
          perSecond: v.optional(rate('Mails a second to this provider.')),
          connections: v.optional(count('Mails under way to this provider at once.', 100)),
        }),
      ),
      v.description(
        'Bounds by mailbox provider (`gmail`, `docomo`, `au`, `softbank`, `yahoo.co.jp`, `outlook`) or domain. One that asks for less gets half at once, and slowly more again.',
      ),
    ),
    {},
  ),
  warmUp: v.optional(
    v.strictObject({
      since: v.pipe(
        v.string(),
        v.isoDate('must be a day such as 2026-01-05'),
        v.description('The first day.'),
      ),
      perDay: count('Mails on that day; twice as many on each day after.', 1_000_000),
    }),
  ),
  quiet: v.optional(
    v.strictObject({
      from: clock('From this time on no mail leaves, in the zone of the site.'),
      to: clock('Until this time, of the next day where it is the earlier one.'),
    }),
  ),
});

function isReturnPattern(text: string): boolean {
  const [local = '', domain = ''] = text.replace('{token}', 'x').split('@');
  const plain = /^[\w+=-]+(?:\.[\w+=-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/;
  return plain.test(`${local}@${domain}`) && text.indexOf('{token}') < text.indexOf('@');
}

/** A local part has at most 64 letters (RFC 5321, 4.5.3.1.1): 48 for the token and 16 for the rest. */
function leavesRoom(text: string): boolean {
  const [local = ''] = text.split('@');
  return local.replace('{token}', '').length <= (local.includes('{token}') ? 16 : 15);
}

export const mail = v.strictObject({
  pace: v.optional(pace, {}),
  dkim: v.optional(
    v.strictObject({
      domain: hostName('The domain that signs (`d=`): that of from.address, or one above it.'),
      selector: hostName(
        'The name of the key (`s=`): its public half is published at SELECTOR._domainkey.DOMAIN.',
      ),
    }),
  ),
  from: v.optional(
    v.strictObject({ name: line('The name readers see.'), address: address('The address mails come from.') }),
  ),
  replyTo: v.optional(address('Where answers go.')),
  returnPath: v.optional(address('Where bounces go (the envelope sender); the default is from.address.')),
  bounces: v.optional(
    v.pipe(
      v.string(),
      v.trim(),
      v.check(
        isReturnPattern,
        'must be an address such as bounce@example.jp, or one with `{token}` before the @',
      ),
      v.check(
        leavesRoom,
        'leaves no room for the token: 15 letters may stand before the @, 16 beside `{token}`',
      ),
      v.description(
        'Where bounces go, with a signed token for each mail that says whose it is: `bounce@example.jp` becomes `bounce+TOKEN@example.jp`, and `{token}` puts it elsewhere. Goes before returnPath.',
      ),
    ),
  ),
  unsubscribe: v.optional(address('An address that takes people off the list, for List-Unsubscribe.')),
  handledFolder: v.optional(
    line(
      'Over IMAP, with `tayori bounces --move`: the folder for mails that need nobody any more; without it they stay, marked as read.',
    ),
  ),
  subscribe: v.optional(
    address(
      'An address at which people join by mail, without a public service: `tayori bounces` asks them to confirm, and takes their answer. docs/mailbox.md shows it.',
    ),
  ),
});
