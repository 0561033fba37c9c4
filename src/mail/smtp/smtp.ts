/**
 * Mail over SMTP: connections are kept and used again, one recipient a transaction. TLS is required and
 * certificates are checked, except on loopback; a password never leaves in clear text.
 */
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { MINUTE } from '../../time.ts';
import { needsUtf8 } from '../mailbox.ts';
import type { Reply, Transport } from '../transport.ts';
import type { Login } from './login.ts';
import { openSession, type Session } from './session.ts';

/** `unverified`: encrypted, whoever answers. `off`: in clear text, for a relay on a wire of your own. */
export const tlsModes = ['required', 'unverified', 'off'] as const;
export type TlsMode = (typeof tlsModes)[number];

export type SmtpSettings = {
  /** For the report: no password. */
  readonly name: string;
  /** For the attempts: the host, and the port where one is given. */
  readonly relay: string;
  readonly host: string;
  readonly port: number | undefined;
  /** TLS from the first byte (`smtps:`); otherwise STARTTLS. */
  readonly secure: boolean;
  readonly tls: TlsMode | undefined;
  readonly login: Login | undefined;
  readonly connections: number;
  /** After so many a connection is opened anew. */
  readonly messagesPerConnection: number;
};

export function openSmtp(settings: SmtpSettings): Transport {
  const options = connectionOptions(settings);
  const { relay } = settings;
  const open = new Set<Session>();
  const closing = new AbortController();
  const idle: Session[] = [];
  return {
    name: settings.name,
    channel: 'mail',
    connections: settings.connections,
    deliver: async (message, mark) => {
      const session = takeUsable(idle, open) ?? (await openSession(options, settings, closing.signal));
      if ('kind' in session) return { ...session, relay };
      open.add(session);
      if (needsUtf8(message.envelope.to) && !session.utf8) {
        idle.push(session);
        return { ...noUtf8(message.envelope.to), relay };
      }
      const reply = await session.deliver(message, () => mark(relay));
      if (session.usable()) idle.push(session);
      else leave(session, open);
      return { ...reply, relay };
    },
    [Symbol.asyncDispose]: async () => {
      closing.abort();
      for (const session of idle) leave(session, open);
      for (const session of open) session.close();
    },
  };
}

/**
 * The mail may not be sent, and goes back (RFC 6531, 3.2): a lasting failure of this one recipient, for a
 * server does not learn it in three days. The code is that of RFC 6531, 3.5.
 */
function noUtf8(address: string): Reply {
  return {
    kind: 'refused',
    code: 553,
    enhanced: '5.6.7',
    response: `553 5.6.7 The mail server does not offer SMTPUTF8, which ${address} needs`,
    phase: 'rcpt',
    own: true,
  };
}

/** The server may have ended an idle session meanwhile: those are passed over. */
function takeUsable(idle: Session[], open: Set<Session>): Session | undefined {
  for (;;) {
    const session = idle.pop();
    if (session === undefined || session.usable()) return session;
    open.delete(session);
  }
}

function leave(session: Session, open: Set<Session>): void {
  open.delete(session);
  session.quit();
}

const timeouts = {
  connectionTimeout: MINUTE,
  greetingTimeout: MINUTE,
  /** For every answer, the last one too: short time-outs make doubt (RFC 5321, 4.5.3.2.6). */
  socketTimeout: 10 * MINUTE,
  socketCloseTimeout: 1000,
} as const;

function connectionOptions({ host, port, secure, tls }: SmtpSettings): SMTPConnection.Options {
  const local = tls === undefined && isLoopback(host);
  const upgrade = local
    ? { opportunisticTLS: true }
    : tls === 'off'
      ? { ignoreTLS: true }
      : { requireTLS: true };
  return {
    host,
    ...(port === undefined ? {} : { port }),
    secure,
    ...timeouts,
    ...(secure ? {} : upgrade),
    tls: { rejectUnauthorized: !(local || tls === 'unverified'), minVersion: 'TLSv1.2' },
  };
}

/** `localhost`, 127.0.0.0/8 and ::1: what never leaves the machine. */
export function isLoopback(host: string): boolean {
  return /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|::1)$/i.test(host);
}
