/**
 * Tests the mail server with everything except the mail itself. After the login, the sender and one of our own
 * addresses as recipient, the server says whether it would take a mail. Then the connection is closed: nothing is sent.
 */
import type { DnsAnswer } from '../mail/dns.ts';
import type { Message, Reply, Transport } from '../mail/transport.ts';
import { type Diagnosis, fault, hint, ok, unasked, warning } from './diagnosis.ts';

/**
 * @param from the return address
 * @param to an address of our own
 */
export async function askRelay(transport: Transport, from: string, to: string): Promise<Reply> {
  const message: Message = {
    mailing: 'doctor',
    envelope: { from, to },
    messageId: '<doctor@tayori.invalid>',
    content: [Buffer.from('Subject: never sent\r\n\r\n')],
  };
  return await transport.deliver(message, async () => false); // not one byte of the mail may leave
}

/** For each step: what it means if the server refuses there, and what to do. */
const steps: Readonly<Record<string, readonly [what: string, next: string]>> = {
  auth: ['refuses the login', 'Look at user and password in MAIL_URL; `%40` stands for an @.'],
  tls: ['does not encrypt', 'Write `smtps://…` with port 465, or another server; nothing is sent in clear.'],
  greeting: [
    'does not like how we call ourselves',
    'Add `?name=` with a name that is yours in the DNS to MAIL_URL.',
  ],
  mail: [
    'does not take the return address',
    'Let the relay know the domain, or name another in `mail.bounces`.',
  ],
  rcpt: ['does not take a mail to our own address', 'Look whether the address of `mail.from` is one.'],
  data: ['takes no content', 'Look into its words; it may have a limit.'],
};

/**
 * Who does not speak SMTP (a web server), floods us or closes at once: what a server says before it knows our name has
 * nothing to do with it.
 */
const NO_SMTP =
  'Look at host and port in MAIL_URL: `smtps://` goes with port 465, `smtp://` with 587. If they are right, ask whoever runs the server whether this machine may use it.';
/** What to do if a mail server takes the connection and then does not go on: it is slow, or the port is of another kind. */
export const RELAY_LATE = `A port of the wrong kind waits for ever. ${NO_SMTP}`;

/** @param addresses the DNS answer for its name */
export function judgeRelay(name: string, reply: Reply, addresses: DnsAnswer<string>): Diagnosis[] {
  switch (reply.kind) {
    case 'lost':
    case 'accepted':
      return [ok(`${name} takes our login, our name, the sender and a recipient; nothing was sent.`)];
    case 'refused': {
      const [what, next] = steps[reply.phase] ?? ['refuses', 'Look into its words.'];
      if (reply.phase === 'greeting' && !/\(to EHLO /.test(reply.response)) return [turnedAway(name, reply)];
      const isRcpt = reply.phase === 'rcpt';
      const message = `${name} ${what}: ${reply.response}`;
      return [isRcpt ? warning(message, next) : fault(message, next)];
    }
    case 'unsent':
    case 'unknown':
      if (reply.phase === 'connect') return [unreachable(name, reply.reason, addresses)];
      return [
        fault(
          `${name} broke off (${reply.phase}): ${reply.reason}`,
          reply.phase === 'greeting' ? NO_SMTP : (steps[reply.phase]?.[1] ?? 'Try again.'),
        ),
      ];
  }
}

/** Refused before we said our name, such as `554 no service for you` or `421 too many connections`. */
function turnedAway(
  name: string,
  { code, response }: { readonly code: number; readonly response: string },
): Diagnosis {
  return fault(
    `${name} turns us away before the first word: ${response}`,
    code < 500
      ? 'Try again in some minutes; if it stays so, ask whoever runs the server.'
      : 'Ask whoever runs the server whether this machine may use it, or name another in MAIL_URL.',
  );
}

function unreachable(name: string, reason: string, addresses: DnsAnswer<string>): Diagnosis {
  if ('unanswered' in addresses)
    return unasked(`${name}: the DNS does not answer (${addresses.unanswered}).`);
  if (addresses.found.length === 0)
    return fault(`The name of ${name} has no address in the DNS.`, 'Correct MAIL_URL.');
  return fault(
    `${name} can not be reached: ${reason}`,
    'Look at the port, and whether this network lets mail out: many close port 25; 465 and 587 are for you.',
  );
}

/**
 * What MAIL_URL itself shows.
 * @param hosts empty if it names an outbox, or nothing
 */
export function judgeMailUrl(text: string | undefined, hosts: readonly string[]): Diagnosis[] {
  if (hosts.length === 0)
    return [
      hint(
        'MAIL_URL names no mail server: mails go into the outbox, and nobody gets any.',
        'Set `MAIL_URL=smtps://USER:PASSWORD@HOST` in .env when you want to send.',
      ),
    ];
  const weak = /[?&]tls=(off|unverified)\b/.exec(text ?? '')?.[1];
  if (weak === undefined || hosts.every((host) => /^(?:localhost|127\.|\[?::1)/.test(host))) return [];
  return [
    warning(
      `MAIL_URL says \`tls=${weak}\`: whoever is on the way can read mails and password, or pretend to be the server.`,
      'Take it out, and mend the certificate of the server.',
    ),
  ];
}
