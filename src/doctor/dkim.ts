/** DKIM (RFC 6376): whether the public key in the DNS belongs to the key that signs our mails. */
import type { DkimKey } from '../mail/dkim-key.ts';
import { dnsRecord } from '../mail/dkim-key.ts';
import type { DnsAnswer } from '../mail/dns.ts';
import { type Diagnosis, fault, hint, ok, unasked, warning } from './diagnosis.ts';

const WEAK_BITS = 2048;

/** @param key `undefined` if the mail server signs, or nobody does */
export function judgeDkim(key: DkimKey | undefined, answer: DnsAnswer<string> | undefined): Diagnosis[] {
  if (key === undefined || answer === undefined)
    return [
      hint(
        'Mails are not signed here (`mail.dkim`): the mail server has to do it, which can not be seen from here.',
        'Send yourself a mail with `tayori send --test you@example.com`, and look for `dkim=pass` in its head.',
      ),
    ];
  const name = `${key.selector}._domainkey.${key.domain}`;
  if ('unanswered' in answer)
    return [unasked(`DKIM at ${name}: the DNS does not answer (${answer.unanswered}).`)];
  const record = dnsRecord(key);
  const publish = `Publish a TXT record at ${name}: \`${record}\`.`;
  const records = answer.found.map(tagsOf).filter(({ p }) => p !== undefined);
  const [first] = records;
  if (first === undefined)
    return [fault(`There is no DKIM key at ${name}, so every signature fails.`, publish)];
  const found: Diagnosis[] = [];
  if (records.length > 1)
    found.push(
      warning(`There are ${records.length} DKIM keys at ${name}, and receivers take any.`, 'Leave one.'),
    );
  const own = tagsOf(record)['p'];
  if (first['p'] === '')
    found.push(fault(`The DKIM key at ${name} is withdrawn (\`p=\` is empty).`, publish));
  else if (!records.some(({ p }) => p === own))
    found.push(fault(`The DKIM key at ${name} is not that of DKIM_KEY, so every signature fails.`, publish));
  if (first['t']?.split(':').includes('y') === true)
    found.push(hint(`The DKIM key at ${name} is marked as a test (t=y).`, 'Take `t=y` out.'));
  const bits = key.key.asymmetricKeyDetails?.modulusLength;
  if (bits !== undefined && bits < WEAK_BITS)
    found.push(warning(`DKIM_KEY has ${bits} bits.`, `Make one of ${WEAK_BITS}, under a new selector.`));
  const isFine = found.every(({ severity }) => severity === 'hint');
  return isFine ? [ok(`DKIM at ${name} is the key that signs.`), ...found] : found;
}

/** `k=rsa; p=MIIB…`: blanks inside a value are ignored (3.2). */
function tagsOf(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    text.split(';').flatMap((part) => {
      const [, name, value] = /^\s*([a-z]+)\s*=([\s\S]*)$/i.exec(part) ?? [];
      return name === undefined ? [] : [[name.toLowerCase(), (value ?? '').replace(/\s+/g, '')]];
    }),
  );
}
