/** The checks that ask the DNS about the domains of a mail: SPF, DKIM, DMARC, and where answers and bounces go. */
import { type DkimKey, readDkimKey } from '../mail/dkim-key.ts';
import { domainOf } from '../mail/mailbox.ts';
import type { Settings } from '../settings.ts';
import type { Asking } from './asking.ts';
import { type Diagnosis, fault } from './diagnosis.ts';
import { judgeDkim } from './dkim.ts';
import { askDmarc, judgeDmarc } from './dmarc.ts';
import { fromOf } from './mail-server-checks.ts';
import { forPublic } from './public-names.ts';
import { judgeAlignment, judgeMx } from './sender.ts';
import { askSpf, judgeSpf } from './spf.ts';

export async function runSpf({ settings, dns }: Asking): Promise<readonly Diagnosis[]> {
  return await forPublic(envelopeOf(settings), async (domain) => judgeSpf(await askSpf(domain, dns)));
}

export async function runDkim(asking: Asking): Promise<readonly Diagnosis[]> {
  const key = keyOf(asking);
  if (key === undefined) return judgeDkim(undefined, undefined);
  if ('severity' in key) return [key];
  return await forPublic(key.domain, async () =>
    judgeDkim(key, await asking.dns.txt(`${key.selector}._domainkey.${key.domain}`)),
  );
}

export async function runDmarc(asking: Asking): Promise<readonly Diagnosis[]> {
  const { settings, dns } = asking;
  return await forPublic(fromOf(settings), async (from) => {
    const dmarc = await askDmarc(from, dns);
    const envelope = envelopeOf(settings) ?? from;
    return [
      ...judgeDmarc(dmarc),
      ...judgeAlignment({ from, envelope, dkim: settings.mail.dkim?.domain.toLowerCase(), dmarc }),
    ];
  });
}

export async function runMx({ settings, dns }: Asking): Promise<readonly Diagnosis[]> {
  const wanted = new Map<string, string>();
  for (const [domain, what] of [
    [envelopeOf(settings), 'bounces'],
    [fromOf(settings), 'answers'],
  ] as const)
    if (domain !== undefined) wanted.set(domain, [wanted.get(domain), what].filter(Boolean).join(' and '));
  const found = [...wanted].map(([domain, what]) =>
    forPublic(domain, async () => judgeMx(domain, what, await dns.mx(domain), await dns.addresses(domain))),
  );
  return (await Promise.all(found)).flat();
}

/** The domain of the return address. */
function envelopeOf({ mail }: Settings): string | undefined {
  const address = mail.bounces ?? mail.returnPath ?? mail.from?.address;
  return address === undefined ? undefined : domainOf(address).toLowerCase();
}

function keyOf({ settings, env }: Asking): DkimKey | Diagnosis | undefined {
  const { dkim } = settings.mail;
  if (dkim === undefined) return undefined;
  const key = readDkimKey(env.DKIM_KEY, dkim);
  return 'code' in key ? fault(key.message, key.hint) : key;
}
