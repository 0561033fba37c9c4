/**
 * Whether a server refuses more mails in this session, and neither us nor the recipient. Servers have no code of their
 * own for it: some say 452, some 421 and hang up, some 550, in the language of whoever set them up. Pure.
 */
import type { Phase, Reply } from '../transport.ts';

/** Nothing of the mail was handed over, so it can be tried in a new session. */
const BEFORE_CONTENT: readonly Phase[] = ['mail', 'rcpt', 'data'];

/**
 * At MAIL the server has not heard of the recipient: any refusal for good there may be about the session. Elsewhere it
 * must say so. A new session is asked once, and then its word counts.
 */
export function isSessionFull(reply: Reply): boolean {
  if (reply.kind !== 'refused' || !BEFORE_CONTENT.includes(reply.phase)) return false;
  return reply.code === 421 || (reply.code >= 500 && reply.phase === 'mail') || namesSession(reply);
}

/**
 * Whether the words are about what one session may carry. A 421 alone is not enough: the server may just be busy. Nor is
 * `554 connection refused`: a refusal for good must also say that it is too much.
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
