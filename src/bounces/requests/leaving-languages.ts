/**
 * How people ask to leave in further languages, each row one language: only the plainest requests, which fill their
 * sentence. What is not here is shown to the editor as a letter, so a row that says less harms nobody.
 */
export const leavingInLanguages: readonly string[] = [
  // Finnish
  '(?:pyydän )?(?:peruuta|peruutan|peru|lopeta)(?: (?:uutiskirjeen |uutiskirje)?tilaus(?:ni|en)?| uutiskirje(?:en)?)|(?:uutiskirjeen |tilauksen )(?:peruutus|peruuttaminen|lopetus)|poista(?:kaa)? minut(?: (?:posti(?:tus)?)?listalta)?|en halua (?:enää )?(?:uutiskirjettä|viestejänne|näitä viestejä)',
  // Czech, Slovak
  '(?:prosím,? )?(?:o )?(?:odhlásit|odhlásiť|odhlášení|odhlásenie|odhlaste mě|odhlaste mne|odhláste ma)(?: (?:z |ze )?(?:odběru|odberu|newsletteru?|novinek|noviniek|seznamu|zoznamu))?|(?:prosím,? )?(?:zrušit|zrušte|zrušiť) (?:odběr|odber)(?: (?:novinek|noviniek|newsletteru))?',
  // Polish
  '(?:proszę )?(?:o )?(?:wypisz(?:cie)? mnie|wypisać mnie|wypisanie(?: mnie)?|wypisuję się|usuń(?:cie)? mnie|usunąć mnie)(?: z (?:listy|newslettera|subskrypcji))?|rezygnacja(?: z (?:newslettera|subskrypcji))|rezygnuję z (?:newslettera|subskrypcji)|anuluj subskrypcję',
  // Russian
  '(?:прошу |пожалуйста,? )?(?:отписаться|отпишите(?: меня)?|отписать меня|отписка|отписываюсь)(?: (?:от|из) (?:вашей |этой )?рассылки)?(?:,? пожалуйста)?|отказ(?:ываюсь)? от (?:вашей |этой )?рассылки|(?:прошу )?(?:удалите|уберите|удалить|исключите) меня из (?:вашей |этой )?(?:рассылки|списка(?: рассылки)?)|(?:прошу )?(?:больше )?не (?:присылайте|отправляйте|присылать)(?: мне)?(?: больше)?(?: (?:писем|письма|рассылку))?',
  // Ukrainian
  '(?:прошу |будь ласка,? )?(?:відписатися|відписатись|відпишіть(?: мене)?|відписка|відписуюсь)(?: (?:від|з) (?:вашої |цієї )?розсилки)?(?:,? будь ласка)?|(?:прошу )?видаліть мене з (?:розсилки|списку)|(?:прошу )?(?:більше )?не надсилайте(?: мені)?(?: більше)?(?: листів| листи)?',
  // Turkish
  '(?:lütfen )?(?:beni )?(?:abonelikten|listeden|listenizden) (?:çık|çıkar|çıkarın|çıkarınız|çıkmak istiyorum)|(?:lütfen )?aboneliğimi? (?:iptal|sonlandır)(?: ?(?:et|edin|ediniz|ın))?|abonelik iptali|e-?bülten (?:almak )?istemiyorum',
  // Hungarian
  '(?:kérem )?(?:a )?(?:leiratkozás|leiratkozom|leiratkoznék|leiratkozni szeretnék|szeretnék leiratkozni)(?: a hírlevélről)?|(?:kérem,? )?(?:iratkoztassanak|vegyenek) le(?: a (?:hírlevélről|listáról))?|(?:kérem,? )?töröljenek(?: a (?:hírlevélről|listáról|listából))?|hírlevél lemondása?',
  // Romanian
  '(?:vă rog,? )?(?:să mă )?(?:dezabonare|dezabonați-mă|dezabonați|dezabonează-mă|mă dezabonez|vreau să mă dezabonez|doresc dezabonarea)(?: (?:de la|din) (?:newsletter|listă))?|anulare abonament',
  // Danish, Norwegian, Swedish
  '(?:venligst |vennligst |vänligen )?(?:afmeld|afmelding|framelding|frameld|avmeld|avmelding|avregistrera|avregistrering|avprenumerera|avanmäl|avanmälan)(?: (?:mig|meg))?(?: (?:fra |från )?(?:nyheds|nyhets)bre[vf](?:et)?)?|(?:venligst |vennligst )?meld m(?:ig|eg) (?:av|af|fra|ud|ut)(?: (?:nyheds|nyhets)brevet)?|avsluta (?:min )?prenumeration(?:en)?|ta bort mig(?: från (?:listan|utskicket|nyhetsbrevet))?',
  // Greek
  '(?:παρακαλώ )?(?:διαγραφή|απεγγραφή|διαγράψτε με|κατάργηση εγγραφής)(?: από (?:τη λίστα|το newsletter|το ενημερωτικό δελτίο))?',
  // Thai
  '(?:กรุณา)?(?:ขอ)?ยกเลิก(?:การ)?(?:สมัครสมาชิก|สมัคร|รับข่าวสาร|รับอีเมล|ติดตาม)(?:ค่ะ|ครับ|ด้วยค่ะ|ด้วยครับ)?',
  // Vietnamese
  '(?:xin |vui lòng |tôi muốn )?(?:hủy|huỷ|bỏ|ngừng) đăng ký(?: nhận (?:tin|bản tin|email))?|(?:xin |vui lòng )?(?:ngừng|đừng) gửi (?:thư|email|bản tin)(?: cho tôi)?(?: nữa)?',
  // Indonesian, Malay
  '(?:tolong |mohon |saya ingin |saya mau )?(?:berhenti berlangganan|batal berlangganan|hentikan langganan|nyahlanggan)|(?:tolong |mohon )?hapus saya dari (?:daftar|milis)(?: ini)?|(?:tolong |mohon )?jangan kirim(?:i saya)? (?:email|surel)(?: lagi)?',
  // Arabic
  '(?:أرجو |الرجاء |من فضلك )?(?:إلغاء|الغاء) (?:الاشتراك|اشتراكي)(?: في النشرة)?|ألغوا اشتراكي|(?:أريد|ارغب في|أرغب في) (?:إلغاء|الغاء) (?:الاشتراك|اشتراكي)',
  // Hebrew
  '(?:אנא |בבקשה |נא )?(?:הסר(?:ו|י)? אותי|להסיר אותי|הסירו אותי)(?: מ(?:ה)?רשימ(?:ה|ת (?:ה)?(?:תפוצה|דיוור)))?|הסרה(?: מרשימת (?:ה)?(?:תפוצה|דיוור))?|ביטול (?:הרשמה|מנוי)',
];

/** Words that make a request a condition or one about something else: "but", "only", in the same languages. */
export const doubtInLanguages =
  '(?<!\\p{L})(?:mutta|vain|ale|jen|tylko|но|только|если|але|тільки|якщо|ama|fakat|sadece|viszont|azonban|csak|dar|numai|men|kun|bare|αλλά|μόνο|nhưng|chỉ|tapi|hanya|لكن|فقط|אבל|רק)(?!\\p{L})|แต่|เฉพาะ|؟';
