/** What the certificates of a server mean for mails and readers, and what to do. */

import { DAY } from '../../time.ts';
import { type Diagnosis, fault, ok, warning } from '../diagnosis.ts';
import { judgeNoTls, TELL } from './judge-no-tls.ts';
import { type Certificate, isAboutDates, type TlsAnswer } from './tls-answer.ts';
import { nameOfServer, type TlsUse } from './tls-uses.ts';

/** What a server shows once encryption began. */
type Shown = Extract<TlsAnswer, { version: string }>;

/** A certificate is renewed a month before its end; one with two weeks left was forgotten. */
const SOON = 14 * DAY;

/** @returns nothing where the server can not be reached: other checks say so */
export function judgeTls(use: TlsUse, answer: TlsAnswer, now: Date): Diagnosis[] {
  if ('none' in answer) return judgeNoTls(use, answer.none, answer.said);
  const { needed, needless } = partsOf(answer, now);
  const found = [
    ...judgeDates(use, needed, answer.authority, now),
    ...needless.slice(0, 1).map((one) => overAndNeedless(use, one)),
    ...judgeTrust(use, answer),
  ];
  const told = use.verified ? found : found.map(asWarning);
  return told.length > 0 ? told : [ok(allRight(use, answer.version, answer.chain))];
}

/** Whoever takes any certificate is not stopped by a bad one. */
function asWarning({ message, next }: Diagnosis): Diagnosis {
  return warning(message, next ?? '');
}

function allRight(use: TlsUse, version: string, chain: readonly Certificate[]): string {
  const until = chain.map((one) => one.until.getTime()).reduce((a, b) => Math.min(a, b), 8.64e15);
  return `${nameOfServer(use)} encrypts (${version}), and its certificate is good until ${day(new Date(until))}.`;
}

/**
 * Some servers send an old certificate of an authority beside the new one. If programs here trust the server although
 * the old one is over, they found another way to an authority. Its own certificate is always needed.
 */
function partsOf(
  { chain, distrust }: Shown,
  now: Date,
): { readonly needed: readonly Certificate[]; readonly needless: readonly Certificate[] } {
  const isNeedless = (one: Certificate) => distrust === undefined && one !== chain[0] && one.until < now;
  return { needed: chain.filter((one) => !isNeedless(one)), needless: chain.filter(isNeedless) };
}

function overAndNeedless(use: TlsUse, one: Certificate): Diagnosis {
  return warning(
    `${nameOfServer(use)} sends with its own a certificate of «${one.subject}» that ended on ${day(one.until)}. It is trusted here without that; older programs refuse it.`,
    `Let the server send the chain that the authority gives now (certbot: \`fullchain.pem\`). ${TELL}`,
  );
}

function judgeDates(
  use: TlsUse,
  sent: readonly Certificate[],
  authority: Certificate | undefined,
  now: Date,
): Diagnosis[] {
  const chain = authority === undefined ? sent : [...sent, authority];
  // One sentence: a whole chain is renewed together, and the first that ends decides.
  const early = chain.find(({ from }) => now < from);
  if (early !== undefined)
    return [
      fault(
        `${whose(use, sent, early)} counts only from ${day(early.from)} on, and here it is ${day(now)}: ${use.effect}.`,
        `Look at the clock of this machine. If it is right, let the server show the earlier certificate until then. ${TELL}`,
      ),
    ];
  const first = chain.toSorted((a, b) => a.until.getTime() - b.until.getTime())[0];
  if (first === undefined) return [];
  const left = first.until.getTime() - now.getTime();
  if (left < 0)
    return [
      fault(`${whose(use, sent, first)} ended on ${day(first.until)}: ${use.effect}.`, renewal(sent, first)),
    ];
  if (left > SOON) return [];
  const days = Math.floor(left / DAY);
  return [
    warning(
      `${whose(use, sent, first)} ends on ${day(first.until)}, ${days === 0 ? 'within a day' : days === 1 ? 'in one day' : `in ${days} days`}; then ${use.effect}.`,
      `See why it was not renewed by itself, and renew it (certbot: \`certbot renew --dry-run\` says why). ${TELL}`,
    ),
  ];
}

function whose(use: TlsUse, sent: readonly Certificate[], one: Certificate): string {
  if (one === sent[0]) return `The certificate of ${nameOfServer(use)}`;
  if (!sent.includes(one))
    return `The certificate of «${one.subject}», an authority known here that ${nameOfServer(use)} needs,`;
  return `The certificate of «${one.subject}», which ${nameOfServer(use)} sends with its own,`;
}

function renewal(sent: readonly Certificate[], one: Certificate): string {
  if (!sent.includes(one))
    return 'Bring the authorities of this machine up to date: they come with Node, and your own with NODE_EXTRA_CA_CERTS.';
  return one === sent[0]
    ? `Renew it (certbot: \`certbot renew\`), and let the server read the new one (\`systemctl reload\`). ${TELL}`
    : `Let the server send the chain that the authority gives now (certbot: \`fullchain.pem\`). ${TELL}`;
}

function judgeTrust(use: TlsUse, answer: Shown): Diagnosis[] {
  const name = answer.isForHost ? onlyCommonName(use, answer.chain) : [otherName(use, answer.chain)];
  return [...name, ...mistrust(use, answer)];
}

/** Node still reads the common name. Browsers have not since 2017, and RFC 9525 (6.3) forbids it. */
function onlyCommonName(use: TlsUse, [own]: readonly Certificate[]): Diagnosis[] {
  if (own === undefined || own.names.length > 0) return [];
  const { place, effect, schemes } = use;
  const message = `${nameOfServer(use)} shows a certificate that names ${place.host} in the old way only (CN, without subjectAltName), which`;
  const next = `Let the server have a certificate with ${place.host} in its subjectAltName. ${TELL}`;
  return schemes.atOnce[0] === 'https'
    ? [fault(`${message} browsers and mail services refuse: ${effect}.`, next)]
    : [warning(`${message} newer programs refuse.`, next)];
}

const MOST_NAMES = 3;

function otherName(use: TlsUse, [own]: readonly Certificate[]): Diagnosis {
  const { place, setting, effect } = use;
  const names = own === undefined || own.names.length > 0 ? (own?.names ?? []) : [`${own.subject} (CN)`];
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
  return fault(
    `${nameOfServer(use)} shows a certificate for ${names.slice(0, MOST_NAMES).join(', ')}${more}, and not for ${place.host}: ${effect}.`,
    `Write a name that the certificate is for in ${setting} if it is the same server, or let the server have one for ${place.host}. ${TELL}`,
  );
}

const OWN =
  'If it is an authority of your own, name its certificate: `NODE_EXTRA_CA_CERTS=/etc/our-authority.pem` in the environment of each command.';

/** OpenSSL's codes: https://docs.openssl.org/master/man3/X509_STORE_CTX_get_error/ */
function mistrust(use: TlsUse, { chain, distrust, authority }: Shown): readonly Diagnosis[] {
  const [own, last] = [chain[0], chain.at(-1)];
  if (own?.selfSigned === true && distrust !== undefined && authority === undefined)
    return [
      fault(
        `${nameOfServer(use)} shows a certificate that it signed itself, which proves nothing: ${use.effect}.`,
        `Let the server have one of an authority (Let's Encrypt gives them for nothing). ${OWN}`,
      ),
    ];
  // The dates are judged by our clock.
  if (distrust === undefined || isAboutDates(distrust)) return [];
  if (/^UNABLE_TO_(?:VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT)/.test(distrust))
    return [
      fault(
        `${nameOfServer(use)} shows a certificate of «${last?.issuer ?? '?'}», and no certificate that leads from there to an authority that is known here: ${use.effect}.`,
        `Let the server send the whole chain (certbot: \`fullchain.pem\` in place of \`cert.pem\`). ${OWN}`,
      ),
    ];
  if (/SELF_SIGNED/.test(distrust))
    return [
      fault(
        `${nameOfServer(use)} shows a certificate of «${last?.subject ?? '?'}», an authority that is not known here: ${use.effect}.`,
        `Let the server have one of a known authority (Let's Encrypt gives them for nothing). ${OWN}`,
      ),
    ];
  return [
    fault(
      `The certificate of ${nameOfServer(use)} is not trusted here (${distrust}): ${use.effect}.`,
      `Let the server have a new one of a known authority. ${TELL}`,
    ),
  ];
}

/** In UTC, as in certificates. */
function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
