/**
 * Headers of the day on which people were asked to confirm: `confirmation_sent_at`, 「認証メール送信日時」, `Invited at`. Such a
 * day does not say that they did, although the header speaks of confirming. Pure.
 */

/** What is sent to people who have to confirm. */
const REQUEST =
  /confirm|verif|opt[ _-]?in|activation|\bdoi\b|invit|bestätig|bestatig|einladung|確認メール|認証メール|登録メール|認証コード|本登録|招待/;
/** That it was sent. */
const SENT =
  /\bsent\b|\bmailed\b|\brequested\b|versendet|verschickt|gesendet|angefordert|送信|送付|発送|案内/;
/** These say both by themselves. */
const INVITED =
  /\binvited (?:at|on|date|time|since)\b|\binvitation date\b|招待日|eingeladen am|uitgenodigd op|초대일|邀请时间/;
/** Of what somebody bought or came to, or of the people whom they invited. */
const OTHERWISE =
  /order|payment|booking|purchase|shipping|event|webinar|注文|購入|発注|予約|入金|参加|イベント|\b(?:count|number|total|users|friends|by|invites)\b|コード$|人数|件数/;

export function isConfirmRequest(header: string): boolean {
  const words = header
    .normalize('NFKC')
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase()
    .replace(/[_\s-]+/g, ' ')
    .replace('opt in', 'optin');
  return !OTHERWISE.test(words) && (INVITED.test(words) || (REQUEST.test(words) && SENT.test(words)));
}
