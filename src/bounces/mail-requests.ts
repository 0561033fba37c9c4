/**
 * What people ask for by mail: to leave the list, or to join it. A mail counts only if it says nothing else; a mail
 * with whole sentences goes to a person, who answers it.
 */
import { firstOf } from './fields.ts';
import { ownLines } from './own-words.ts';
import type { ReceivedMail } from './received-mail.ts';

const any = (...forms: readonly string[]) => new RegExp(`^(?:${forms.join('|')})$`, 'i');

/** Old list programs take a request with the name of a list or an address after it. */
const WORDS_BEHIND = '(?: (?:me|please|now|from this list|from your list|[\\w.@+-]{1,60})){0,3}';
/** How a request ends in Japanese, from the bare noun to the most polite form. */
const POLITELY =
  '(?:希望|開始|申請|依頼|します|したい(?:です)?|を?希望(?:します)?|(?:を|して)?(?:お?願います?|お願い(?:いた|致)?します|ください|下さい))?';

/** What the person wants to leave: the noun, perhaps with a word for whose it is. */
const LETTER = '(?:(?:今後の?|貴社の?|この)?(?:メルマガ|メールマガジン|ニュースレター|メール)の?)?';

const leaving = any(
  `(?:i (?:want|wish|would like|'d like) to |please |pls |kindly )?(?:un-?subscribe|unsub|sign-?off)${WORDS_BEHIND}`,
  '(?:please |pls )?opt-?(?:me )?out|stop(?: (?:mail|mails|e-?mails|sending|it|please))?|leave(?: (?:the |this )?list)?',
  'cancel(?: (?:my )?subscription)?',
  '(?:please )?(?:remove|delete|take) (?:me|my (?:e-?mail|address|e-?mail address))(?: (?:from|off) [^.]{1,40})?',
  `${LETTER}(?:配信|購読|登録)?[のをは]?(?:停止|解除|中止|解約|退会|不要|ストップ)${POLITELY}(?:です)?`,
  `${LETTER}(?:配信|購読|登録)?を?(?:止めて|やめて|送らないで)(?:ください|下さい)?`,
);
const joining = any(
  `(?:please |pls )?(?:re-?)?subscribe${WORDS_BEHIND}`,
  'sign ?(?:me )?up|join(?: (?:the |this )?list)?|add me|opt-?in',
  `(?:購読|登録|入会|参加|読者登録|購読登録|メルマガ登録|配信登録|購読申し?込み?|申し?込み)${POLITELY}`,
);

/** @returns `undefined` if the mail asks for neither */
export function requestIn(mail: ReceivedMail): 'unsubscribe' | 'subscribe' | undefined {
  const subject = plainWords(firstOf(mail.head, 'subject') ?? '');
  const [said = ''] = ownLines(mail.text);
  const lines = ownLines(mail.text).length;
  return requestOf(subject) ?? (lines <= SHORT ? requestOf(plainWords(said)) : undefined);
}

/** A request in the text must stand alone, except for a greeting or a name below it: so many lines at most. */
const SHORT = 4;

export function requestOf(words: string): 'unsubscribe' | 'subscribe' | undefined {
  if (leaving.test(words)) return 'unsubscribe';
  return joining.test(words) ? 'subscribe' : undefined;
}

/** The text without `Re:`, brackets, full-width letters and the sign at the end of a sentence. */
export function plainWords(text: string): string {
  return text
    .slice(0, 200)
    .normalize('NFKC')
    .replace(/^(?:\s*(?:re|fw|fwd|返信)\s*[:：])+/i, '')
    .replace(/["'「」『』【】[\]()<>]/g, ' ')
    .replace(/[.!。!、\s]+$/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
