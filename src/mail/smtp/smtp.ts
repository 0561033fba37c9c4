/**
 * Mail over SMTP: connections are kept and used again, with one recipient for each transaction. How a connection is
 * opened and encrypted stands in connection-options.ts; a password never leaves in clear text.
 */
import { needsUtf8 } from '../mailbox.ts';
import type { Message, Reply, Transport } from '../transport.ts';
import { type ConnectionSettings, connectionOptions } from './connection-options.ts';
import type { Login } from './login.ts';
import { openSession, type SmtpSession } from './session.ts';
import { isSessionFull, namesSession } from './session-limit.ts';

export type SmtpSettings = ConnectionSettings & {
  /** The name in reports: no password. */
  readonly name: string;
  /** The name in the record of attempts: the host, and the port if one is given. */
  readonly relay: string;
  readonly login: Login | undefined;
  readonly connections: number;
  /** After this number of messages a new connection is opened. */
  readonly messagesPerConnection: number;
};

export function openSmtp(settings: SmtpSettings): Transport {
  const { relay } = settings;
  const sessions = openSessions(settings);
  return {
    name: settings.name,
    channel: 'mail',
    connections: settings.connections,
    deliver: async (message, mark) => {
      const session = await sessions.take();
      if ('kind' in session) return { ...session, relay };
      let marked = false;
      const markOnce = () => {
        marked = true;
        return mark(relay);
      };
      const reply = await sessions.deliver(session, message, markOnce);
      const carried = session.delivered() - 1;
      const mayRepeat = carried > 0 && !marked && !sessions.closed();
      if (!mayRepeat || !isOfSession(reply)) return { ...reply, relay };
      const fresh = await sessions.openNew();
      if ('kind' in fresh) return { ...fresh, relay };
      const second = await sessions.deliver(fresh, message, markOnce);
      if (second.kind === 'accepted' && namesSession(reply)) sessions.limit(carried);
      return { ...second, relay };
    },
    [Symbol.asyncDispose]: async () => sessions.close(),
  };
}

/**
 * Whether a session that has carried mails is the reason: it has carried as many as the server takes in one, or the
 * server hung up between two mails, as some do after each. A new session takes this mail too.
 */
function isOfSession(reply: Reply): boolean {
  return isSessionFull(reply) || reply.kind === 'unsent';
}

/** The sessions with one server: a session that is not in use waits in `idle` for the next message. */
function openSessions(settings: SmtpSettings) {
  const options = connectionOptions(settings);
  const alive = new Set<SmtpSession>(); // idle or in use
  const idle: SmtpSession[] = [];
  const closing = new AbortController();
  let most = settings.messagesPerConnection;
  const openNew = () => openSession(options, { login: settings.login, most: () => most }, closing.signal);
  return {
    /** @returns a session, or the reply that says why none can be had */
    take: async (): Promise<SmtpSession | Reply> => takeUsable(idle, alive) ?? (await openNew()),
    openNew,
    deliver: async (session: SmtpSession, message: Message, mark: () => Promise<boolean>): Promise<Reply> => {
      alive.add(session);
      if (needsUtf8(message.envelope.to) && !session.utf8) {
        idle.push(session);
        return noUtf8(message.envelope.to);
      }
      const reply = await session.deliver(message, mark);
      if (session.usable() && !isSessionFull(reply)) idle.push(session);
      else leave(session, alive);
      return reply;
    },
    /** From now on a session carries at most this number of messages. */
    limit: (carried: number) => {
      most = Math.min(most, carried);
    },
    closed: () => closing.signal.aborted,
    close: () => {
      closing.abort();
      for (const session of idle) leave(session, alive);
      for (const session of alive) session.close();
    },
  };
}

/**
 * A server without SMTPUTF8 cannot take this address (RFC 6531, 3.2). The delivery fails for good, because the server
 * will not change within three days. The code is the one in RFC 6531, 3.5.
 */
function noUtf8(address: string): Reply {
  return {
    kind: 'refused',
    code: 553,
    enhanced: '5.6.7',
    response: `553 5.6.7 The mail server does not offer SMTPUTF8, which ${address} needs`,
    phase: 'rcpt',
    own: true,
  };
}

/** Takes an idle session. Sessions that the server has ended, or that have carried enough, are closed. */
function takeUsable(idle: SmtpSession[], alive: Set<SmtpSession>): SmtpSession | undefined {
  for (;;) {
    const session = idle.pop();
    if (session === undefined || session.usable()) return session;
    leave(session, alive);
  }
}

function leave(session: SmtpSession, alive: Set<SmtpSession>): void {
  alive.delete(session);
  session.quit();
}
