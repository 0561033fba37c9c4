/**
 * What readers and mail providers meet on the web: leaving with one click (RFC 8058), tried with a token that belongs
 * to nobody; the site; and the server's clock, compared with ours.
 */
import type { DnsAnswer } from '../mail/dns.ts';
import { MINUTE, SECOND } from '../time.ts';
import { type Diagnosis, fault, hint, ok, unasked, warning } from './diagnosis.ts';

/** An answer, or why there was none. */
export type WebAnswer =
  | { readonly status: number; readonly date: Date | undefined; readonly location: string | undefined }
  | { readonly failed: string };
export type AskUrl = (url: string, method: 'GET' | 'POST', body?: URLSearchParams) => Promise<WebAnswer>;

export type OneClick = {
  readonly url: string;
  readonly addresses: DnsAnswer<string>;
  /** The answers to a POST with a token of ours, and to a POST with a token that was never signed. */
  readonly genuine: WebAnswer;
  readonly forged: WebAnswer;
};

const NEXT = 'docs/serving.md shows what stands in front of `tayori serve`.';

export function judgeOneClick({ url, addresses, genuine, forged }: OneClick): Diagnosis[] {
  const { protocol, hostname } = new URL(url);
  if ('unanswered' in addresses)
    return [unasked(`${hostname}: the DNS does not answer (${addresses.unanswered}).`)];
  if (addresses.found.length === 0)
    return [
      fault(
        `${hostname} of \`web.url\` has no address, so nobody can leave by its links.`,
        `Publish one, or correct \`web.url\`.`,
      ),
    ];
  const insecure =
    protocol === 'https:'
      ? []
      : [
          fault(
            '`web.url` is not https: Gmail and Yahoo take no one-click unsubscribe from it (RFC 8058).',
            'Let a proxy bring TLS, and write `https://…`.',
          ),
        ];
  return [...insecure, ...judgeClick(url, genuine, forged)];
}

function judgeClick(url: string, genuine: WebAnswer, forged: WebAnswer): Diagnosis[] {
  if ('failed' in genuine)
    return [
      fault(
        `The service at ${url} does not answer: ${genuine.failed}.`,
        `Start it with \`tayori serve\`. ${NEXT}`,
      ),
    ];
  const { status, location } = genuine;
  if (status >= 300 && status < 400)
    return [
      fault(
        `One-click unsubscribe at ${url} leads elsewhere (${status}${location === undefined ? '' : ` to ${location}`}): mail providers follow nothing, and readers stay on the list.`,
        `Let the proxy pass POST on as it is. ${NEXT}`,
      ),
    ];
  if (status === 400)
    return [
      fault(
        `The service at ${url} does not know a link that was signed here: it has another SIGNING_KEY, so nobody can leave.`,
        'Give `tayori serve` and `tayori send` the same SIGNING_KEY; older keys stand behind it, with commas.',
      ),
    ];
  if (status !== 200)
    return [
      fault(
        `One-click unsubscribe at ${url} answers ${status}, and mail providers need 200.`,
        `Look whether a firewall, a challenge or a login stands in front of it. ${NEXT}`,
      ),
    ];
  if ('status' in forged && forged.status === 200)
    return [
      fault(
        `Something at ${url} says yes to every link, also to one that nobody signed: it is not \`tayori serve\`.`,
        'Let `web.url` lead to the service, and not to a static site or a parked domain.',
      ),
    ];
  return [ok(`One-click unsubscribe at ${url} works (RFC 8058).`)];
}

/** @param unsubscribe the mail address for leaving, if there is no service */
export function judgeNoService(unsubscribe: string | undefined): Diagnosis[] {
  if (unsubscribe === undefined)
    return [
      fault(
        'Readers have no way to leave: neither `web.url` nor `mail.unsubscribe` is set. 特定電子メール法 and every provider ask for one.',
        'Set one of them; docs/mailbox.md shows the way without a server.',
      ),
    ];
  return [
    hint(
      `Readers leave by a mail to ${unsubscribe}; one click over https (RFC 8058) needs the public service.`,
      'Gmail and Yahoo ask for it from 5,000 mails a day on: then set `web.url` and run `tayori serve`.',
    ),
  ];
}

export function judgePage(what: string, url: string, answer: WebAnswer, next: string): Diagnosis[] {
  if ('failed' in answer) return [unasked(`${what} (${url}) can not be asked: ${answer.failed}.`)];
  if (answer.status >= 200 && answer.status < 300) return [ok(`${what} is there (${url}).`)];
  return [warning(`${what} is not there: ${url} answers ${answer.status}.`, next)];
}

const [SOME, MUCH] = [30 * SECOND, 5 * MINUTE];

/** Tokens, pauses and the Date of mails use our clock. */
export function judgeClock(answer: WebAnswer, now: Date): Diagnosis[] {
  const date = 'failed' in answer ? undefined : answer.date;
  if (date === undefined) return [unasked('The clock can not be compared: no web server told the time.')];
  const apart = Math.round((now.getTime() - date.getTime()) / 1000);
  const size = Math.abs(apart) * 1000;
  if (size < SOME) return [ok('The clock of this machine agrees with that of the web server.')];
  const message = `The clock of this machine is ${Math.abs(apart)} s ${apart > 0 ? 'ahead of' : 'behind'} that of the web server.`;
  const next = 'Let the machine set its clock by NTP.';
  return [size >= MUCH ? fault(message, next) : warning(message, next)];
}
