/**
 * One SMTP connection: opened, logged in, used for one message after another. It always knows how far the conversation
 * has come, because a failure means something else at each step.
 */
import type { Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { needsUtf8 } from '../mailbox.ts';
import type { Message, Phase, Reply } from '../transport.ts';
import { LONGEST_ANSWER, LONGEST_RESET, tooLate, watchAnswers } from './answer-time.ts';
import { type Conversation, type OutgoingContent, openBody } from './content.ts';
import { type Auth, authWith, type Login } from './login.ts';
import {
  commandPhase,
  countReplies,
  type PhaseWatch,
  phaseAtConnect,
  type Replies,
  watchPhases,
} from './phases.ts';
import { acceptance, replyOf, type SmtpFault } from './reply.ts';
import { type SessionEnd, watchEnd } from './session-end.ts';

export type SmtpSession = {
  deliver(message: Message, mark: () => Promise<boolean>): Promise<Reply>;
  /** Whether the session can carry another message. */
  usable(): boolean;
  /** How many messages it carried or refused. */
  delivered(): number;
  /** Whether it can carry addresses beyond ASCII (RFC 6531). */
  readonly utf8: boolean;
  /** Says QUIT and leaves. */
  quit(): void;
  /** Closes the connection at once, even in the middle of a mail. */
  close(): void;
};

/**
 * @param most the number of messages that a session is used for at most
 * @param signal gives up while the session is being opened
 * @returns a session; or, if none can be had, the reply that every delivery gets
 */
export async function openSession(
  options: SMTPConnection.Options,
  { login, most }: { readonly login: Login | undefined; readonly most: () => number },
  signal: AbortSignal,
): Promise<SmtpSession | Reply> {
  const watch = watchPhases();
  const auth = login === undefined ? undefined : authWith(login, options.host ?? '', watch.extensions);
  const settings = { ...options, ...auth?.options, logger: watch.logger, transactionLog: true };
  const connection = new SMTPConnection(settings);
  const giveUp = () => connection.close();
  signal.addEventListener('abort', giveUp);
  let late: NodeJS.Timeout | undefined;
  const fault = await new Promise<SmtpFault | undefined>((resolve) => {
    late = setTimeout(resolve, LONGEST_ANSWER, tooLate);
    connection.on('error', resolve);
    connection.once('end', () => resolve({ message: 'The server closed the connection' }));
    connection.connect((error) => {
      if (error || auth === undefined) resolve(error);
      else connection.login(auth.data, (refusal) => resolve(refusal ?? undefined));
    });
  });
  clearTimeout(late);
  signal.removeEventListener('abort', giveUp);
  const socket = connection._socket;
  if (fault === undefined && socket) {
    settings.transactionLog = false; // nodemailer checks this for each line, and a log of every mail costs time
    const utf8 = /[ -]SMTPUTF8\b/im.test(watch.extensions());
    return { ...sessionOver(connection, socket, most), utf8 };
  }
  connection.close();
  const none = { message: 'The server closed the connection' };
  return unopened(fault ?? none, watch, auth, connection.name);
}

function unopened(fault: SmtpFault, watch: PhaseWatch, auth: Auth | undefined, name: string): Reply {
  const phase = phaseAtConnect(fault, watch);
  const told = phase === 'tls' ? aboutTls(fault) : aboutName(fault, name);
  return replyOf(auth === undefined ? told : auth.explain(told), { phase, sent: false });
}

/** Adds our name if a server refuses EHLO: Google refuses `[127.0.0.1]`. */
function aboutName(fault: SmtpFault, name: string): SmtpFault {
  const { message, responseCode, response = '', command } = fault;
  if (!responseCode || !/^(EHLO|HELO)\b/.test(command ?? '')) return fault;
  const words = `${response.trim()} (to EHLO ${name}: \`?name=\` in MAIL_URL gives another name)`;
  return { message, responseCode, response: words, ...(command === undefined ? {} : { command }) };
}

/** Says that the answer was to STARTTLS: the server, or something on the way to it, does not offer TLS. */
function aboutTls(fault: SmtpFault): SmtpFault {
  if (!fault.responseCode) return fault;
  const { message, responseCode, response = '' } = fault;
  return {
    message,
    responseCode,
    response: `${response.trim()} (to STARTTLS, without which nothing is sent)`,
  };
}

function sessionOver(
  connection: SMTPConnection,
  socket: Socket,
  most: () => number,
): Omit<SmtpSession, 'utf8'> {
  let delivered = 0;
  const end = watchEnd(connection);
  const replies = countReplies(socket, end.close);
  const line = lineOf(connection);
  const close = () => connection.close();
  return {
    usable: () => !end.reached() && delivered < most(),
    delivered: () => delivered,
    quit: () => (end.reached() ? undefined : connection.quit()),
    close,
    deliver: async ({ envelope, content, messageId }, mark) => {
      delivered += 1;
      const body = openBody(content, mark, line);
      const {
        fault,
        response,
        phase: before,
      } = await send(connection, { ...envelope, dsn: dsnOf(envelope.to, messageId) }, body, replies, end);
      // The mark is finished before the reply is recorded; else it could be written after the reply.
      if ((await body.marked()) === false) {
        close();
        return { kind: 'lost' };
      }
      // Over TLS the answer can arrive one turn before the news that the last byte has left.
      if (body.sent() && !body.ended()) await nextTurn();
      const progress = { phase: bodyPhase(body) ?? before, sent: body.sent() };
      const answer = fault === undefined ? acceptance(response, progress) : replyOf(fault, progress);
      const reply = body.ended() ? answer : prematurely(answer);
      if (!end.reached() && !(await leavesClean(connection, reply, body, end))) close();
      return reply;
    },
  };
}

function lineOf(connection: SMTPConnection): Conversation {
  return {
    said: () => connection.lastServerResponse || '',
    socket: () => connection._socket || undefined,
  };
}

type Sent = { readonly fault?: SmtpFault; readonly response: string; readonly phase: Phase };
async function send(
  connection: SMTPConnection,
  envelope: Message['envelope'] & { readonly dsn: SMTPConnection.Envelope['dsn'] },
  body: OutgoingContent,
  replies: Replies,
  end: SessionEnd,
): Promise<Sent> {
  replies.begin();
  const steps = () => replies.count() + Number(body.asked()) + Number(body.ended());
  using _watch = watchAnswers(steps, () => end.close(tooLate));
  const result = await new Promise<Sent>((resolve) => {
    const finish = (fault: SmtpFault | null, response = '') => {
      // The delivery is over before any content was handed over: from now on none may leave.
      if (!body.sent()) body.stop();
      resolve({
        ...(fault ? { fault } : {}),
        response,
        phase: commandPhase(fault?.command) ?? replies.phase(),
      });
    };
    end.tell(finish);
    connection.send(
      { ...envelope, to: [envelope.to], use8BitMime: needsUtf8(envelope.to) },
      body.stream,
      (fault, info) => finish(fault, info?.response),
    );
  });
  end.tell(undefined);
  return result;
}

/**
 * What a bounce should name: our id of the mail and the address as we wrote it, if the server offers that (RFC 3461).
 */
function dsnOf(to: string, messageId: string): NonNullable<SMTPConnection.Envelope['dsn']> {
  const envid = messageId.slice(1, -1);
  // An address beyond ASCII has a form of its own (RFC 6533, 3) that few servers can read: it is left out.
  const orcpt = needsUtf8(to) ? {} : { orcpt: `rfc822;${to}` };
  return { ret: 'HDRS', ...orcpt, ...(envid.length <= MOST_ENVID ? { envid } : {}) };
}

/** RFC 3461, section 4.4. */
const MOST_ENVID = 100;

/** A positive answer before the end of the content is not about this mail: client and server are out of step. */
function prematurely(reply: Reply): Reply {
  if (reply.kind !== 'accepted') return reply;
  return { kind: 'unknown', reason: `Answered before the end of the mail: ${reply.response}`, phase: 'body' };
}

/** Whether the session can carry another message. After a refused envelope the transaction must be reset. */
async function leavesClean(
  connection: SMTPConnection,
  reply: Reply,
  body: OutgoingContent,
  end: SessionEnd,
): Promise<boolean> {
  if (reply.kind === 'accepted') return true;
  if (reply.kind !== 'refused' || (body.asked() && !body.ended())) return false;
  if (body.ended()) return true;
  let late: NodeJS.Timeout | undefined;
  const isReset = await new Promise<boolean>((resolve) => {
    late = setTimeout(resolve, LONGEST_RESET, false);
    end.tell(() => resolve(false));
    connection.reset((error) => resolve(!error));
  });
  clearTimeout(late);
  return isReset;
}

function bodyPhase(body: OutgoingContent): Phase | undefined {
  if (!body.asked()) return undefined;
  if (!body.sent()) return 'data';
  return body.ended() ? 'answer' : 'body';
}
