/**
 * Whether a refusal is about what the relay takes from us: too fast, or all that it takes today or this hour. For the
 * quota there is no code, so the words decide. Pure.
 */
import type { Reply } from '../transport.ts';

type Refused = Extract<Reply, { kind: 'refused' }>;

/** `Greylisted`, `grey listed`, `gray-listing`. */
export const GREYLISTING = /gr[ae]y[ _-]?list/i;
const PERIOD =
  /\b(dai?ly|days?|24[ -]?h(ours?)?|hour(ly)?|month(ly)?)\b|[1１一]日|本日|今日|時間(?:あたり|当たり|毎)|今月|月間/i;
const USED_UP = /\b(quota|limit|maximum|max|allowance|credits?|exceed(ed|s)?|reached)\b|上限|超過|超え|制限/i;
/** What we may send, without a period: `550 5.7.0 The limit on the number of allowed outgoing messages was exceeded`. */
const OURS =
  /\b(?:outgoing|outbound)\b|\bsend(?:ing)? (?:quota|limit|rate)|\b(?:message|mail|e-?mail|recipient)s? (?:sending )?(?:quota|rate limit)|\bnumber of (?:\w+ ){0,2}(?:messages|mails|emails|recipients)\b|送信(?:数|通数|量|制限|上限)/i;

/**
 * `454 … Daily message quota exceeded`, `550 5.4.5 Daily user sending limit exceeded`: ours, not a mailbox's. A 4yz
 * without a period is a rate: there it is enough to go slower.
 */
export function isQuota({ code, enhanced = '', response }: Refused): boolean {
  if (GREYLISTING.test(response)) return false;
  // Of an address or a mailbox (RFC 3463, 3.2 and 3.3). Exchange Online's 5.1.90 is a limit on what we send.
  if (/^[45]\.(?:1\.(?!90$)|2\.)/.test(enhanced)) return false;
  if (/\b(mailbox|inbox|disk|storage|receiv\w*|size|sessions?|connections?)\b/i.test(response)) return false;
  return USED_UP.test(response) && (PERIOD.test(response) || (code >= 500 && OURS.test(response)));
}

/**
 * A limit of the relay: it has not heard of the recipient yet, or says so in the code that it has for this. Greylisting
 * is none.
 */
export function isRelayLimit({ code, response, phase }: Refused): boolean {
  if (GREYLISTING.test(response)) return false;
  return (code < 500 && phase === 'mail') || (code === 454 && /^(?:data|body|answer)$/.test(phase));
}
