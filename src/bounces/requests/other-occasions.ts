/**
 * What else people sign off from, in the words of a request to leave a list: a course, a class, an appointment.
 * "Avmelding" above "Kurs: Keramikk 12. mars" is not about our mails, and neither is 「陶芸教室を退会します」. Such a mail is for a
 * person to read. Pure.
 */

/** Behind other letters too, as in `Töpferkurs`; not before any, as in `Kursleiter`. */
const COMPOUNDS =
  'kurs(?:et|en|es|e|y|u|us|uset|a)?|kurssi(?:n|lle|lta|sta)?|workshops?|seminar(?:et|s|e)?|seminariet|termin(?:e|s)?|buchung|bestilling|konferen\\p{L}{1,8}|seminer\\p{L}{0,4}|семинар\\p{L}{0,2}|семінар\\p{L}{0,2}|вебинар\\p{L}{0,2}|вебінар\\p{L}{0,2}';
const WORDS =
  'kurz(?:u|em)?|courses?|class(?:es)?|séminaires?|seminari[oa]s?|seminários?|lessons?|webinars?|cursus|cursos?|cors[oi]|curs|(?<!(?:au|en) )cours|taller(?:es)?|tanfolyam\\p{L}{0,5}|conferences?|conférences?|appointments?|bookings?|reservations?|réservations?|reserva|prenotazione|курс\\p{L}{0,2}|заняти\\p{L}{1,2}|занятт\\p{L}{1,2}|μάθημα|σεμινάριο|pelatihan|kelas';
const OCCASIONS = `(?:(?:${COMPOUNDS})|(?<!\\p{L})(?:${WORDS}))(?![\\p{L}-])`;
/** These stand in names of firms as well: they count only in a sentence, or beside a day. */
const STUDIOS = '(?:ateliers?|atölye\\p{L}{0,4}|studios?)(?![\\p{L}-])|教室|クラス|サークル';
/** Without letters around them that would end a word. */
const IN_SCRIPTS =
  '講座|講習|セミナー|レッスン|ワークショップ|イベント|予約|注文|강좌|강의|수업|세미나|课程|課程|讲座|培训班|دورة|ورشة|קורס|סדנה|חוג|คอร์ส|อบรม|สัมมนา|khóa học|lớp học|hội thảo';

const occasion = new RegExp(`${OCCASIONS}|${IN_SCRIPTS}`, 'iu');
const studio = new RegExp(STUDIOS, 'iu');
const begins = new RegExp(`^[^\\p{L}]*\\p{L}*${OCCASIONS}`, 'iu');

const DAY =
  /\d|[:：]|day\b|tag\b|dag\b|\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|luned[iì]|marted[iì]|sabato|domenica)\b|sobot|szombat|суббот|субот|[月火水木金土日]曜/iu;
/** Pages and telephone numbers, whose signs are no day. */
const LINKS = /https?:\S{1,300}|\d[\d-]{7,20}/g;
/** Letters of a line that are read. */
const LONGEST = 300;
/** More than a name and what they do. */
const MANY_WORDS = 4;

/** Our mails, in the same line: `unsubscribe from the course newsletter`. */
const MAILS =
  /news-?letter|mail|メルマガ|ニュースレター|メール|配信|購読|\blists?\b|\blist[ae]n?\b|verteiler|bolet[ií]n?|bulletin|infolettre|rundbrief|nyhe[td]sbrev|nieuwsbrief|uutiskirj|hírlev|рассыл|розсил|подпис|підпис|subscri|suscri|inscri[çt]|abonn|abonam|buletin|biuletyn|bülten|zpravodaj|odběr|odber|δελτίο|뉴스레터|메일|구독|邮件|郵件|订阅|訂閱/iu;

/** Whether a request to leave is one to leave such a thing. */
export function leavesOccasion(request: string): boolean {
  return (occasion.test(request) || studio.test(request)) && !MAILS.test(request);
}

/**
 * Whether a line beside a request says what the request is about.
 * @param whole the line
 * @param isSignature it ends no sentence, so it may be a name or a firm
 */
export function tellsOccasion(whole: string, isSignature: boolean): boolean {
  const line = whole.slice(0, LONGEST).replace(LINKS, ' ');
  if (MAILS.test(line)) return false;
  if (begins.test(line)) return true;
  const isSentence = !isSignature || DAY.test(line);
  return occasion.test(line)
    ? isSentence || line.split(/\s+/).length >= MANY_WORDS
    : isSentence && studio.test(line);
}
