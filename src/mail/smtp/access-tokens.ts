/** Access tokens: one from the environment, or new ones from a token server (RFC 6749, section 6). */
import { type Problem, ProblemError } from '../../problem.ts';
import type { Environment } from '../../secrets.ts';
import { MINUTE } from '../../time.ts';
import { isLoopback } from './connection-options.ts';
import { jsonOf, TokenFault, type Tokens } from './token-login.ts';

export type Refresh = {
  readonly url: URL;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  readonly refreshToken: string;
};

type TokenEnvironment = Pick<
  Environment,
  'MAIL_TOKEN' | 'MAIL_TOKEN_URL' | 'MAIL_CLIENT_ID' | 'MAIL_CLIENT_SECRET' | 'MAIL_REFRESH_TOKEN'
>;

/** @throws ProblemError (mail-url) that says what is missing */
export function tokensFrom(env: TokenEnvironment): Tokens {
  const { MAIL_TOKEN_URL: url, MAIL_CLIENT_ID: clientId, MAIL_REFRESH_TOKEN: refreshToken } = env;
  if (url === undefined && env.MAIL_TOKEN !== undefined) return givenToken(env.MAIL_TOKEN);
  if (url === undefined || clientId === undefined || refreshToken === undefined) throw missing();
  const server = URL.parse(url);
  if (server === null || (server.protocol !== 'https:' && !isLoopback(server.hostname))) throw clearText();
  if (server.username !== '' || server.password !== '') throw loginInUrl();
  const refresh = { url: server, clientId, clientSecret: env.MAIL_CLIENT_SECRET, refreshToken };
  return refreshedTokens(refresh, env.MAIL_TOKEN);
}

function givenToken(token: string): Tokens {
  return { current: async () => token, renewed: async () => undefined };
}

/** In ms. A token that is valid for less than this is not used any more: a new one is fetched. */
const MARGIN = MINUTE;

type Token = { readonly text: string; readonly until: number };

/**
 * @param first a token to try before any is fetched
 * @param now in ms, on a clock that is never set back
 */
function refreshedTokens(refresh: Refresh, first?: string, now = () => performance.now()): Tokens {
  let token: Token | undefined =
    first === undefined ? undefined : { text: first, until: Number.POSITIVE_INFINITY };
  let fetching: Promise<Token> | undefined;
  const renew = async (): Promise<string> => {
    fetching ??= fetchToken(refresh, now).finally(() => {
      fetching = undefined;
    });
    token = await fetching;
    return token.text;
  };
  return {
    current: async () => (token !== undefined && now() < token.until - MARGIN ? token.text : renew()),
    renewed: async (refused) => (token !== undefined && token.text !== refused ? token.text : renew()),
  };
}

const PATIENCE = 30_000;
/** The longest answer that is read, in bytes: tokens have a few thousand. */
const LONGEST = 256 * 1024;
/** How long a token is valid, in seconds, if the token server does not say. */
const USUAL = 3600;

/** @throws TokenFault */
async function fetchToken(refresh: Refresh, now: () => number): Promise<Token> {
  const began = now();
  const answer = await ask(refresh).catch((error: unknown) => {
    throw new TokenFault(
      `the token server ${refresh.url.host} can not be reached: ${reasonOf(error)}`,
      false,
    );
  });
  const told = jsonOf(answer.text);
  const { access_token: text, expires_in: seconds } = told;
  if (answer.ok && typeof text === 'string' && text !== '') {
    return { text, until: began + 1000 * (Number(seconds) > 0 ? Number(seconds) : USUAL) };
  }
  const words = [told['error'], told['error_description']].filter((word) => typeof word === 'string');
  const said = censored([answer.status, ...words].join(' '), refresh).slice(0, 300);
  throw new TokenFault(
    `the token server ${refresh.url.host} says ${said}`,
    answer.status >= 400 && answer.status < 500 && answer.status !== 429,
  );
}

async function ask({ url, clientId, clientSecret, refreshToken }: Refresh) {
  const form = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: clientId,
    ...(clientSecret === undefined ? {} : { client_secret: clientSecret }),
    refresh_token: refreshToken,
  });
  const response = await fetch(url, {
    method: 'POST',
    body: form,
    redirect: 'error', // the secrets in the request are only for this server
    signal: AbortSignal.timeout(PATIENCE),
  });
  return { ok: response.ok, status: response.status, text: await beginningOf(response) };
}

/** @throws Error if the answer is too long */
async function beginningOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    if (bytes > LONGEST) throw new Error(`its answer is longer than ${LONGEST / 1024} KB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** Removes our secrets from an answer: a server may repeat them. */
function censored(text: string, { clientSecret = '', refreshToken }: Refresh): string {
  const forms = [clientSecret, refreshToken].flatMap((secret) => [
    new URLSearchParams({ secret }).toString().slice('secret='.length),
    encodeURIComponent(secret),
    secret,
  ]);
  return forms.filter((form) => form !== '').reduce((left, form) => left.replaceAll(form, '***'), text);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

function missing(): ProblemError {
  return wrong(
    'A login with a token is asked for (`auth=xoauth2` in MAIL_URL or IMAP_URL), and there is none.',
    'Set MAIL_TOKEN_URL, MAIL_CLIENT_ID, MAIL_CLIENT_SECRET and MAIL_REFRESH_TOKEN, or MAIL_TOKEN for one that you renew yourself.',
  );
}

function clearText(): ProblemError {
  return wrong(
    'MAIL_TOKEN_URL is no https URL: the refresh token would go in clear text.',
    'Write `https://oauth2.googleapis.com/token`, or the URL that your provider names.',
  );
}

function loginInUrl(): ProblemError {
  return wrong(
    'MAIL_TOKEN_URL has a user or a password in it.',
    'Leave them out: MAIL_CLIENT_ID and MAIL_CLIENT_SECRET say who asks.',
  );
}

function wrong(message: string, hint: string): ProblemError {
  const problem: Problem = { code: 'mail-url', message, hint };
  return new ProblemError([problem]);
}
