/**
 * One connection to a mailbox over IMAP: it reads the mails after a UID, marks or moves those that are taken in, and
 * waits for new ones.
 */
import type { ImapFlow } from 'imapflow';
import { oneLine } from '../../mail/smtp/reply.ts';
import { type Problem, ProblemError } from '../../problem.ts';
import { MINUTE } from '../../time.ts';
import { LONGEST_MAIL } from '../mail-sources.ts';
import { type ImapPlace, mailboxName } from './imap-url.ts';

/** `bytes`: `undefined` if the mail is there and the server does not give it. */
export type ImapMail = { readonly uid: number; readonly bytes: Uint8Array | undefined };

export type ImapMailbox = AsyncDisposable & {
  /** The UIDVALIDITY of the folder: UIDs are only comparable while it stays the same. Empty if the server has none. */
  readonly validity: string;
  /** The mails in the order of their UIDs, one at a time. */
  mailsAfter(uid: number): AsyncGenerator<ImapMail>;
  /** Marks the mails as read; or, if a folder is named, moves them there and creates the folder if needed. */
  settle(uids: readonly number[], folder: string | undefined): Promise<void>;
  /**
   * Waits until a mail comes or `ms` are over.
   * @throws ImapAway if the connection breaks
   */
  wait(ms: number, signal: AbortSignal): Promise<void>;
};

/** The server does not answer, or closed the connection: the caller tries again later. */
export class ImapAway extends Error {
  override readonly name = 'ImapAway';
}

/** Some servers send a whole mail where its beginning was asked for. */
const MOST_LITERAL = 64 * 1024 * 1024;
/** A server may end an IDLE after 29 minutes (RFC 2177); a router may forget the connection much earlier. */
const RENEW_IDLE = 4 * MINUTE;
const SILENCE = 5 * MINUTE;

/** In ms: so long a command may take. A server that sends something all the time never falls silent. */
const PATIENCE = 5 * MINUTE;

/**
 * @param token an access token, if the login needs one
 * @param patience in ms: how long a command may take
 * @throws ProblemError, ImapAway
 */
export async function openMailbox(
  place: ImapPlace,
  token: string | undefined,
  patience = PATIENCE,
): Promise<ImapMailbox> {
  const { ImapFlow } = await import('imapflow');
  const { host, port, secure, tls, user, password, folder } = place;
  const client = new ImapFlow({
    ...{ host, port, secure, logger: false },
    ...(secure ? {} : { doSTARTTLS: tls !== 'off' }),
    tls: { rejectUnauthorized: tls === 'required' },
    auth: token === undefined ? { user, pass: password } : { user, accessToken: token },
    autoIdleDelay: 500,
    maxIdleTime: RENEW_IDLE,
    socketTimeout: SILENCE,
    connectionTimeout: 30_000,
    maxLiteralSize: MOST_LITERAL,
    maxResponseSize: MOST_LITERAL + 1024 * 1024,
  });
  const secrets = [password, token ?? ''];
  client.on('error', () => {}); // each waiting command fails with the same error and reports it
  const said: Said = (work) =>
    inTime(work, patience, () => client.close()).catch((error: unknown) => fail(error, place, secrets));
  try {
    await said(client.connect());
    const opened = await said(
      client.mailboxOpen(folder).catch((error: unknown) => {
        throw isRefusal(error) ? noFolder(place) : error;
      }),
    );
    return mailboxOn(client, String(opened.uidValidity ?? ''), said);
  } catch (error) {
    client.close();
    throw error;
  }
}

type Said = <T>(work: Promise<T>) => Promise<T>;

/** After that long the connection is closed: a late answer would be taken for that of the next command. */
function inTime<T>(work: Promise<T>, patience: number, close: () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new ImapAway(`no answer in ${patience / 1000} s`));
      close();
    }, patience);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function mailboxOn(client: ImapFlow, validity: string, said: Said): ImapMailbox {
  let hasNews = false;
  client.on('exists', ({ count, prevCount }: { readonly count: number; readonly prevCount: number }) => {
    hasNews ||= count > prevCount;
  });
  return {
    validity,
    mailsAfter: async function* (after) {
      hasNews = false;
      // `7:*` contains the last mail even if its UID is smaller than 7 (RFC 9051, 9: seq-range).
      const found = await said(client.search({ uid: `${after + 1}:*` }, { uid: true }));
      const uids = (Array.isArray(found) ? found : []).filter((uid) => uid > after);
      for (const uid of [...new Set(uids)].toSorted((a, b) => a - b)) {
        const bytes = await said(sourceOf(client, uid));
        if (bytes !== undefined || (await said(isThere(client, uid)))) yield { uid, bytes };
      }
    },
    settle: async (uids, folder) => {
      if (uids.length === 0) return;
      await said(client.messageFlagsAdd(uids.join(','), ['\\Seen'], { uid: true }));
      if (folder === undefined) return;
      await client.mailboxCreate(folder).catch((error: unknown) => {
        if (!isRefusal(error)) throw error; // the folder exists already; if not, the move below fails and says why
      });
      await said(client.messageMove(uids.join(','), folder, { uid: true }));
    },
    wait: (ms, signal) => (hasNews ? Promise.resolve() : waited(client, ms, signal)),
    [Symbol.asyncDispose]: async () => {
      await Promise.race([client.logout().catch(() => {}), new Promise((done) => setTimeout(done, 2_000))]);
      client.close();
    },
  };
}

/** A server may add rows about other mails, such as a changed flag, but nobody asked for thousands of them. */
const MOST_ROWS = 10_000;

/** @returns `undefined` if the server does not give this mail */
async function sourceOf(client: ImapFlow, uid: number): Promise<Uint8Array | undefined> {
  let [found, rows, bytes]: [Uint8Array | undefined, number, number] = [undefined, 0, 0];
  for await (const row of client.fetch(String(uid), { source: { maxLength: LONGEST_MAIL } }, { uid: true })) {
    rows += 1;
    const source: unknown = row.source; // null where the server says NIL
    if (source instanceof Uint8Array) {
      bytes += source.length;
      if (row.uid === uid) found = source.subarray(0, LONGEST_MAIL);
    }
    if (rows <= MOST_ROWS && bytes <= 2 * MOST_LITERAL) continue;
    client.close();
    throw new ImapAway('it sends mails that nobody asked for');
  }
  return found;
}

/** Somebody may have deleted it since it was found. */
async function isThere(client: ImapFlow, uid: number): Promise<boolean> {
  const found = await client.search({ uid: String(uid) }, { uid: true });
  return Array.isArray(found) && found.includes(uid);
}

function waited(client: ImapFlow, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      client.off('exists', came);
      client.off('close', broke);
      signal.removeEventListener('abort', came);
    };
    const came = () => {
      end();
      resolve();
    };
    const broke = () => {
      end();
      reject(new ImapAway('the server hung up'));
    };
    const timer = setTimeout(came, ms);
    client.on('exists', came);
    client.on('close', broke);
    signal.addEventListener('abort', came);
    if (signal.aborted) came();
    else if (!client.usable) broke();
  });
}

/** Whether the server answered a command with NO (or BAD, as some do); the connection itself still works. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'responseStatus' in error && error.responseStatus !== undefined;
}

/** Not now: what the server says of itself, and not of the password (RFC 5530, 3). */
const NOT_NOW: readonly unknown[] = ['UNAVAILABLE', 'INUSE', 'LIMIT', 'SERVERBUG'];

function fail(error: unknown, place: ImapPlace, secrets: readonly string[]): never {
  if (error instanceof ProblemError || error instanceof ImapAway) throw error;
  const response = error instanceof Error && 'response' in error ? error.response : undefined;
  const text = error instanceof Error && 'responseText' in error ? error.responseText : undefined;
  const words = [text, response].find((one) => typeof one === 'string' && one !== '');
  const reason = typeof words === 'string' ? words : error instanceof Error ? error.message : String(error);
  const clean = censored(reason, place, secrets);
  const isLater =
    error instanceof Error && 'serverResponseCode' in error && NOT_NOW.includes(error.serverResponseCode);
  if (error instanceof Error && 'authenticationFailed' in error && !isLater) throw refusedLogin(place, clean);
  throw new ImapAway(clean);
}

/** Hides passwords and tokens: a server may repeat what we sent. */
function censored(text: string, { user }: ImapPlace, secrets: readonly string[]): string {
  const forms = secrets.flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64'),
    Buffer.from(`\0${user}\0${secret}`).toString('base64'),
  ]);
  const clean = forms
    .filter((form) => form.length > 2)
    .reduce((left, form) => left.replaceAll(form, '***'), text);
  return oneLine(clean, 300);
}

function refusedLogin(place: ImapPlace, said: string): ProblemError {
  const problem: Problem = {
    code: 'imap-login',
    message: `The mail server refuses the login for ${mailboxName(place)}: ${said}.`,
    hint: place.byToken
      ? 'Look whether the token is for this mailbox and may read it: Google wants the scope `https://mail.google.com/`, Microsoft `IMAP.AccessAsUser.All`.'
      : 'Look at user and password in IMAP_URL. Gmail, Yahoo and iCloud want a password for this program alone; Microsoft wants a token: `?auth=xoauth2`.',
  };
  return new ProblemError([problem]);
}

function noFolder(place: ImapPlace): ProblemError {
  const problem: Problem = {
    code: 'imap-url',
    message: `The mailbox has no folder \`${place.folder}\`.`,
    hint: 'Name one that there is at the end of IMAP_URL, such as `/INBOX`; `%2F` stands for a / in its name.',
  };
  return new ProblemError([problem]);
}
