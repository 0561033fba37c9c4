/**
 * The login to a mailbox: by the password of IMAP_URL, or by an access token as MAIL_URL uses it. A token is kept for
 * the next connection. If the server refuses a token, a new one is fetched and tried once: a provider may take a
 * token back before its time.
 */
import { tokensFrom } from '../../mail/smtp/access-tokens.ts';
import { TokenFault } from '../../mail/smtp/token-login.ts';
import { ProblemError } from '../../problem.ts';
import type { Environment } from '../../secrets.ts';
import { type ImapPlace, mailboxName } from './imap-url.ts';
import { ImapAway, type ImapMailbox, openMailbox } from './mailbox.ts';

/**
 * @returns opens a connection each time it is called; it throws ProblemError or ImapAway
 * @throws ProblemError (mail-url) if no token can ever be had
 */
export function mailboxLogin(place: ImapPlace, env: Environment): () => Promise<ImapMailbox> {
  if (!place.byToken) return () => openMailbox(place, undefined);
  const tokens = tokensFrom(env);
  return async () => {
    const token = await tokenFor(place, tokens.current());
    try {
      return await openMailbox(place, token);
    } catch (error) {
      if (!isRefusedLogin(error)) throw error;
      const fresh = await tokenFor(place, tokens.renewed(token));
      if (fresh === undefined) throw error;
      return await openMailbox(place, fresh);
    }
  };
}

/** If the token server does not answer, this is as if the mailbox did not: it is tried again later. */
async function tokenFor<T>(place: ImapPlace, asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof TokenFault)) throw error;
    if (!error.final) throw new ImapAway(error.message);
    throw new ProblemError(
      [
        {
          code: 'imap-login',
          message: `There is no access token for ${mailboxName(place)}: ${error.message}.`,
          hint: 'Look at MAIL_CLIENT_ID, MAIL_CLIENT_SECRET and MAIL_REFRESH_TOKEN. A refresh token that expired must be made anew (docs/running.md).',
        },
      ],
      { cause: error },
    );
  }
}

function isRefusedLogin(error: unknown): boolean {
  return error instanceof ProblemError && error.problems.some(({ code }) => code === 'imap-login');
}
