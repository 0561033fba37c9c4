/** Settings of the public service: its address, which proxies it trusts about client addresses, and its limits. */
import * as v from 'valibot';
import { count, webUrl } from './fields.ts';

const network = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^[0-9A-Fa-f.:]+(?:\/\d{1,3})?$/, 'must be an IP address, or a network such as 10.0.0.0/8'),
);

export const web = v.strictObject({
  url: v.optional(webUrl('Where the public service answers: unsubscribe, preferences.')),
  proxies: v.optional(
    v.pipe(
      v.array(network),
      v.description(
        'Whose `X-Forwarded-For` is believed: addresses or networks of your reverse proxies. From anybody else it is ignored.',
      ),
    ),
    ['127.0.0.0/8', '::1'],
  ),
  perNetwork: v.optional(
    count(
      'Forms that one network (/24, or /64 of IPv6) may send in an hour. Leaving is never bounded.',
      100_000,
    ),
    20,
  ),
  perHour: v.optional(
    count('Forms that all of the world may send in an hour: beyond it something is wrong.', 1_000_000),
    600,
  ),
  perMailServer: v.optional(
    count(
      'Forms for addresses whose domains share a mail server (MX) that are taken in an hour: bots have many domains and few servers. Where the DNS does not answer, nobody is refused.',
      1_000_000,
    ),
    200,
  ),
  recordAddress: v.optional(
    v.pipe(
      v.boolean(),
      v.description('Keep the IP address with the record of consent, where your law asks for it.'),
    ),
    false,
  ),
});
