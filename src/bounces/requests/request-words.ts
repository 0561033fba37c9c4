/**
 * How people ask by mail to leave a list or to join it: whole sentences, without what politeness puts around them. A
 * new way to ask is an alternative in its table. Each sentence must match from its first letter to its last, so
 * "please do not unsubscribe me" is none of them.
 */

import { doubtInLanguages, leavingInLanguages } from './leaving-languages.ts';

const any = (...forms: readonly string[]) => new RegExp(`^(?:${forms.join('|')})$`, 'iu');

const PLEASE = '(?:please |pls |kindly )?';
const I_WANT = `(?:i (?:want|wish|would like|'d like|need) to |i'd like to |can you |could you )?${PLEASE}`;
/** What people call our mails, with the small words before and behind: `any more of these e-mails again`. */
const MAILS =
  '(?: (?:any|more|further|all|of|these|this|those|the|your|such|weekly|daily)){0,5} (?:e-?mails?|mails?|messages?|news-?letters?|letters?|digests?|mailings?|them|it|this|these)(?: (?:to|from) (?:me|us|you|this address))?(?: (?:any ?more|any longer|again|please|now|thanks)){0,2}';
/** Old list programs take a request with the name of a list or an address behind it. */
const WORDS_BEHIND =
  '(?: (?:me|please|now|asap|immediately|request|(?:from|to|for) (?:this|your|the|all)?(?: ?(?:weekly|mailing|e-?mail))?(?: ?(?:lists?|news-?letters?|letters?|digests?|e-?mails?|mailings?))?|my (?:e-?mail(?: address)?|address|name)|[\\w.+-]{1,64}@[\\w.-]{1,255}|[\\w-]{20,60})){0,3}';
const LIST_NAME = '(?: (?!my\\b|our\\b|his\\b|her\\b|their\\b|him\\b|them\\b|someone\\b)[\\w-]{1,40})?';
const UNSUBSCRIBE =
  'un-?subscribe[dr]?|un-?subscription|unsub|un(?:sub?cribe|sub?scibe|subs?ribe|suscribe)|sign-?off';

/** How a request ends in Japanese, from the bare noun to the most polite form. */
const POLITELY =
  '(?:希望|開始|申請|依頼|の件|のご?連絡|のお願い|のご?依頼|手続き(?:希望)?|します|したい(?:です)?|したく(?:思います|存じます)?|を?希望(?:します|いたします|致します)?|させて(?:ください|下さい|いただきます|頂きます)|して(?:ほしい|欲しい)(?:です)?|(?:を|して|で|の手続きを?)?(?:お?願います?|お願い(?:いた|致|でき)?(?:します|ませんか|ますか|ますでしょうか)?|ください|下さい|いただけますか|頂けますか|いただけますでしょうか|いただけませんか|頂けませんか|もらえますか|もらえますでしょうか|もらえませんか))?';
/** What the person wants to leave: the noun, perhaps with a word for whose it is. */
const LETTER =
  '(?:(?:今後|以後|もう|これ以上)(?:の|は)?[、,]? ?)?(?:(?:貴社|御社|こちら)の|この)?(?:(?:メルマガ|メールマガジン|ニュースレター|メール)(?:の|を|は|から)?)?(?:もう ?)?';
const PLEASE_DO =
  '(?:ください|下さい|ほしいです|欲しいです|(?:いただけ|頂け|もらえ)(?:ますか|ませんか|ますでしょうか|ませんでしょうか|ないでしょうか))';
/** `not`, of a verb or of `there is`: `読めない`, `読めなくなりました`, `時間がありません`. */
const NOT = '(?:ない|なかった|なく(?:なった|なりました|て)|ません|ありません)(?:です)?';
/** That there are too many mails, or that they are not read. */
const TOO_MUCH = [
  '(?:メルマガ|メールマガジン|ニュースレター|メール|配信)(?:の?(?:数|量|回数|頻度))?(?:が|は)(?:とても|かなり|少し)?(?:多い|多すぎる|多すぎ|多く(?:て読みきれない)?|頻繁|頻繁すぎる|増えた|増えすぎた)(?:です|な)?',
  `(?:(?:メルマガ|メールマガジン|ニュースレター|メール)[をはが])?(?:忙しくて?|もう|最近|最近は|あまり|ほとんど|全く|まったく|全然|なかなか){0,2}[、,]?(?:読[まめ]|読みきれ|読んでい?|読む(?:時間|暇|余裕|機会)[がも]?)${NOT}`,
].join('|');
/** A reason that may also be one for another wish, such as to cancel an order. */
const OWN_REASON = `(?:最近|もう)?(?:忙しい|忙しく(?:て|なった|なりました)|(?:興味|関心|必要)[がは]?${NOT}|(?:不要に|いらなく|要らなく|使わなく|利用しなく)(?:なった|なりました)|迷惑な)(?:です)?`;
/**
 * Why, before the request: `メールが多いので停止してください`. Only these reasons are known. With another one the wish may be
 * about another thing or another person (`台風のため中止します`, `鈴木が退職したため配信停止を`), so a person reads it.
 */
const BECAUSE = `(?:(?:(?:${TOO_MUCH})(?:ので|の?ため|為|から)|${OWN_REASON}(?:ので|の?ため|為|から)(?=.*(?:メルマガ|メールマガジン|ニュースレター|メール|配信|購読)))[、,]? ?)?`;

/** Asking to leave. */
export const leaving = any(
  // English
  `${I_WANT}(?:${UNSUBSCRIBE})(?:${WORDS_BEHIND}|${LIST_NAME})`,
  `news-?letter (?:${UNSUBSCRIBE})`,
  `${PLEASE}opt-?(?: ?me)? ?out|${PLEASE}opt me out`,
  `${PLEASE}stop(?: (?:mail|mails|e-?mails|sending|it|please|this))?|(?:leave|quit)(?: (?:the |this )?list)?`,
  `${I_WANT}cancel(?: (?:my |the |this )?(?:subscription|news-?letter|mailing)(?: (?:to|of|for) [^.?]{1,40})?)?|cancel(?:l?ation)?(?: of)? (?:my |the )?subscription`,
  `${I_WANT}(?:remove|delete|take|drop)(?: (?:me|my (?:name|e-?mail|address|e-?mail address))(?: (?:from|off) [^.?]{1,40})?)?(?: please)?`,
  `${PLEASE}(?:stop|discontinue|cease|quit) (?:sending|e-?mailing|mailing)(?: (?:me|us))?(?:${MAILS})?`,
  `${PLEASE}(?:do not|don'?t|never) (?:send|e-?mail|mail)(?: (?:me|us))?(?:${MAILS}| any ?more| again)`,
  `${PLEASE}no (?:more|further)${MAILS}`,
  `i (?:no longer|do(?: not|n['’]?t)) (?:wish|want|like)(?: to (?:receive|get|be sent))?${MAILS}`,
  // Japanese
  `${BECAUSE}${LETTER}(?:配信|購読|登録|受信|送信)?[のをは]?(?:停止|解除|中止|解約|退会|不要|ストップ|拒否|取り?消し|キャンセル)(?:の?お?手続き)?${POLITELY}(?:です)?`,
  // `配信を終了します` is what the publisher of another letter writes.
  `${BECAUSE}${LETTER}(?:配信|購読|登録|送信)[のをは]?(?:終了(?!(?:します)?$)|抹消|削除)${POLITELY}`,
  `${BECAUSE}${LETTER}(?:配信|購読|登録|受信|送信|(?:送る|送信する|配信する)の)?を?(?:止めて|やめて|辞めて|送らないで|送って[来こ]ないで|送信しないで|外して|削除して)${PLEASE_DO}?`,
  `${BECAUSE}(?:(?:私|わたし|自分|当方)の)?(?:メール)?アドレスを(?:(?:配信|送信|登録)?(?:リスト|名簿|先)から)?(?:外して|はずして|消して|(?:削除|抹消|除外|解除)して)${PLEASE_DO}`,
  `${BECAUSE}(?:今後の?|以後の?)?(?:配信|送信|送付|メール)(?:リスト|名簿|先)から(?:の|を)?(?:削除|抹消|除外|解除)${POLITELY}`,
  `${LETTER}(?:配信|購読)?[をは]?(?:(?:や|止|辞)め(?:ます|たい(?:です|のですが|と思います)?|させて(?:ください|下さい))|いりません|要りません|(?:いら|要ら)ない(?:です)?|結構です|必要(?:ありません|ないです)|希望しません|望みません)`,
  // German, French, Spanish, Italian, Portuguese, Dutch
  '(?:bitte |ich (?:möchte|will) (?:mich |bitte )?)?(?:(?:vom |den )?(?:newsletter |verteiler )?(?:abmelden|abbestellen|austragen|kündigen)|(?:newsletter[ -]?)?(?:abmeldung|abbestellung|kündigung))',
  '(?:bitte )?(?:(?:melden|tragen) sie mich|(?:melde|trage) mich) (?:bitte )?(?:(?:vom|von (?:ihrem|diesem)|aus (?:dem|ihrem)) (?:newsletter|verteiler) )?(?:ab|aus)',
  '(?:bitte )?(?:nehmen|streichen|entfernen|löschen) sie mich (?:bitte )?(?:aus|von) (?:dem|der|ihrem|ihrer|diesem) (?:verteiler|liste|newsletter)',
  '(?:(?:merci de|veuillez|prière de|je (?:souhaite|veux|voudrais|désire)) )?(?:me |se )?(?:désabonner|désinscrire)(?: (?:de|du|à) [^.?]{1,40})?|(?:désabonnement|désinscription|désabonnez-moi|désinscrivez-moi)',
  '(?:por favor,? )?(?:(?:quiero |solicito |deseo )?(?:dar|darme|darse|denme|dadme|deme) de |(?:solicito|quiero) (?:la |mi )?)?baja(?: (?:de|del) [^.?]{1,40})?|cancelar (?:la |mi )?suscripción|desuscribir(?:me)?',
  '(?:per favore )?(?:cancellami|disiscrivimi|cancellatemi|disiscrizione|cancellazione|annulla iscrizione)(?: (?:dalla|dal) [^.?]{1,40})?',
  '(?:por favor,? )?(?:descadastrar|descadastre-me|cancelar (?:a |minha )?(?:inscrição|assinatura)|remover meu e-?mail)',
  '(?:graag |ik wil (?:me|mij) (?:graag )?)?(?:afmelden|uitschrijven|afmelding|uitschrijving)(?: (?:nieuwsbrief|voor de nieuwsbrief))?',
  // Korean, Chinese
  '(?:수신 ?거부|구독 ?(?:취소|해지|중지))(?: ?(?:요청|신청|부탁드립니다|해 ?주세요))?',
  '(?:请|請)?(?:帮我|幫我)?(?:退订|退訂|取消订阅|取消訂閱)',
  ...leavingInLanguages,
);

/** Asking to join. */
export const joining = any(
  `${I_WANT}(?:re-?)?subscribe(?:${WORDS_BEHIND}|${LIST_NAME})`,
  `${PLEASE}sign ?(?:me )?up(?: (?:for|to) [^.?]{1,40})?|join(?: (?:the |this )?list)?|${PLEASE}add me(?: to [^.?]{1,40})?|opt-?in`,
  `${LETTER}(?:購読|登録|入会|参加|読者登録|購読登録|メルマガ登録|配信登録|(?:購読|登録)?を?(?:申し?込み?|申し込み))(?:ます|ました|たい(?:です)?)?${POLITELY}`,
  '(?:(?:zum |für den )?newsletter )?(?:anmelden|anmeldung|abonnieren)|bitte melden sie mich an',
  "s'abonner|m'abonner|abonnez-moi|suscribir(?:me)?|suscripción|iscrivimi|iscrizione|inscrever(?:-me)?|aanmelden",
  '구독(?: ?신청)?|(?:我要|请|請)?(?:订阅|訂閱)',
);

/** Words that ask for something as a subject alone, and begin a sentence about anything with others behind them. */
export const ambiguous =
  /(?:の件|のご?連絡)$|^(?:stop|leave|remove|delete|take|drop|cancel|join|登録|参加|停止|解除|中止|取り?消し|キャンセル|拒否|baja|inscription|suscripción|kündigung|afmelding|avmelding|framelding|avanmälan|odhlášení|odhlásenie|διαγραφή|הסרה)$/iu;

/** Politeness, which asks for nothing: as a whole sentence, and before a request in the same sentence. */
export const courtesy =
  /^(?:(?:many )?thank(?:s| you)(?: (?:very|so) much| in advance| a lot)?|(?:best|kind|warm)(?: regards| wishes)?|regards|cheers|sincerely|(?:どうぞ)?(?:よろしく|宜しく)(?:お願い.{0,12})?|(?:いつも|大変)?(?:大変)?お世話に(?:なって(?:おります|います)|なりました|なっております)|(?:これまで|今まで)?(?:どうも)?ありがとうございま(?:す|した)|(?:お手数|ご面倒|恐縮|恐れ入り).{0,24}|ご担当者様?|担当者様|.{1,30}と申します|(?:株式|有限|合同)会社.{1,30}です|my name is .{1,30}|mfg|lg|お疲れ様です|danke(?: schön)?|vielen dank|mit freundlichen grü(?:ß|ss)en|viele grü(?:ß|ss)e|merci(?: (?:beaucoup|d'avance))?|cordialement|gracias|saludos|un saludo|grazie)$/iu;
export const softener =
  /^(?:(?:(?:大変|誠に|まことに)?(?:恐縮|恐れ入り|申し訳(?:ございません|ありません|ない|御座いません)|お手数(?:を?おかけ|お掛け)?|ご面倒)[^、,]{0,14}[、,] ?|すみませんが[、,]? ?|勝手ながら[、,]? ?|(?:hi|hello|sorry|thanks|thank you)(?: but)?,? )+)/iu;

/** What makes a request a question, a condition, or one about somebody else: such a mail is for a person. */
export const doubt =
  /[?？]|\b(?:but|however|instead|unless|until|except|mistake|colleague|not (?:me|mine)|only (?:want|wish|unsubscribe|stop|remove)|(?:do|did)(?: not|n['’]?t) (?:unsubscribe|remove|stop|want|ask|cancel|subscribe)|(?:other|another|different|new|old) (?:e-?mail|address)|aber|sondern|mais|pero)\b|か[。.]?$|しないで|代わり|だけ|のみ|ただし|ただ、|別の|残し|変更|覚えが?(?:ない|あり)|届か|届きませ|について|ではなく|したのに/imu;
/** The same in further languages, for a request in one of them: "Men", "Kun" and "Jen" are names elsewhere. */
export const furtherDoubt = new RegExp(doubtInLanguages, 'imu');
export const furtherLeaving = any(...leavingInLanguages);
