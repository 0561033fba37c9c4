/** How a session logs in: with a password or a token. Neither is ever in what is said about it. */
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Fault } from './reply.ts';
import { type Exchange, logIn, TokenFault, type Tokens, tokenSecrets } from './xoauth2.ts';

export type Login =
  | { readonly user: string; readonly pass: string }
  | { readonly user: string; readonly tokens: Tokens };

export type Auth = {
  /** For the connection. */
  readonly options: Pick<SMTPConnection.Options, 'customAuth'>;
  /** For its login. */
  readonly data: SMTPConnection.AuthenticationType;
  /** The same fault, with what the login knows about it, and without its secrets. */
  explain(fault: Fault): Fault;
};

export function authWith(login: Login): Auth {
  return 'pass' in login ? withPassword(login) : withToken(login.user, login.tokens);
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

function withToken(user: string, tokens: Tokens): Auth {
  const secrets: string[] = [];
  let why: string | undefined;
  let none: TokenFault | undefined;
  const noted = async <T extends string | undefined>(token: Promise<T>): Promise<T> => {
    const text = await token;
    if (text !== undefined) secrets.push(...tokenSecrets(user, text));
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
      why = await logIn(user, own, exchange);
    } catch (error) {
      if (error instanceof TokenFault) none = error;
      throw error;
    }
    if (why !== undefined) throw new Error(why);
  };
  return {
    options: { customAuth: { XOAUTH2: handler } },
    data: { method: 'XOAUTH2', user },
    explain: (fault) => censored(none === undefined ? withWords(fault, why) : faultOf(none), secrets),
  };
}

/** The words of the challenge, behind those of the answer. */
function withWords(fault: Fault, why: string | undefined): Fault {
  if (why === undefined) return fault;
  const { message, responseCode, response = '', command } = fault;
  return { message, responseCode, response: `${response.trim()} (${why})`, command };
}

/** A token server that knows us and says no is as good as the mail server doing so (RFC 4954, section 6). */
function faultOf({ message, final }: TokenFault): Fault {
  return {
    message,
    command: 'AUTH XOAUTH2',
    ...(final ? { responseCode: 535, response: `535 5.7.8 ${message}` } : {}),
  };
}

/** Cut out of whatever a server echoes. */
function censored(
  { message, responseCode, response = '', command }: Fault,
  secrets: readonly string[],
): Fault {
  const censor = (text: string) =>
    secrets.filter((secret) => secret !== '').reduce((left, secret) => left.replaceAll(secret, '***'), text);
  return { message: censor(message), responseCode, response: censor(response), command };
}
