/**
 * How programs that answer for a person show themselves: in the subject, which mail programs write in the language of
 * their owner, and in a sentence that says so. A new language is an alternative.
 */

/** What mail programs write before the subject that they answer: `Automatische Antwort: the week`. */
const AUTOMATIC_ANSWER = [
  'auto(?:matic|mated)?[- ]?(?:reply|response|answer)',
  'automatische (?:antwort|beantwortung)|autoantwort|automatisch antwoord',
  'réponse automatique|risposta automatica|respuesta automática|resposta automática|răspuns automat',
  'auto(?:svar|matiskt? svar)|automaattinen vastaus|automatikus válasz',
  'odpowiedź automatyczna|automatická odpověď|automatická odpoveď|samodejni odgovor|automatski odgovor',
  'автоматический ответ|автоответ|автоматична відповідь|автоматичен отговор|αυτόματη απάντηση',
  'otomatik yanıt|balasan otomatis|trả lời tự động|ตอบกลับอัตโนมัติ',
  '自動(?:返信|応答|回答|回覆|答覆|送信)(?:メール)?|自动(?:回复|答复)|자동 ?(?:회신|응답|답장)',
];

/** That somebody is away. */
const AWAY = [
  "(?:i am |i'm )?out of (?:the )?office|ooo|vacation(?: (?:reply|response|notice))?|holiday (?:reply|response|notice)",
  "(?:i am |i'm )?(?:away )?on (?:annual |parental |maternity |sick )?leave|away from (?:the |my )?(?:office|desk|e-?mail)",
  "abwesenheit(?:snotiz|snachricht|smeldung|sassistent)?|abwezig(?:heid)?|absence du bureau|message d'absence",
  'fuera de (?:la )?oficina|fuori (?:sede|ufficio)|ausência|frånvaro|nieobecność|fravær|отсутствие',
  '不在(?:通知|連絡|のお知らせ|のご連絡|届)?|(?:休暇|外出|出張)中?(?:です|のお知らせ|のご連絡|の為|のため)?|外出中|부재 ?중',
];

/** What stands behind: nothing, the subject that is answered, or until when. A whole sentence is from a person. */
const BEHIND =
  '\\s*(?:$|[:：;】\\]］(（|]|-+\\s|[–—])|\\s+(?:re|fw|aw|sv)\\s*[:：]|\\s+(?:from|until|till|through|for|to|bis|vom|von)\\s';

const SUBJECT = new RegExp(
  String.raw`^\s*(?:(?:re|aw|sv|回复|答复)\s*[:：]\s*)?[【［[]?\s*(?:${[...AUTOMATIC_ANSWER, ...AWAY].join('|')})(?:${BEHIND})|^\s*(?:re\s*[:：]\s*)?[【［[](?:自動|不在|休暇)|^\s*自動(?:返信|応答)\s`,
  'iu',
);

export function isAnswerSubject(subject: string): boolean {
  return SUBJECT.test(subject.slice(0, 200));
}

/** A line in which a program says that it wrote the mail. A question about such a mail is from a person. */
const SAYS_SO = new RegExp(
  [
    String.raw`\bthis is an auto(?:mated|matic|matically generated|-?generated)(?: e-?mail)? (?:reply|response|message|notification|acknowledge?ment|e-?mail|mail)\b`,
    String.raw`\bthis (?:e-?mail|message|mail|reply|response|notification) (?:was|is|has been) (?:sent |generated |created )?automatically(?: sent| generated| created)?\b`,
    String.raw`\b(?:please )?do not (?:reply|respond)(?: directly)? to this (?:e-?mail|message|mail)\b`,
    String.raw`\b(?:this|the) (?:mailbox|e-?mail address|inbox) is (?:not|un)-? ?monitored\b`,
    String.raw`\b(?:dies|das) ist eine automatisch[^.\n]{0,30}(?:antwort|nachricht|e-?mail|mail)\b`,
    String.raw`\bceci est (?:un (?:message|e-?mail)|une réponse) automatique|\best[ea] es una? (?:mensaje|respuesta|correo) automátic|\bquesto è un messaggio automatico|\besta é uma (?:mensagem|resposta) automática`,
    String.raw`(?:本|この|当)(?:e-?)?(?:メール|メッセージ|通知)は、?[^。\n?？]{0,24}(?:自動(?:で|的に|にて)?(?:返信|送信|応答|配信|生成)|送信専用)[^\n?？]{0,30}$`,
    String.raw`^[※＊*（(]\s?[^\n?？]{0,24}自動(?:で|的に|にて)?(?:返信|送信|応答|配信)[^\n?？]{0,24}$`,
    String.raw`(?:本|此)(?:邮件|郵件|信)(?:是|由|为)[^。\n]{0,12}自[动動]|이 (?:메일|메시지)은? 자동`,
  ].join('|'),
  'iu',
);

/** Such a line is at the beginning or at the end of a short text. */
const MOST_LINES = 40;

/** @param own the lines that the writer wrote, without the quoted mail */
export function saysItIsAutomatic(own: readonly string[]): boolean {
  return own.length <= MOST_LINES && own.some((line) => line.length <= 400 && SAYS_SO.test(line));
}
