/** Whether a machine wrote a mail: a mail server that returns a mail, or a program that answers for a person. */
import { isAnswerSubject, saysItIsAutomatic } from './answering-programs.ts';
import { addressesIn, isMachine, isMailServer } from './found-addresses.ts';
import { allOf, firstOf } from './header-fields.ts';
import type { ReceivedMail } from './mail-parts/received-mail.ts';
import { ownLines } from './requests/own-words.ts';

const BOUNCE_SUBJECT =
  /undeliver|not deliver|(?:non|un)[- ]?deliver|deliver[^ ]* (?:fail|status|notif|error|problem|report|incomplete|delay|has)|(?:mail|message|deliver[a-z]*|dsn)[^a-z]{1,3}(?:system )?(?:error|fail|status|delay|warning|block)|return(?:ed|ing)[^a-z]{0,3}(?:e?-?mail|message|to sender)|failure (?:notice|delivery|notification)|failed (?:mail|delivery|message|to deliver)|mail(?:er)? ?-?(?:daemon|delivery|error|system error|failure)|(?:could|can) ?not (?:be )?(?:deliver|sent)|unable to deliver|unzustellbar|user unknown|unknown (?:user|recipient)|bounce|rejected|errors from|warning: (?:could not|message)|delayed mail|postmaster notify|unsent|エラー|配信(?:不能|失敗|エラー)|送信(?:できません|失敗|エラー)|不達|リターンメール/i;
const BOUNCE_WORDS =
  /(?:could|can|was|were|has|have|been|be|is)(?:n'?t| ?not)? (?:be(?:en)? )?(?:delivered|sent|reached)|(?:un|not )able to (?:be )?deliver|undeliver|delivery (?:to|of|has|failed|error|status)|following (?:addresses|recipients?|address(?:\(es\))?|destination)|permanent(?:ly)? (?:fatal )?(?:error|fail)|returned to (?:you|sender)|did not reach|rejected|bounced|user unknown|unknown user|no such user|mailbox (?:full|unavailable|not found)|配信でき|送信でき|届きません|送れません/i;

export function isBounce(mail: ReceivedMail): boolean {
  const { head } = mail;
  if (mail.statuses.length > 0 || head.has('x-failed-recipients')) return true;
  if (/report-type="?delivery-status/i.test(firstOf(head, 'content-type') ?? '')) return true;
  const subject = firstOf(head, 'subject') ?? '';
  const automatic = isFromMachine(mail);
  if (isReturned(mail)) return true;
  if (automatic && !isAnswer(mail))
    return BOUNCE_SUBJECT.test(subject) || BOUNCE_WORDS.test(mail.text.slice(0, 8000));
  // For other senders only the clearest words count: a person may also write about a delivery.
  return (
    BOUNCE_SUBJECT.test(subject) &&
    BOUNCE_WORDS.test(mail.text.slice(0, 8000)) &&
    !ANSWERED_OR_PASSED_ON.test(subject) &&
    !isWrittenByHand(mail, subject)
  );
}

/** A person who answers a bounce, or passes it on, writes about it. */
const ANSWERED_OR_PASSED_ON = /^\s*(?:re|aw|sv|antw|fwd?|wg|tr|転送|返信)\s*[:：]/i;

/**
 * Somebody with an address of their own answers our mail under another subject, or asks: such a mail quotes our ids, and
 * the words of a server in it may be about anybody.
 */
function isWrittenByHand({ head }: ReceivedMail, subject: string): boolean {
  return head.has('in-reply-to') || /[?？]\s*$/.test(subject);
}

/** A mail server returns a mail, in whatever language: no person writes as a mail server and without a return address. */
function isReturned(mail: ReceivedMail): boolean {
  const from = firstOf(mail.head, 'from') ?? '';
  const hasNoWayBack = allOf(mail.head, 'return-path').some((path) => NO_WAY_BACK.test(path));
  return (
    /^[^@]{0,200}\bmailer[-_ ]?daemon\b/i.test(from) ||
    (hasNoWayBack &&
      (addressesIn(from).some(isMailServer) || SERVER_NAME.test(from)) &&
      !isAnswerSubject(firstOf(mail.head, 'subject') ?? ''))
  );
}

/** qmail writes `<#@[]>` where others write `<>`. */
const NO_WAY_BACK = /^<\s*>$|^<#@\[\]>$/;

/** Whether the mail has no return address (RFC 5321, 4.5.5), or comes from an address of a mail server. */
export function isFromMachine(mail: ReceivedMail): boolean {
  const paths = allOf(mail.head, 'return-path');
  return (
    paths.some((path) => NO_WAY_BACK.test(path) || addressesIn(path).some(isMachine)) || isFromServer(mail)
  );
}

function isFromServer({ head }: ReceivedMail): boolean {
  const from = firstOf(head, 'from') ?? '';
  return addressesIn(from).some(isMachine) || SERVER_NAME.test(from);
}

/** The name of a server begins with such words, or ends with them: "Mr. Postmaster" is a person. */
const SERVER_NAME =
  /(?:^["'\s]*|[(])(?:mail(?:er)?[-_ ]?daemon|post_?master|(?:internet )?mail (?:delivery|administrator|router)|delivery (?:sub)?system|system administrator)|mail delivery (?:sub)?system|courier mail server/i;

/**
 * Whether a program answers for a person who is away. It has no return address either (RFC 5230, 5), but uses the
 * person's own name.
 */
function isAnswer(mail: ReceivedMail): boolean {
  const { head } = mail;
  return (
    (/^auto-replied/i.test(firstOf(head, 'auto-submitted') ?? '') && !isFromServer(mail)) ||
    head.has('x-autoreply') ||
    head.has('x-autorespond') ||
    head.has('x-autoresponder') ||
    /auto[_-]?reply/i.test(firstOf(head, 'precedence', 'x-precedence') ?? '') ||
    isAnswerSubject(firstOf(head, 'subject') ?? '')
  );
}

/**
 * Whether a program wrote the mail (RFC 3834). A mail that a program sent on its own, such as a newsletter, counts too.
 */
export function isAutoReply(mail: ReceivedMail): boolean {
  const automatic = (firstOf(mail.head, 'auto-submitted') ?? 'no').toLowerCase();
  return (
    isAnswer(mail) ||
    !automatic.startsWith('no') ||
    (isFromMachine(mail) && mail.head.has('in-reply-to')) ||
    saysItIsAutomatic(ownLines(mail.text))
  );
}

/**
 * Whether it is a report of programs for programs that asks nothing of a list: that a mail was read (RFC 8098), what
 * became of our signatures (RFC 7489) or of encryption (RFC 8460), or that a calendar took part in something.
 */
export function isProgramReport({ head, isCalendarAnswer }: ReceivedMail): boolean {
  const [, report = ''] =
    /multipart\/report\b.{0,300}?report-type="?([\w-]+)/i.exec(firstOf(head, 'content-type') ?? '') ?? [];
  return (
    isCalendarAnswer ||
    head.has('tls-report-domain') ||
    /^(?:disposition-notification|tlsrpt|dmarc)$/i.test(report) ||
    /^\s*(?:\[[^\]]{0,40}\]\s*)?report domain:\s*\S+.{0,20}submitter:/i.test(firstOf(head, 'subject') ?? '')
  );
}

export function saysDelayed(mail: ReceivedMail, report: string): boolean {
  const subject = firstOf(mail.head, 'subject') ?? '';
  if (/\bdelay(?:ed)?\b|\bwarning\b|遅延/i.test(subject) && !/fail|returned/i.test(subject)) return true;
  return /will (?:be (?:retried|re-?attempted)|continue|keep trying|retry|try again)|(?:this is a )?warning (?:message )?only|no action is required|still (?:being tried|trying)|再試行|再送を(?:試み|続け)|まだ(?:配信|配送|送信)されて|has(?: not|n'?t) (?:yet )?been delivered[^.]{0,60}(?:after more than|yet)|delivery (?:to[^.\n]{0,120} )?(?:has been|is) delayed|do not need to resend/i.test(
    report,
  );
}

export function saysDelivered({ head }: ReceivedMail): boolean {
  return /(?:delivery (?:status )?notification \((?:success|relay)|successful mail delivery|\bdelivered:|read:|開封済み|return receipt)/i.test(
    firstOf(head, 'subject') ?? '',
  );
}
