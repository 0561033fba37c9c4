/** What certificates and encryption mean for mails and readers, and what to do. */
import { type Diagnosis, fault, ok, unasked, warning } from '../diagnosis.ts';
import type { Certificate, NoTls, TlsAnswer, TlsPlace } from './tls-answer.ts';

/** What a server is for. */
export type TlsUse = {
  readonly place: TlsPlace;
  /** Where its name is written, such as `MAIL_URL`. */
  readonly setting: string;
  /** What follows where it can not be trusted, such as `no mail leaves`. */
  readonly effect: string;
  /** The URL schemes of this protocol: TLS from the first byte, and later or never; with their usual ports. */
  readonly schemes: {
    readonly atOnce: readonly [string, number];
    readonly later: readonly [string, number];
  };
  /** Whether certificates are looked at. `tls=unverified` takes any, so a bad one stops nothing. */
  readonly verified: boolean;
};

/** A certificate is renewed a month before its end; one with two weeks left was forgotten. */
const SOON = 14 * 86_400_000;

const TELL = 'If the server is not yours, tell whoever runs it.';

/** @returns nothing where the server can not be reached: other checks say so */
export function judgeTls(use: TlsUse, answer: TlsAnswer, now: Date): Diagnosis[] {
  if ('none' in answer) return withoutTls(use, answer.none, answer.said);
  const { needed, needless } = partsOf(answer, now);
  const found = [
    ...judgeDates(use, needed, now),
    ...needless.slice(0, 1).map((one) => overAndNeedless(use, one)),
    ...judgeTrust(use, answer),
  ];
  const told = use.verified ? found : found.map(asWarning);
  return told.length > 0 ? told : [ok(allRight(use, answer.version, answer.chain))];
}

function nameOf({ place }: TlsUse): string {
  return `${place.host.includes(':') ? `[${place.host}]` : place.host}:${place.port}`;
}

/** Whoever takes any certificate is not stopped by a bad one. */
function asWarning({ message, next }: Diagnosis): Diagnosis {
  return warning(message, next ?? '');
}

function allRight(use: TlsUse, version: string, chain: readonly Certificate[]): string {
  const until = chain.map((one) => one.until.getTime()).reduce((a, b) => Math.min(a, b), 8.64e15);
  return `${nameOf(use)} encrypts (${version}), and its certificate is good until ${day(new Date(until))}.`;
}

/**
 * Some servers send an old certificate of an authority beside the new one. If programs here trust the server although
 * the old one is over, they found another way to an authority. Its own certificate is always needed.
 */
function partsOf(
  { chain, distrust }: Extract<TlsAnswer, { version: string }>,
  now: Date,
): { readonly needed: readonly Certificate[]; readonly needless: readonly Certificate[] } {
  const isNeedless = (one: Certificate) => distrust === undefined && one !== chain[0] && one.until < now;
  return { needed: chain.filter((one) => !isNeedless(one)), needless: chain.filter(isNeedless) };
}

function overAndNeedless(use: TlsUse, one: Certificate): Diagnosis {
  return warning(
    `${nameOf(use)} sends with its own a certificate of «${one.subject}» that ended on ${day(one.until)}. It is trusted here without that; older programs refuse it.`,
    `Let the server send the chain that the authority gives now (certbot: \`fullchain.pem\`). ${TELL}`,
  );
}

function judgeDates(use: TlsUse, chain: readonly Certificate[], now: Date): Diagnosis[] {
  // One sentence: a whole chain is renewed together, and the first that ends decides.
  const early = chain.find(({ from }) => now < from);
  if (early !== undefined)
    return [
      fault(
        `${whose(use, chain, early)} counts only from ${day(early.from)} on, and here it is ${day(now)}: ${use.effect}.`,
        `Look at the clock of this machine. If it is right, let the server show the earlier certificate until then. ${TELL}`,
      ),
    ];
  const first = chain.toSorted((a, b) => a.until.getTime() - b.until.getTime())[0];
  if (first === undefined) return [];
  const left = first.until.getTime() - now.getTime();
  if (left < 0)
    return [
      fault(
        `${whose(use, chain, first)} ended on ${day(first.until)}: ${use.effect}.`,
        `${renewal(chain, first)} ${TELL}`,
      ),
    ];
  if (left > SOON) return [];
  const days = Math.floor(left / 86_400_000);
  return [
    warning(
      `${whose(use, chain, first)} ends on ${day(first.until)}, ${days === 0 ? 'within a day' : days === 1 ? 'in one day' : `in ${days} days`}; then ${use.effect}.`,
      `See why it was not renewed by itself, and renew it (certbot: \`certbot renew --dry-run\` says why). ${TELL}`,
    ),
  ];
}

function whose(use: TlsUse, [own]: readonly Certificate[], one: Certificate): string {
  if (one === own) return `The certificate of ${nameOf(use)}`;
  return `The certificate of «${one.subject}», which ${nameOf(use)} sends with its own,`;
}

function renewal([own]: readonly Certificate[], one: Certificate): string {
  return one === own
    ? 'Renew it (certbot: `certbot renew`), and let the server read the new one (`systemctl reload`).'
    : 'Let the server send the chain that the authority gives now (certbot: `fullchain.pem`).';
}

function judgeTrust(use: TlsUse, answer: Extract<TlsAnswer, { version: string }>): Diagnosis[] {
  const { chain, isForHost, distrust } = answer;
  return [...(isForHost ? [] : [otherName(use, chain)]), ...mistrust(use, chain, distrust)];
}

const MOST_NAMES = 3;

function otherName(use: TlsUse, [own]: readonly Certificate[]): Diagnosis {
  const { place, setting, effect } = use;
  const names = own?.names ?? [];
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
  return fault(
    `${nameOf(use)} shows a certificate for ${names.slice(0, MOST_NAMES).join(', ')}${more}, and not for ${place.host}: ${effect}.`,
    `Write a name of the certificate in ${setting} if it is the same server, or let the server have one for ${place.host}. ${TELL}`,
  );
}

const OWN =
  'If it is an authority of your own, name its certificate: `NODE_EXTRA_CA_CERTS=/etc/our-authority.pem` in the environment of each command.';

/** OpenSSL's codes: https://docs.openssl.org/master/man3/X509_STORE_CTX_get_error/ */
function mistrust(
  use: TlsUse,
  chain: readonly Certificate[],
  distrust: string | undefined,
): readonly Diagnosis[] {
  const [own, last] = [chain[0], chain.at(-1)];
  if (own?.selfSigned === true && distrust !== undefined)
    return [
      fault(
        `${nameOf(use)} shows a certificate that it signed itself, which proves nothing: ${use.effect}.`,
        `Let the server have one of an authority (Let's Encrypt gives them for nothing). ${OWN}`,
      ),
    ];
  // The dates are judged by our clock.
  if (distrust === undefined || /^CERT_(?:HAS_EXPIRED|NOT_YET_VALID)$/.test(distrust)) return [];
  if (/^UNABLE_TO_(?:VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT)/.test(distrust))
    return [
      fault(
        `${nameOf(use)} shows a certificate of «${last?.issuer ?? '?'}», and no certificate that leads from there to an authority that is known here: ${use.effect}.`,
        `Let the server send the whole chain (certbot: \`fullchain.pem\` in place of \`cert.pem\`). ${OWN}`,
      ),
    ];
  if (/SELF_SIGNED/.test(distrust))
    return [
      fault(
        `${nameOf(use)} shows a certificate of «${last?.subject ?? '?'}», an authority that is not known here: ${use.effect}.`,
        `Let the server have one of a known authority (Let's Encrypt gives them for nothing). ${OWN}`,
      ),
    ];
  return [
    fault(
      `The certificate of ${nameOf(use)} is not trusted here (${distrust}): ${use.effect}.`,
      `Let the server have a new one of a known authority. ${TELL}`,
    ),
  ];
}

function withoutTls(use: TlsUse, none: NoTls, said: string): Diagnosis[] {
  const { place, setting, effect } = use;
  const [name, atOnce, later] = [nameOf(use), use.schemes.atOnce, use.schemes.later];
  const url = ([scheme, port]: readonly [string, number]) => `${scheme}://${place.host}:${port}`;
  switch (none) {
    case 'unreachable':
      return [];
    case 'silent':
      return [unasked(`${name} took the connection and said nothing.`)];
    case 'plain':
      return [
        fault(
          `${name} does not begin with encryption, and ${setting} says \`${atOnce[0]}\`: ${effect}.`,
          atOnce[0] === 'https'
            ? `Write \`${url(atOnce)}\`, or let the proxy bring TLS on this port.`
            : `Write \`${url([later[0], place.port])}\`: there encryption begins after the greeting. Or \`${url(atOnce)}\`.`,
        ),
      ];
    case 'at once':
      return [
        fault(
          `${name} begins with encryption, and ${setting} says \`${later[0]}\`: both wait for the other, and ${effect}.`,
          `Write \`${url([atOnce[0], place.port])}\`. Or \`${url(later)}\`.`,
        ),
      ];
    case 'not offered':
      return [
        fault(
          `${name} offers no encryption (STARTTLS), without which nothing is sent: ${effect}.`,
          `Try \`${url(atOnce)}\`, or let the server have a certificate. ${TELL}`,
        ),
      ];
    case 'crossed out':
      return [
        fault(
          `Something between here and ${name} crosses out the offer of encryption (${said}): ${effect}.`,
          `It is a firewall that looks into mail: switch that off, or try \`${url(atOnce)}\`.`,
        ),
      ];
    case 'another protocol':
      return [
        fault(
          `${name} speaks another language: «${said}». So ${effect}.`,
          `Look at host and port in ${setting}: \`${atOnce[0]}\` goes with ${atOnce[1]}, \`${later[0]}\` with ${later[1]}.`,
        ),
      ];
    case 'too old':
      return [
        fault(
          `${name} knows only versions of TLS that are no longer safe (before 1.2): ${effect}.`,
          `Let the server have TLS 1.2 and 1.3, or use another. ${TELL}`,
        ),
      ];
    case 'broken':
      return [
        fault(
          `${name} ${place.begins === 'at once' ? 'begins encryption' : 'offers encryption'}, and then breaks off (${said}): ${effect}.`,
          `Look into the log of the server: its key, its certificate or its ciphers do not fit. ${TELL}`,
        ),
      ];
  }
}

/** In UTC, as in certificates. */
function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
