/**
 * How a person answers the mail that asks them to confirm their address. Three ways count: its link, which starts a
 * mail with a token as the subject; its six digits; or a plain reply. Programs reply too, and some do not say that they
 * are programs. So a reply counts only if it says nothing, or only that the person agrees.
 */
import { readCode } from '../../subscribers/confirmation-code.ts';
import { firstOf } from '../header-fields.ts';
import type { ReceivedMail } from '../mail-parts/received-mail.ts';
import { plainWords, requestOf } from './mail-requests.ts';
import { ownLines } from './own-words.ts';

export type MailedAnswer = {
  /** Possible tokens in the subject, where the link of our mail puts one. */
  readonly inSubject: readonly string[];
  /** Possible tokens in the quoted mail. They count only if the person agrees. */
  readonly quoted: readonly string[];
  /** Six digits that stand alone; `undefined` if there are none. */
  readonly code: string | undefined;
  /** The person wrote nothing, or only that they agree. */
  readonly agrees: boolean;
  /** Few words and no link. An address on a website also gets advertisements, and those are longer. */
  readonly isBrief: boolean;
  /** The mail server of the sender calls the mail spam. */
  readonly isSpam: boolean;
};

/** A confirmation token has 22 characters. */
const TOKEN = /(?<![\w-])[\w-]{22}(?![\w-])/g;
const MOST_TOKENS = 20;
/** A person who agrees writes a few lines; one of them may be a name. */
const FEW = 4;
const BRIEF = 120;

const agreeing =
  /^(?:はい|yes|y|yep|ok(?:ay)?|sure|agreed?|i (?:agree|confirm)|confirm(?:ed|ing)?|please|(?:登録|購読|受信|配信)?(?:を|の)?(?:確認|承認|同意|了解|承知|完了)(?:ok|済み?|します|しました|いたしました|です|お?願います?|お願い(?:いた)?します)?|(?:どうぞ)?(?:よろしく|宜しく)(?:お願い(?:いた|致)?します)?|お願い(?:いた|致)?します|希望(?:します)?|(?:s[ií]|vale|de acuerdo|confirmo|acepto)(?:[, ]+(?:por favor|gracias))?|(?:是的?|好的?|我?(?:同意|确认|確認)(?:订阅|訂閱)?)(?:[, ]*(?:谢谢|謝謝))?)$/i;
export function answerIn(mail: ReceivedMail): MailedAnswer {
  const subject = firstOf(mail.head, 'subject') ?? '';
  const own = ownLines(mail.text);
  const isReport = /multipart\/report/i.test(firstOf(mail.head, 'content-type') ?? ''); // such as "it was read"
  const isSpam = /^\s*yes/i.test(firstOf(mail.head, 'x-spam-flag', 'x-spam-status', 'x-spam') ?? '');
  const first = own[0]?.normalize('NFKC') ?? '';
  return {
    inSubject: /^\s*confirm\b/i.test(subject) ? (subject.match(TOKEN) ?? []).slice(0, MOST_TOKENS) : [],
    quoted: (mail.text.match(TOKEN) ?? []).slice(0, MOST_TOKENS),
    code: readCode(first) ?? readCode(plainWords(subject)),
    isSpam,
    isBrief:
      own.length <= FEW &&
      own.join('').length <= BRIEF &&
      !/https?:|www\./i.test([subject, ...own].join(' ')) &&
      !mail.head.has('list-unsubscribe'),
    agrees:
      !isReport && (first === '' || (isYes(first) && own.length <= FEW && own.slice(1).every(saysNoMore))),
  };
}

/** Whether the line is only a name, or says again that they agree. A whole sentence could mean anything. */
function saysNoMore(line: string): boolean {
  return isYes(line) || (line.length <= 24 && !/[。.!?！？]$|(?:です|ます|ました|ません|ない)$/.test(line));
}

/** For example `はい、登録します。よろしくお願いします。`: every part of the line agrees, or asks to join. */
function isYes(line: string): boolean {
  const parts = line.split(/[、。,.!！\s]+/).filter((part) => part !== '');
  const whole = plainWords(line);
  if (agreeing.test(whole) || requestOf(whole) === 'subscribe') return true;
  return parts.length > 0 && parts.every((part) => agreeing.test(part) || requestOf(part) === 'subscribe');
}
