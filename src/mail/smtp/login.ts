/** How a session logs in: with a password or a token. Neither ever appears in messages. */
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SmtpFault } from './reply.ts';
import { type Exchange, logIn, mechanismFor, TokenFault, type Tokens, tokenSecrets } from './token-login.ts';

export type Login =
  | { readonly user: string; readonly pass: string }
  | { readonly user: string; readonly tokens: Tokens };

export type Auth = {
  /** Options of the connection. */
  readonly options: Pick<SMTPConnection.Options, 'customAuth'>;
  /** Data of its login. */
  readonly data: SMTPConnection.AuthenticationType;
  /** Adds to a fault what the login knows about it, and removes secrets. */
  explain(fault: SmtpFault): SmtpFault;
};

/** @param offered gives the server's answer to EHLO */
export function authWith(login: Login, host: string, offered: () => string): Auth {
  return 'pass' in login ? withPassword(login) : withToken(login, host, offered);
}

function withPassword({ user, pass }: Extract<Login, { pass: string }>): Auth {
  const plain = Buffer.from(`\0${user}\0${pass}`).toString('base64');
  const secrets = [plain, Buffer.from(pass).toString('base64'), encodeURIComponent(pass), pass];
  return {
    options: {},
    data: { credentials: { user, pass } },
    explain: (fault) => censored(fault, secrets),
  };
}

type Handler = (context: SMTPConnection.CustomAuthenticationContext) => Promise<void>;

/**
 * The name under which the login runs our own exchange. Under the name `XOAUTH2`, nodemailer would take the first
 * method that the server offers: with `LOGIN PLAIN XOAUTH2` no token would ever be sent.
 */
const BY_TOKEN = 'TOKEN';

function withToken(
  { user, tokens }: Extract<Login, { tokens: Tokens }>,
  host: string,
  offered: () => string,
): Auth {
  const secrets: string[] = [];
  let why: string | undefined;
  let none: TokenFault | undefined;
  const noted = async <T extends string | undefined>(token: Promise<T>): Promise<T> => {
    const text = await token;
    if (text !== undefined) secrets.push(...tokenSecrets({ user, host }, text));
    return text;
  };
  const own: Tokens = {
    current: () => noted(tokens.current()),
    renewed: (refused) => noted(tokens.renewed(refused)),
  };
  const handler: Handler = async ({ sendCommand }) => {
    const exchange: Exchange = async (line) => {
      const { status, text } = await sendCommand(line);
      return { status: status ?? 0, text: text ?? '' };
    };
    try {
      why = await logIn({ user, host }, own, exchange, mechanismFor(offered()));
    } catch (error) {
      if (error instanceof TokenFault) none = error;
      throw error;
    }
    if (why !== undefined) throw new Error(why);
  };
  return {
    options: { customAuth: { [BY_TOKEN]: handler } },
    data: { method: BY_TOKEN, user },
    explain: (fault) => censored(none === undefined ? withWords(fault, why) : faultOf(none), secrets),
  };
}

/** Adds the words of the challenge to the words of the answer. */
function withWords(fault: SmtpFault, why: string | undefined): SmtpFault {
  if (why === undefined) return fault;
  const { message, responseCode, response = '', command } = fault;
  return { message, responseCode, response: `${response.trim()} (${why})`, command };
}

/** If the token server refuses for good, this counts as a refused login at the mail server (RFC 4954, section 6). */
function faultOf({ message, final }: TokenFault): SmtpFault {
  return {
    message,
    command: 'AUTH',
    ...(final ? { responseCode: 535, response: `535 5.7.8 ${message}` } : {}),
  };
}

/** Removes secrets from an answer: a server may repeat them. */
function censored(
  { message, responseCode, response = '', command }: SmtpFault,
  secrets: readonly string[],
): SmtpFault {
  const censor = (text: string) =>
    secrets.filter((secret) => secret !== '').reduce((left, secret) => left.replaceAll(secret, '***'), text);
  return { message: censor(message), responseCode, response: censor(response), command };
}
