/**
 * Begins encryption with a server and looks at its certificates. Nothing is sent but the commands that lead to it; no
 * login, no mail. Any certificate is accepted here, because the point is to see what is wrong with it.
 */
import { connect as connectPlain, isIP, type Socket } from 'node:net';
import {
  checkServerIdentity,
  connect as connectTls,
  getCACertificates,
  type PeerCertificate,
  type TLSSocket,
} from 'node:tls';
import { oneLine } from '../../mail/smtp/reply.ts';
import { certificateOf, chainFrom, issuerOf } from './certificates.ts';
import { type Lines, linesOf } from './server-lines.ts';
import { type AskTls, isAboutDates, type NoTls, type TlsAnswer, type TlsPlace } from './tls-answer.ts';

/** Why there is no encrypted connection. */
class TlsFailure extends Error {
  readonly none: NoTls;

  constructor(none: NoTls, said: string) {
    super(oneLine(said, 200));
    this.none = none;
  }
}

/** @param patience how long to wait for one server, in ms; half of it for its first word */
export function openAskTls(patience: number, signal: AbortSignal): AskTls {
  return async (place) => {
    const until = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
    try {
      return place.begins === 'at once'
        ? await encrypted(place, await connected(place, until), until)
        : await afterWords(place, place.begins, { until, patience });
    } catch (error) {
      if (!(error instanceof TlsFailure)) throw error;
      return { none: error.none, said: error.message };
    }
  };
}

/** STARTTLS. If the server says nothing, it may be waiting for TLS itself: this is tried on a new connection. */
async function afterWords(
  place: TlsPlace,
  protocol: 'smtp' | 'imap',
  { until, patience }: { readonly until: AbortSignal; readonly patience: number },
): Promise<TlsAnswer> {
  const socket = await connected(place, until);
  const lines = linesOf(socket, AbortSignal.any([until, AbortSignal.timeout(patience / 2)]));
  try {
    const greeting = await lines.next();
    if (greeting === undefined) {
      if (await takesTlsAtOnce(place, until)) throw new TlsFailure('at once', 'it waits for TLS');
      throw unanswered(socket);
    }
    await (protocol === 'smtp' ? askSmtp : askImap)(socket, lines, greeting);
    lines.end();
    return await encrypted(place, socket, until);
  } finally {
    socket.destroy();
  }
}

async function takesTlsAtOnce(place: TlsPlace, until: AbortSignal): Promise<boolean> {
  try {
    const answer = await encrypted(place, await connected(place, until), until);
    return 'version' in answer;
  } catch {
    return false;
  }
}

/** @throws TlsFailure if the server does not say "go on" */
async function askSmtp(socket: Socket, lines: Lines, greeting: string): Promise<void> {
  if (!/^\d{3}[ -]/.test(greeting)) throw new TlsFailure('another protocol', greeting);
  if (/^\d{3}-/.test(greeting)) await repliesOf(lines);
  if (!greeting.startsWith('220')) throw new TlsFailure('unreachable', greeting);
  socket.write('EHLO [127.0.0.1]\r\n');
  const offers = await repliesOf(lines);
  if (!/^\d{3}(?: |$)/.test(offers.at(-1) ?? '')) throw unanswered(socket);
  if (!offers[0]?.startsWith('250')) throw new TlsFailure('unreachable', offers.at(-1) ?? '');
  if (!offers.some((line) => /^250[ -]STARTTLS\s*$/i.test(line))) {
    const isCrossedOut = offers.some((line) => /^250[ -]X{6,}/.test(line));
    throw new TlsFailure(isCrossedOut ? 'crossed out' : 'not offered', offers.at(-1) ?? '');
  }
  socket.write('STARTTLS\r\n');
  const [answer = 'no answer'] = await repliesOf(lines);
  if (!answer.startsWith('220')) throw new TlsFailure('broken', answer);
}

/** No answer where one was due. A server that hangs up has a reason, which other checks tell. */
function unanswered(socket: Socket): TlsFailure {
  return new TlsFailure(socket.destroyed ? 'unreachable' : 'silent', 'it does not answer');
}

/** All lines of one answer, such as `250-ONE`, `250 TWO`. */
async function repliesOf(lines: Lines): Promise<string[]> {
  const all: string[] = [];
  for (;;) {
    const line = await lines.next();
    if (line === undefined) return all;
    all.push(line);
    if (!/^\d{3}-/.test(line)) return all;
  }
}

/** @throws TlsFailure if the server does not say "go on" */
async function askImap(socket: Socket, lines: Lines, greeting: string): Promise<void> {
  if (!/^\* (?:OK|PREAUTH|BYE)\b/i.test(greeting)) throw new TlsFailure('another protocol', greeting);
  if (/^\* BYE/i.test(greeting)) throw new TlsFailure('unreachable', greeting);
  socket.write('a1 CAPABILITY\r\n');
  const offers = await taggedBy('a1', lines);
  if (offers.at(-1)?.startsWith('a1 ') !== true) throw unanswered(socket);
  if (!offers.some((line) => /^\* CAPABILITY\b.*\bSTARTTLS\b/i.test(line)))
    throw new TlsFailure('not offered', offers.at(-1) ?? '');
  socket.write('a2 STARTTLS\r\n');
  const answer = (await taggedBy('a2', lines)).at(-1) ?? 'no answer';
  if (!/^a2 OK\b/i.test(answer)) throw new TlsFailure('broken', answer);
}

async function taggedBy(tag: string, lines: Lines): Promise<string[]> {
  const all: string[] = [];
  for (;;) {
    const line = await lines.next();
    if (line === undefined) return all;
    all.push(line);
    if (line.startsWith(`${tag} `)) return all;
  }
}

function connected({ host, port }: TlsPlace, until: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectPlain({ host, port });
    const fail = (said: string) => {
      socket.destroy();
      reject(new TlsFailure('unreachable', said));
    };
    const late = () => fail('it does not answer');
    socket.once('connect', () => {
      until.removeEventListener('abort', late);
      resolve(socket);
    });
    socket.on('error', ({ message }) => fail(message));
    until.addEventListener('abort', late, { once: true });
    if (until.aborted) late();
  });
}

function encrypted({ host }: TlsPlace, socket: Socket, until: AbortSignal): Promise<TlsAnswer> {
  return new Promise((resolve, reject) => {
    const name = isIP(host) === 0 ? { servername: host } : {};
    const secured = connectTls({ ...name, socket, rejectUnauthorized: false, minVersion: 'TLSv1.2' });
    const over = () => {
      secured.destroy();
      socket.destroy();
    };
    const failed = (none: TlsFailure) => {
      until.removeEventListener('abort', late);
      reject(none);
      over();
    };
    const late = () => failed(new TlsFailure('silent', 'it does not answer'));
    secured.once('secureConnect', () => {
      until.removeEventListener('abort', late);
      resolve(seenOn(secured, host));
      // The server shall see an end, not a client that hangs up while encryption begins.
      secured.end(over);
    });
    secured.on('error', (error) => failed(failureOf(error)));
    secured.once('close', () => failed(new TlsFailure('broken', 'it closed the connection')));
    until.addEventListener('abort', late, { once: true });
    if (until.aborted) late();
  });
}

function seenOn(socket: TLSSocket, host: string): TlsAnswer {
  const own = socket.getPeerX509Certificate();
  const { authorized, authorizationError } = socket;
  const isForHost =
    own !== undefined && checkServerIdentity(host, own.toLegacyObject() as PeerCertificate) === undefined;
  const code = authorized ? undefined : codeOf(authorizationError);
  const chain = chainFrom(own);
  const last = chain.at(-1);
  const issuer = last !== undefined && isAboutDates(code) ? issuerOf(last, getCACertificates()) : undefined;
  return {
    version: socket.getProtocol() ?? 'TLS',
    chain: chain.map(certificateOf),
    isForHost,
    distrust: code === 'ERR_TLS_CERT_ALTNAME_INVALID' ? undefined : code,
    authority: issuer === undefined ? undefined : certificateOf(issuer),
  };
}

function failureOf(error: Error): TlsFailure {
  const code = codeOf(error);
  if (/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|RECORD_LAYER_FAILURE|HTTP_REQUEST/.test(code))
    return new TlsFailure('plain', 'it answers without TLS');
  if (/ALERT_PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL/.test(code))
    return new TlsFailure('too old', 'it knows no TLS 1.2');
  return new TlsFailure('broken', plainly(error.message));
}

/** OpenSSL's message has colons and numbers around the words that matter: `…:error:0A000410:…:sslv3 alert …:…`. */
function plainly(message: string): string {
  const parts = message.split(':').map((part) => part.trim());
  const at = parts.findIndex((part) => /^SSL routines$/.test(part));
  return at < 0 ? message : (parts[at + 2] ?? message);
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error) return String(error.code);
  return String(error ?? '');
}
