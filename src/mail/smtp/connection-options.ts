/**
 * How a connection to a mail server is opened: TLS is required and certificates are checked, except on loopback; and
 * how long an answer is waited for.
 */
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { MINUTE } from '../../time.ts';
import { LONGEST_ANSWER } from './answer-time.ts';

/** `unverified`: encrypted, with any certificate. `off`: in clear text, for a relay in your own network. */
export const tlsModes = ['required', 'unverified', 'off'] as const;
export type TlsMode = (typeof tlsModes)[number];

export type ConnectionSettings = {
  readonly host: string;
  readonly port: number | undefined;
  /** TLS from the first byte (`smtps:`); otherwise STARTTLS. */
  readonly secure: boolean;
  readonly tls: TlsMode | undefined;
  /** Our name in EHLO; `undefined`: nodemailer's choice, the address of the machine. */
  readonly ehlo: string | undefined;
};

const timeouts = {
  connectionTimeout: MINUTE,
  greetingTimeout: MINUTE,
  /** Without a byte. */
  socketTimeout: LONGEST_ANSWER,
  socketCloseTimeout: 1000,
} as const;

export function connectionOptions({
  host,
  port,
  secure,
  tls,
  ehlo,
}: ConnectionSettings): SMTPConnection.Options {
  const local = tls === undefined && isLoopback(host);
  const upgrade = local
    ? { opportunisticTLS: true }
    : tls === 'off'
      ? { ignoreTLS: true }
      : { requireTLS: true };
  return {
    host,
    ...(port === undefined ? {} : { port }),
    ...(ehlo === undefined ? {} : { name: ehlo }),
    secure,
    ...timeouts,
    ...(secure ? {} : upgrade),
    tls: { rejectUnauthorized: !(local || tls === 'unverified'), minVersion: 'TLSv1.2' },
  };
}

/** `localhost`, 127.0.0.0/8 and ::1: such connections never leave the machine. */
export function isLoopback(host: string): boolean {
  return /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|::1)$/i.test(host);
}
