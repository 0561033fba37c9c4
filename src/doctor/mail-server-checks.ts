/** The checks that talk with mail servers: the relay of MAIL_URL, its names in the DNS, and the mailbox of IMAP_URL. */
import { mailboxName, readImapUrl } from '../bounces/imap/imap-url.ts';
import { mailboxLogin } from '../bounces/imap/login.ts';
import { ImapAway } from '../bounces/imap/mailbox.ts';
import { isMailServer, urlsIn } from '../mail/mail-url.ts';
import { domainOf } from '../mail/mailbox.ts';
import type { Transport } from '../mail/transport.ts';
import { ProblemError } from '../problem.ts';
import type { Settings } from '../settings.ts';
import type { Asking } from './asking.ts';
import { type Diagnosis, fault, hint, isFault, ok } from './diagnosis.ts';
import { askRelay, judgeMailUrl, judgeRelay } from './relay.ts';
import { judgeFreeMail, judgePtr } from './sender.ts';
import { tlsOf } from './tls/tls-of-servers.ts';
import { mailboxUses, relayUses } from './tls/tls-uses.ts';

/** The domain of the From address, in small letters; `undefined` if the config has none. */
export function fromOf({ mail }: Settings): string | undefined {
  return mail.from === undefined ? undefined : domainOf(mail.from.address).toLowerCase();
}

export async function runRelay(asking: Asking): Promise<readonly Diagnosis[]> {
  const { settings, env, transport } = asking;
  if (transport === undefined) return [];
  const hosts = relaysIn(env.MAIL_URL).map(({ hostname }) => hostname);
  const from = settings.mail.from?.address;
  const found = judgeMailUrl(env.MAIL_URL, hosts);
  if (hosts.length === 0 || from === undefined) return found;
  const remote = hosts.filter((one) => !isLocal(one));
  const talked = talkWithRelay(asking, transport, { from, hosts });
  const tls = await tlsOf(relayUses(relaysIn(env.MAIL_URL)), asking);
  // Where encryption fails, the talk says the same in other words, or waits for ever.
  const said = tls.some(isFault) && hosts.length === 1 ? undefined : await talked;
  const isSame = tls.some(isFault) && said?.phase === 'tls';
  return [
    ...judgeFreeMail(fromOf(settings) ?? '', remote),
    ...found,
    ...tls,
    ...(isSame ? [] : (said?.found ?? [])),
  ];
}

async function talkWithRelay(
  { settings, dns }: Asking,
  transport: Transport,
  { from, hosts }: { readonly from: string; readonly hosts: readonly string[] },
): Promise<{ readonly found: readonly Diagnosis[]; readonly phase: string | undefined }> {
  const reply = await askRelay(transport, settings.mail.returnPath ?? from, from);
  const host = reply.relay?.replace(/:\d+$/, '') ?? hosts[0] ?? '';
  const addresses = isLocal(host) ? { found: [host] } : await dns.addresses(host);
  const phase = 'phase' in reply ? reply.phase : undefined;
  return { found: judgeRelay(transport.name, reply, addresses), phase };
}

/** Whether it is this machine: nobody knows from here to which server it passes mail on. */
function isLocal(host: string): boolean {
  return /^(?:localhost$|127\.|\[?::1\]?$)/.test(host);
}

/** The mail servers in MAIL_URL; empty for an outbox. */
function relaysIn(text = ''): URL[] {
  return urlsIn(text)
    .map((part) => URL.parse(part))
    .flatMap((url) => (url !== null && isMailServer(url) ? [url] : []));
}

export async function runMailbox(asking: Asking): Promise<readonly Diagnosis[]> {
  const { settings, env } = asking;
  if (env.IMAP_URL === undefined)
    return settings.mail.subscribe === undefined
      ? []
      : [
          hint(
            'People join by mail (`mail.subscribe`), and IMAP_URL names no mailbox.',
            'Set it, unless cron runs `tayori bounces ~/Maildir` (docs/mailbox.md).',
          ),
        ];
  try {
    const place = readImapUrl(env.IMAP_URL);
    const tls = await tlsOf(mailboxUses(place), asking);
    if (tls.some(isFault)) return tls;
    await using _mailbox = await mailboxLogin(place, env)();
    return [ok(`The mailbox ${mailboxName(place)} can be read.`), ...tls];
  } catch (error) {
    if (error instanceof ImapAway)
      return [
        fault(`The mailbox can not be reached: ${error.message}.`, 'Look at host and port in IMAP_URL.'),
      ];
    if (!(error instanceof ProblemError)) throw error;
    return error.problems.map(({ message, hint: next }) => fault(message, next));
  }
}

export async function runPtr({ env, dns }: Asking): Promise<readonly Diagnosis[]> {
  const found = relaysIn(env.MAIL_URL).map(async ({ hostname: host }) => {
    if (isLocal(host))
      return [
        hint(
          'The mail server is this machine: look at its PTR from outside.',
          'Ask whoever gave you the address.',
        ),
      ];
    const answer = await dns.addresses(host);
    const addresses = 'found' in answer ? answer.found.slice(0, 4) : [];
    const pairs = addresses.map(async (address) => {
      const names = await dns.names(address);
      const back = 'found' in names ? await Promise.all(names.found.slice(0, 3).map(dns.addresses)) : [];
      return { address, names, back: back.some((one) => 'found' in one && one.found.includes(address)) };
    });
    return judgePtr(host, await Promise.all(pairs));
  });
  return (await Promise.all(found)).flat();
}
