/**
 * The login with an access token: AUTH XOAUTH2 of Google and Microsoft, which is in no RFC; or AUTH OAUTHBEARER (RFC
 * 7628) if a server offers only that. The token is sent in one line. The server refuses with 334 and a JSON text in
 * base64; one more line from us ends the exchange.
 */

export type Account = { readonly user: string; readonly host: string };

export type Mechanism = {
  readonly name: 'XOAUTH2' | 'OAUTHBEARER';
  /** The first line, whose parts are divided by Ctrl-A. */
  readonly initial: (account: Account, token: string) => string;
  /** The line that ends a refused exchange. */
  readonly after: string;
};

const xoauth2: Mechanism = {
  name: 'XOAUTH2',
  initial: ({ user }, token) => base64(`user=${user}\u0001auth=Bearer ${token}\u0001\u0001`),
  after: '',
};

const oauthBearer: Mechanism = {
  name: 'OAUTHBEARER',
  initial: ({ user, host }, token) =>
    base64(`n,a=${user},\u0001host=${host}\u0001auth=Bearer ${token}\u0001\u0001`),
  after: base64('\u0001'),
};

/** @param ehlo the server's answer to EHLO; if it offers neither, XOAUTH2 is tried */
export function mechanismFor(ehlo: string): Mechanism {
  const offers = (name: string) => new RegExp(`^(?:\\d{3}[ -])?AUTH[ =].*\\b${name}\\b`, 'im').test(ehlo);
  return !offers('XOAUTH2') && offers('OAUTHBEARER') ? oauthBearer : xoauth2;
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** The source of tokens. */
export type Tokens = {
  /**
   * The present token; the first one is fetched when it is needed.
   * @throws TokenFault
   */
  current(): Promise<string>;
  /**
   * A new token in place of the refused one. If several connections had the old one, they all get the same new one.
   *
   * @returns `undefined` if there is no way to get another
   */
  renewed(refused: string): Promise<string | undefined>;
};

/** No token can be had. */
export class TokenFault extends Error {
  override readonly name = 'TokenFault';
  /** Whether the token server refuses for good: it knows us, and asking again changes nothing. */
  readonly final: boolean;

  constructor(message: string, final: boolean) {
    super(message);
    this.final = final;
  }
}

/** One line to the server and its answer. */
export type Exchange = (line: string) => Promise<{ readonly status: number; readonly text: string }>;

/**
 * Logs in. A refused token is renewed once, because it may have expired.
 *
 * @returns `undefined` on success, else what the server says against the token
 * @throws TokenFault
 */
export async function logIn(
  account: Account,
  tokens: Tokens,
  exchange: Exchange,
  mechanism: Mechanism,
): Promise<string | undefined> {
  const token = await tokens.current();
  const refused = await attempt(account, token, exchange, mechanism);
  if (refused === undefined) return undefined;
  const other = await tokens.renewed(token);
  return other === undefined ? refused : attempt(account, other, exchange, mechanism);
}

async function attempt(
  account: Account,
  token: string,
  exchange: Exchange,
  { name, initial, after }: Mechanism,
): Promise<string | undefined> {
  const first = await exchange(`AUTH ${name} ${initial(account, token)}`);
  if (first.status === 235) return undefined;
  if (first.status !== 334) return 'the token was refused';
  const last = await exchange(after);
  return last.status === 235 ? undefined : challengeWords(first.text);
}

/** `{"status":"401","schemes":"bearer","scope":"…"}` in words. */
export function challengeWords(base64: string): string {
  const told = jsonOf(Buffer.from(base64.trim(), 'base64').toString());
  const words = ['status', 'schemes', 'scope'].flatMap((key) =>
    typeof told[key] === 'string' ? [`${key} ${told[key]}`] : [],
  );
  return words.length === 0 ? 'the token was refused' : `the token was refused: ${words.join(', ')}`;
}

/** The object in a JSON text; an empty object if there is none. */
export function jsonOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** Every form in which the token could appear in a server's words. */
export function tokenSecrets(account: Account, token: string): string[] {
  const sent = [xoauth2, oauthBearer].map(({ initial }) => initial(account, token));
  return [...sent, base64(token), encodeURIComponent(token), token];
}
