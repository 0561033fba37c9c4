/**
 * Whether a refusal is only about this session: the server takes no more mails in it, but would take this mail in a new
 * one. There is no code for it: some servers say 452, some say 421 and hang up, some say 550, and the words are in the
 * language of the person who set the server up. Pure.
 */
import type { Phase, Reply } from '../transport.ts';

/** Nothing of the mail was handed over, so it can be tried in a new session. */
const BEFORE_CONTENT: readonly Phase[] = ['mail', 'rcpt', 'data'];

/**
 * At MAIL the server does not know the recipient yet, so every permanent refusal there may be about the session. At RCPT
 * and DATA the words must name the session. A new session is tried once; what the server says there counts.
 */
export function isSessionFull(reply: Reply): boolean {
  if (reply.kind !== 'refused' || !BEFORE_CONTENT.includes(reply.phase)) return false;
  return reply.code === 421 || (reply.code >= 500 && reply.phase === 'mail') || namesSession(reply);
}

/**
 * Whether the words are about how much one session may carry. A 421 alone is not enough: the server may just be busy. A
 * permanent refusal must also say "too much": `554 connection refused` is not about the session.
 */
export function namesSession(reply: Reply): boolean {
  if (reply.kind !== 'refused') return false;
  const { code, enhanced, response } = reply;
  const session = SESSION.test(response);
  if (code >= 500) return session && TOO_MUCH.test(response);
  return enhanced === '4.5.3' || session || /\btoo many\b/i.test(response);
}

const SESSION =
  /\b(?:connections?|sessions?)\b|セッション|接続|コネクション|sitzung|verbindung|sesi[oó]n|conexi[oó]n|connexion|세션|연결|会话|會話|连接|連線/i;
const TOO_MUCH =
  /\b(?:too many|max(?:imum)?|limit(?:s|ed)?|exceed(?:s|ed)?|reached|reconnect)\b|超え|超過|上限|最大|制限|再接続|zu viele|demasiad|trop|초과|제한|超过|超過|超出|过多|過多/i;
