/**
 * Headers that speak of confirming, and do not say that anybody did: the day on which people were asked
 * (`confirmation_sent_at`, 「認証メール送信日時」, `Invited at`), the code that they were sent, an order that was confirmed.
 * Pure.
 */
import { folded } from './cell-meaning.ts';

/** What is sent to people who have to confirm. */
const REQUEST =
  /confirm|conferm|verif|opt[ -]?in|activation|aktivierung|\bdoi\b|invit|bestatig|einladung|bevestig|potwierdz|bekraft|bekreft|確認メール|認証メール|登録メール|認証コード|確認コード|本登録|招待|アクティベーション|有効化|确认|验证|激活|確認信|驗證信|확인 ?메일|인증 ?메일|확인 ?이메일|인증 ?이메일/;
/** That it was sent, or asked for. */
const SENT =
  /\b(?:sent|mailed|request(?:ed)?|envoyee?s?|demandee?|solicitud|solicitacao|enviad[oa]|solicitad[oa]|inviat[oa]|richiest[oa]|verzonden|verstuurd|gestuurd|aangevraagd|wys[lł]an[aoey]|skickad|skickat|sendt)\b|versendet|verschickt|gesendet|angefordert|anfrage|送信|送付|発送|案内|发送|發送|발송|전송/;
/** These say both by themselves. */
const INVITED =
  /\binvited (?:at|on|date|time|since)\b|\binvitation date\b|招待日|eingeladen am|uitgenodigd op|\binvitee? le\b|\binvitad[oa] el\b|\binvitat[oa] il\b|\bconvidad[oa] em\b|초대일|邀请时间/;
/** What somebody bought, paid or came to. */
const PURCHASE =
  /order|payment|booking|purchase|shipping|event|webinar|bestell|zahlung|commande|paiement|pedido(?! de confirma)|\bpago|pagament|ordine|zamowien|platnosc|注文|購入|発注|予約|入金|支払|決済|参加|イベント|订单|支付|주문|결제|예약/;
/** A newsletter that was asked for on the way. */
const MAIL = /\bdoi\b|\boptin\b|newsletter|メルマガ|メールマガジン|ニュースレター/;
/** Of the people whom they invited, or how many. */
const OF_OTHERS = /\b(?:count|number|total|users|friends|by|invites)\b|人数|件数/;
/** Ends with a word for a code, or begins with one, as in `código de confirmación`. */
const CODE =
  /(?:code|token|hash|pin|otp|key|schlussel|コード|トークン|キー|码|碼|코드|토큰)$|^(?:code|token|codigo|codice|kod)(?:de|di|do|da)?(?:confirm|conferm|verif|valida|potwierdz)/;

export function isConfirmRequest(header: string): boolean {
  const words = wordsOf(header);
  return (
    !isAboutPurchase(header) &&
    !OF_OTHERS.test(words) &&
    !CODE.test(folded(header)) &&
    (INVITED.test(words) || (REQUEST.test(words) && SENT.test(words)))
  );
}

/** Whether it is an order, a payment or a visit that was confirmed, or waits for it. */
export function isAboutPurchase(header: string): boolean {
  const words = wordsOf(header);
  return PURCHASE.test(words) && !MAIL.test(words);
}

/** Whether the cells are codes. One may look like a day (`20240301`) or be a 1. */
export function isCode(header: string): boolean {
  return CODE.test(folded(header));
}

function wordsOf(header: string): string {
  return header
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[_\s-]+/g, ' ')
    .replace('opt in', 'optin');
}
