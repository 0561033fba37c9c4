/**
 * The login of Google and Microsoft with an access token (AUTH XOAUTH2). No RFC has it: the token goes in
 * one line, and a refusal comes as 334 with a JSON text in base64, which an empty line answers.
 */

/** Where tokens come from. */
export type Tokens = {
  /** The present one; the first is asked for when it is needed. @throws TokenFault */
  current(): Promise<string>;
  /**
   * Another than the one that was refused, once for however many connections had it.
   *
   * @returns `undefined` where there is no way to get another
   */
  renewed(refused: string): Promise<string | undefined>;
};

/** No token can be had. */
export class TokenFault extends Error {
  override readonly name = 'TokenFault';
  /** The token server knows us, and says no: it will not change its mind. */
  readonly final: boolean;

  constructor(message: string, final: boolean) {
    super(message);
    this.final = final;
  }
}

/** One line to the server and its answer. */
export type Exchange = (line: string) => Promise<{ readonly status: number; readonly text: string }>;

/**
 * Logs in. A refused token is renewed once: it may have run out.
 *
 * @returns `undefined` when it went well, else what the server says against the token
 * @throws TokenFault
 */
export async function logIn(user: string, tokens: Tokens, exchange: Exchange): Promise<string | undefined> {
  const token = await tokens.current();
  const refused = await attempt(user, token, exchange);
  if (refused === undefined) return undefined;
  const other = await tokens.renewed(token);
  return other === undefined ? refused : attempt(user, other, exchange);
}

async function attempt(user: string, token: string, exchange: Exchange): Promise<string | undefined> {
  const first = await exchange(`AUTH XOAUTH2 ${initial(user, token)}`);
  if (first.status === 235) return undefined;
  if (first.status !== 334) return 'the token was refused';
  const last = await exchange('');
  return last.status === 235 ? undefined : challengeWords(first.text);
}

/** What is sent: user and token, apart by Ctrl-A. */
function initial(user: string, token: string): string {
  return Buffer.from(`user=${user}\u0001auth=Bearer ${token}\u0001\u0001`).toString('base64');
}

/** `{"status":"401","schemes":"bearer","scope":"…"}` in words. */
export function challengeWords(base64: string): string {
  const told = jsonOf(Buffer.from(base64.trim(), 'base64').toString());
  const words = ['status', 'schemes', 'scope'].flatMap((key) =>
    typeof told[key] === 'string' ? [`${key} ${told[key]}`] : [],
  );
  return words.length === 0 ? 'the token was refused' : `the token was refused: ${words.join(', ')}`;
}

/** An object, whatever came. */
export function jsonOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** Both forms in which the token could come back in a server's words. */
export function tokenSecrets(user: string, token: string): string[] {
  return [initial(user, token), Buffer.from(token).toString('base64'), encodeURIComponent(token), token];
}
