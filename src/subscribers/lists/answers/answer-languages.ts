/**
 * Words for states and headers, language by language, beside those of answer-words.ts and answer-columns.ts: the exports
 * of services and shops in these languages have no English in them. Whoever speaks one of them can read its record
 * alone. Words are compared without accents and case; a hyphen stands for a space. The words of a record never make a
 * yes of what another table calls a no (cell-meaning.ts).
 *
 * The file is long because it is a table: a record for each language.
 */
import type { Meaning } from './answer-words.ts';

/**
 * Parts of headers; they are searched anywhere in a header. `negation` is a whole word, and says something only beside a
 * word of mail: "Né le" is a birthday.
 */
export type HeaderPart =
  | 'stopped'
  | 'failed'
  | 'complained'
  | 'awaiting'
  | 'confirming'
  | 'receiving'
  | 'state'
  | 'notes'
  | 'negation';

type Language = Readonly<
  Partial<Record<Meaning, string>> & {
    /** Found anywhere in a cell: a doubt. In Latin letters a whole word; `*` allows any ending. */
    readonly phrases: string;
    readonly headers: Readonly<Partial<Record<HeaderPart, string>>>;
    /** Whole words of headers: other words have them inside, as "organizing" has `izin`, and "Activity" `activ`. */
    readonly headerWords?: Readonly<Partial<Record<HeaderPart, string>>>;
  }
>;

const languages: Readonly<Record<string, Language>> = {
  finnish: {
    yes: 'kyllä joo on-suostumus suostunut hyväksytty',
    no: 'ei ei-suostumusta',
    subscribed: 'tilaaja tilannut tilattu aktiivinen vahvistettu voimassa liittynyt',
    pending:
      'vahvistamaton vahvistamatta ei-vahvistettu odottaa odottaa-vahvistusta odottaa-hyväksyntää kesken',
    unsubscribed:
      'peruutettu peruuttanut perunut peruttu tilaus-peruttu tilaus-peruutettu tilauksen-peruuttanut poistunut poistettu eronnut estetty kielletty kieltänyt ei-tilaaja ei-tilannut ei-aktiivinen epäaktiivinen passiivinen lopetettu lopettanut kieltäytynyt',
    bounced:
      'palautunut palautettu epäonnistui epäonnistunut virheellinen virhe ei-toimitettu perille-toimittamaton',
    complained: 'roskaposti valitus valittanut',
    phrases: 'peruuttanut* peruutettu* perunut-til* peruttu-til* ei-halua ei-enää kieltänyt* poista-listalta',
    headers: {
      stopped:
        'peruutt peruutus peruutet perunut peruttu poistett poistunut eronnut estett kieltä eitilaa epäaktiiv eihalua eilähetet eisaalähett',
      failed: 'palautun epäonnistu virheell',
      complained: 'roskaposti valitus valitukset',
      awaiting: 'vahvistamat odottaa',
      confirming: 'vahvist',
      receiving: 'uutiskirj suostumu sähköpostimarkk suoramarkk markkinointilu',
      notes: 'huomautu huomio muistiinpan kommentti lisätieto',
      negation: 'ei',
    },
    headerWords: { receiving: 'aktiivinen aktiivi aktiiviset' },
  },
  czechAndSlovak: {
    yes: 'ano áno souhlasím souhlasí súhlasím súhlasí souhlas súhlas',
    no: 'ne nie',
    subscribed:
      'přihlášen přihlášený přihlášena přihlášeno prihlásený prihlásená odebírá odběratel odoberateľ aktivní aktívny aktívna potvrzen potvrzený potvrzeno potvrdený potvrdené ověřený overený',
    pending:
      'nepotvrzen nepotvrzený nepotvrzeno nepotvrdený nepotvrdené neověřený čeká čeká-na-potvrzení čaká čaká-na-potvrdenie čekající čekající-na-potvrzení čakajúci',
    unsubscribed:
      'odhlášen odhlášený odhlášena odhlášeno odhlásil odhlásila odhlásený odhlásená odhlásenie odhlášení zrušen zrušený zrušeno zrušené zrušil zrušila neaktivní neaktívny neaktívna blokován blokovaný blokováno zablokovaný smazán smazaný smazáno zmazaný vymazaný vymazáno odstraněn odstraněný odmítnut odmítl odmítnuto odmietnuté nesouhlasí nesouhlas nesúhlasí nesúhlas neodebírá nepřihlášen neprihlásený ukončen ukončeno pozastaveno',
    bounced:
      'nedoručeno nedoručitelné nedoručitelný nedoručené vráceno vrácený vrátené neplatný neplatná neplatné chyba chybný',
    complained: 'stížnost sťažnosť nevyžádaná nevyžádaná-pošta',
    phrases:
      'odhlášen* odhlásil* odhlásený* odhlášení zrušil-odb* zrušen-odb* nechce-dost* nezasílat neposílat nesouhlas* nesúhlas*',
    headers: {
      stopped:
        'odhlas odhlaš zrušen zrušeno zrušil neaktiv nesouhlas nesúhlas nezasíl neposíl smazán zmazan vymazan odstraněn odmít odmiet blokov',
      failed: 'nedoruč vrácen neplatn',
      complained: 'stížnost sťažnosť',
      awaiting: 'nepotvrz nepotvrd neověřen čekajíc čekánap čakajúc',
      confirming: 'potvrz potvrd',
      receiving: 'odebír zpravodaj souhlas súhlas přihlášen prihlásen obchodnísděl',
      state: 'stavodb stavkont stavprih stavpřih',
      notes: 'poznám komentář',
      negation: 'ne',
    },
    headerWords: {
      receiving: 'odběr odběru odběry odber odberu aktivní aktivny aktívny aktívna aktívne aktivni',
      confirming: 'ověřen ověřena ověřeno ověření ověřený overený overená overené overenie',
    },
  },
  russian: {
    yes: 'да есть согласен согласна согласие разрешено получать',
    no: 'нет',
    subscribed:
      'подписан подписана подписаны подписано подписался подписалась подписчик подписанный активен активна активный активные активно подтвержден подтверждена подтверждено подтвержденный действующий действителен доступен',
    pending:
      'не-подтвержден не-подтверждена не-подтверждено неподтвержден неподтвержденный не-подтвердил не-активирован ожидает ожидание ожидает-подтверждения ожидает-активации ждет-подтверждения на-подтверждении приглашен приглашение-отправлено новый-неподтвержденный',
    unsubscribed:
      'отписан отписана отписаны отписано отписался отписалась отписались отписавшийся отписка отписанный отказ отказался отказалась отказано отклонен отклонено неактивен неактивна неактивный неактивно не-активен не-активна не-активный заблокирован заблокирована заблокировано заблокированный блокирован блок удален удалена удалено удаленный исключен исключена отключен отключена отключено выключен отменен отменена отменено отмена не-подписан не-подписана неподписан не-согласен не-согласна несогласие нет-согласия не-беспокоить не-отправлять не-присылать не-получать не-писать черный-список в-черном-списке приостановлен приостановлена остановлен остановлено прекращен прекращено архив в-архиве бывший умер',
    bounced:
      'не-доставлено недоставлено недоставлен не-доставлен недоступен недоступна недействителен недействительный недействительна невалидный невалиден не-существует несуществующий ошибка ошибка-доставки возврат отскок жесткий-возврат мягкий-возврат переполнен ящик-переполнен неверный некорректный',
    complained: 'жалоба жалобы пожаловался пожаловалась спам жалоба-на-спам в-спам отметил-как-спам',
    phrases:
      'отписа отписк не-присыла не-отправля не-высыла не-рассыла не-писать больше-не-получать отказался-от отказ-от-рассыл отказалась-от черный-список чёрном-списке отозвал отозвано пожаловал удалить-из не-хочет не-согла',
    headers: {
      stopped:
        'отпис неподпис отказ отозва неактив заблок блокир исключен отключен выключен отменен отмен несогла нерассыл неотправ неприсыл чёрныйсписок неписать небеспоко',
      failed: 'недостав невалид недейств недоступн ошибкадост отскок',
      complained: 'жалоб спам',
      awaiting: 'неподтвержд ожида',
      confirming: 'подтвержд верифи',
      receiving: 'подпис рассыл соглас разреш получатьпис получаетпис',
      state: 'статус состояние',
      notes: 'примеч коммент замет',
      negation: 'не нет без',
    },
    headerWords: {
      stopped: 'чс удален удалена удалено удалены удаление удаления',
      receiving: 'активен активна активно активный активные',
    },
  },
  ukrainian: {
    yes: 'так згоден згодна згода дозволено',
    no: 'ні',
    subscribed:
      'підписаний підписана підписано підписаний-активний підписався підписалася підписник активний активна активно підтверджений підтверджена підтверджено дійсний',
    pending:
      'не-підтверджено непідтверджено не-підтверджений непідтверджений очікує очікування очікує-підтвердження запрошено',
    unsubscribed:
      'відписаний відписана відписано відписався відписалася відписались відписка відмова відмовився відмовилася відхилено неактивний неактивна неактивно не-активний заблокований заблокована заблоковано видалений видалена видалено вимкнено вимкнений скасовано скасований не-підписаний не-підписано не-згоден не-згодна немає-згоди не-надсилати не-турбувати чорний-список призупинено зупинено',
    bounced:
      'не-доставлено недоставлено недійсний недійсна недоступний помилка помилка-доставки повернення повернено неіснуючий',
    complained: 'скарга скарги поскаржився спам',
    phrases:
      'відписа відписк відписав не-надсила не-турбува відмовився-від чорний-список чорному-списку поскарж не-хоче',
    headers: {
      stopped: 'відпис непідпис відмов неактив заблок видален вимкн скасова незгод ненадсил чорнийсписок',
      failed: 'недостав недійсн помилкадост',
      complained: 'скарг',
      awaiting: 'непідтвердж очіку',
      confirming: 'підтвердж',
      receiving: 'підпис розсил згод дозвіл',
      state: 'статус',
      notes: 'приміт коментар нотатк',
      negation: 'ні',
    },
    headerWords: { receiving: 'активний активна активно активні' },
  },
  turkish: {
    yes: 'evet var izinli izin-var onay-var kabul kabul-edildi kabul-ediyorum istiyor isteyen',
    no: 'hayır yok',
    subscribed:
      'abone abone-oldu abone-olundu aboneler aktif etkin üye kayıtlı onaylı onaylandı onaylanmış doğrulandı doğrulanmış geçerli',
    pending:
      'onay-bekliyor onay-bekleyen beklemede bekliyor onaylanmadı onaylanmamış onaylanmayan doğrulanmadı doğrulanmamış doğrulama-bekliyor onaysız davet-edildi',
    unsubscribed:
      'abonelikten-çıktı abonelikten-çıkan abonelikten-çıkmış abonelikten-çıkarıldı abonelikten-ayrıldı abonelik-iptal abonelik-iptal-edildi abonelikten-çık abone-değil üye-değil listeden-çıktı çıktı çıkış çıkış-yaptı ayrıldı iptal iptal-edildi iptal-etti pasif etkin-değil aktif-değil devre-dışı engelli engellendi engellenmiş bloke bloklu silindi silinmiş reddedildi reddetti ret kara-liste kara-listede izinsiz izin-yok izin-vermedi istemiyor istemeyen durduruldu askıda onay-yok',
    bounced:
      'geri-döndü geri-dönen geri-dönüş geçersiz hatalı hata ulaşılamıyor ulaşılamadı teslim-edilemedi teslim-edilemeyen kutu-dolu',
    complained: 'şikayet şikayet-etti şikayetçi istenmeyen istenmeyen-posta spam-şikayeti',
    phrases:
      'abonelikten-c* aboneliğini-iptal* aboneliği-iptal* listeden-cik* istemiyor* gönderme gönderilmesin gondermeyin kara-liste* şikayet-et* abonelikten-ayr*',
    headers: {
      stopped:
        'aboneliktençı aboneliktenayr abonelikiptal listedençı çıkışt bloke silind silinme reddet karaliste izinsiz istemiyor istemeyen engellen engelli iptaled iptalet iptaltar gönderme gönderilmes',
      failed: 'geridön geçersiz ulaşılam teslimedilem hatalı',
      complained: 'şikayet istenmeyen',
      awaiting: 'onaybekl onaylanma doğrulanma beklemede',
      confirming: 'doğrula onaylandı onaylanm',
      receiving: 'abone bülten onay',
      state: 'durum',
      notes: 'açıklama notlar yorum',
      negation: 'değil',
    },
    headerWords: { stopped: 'iptal iptali pasif', receiving: 'izin izni izinli aktif etkin' },
  },
  hungarian: {
    yes: 'igen van hozzájárult hozzájárulok elfogadta engedélyezve kér kéri',
    no: 'nem nincs',
    subscribed:
      'feliratkozott feliratkozva feliratkozó aktív megerősített megerősítve megerősítette érvényes előfizető',
    pending:
      'függőben függő nem-megerősített megerősítetlen megerősítésre-vár megerősítésre-váró várakozik várakozó nincs-megerősítve meghívott',
    unsubscribed:
      'leiratkozott leiratkozva leiratkozó leiratkozás leiratkoztatva kiiratkozott kilépett törölt törölve törölte inaktív nem-aktív letiltott letiltva tiltott tiltva tiltólista lemondott lemondva lemondta lemondás elutasított elutasítva visszavont visszavonva nem-iratkozott-fel nincs-feliratkozva nem-járult-hozzá nem-kér nem-kéri feketelista megszűnt szünetel',
    bounced: 'visszapattant visszapattanó kézbesíthetetlen sikertelen érvénytelen hibás hiba visszajött',
    complained: 'panasz panaszos spamnek-jelölte levélszemét',
    phrases:
      'leiratk* kiiratk* lemondta* nem-kér nem-kéri nem-szeretn* ne-küld* törlését-kér* feketelist* visszavonta*',
    headers: {
      stopped:
        'leirat kiirat letilt tiltva tiltott tiltólist törölve törölt törlés inaktív feketelist visszavon elutas nemkér lemondo lemondt lemondv lemondá neküld',
      failed: 'visszapattan kézbesíthetetlen érvénytelen hibás sikertelen',
      complained: 'panasz levélszemét',
      awaiting: 'megerősítetlen megerősítésrevár nemmegerős függőben',
      confirming: 'megerős',
      receiving: 'hírlev feliratk hozzájárul beleegy engedély',
      state: 'állapot',
      notes: 'megjegy',
      negation: 'nem ne nincs',
    },
  },
  romanian: {
    yes: 'da acord accept acceptat de-acord',
    no: 'nu fără-acord',
    subscribed:
      'abonat abonată abonați activ activă confirmat confirmată înscris înscrisă verificat verificată valid',
    pending:
      'neconfirmat neconfirmată în-așteptare așteaptă așteaptă-confirmarea neverificat neverificată invitat',
    unsubscribed:
      'dezabonat dezabonată dezabonați dezabonare neabonat neabonată inactiv inactivă blocat blocată șters ștearsă eliminat eliminată refuzat refuzată respins respinsă anulat anulată retras retrasă dezactivat dezactivată fără-consimțământ nu-este-abonat oprit suspendat listă-neagră pe-lista-neagră',
    bounced: 'nelivrat nelivrabil nelivrabilă returnat returnată invalidă eroare eșuat eșuată',
    complained: 'plângere plângeri reclamație reclamat',
    phrases: 'dezabon* nu-doreșt* nu-mai-doreșt* nu-trimit* nu-vrea* retras-acord* retras-consim*',
    headers: {
      stopped: 'dezabon neabon inactiv ștears refuzat dezactiv nudore nuvrea nutrimi',
      failed: 'nelivr invalid',
      complained: 'plânger reclamaț',
      awaiting: 'neconfirm neverif înaștept',
      confirming: 'confirm verific',
      receiving: 'abonat abonare abonament consimț buletin',
      notes: 'observaț mențiuni comentari',
      negation: 'nu fără',
    },
    headerWords: {
      stopped: 'blocat blocată respins respinsă anulat anulată retras retrasă eliminat eliminată',
      failed: 'eșuat eșuată',
      receiving: 'acord acordul activ activă activi',
    },
  },
  danishAndNorwegian: {
    yes: 'ja samtykker samtykket givet gitt',
    no: 'nej nei ikke-samtykke',
    subscribed:
      'tilmeldt påmeldt abonnent abonnerer abonneret aktiv aktive bekræftet bekreftet verificeret verifisert gyldig',
    pending:
      'afventer avventer afventer-bekræftelse avventer-bekreftelse venter venter-på-bekræftelse venter-på-bekreftelse ubekræftet ubekreftet ikke-verificeret ikke-verifisert uverificeret inviteret invitert',
    unsubscribed:
      'afmeldt afmeldte avmeldt avmeldte frameldt udmeldt utmeldt opsagt oppsagt sagt-op sagt-opp slettet slettede fjernet blokeret blokkert spærret sperret inaktiv inaktive ikke-aktiv deaktiveret deaktivert fravalgt frabedt reserveret reservert annulleret annullert kansellert afvist-samtykke tilbagetrukket trukket-tilbage ikke-tilmeldt ikke-påmeldt ikke-abonnent stoppet pauset sortlistet svartelistet afslået avslått',
    bounced:
      'afvist avvist ugyldig ugyldige fejlet fejl feilet feil returneret returnert ikke-leveret ikke-levert uleverbar',
    complained: 'klage klaget klager søppelpost uønsket-post',
    phrases:
      'afmeld* avmeld* frameld* udmeld* utmeld* ønsker-ikke* vil-ikke-have vil-ikke-ha frabed* sortlist* svartelist* ikke-kontakt* må-ikke-kontakt*',
    headers: {
      stopped:
        'afmeld avmeld framel udmeld utmeld opsagt oppsagt slettet fjernet blokeret blokkert spærret sperret fravalg frabed annuller kanseller sortlist svartelist tilbagetruk reserveretmod reservertmot måikkekontakt',
      failed: 'ugyldig fejlet feilet afvist avvist uleverbar',
      complained: 'klage søppelpost',
      awaiting: 'afvent avvent ubekræft ubekreft',
      confirming: 'bekræft bekreft',
      receiving: 'tilmeld påmeld abonne abonner tilladelse tillatelse',
      state: 'tilstand',
      notes: 'bemærk merknad kommentar',
      negation: 'ikke ikkje ej',
    },
  },
  greek: {
    yes: 'ναι συμφωνώ συναινώ αποδοχή',
    no: 'όχι δεν',
    subscribed:
      'εγγεγραμμένος εγγεγραμμένη εγγράφηκε ενεργός ενεργή ενεργό ενεργοί συνδρομητής επιβεβαιωμένος επιβεβαιωμένη επιβεβαιωμένο επαληθευμένος έγκυρο',
    pending:
      'εκκρεμεί σε-εκκρεμότητα σε-αναμονή αναμονή ανεπιβεβαίωτος ανεπιβεβαίωτη ανεπιβεβαίωτο μη-επιβεβαιωμένος μη-επιβεβαιωμένο αναμένει-επιβεβαίωση',
    unsubscribed:
      'απεγγεγραμμένος απεγγεγραμμένη απεγγράφηκε απεγγραφή διαγραμμένος διαγραμμένη διαγράφηκε διαγραφή διεγράφη κατάργηση-εγγραφής ανενεργός ανενεργή ανενεργό μη-ενεργός αποκλεισμένος αποκλεισμένη αποκλείστηκε μπλοκαρισμένος ακυρώθηκε ακυρωμένος ακύρωση απενεργοποιημένος αρνήθηκε άρνηση απορρίφθηκε μη-εγγεγραμμένος μαύρη-λίστα σταμάτησε',
    bounced: 'άκυρο άκυρη άκυρος μη-έγκυρο απέτυχε αποτυχία επιστράφηκε μη-παραδοτέο σφάλμα',
    complained: 'παράπονο παράπονα καταγγελία ανεπιθύμητο ανεπιθύμητη',
    phrases: 'απεγγρα απεγγεγρα διαγραφή-από κατάργηση-εγγραφ δεν-επιθυμ δεν-θέλ μη-στέλνετε μαύρη-λίστα',
    headers: {
      stopped:
        'απεγγρα διαγραφ διαγραμμ διεγραφ ανενεργ αποκλεισ μπλοκ ακυρωσ ακυρωθ ακυρωμ απενεργ κατάργηση άρνηση δενεπιθυμ δενθελ μηστελ',
      failed: 'απέτυχε αποτυχ επιστράφ άκυρ',
      complained: 'παράπον ανεπιθύμητ',
      awaiting: 'εκκρεμ αναμον ανεπιβεβ',
      confirming: 'επιβεβαι επαληθευ',
      receiving: 'ενημερωτικ εγγραφ εγγεγραμ συγκατάθεσ συναίνεσ συνδρομ',
      state: 'κατάστασ',
      notes: 'σχόλι σημειώσ σημείωσ παρατήρησ παρατηρήσ',
      negation: 'δεν μη μην όχι',
    },
    headerWords: { receiving: 'ενεργός ενεργή ενεργό ενεργοί' },
  },
  thai: {
    yes: 'ใช่ รับ ยินยอม ตกลง อนุญาต ยอมรับ',
    no: 'ไม่ ไม่ใช่ ไม่มี',
    subscribed: 'สมัครแล้ว สมัครสมาชิก สมาชิก เป็นสมาชิก ใช้งาน ใช้งานอยู่ เปิดใช้งาน ยืนยันแล้ว ติดตาม รับข่าวสาร',
    pending: 'รอยืนยัน รอการยืนยัน ยังไม่ยืนยัน ยังไม่ได้ยืนยัน รอดำเนินการ รออนุมัติ ไม่ได้ยืนยัน',
    unsubscribed:
      'ยกเลิก ยกเลิกแล้ว ยกเลิกการสมัคร ยกเลิกการรับข่าวสาร ยกเลิกการติดตาม ยกเลิกการเป็นสมาชิก ยกเลิกสมาชิก เลิกติดตาม ไม่ใช้งาน ไม่ได้ใช้งาน ปิดใช้งาน ถูกบล็อก บล็อก ลบ ลบแล้ว ถูกลบ ปฏิเสธ ไม่รับ ไม่รับข่าวสาร ไม่ต้องการ ไม่ยินยอม ไม่อนุญาต ระงับ ถูกระงับ ไม่ได้สมัคร ไม่เป็นสมาชิก ออก ลาออก หยุด บัญชีดำ',
    bounced: 'ตีกลับ อีเมลตีกลับ ไม่ถูกต้อง อีเมลไม่ถูกต้อง ส่งไม่ได้ ส่งไม่สำเร็จ ล้มเหลว ข้อผิดพลาด',
    complained: 'สแปม ร้องเรียน แจ้งสแปม',
    phrases: 'ยกเลิกการ ยกเลิกรับ ไม่ต้องการรับ ไม่รับข่าว เลิกรับ ไม่ยินยอม ขอยกเลิก',
    headers: {
      stopped: 'ยกเลิก ไม่ใช้งาน ปิดใช้งาน บล็อก ปฏิเสธ ไม่รับ ไม่ยินยอม ไม่ต้องการ ระงับ บัญชีดำ ลบ',
      failed: 'ตีกลับ ส่งไม่ ไม่ถูกต้อง ล้มเหลว',
      complained: 'สแปม ร้องเรียน',
      awaiting: 'รอยืนยัน รอการยืนยัน ยังไม่ยืนยัน',
      confirming: 'ยืนยัน',
      receiving: 'รับข่าว จดหมายข่าว สมัคร ยินยอม ใช้งาน',
      state: 'สถานะ',
      notes: 'หมายเหตุ',
    },
  },
  vietnamese: {
    yes: 'có đồng-ý cho-phép',
    no: 'không',
    subscribed:
      'đã-đăng-ký đăng-ký đang-đăng-ký hoạt-động đang-hoạt-động kích-hoạt đã-kích-hoạt đã-xác-nhận đã-xác-minh hợp-lệ theo-dõi',
    pending: 'chờ-xác-nhận đang-chờ chờ-duyệt chưa-xác-nhận chưa-xác-minh chưa-kích-hoạt đang-chờ-xác-nhận',
    unsubscribed:
      'hủy đã-hủy huỷ đã-huỷ hủy-đăng-ký đã-hủy-đăng-ký huỷ-đăng-ký bỏ-đăng-ký ngừng-đăng-ký chưa-đăng-ký không-đăng-ký ngừng ngưng ngừng-nhận ngừng-hoạt-động dừng không-hoạt-động bị-chặn đã-chặn chặn bị-khóa đã-khóa xóa đã-xóa bị-xóa từ-chối không-nhận không-đồng-ý danh-sách-đen tạm-dừng rời-khỏi',
    bounced: 'bị-trả-lại trả-lại không-hợp-lệ lỗi thất-bại không-gửi-được gửi-thất-bại không-tồn-tại',
    complained: 'khiếu-nại thư-rác báo-spam',
    phrases:
      'hủy-đăng-ký huỷ-đăng-ký bỏ-đăng-ký không-muốn-nhận ngừng-nhận không-nhận-thư từ-chối-nhận danh-sách-đen',
    headers: {
      stopped:
        'hủyđăngký hủyngày ngàyhủy bỏđăngký ngừngnhận ngừngđăng bịchặn đãchặn từchối đãxóa đãhủy khôngnhận khônghoạt danhsáchđen khônggửi',
      failed: 'bịtrảlại khônghợplệ thấtbại',
      complained: 'khiếunại thưrác',
      awaiting: 'chờxácnhận chưaxácnhận chưaxácminh',
      confirming: 'xácnhận xácminh',
      receiving: 'đăngký bảntin đồngý nhậntin nhậnemail chophép kíchhoạt',
      state: 'trạngthái tìnhtrạng',
      notes: 'ghichú nhậnxét',
      negation: 'không chưa',
    },
  },
  indonesianAndMalay: {
    yes: 'ya setuju bersedia izinkan diizinkan',
    no: 'tidak bukan belum',
    subscribed:
      'berlangganan pelanggan melanggan langganan-aktif aktif terdaftar terkonfirmasi dikonfirmasi terverifikasi diverifikasi disahkan',
    pending:
      'menunggu menunggu-konfirmasi menunggu-persetujuan tertunda belum-dikonfirmasi belum-terkonfirmasi belum-terverifikasi belum-diverifikasi belum-konfirmasi belum-disahkan',
    unsubscribed:
      'berhenti berhenti-berlangganan berhenti-langganan batal dibatalkan batal-berlangganan nyahlanggan tidak-berlangganan tidak-aktif nonaktif dinonaktifkan diblokir terblokir disekat dihapus terhapus dipadam ditolak menolak tidak-setuju tidak-bersedia keluar daftar-hitam dihentikan dikeluarkan',
    bounced:
      'terpental pantul tidak-valid tidak-sah gagal gagal-kirim gagal-terkirim tidak-terkirim kesalahan tidak-ditemukan',
    complained: 'keluhan aduan dilaporkan-spam laporan-spam mengeluh',
    phrases:
      'berhenti-berlangganan* berhenti-langgan* tidak-mau* tidak-ingin* jangan-kirim* nyahlanggan* daftar-hitam*',
    headers: {
      stopped:
        'berhenti nyahlanggan nonaktif diblokir disekat dihapus dipadam ditolak menolak dibatalkan daftarhitam jangankirim',
      failed: 'terpental gagal tidakvalid tidaksah',
      complained: 'keluhan aduan',
      awaiting: 'menunggu tertunda belumdikonf belumterkonf belumterver belumdiver',
      confirming: 'konfirmasi verifikasi disahkan',
      receiving: 'langganan melanggan persetujuan setuju buletin',
      notes: 'catatan keterangan',
      negation: 'tidak bukan belum jangan',
    },
    headerWords: { receiving: 'izin aktif' },
  },
  arabic: {
    yes: 'نعم موافق موافقة أوافق',
    no: 'لا كلا',
    subscribed: 'مشترك مشتركة مشتركون نشط نشطة مفعل مفعّل مفعلة فعال مؤكد مؤكدة تم-التأكيد مسجل مسجلة',
    pending:
      'قيد-الانتظار في-الانتظار في-انتظار-التأكيد بانتظار-التأكيد غير-مؤكد غير-مؤكدة غير-مفعل معلق معلقة لم-يتم-التأكيد',
    unsubscribed:
      'ألغى-الاشتراك الغى-الاشتراك إلغاء-الاشتراك الغاء-الاشتراك تم-إلغاء-الاشتراك تم-الغاء-الاشتراك ملغى ملغي ملغاة ألغى ألغت غير-مشترك غير-مشتركة غير-نشط غير-نشطة محظور محظورة محذوف محذوفة مرفوض مرفوضة رفض رفضت موقوف متوقف تم-الإلغاء تم-الالغاء تم-الحذف غير-موافق القائمة-السوداء معطل معطلة خرج',
    bounced: 'مرتد مرتدة ارتد غير-صالح غير-صالحة غير-صحيح فشل خطأ فشل-الإرسال لم-يتم-التسليم',
    complained: 'شكوى شكاوى بريد-مزعج مزعج سبام',
    phrases:
      'إلغاء-الاشتراك الغاء-الاشتراك ألغى-الاشتراك الغى-اشتراك ألغى-اشتراك لا-يريد لا-يرغب لا-ترسل القائمة-السوداء بريد-مزعج',
    headers: {
      stopped:
        'إلغاء الغاء ملغى ملغي غيرمشترك غيرنشط محظور محذوف مرفوض رفض موقوف القائمةالسوداء تعطيل لاترسل لايرغب لايريد',
      failed: 'مرتد ارتداد غيرصالح فشل',
      complained: 'شكوى شكاوى مزعج',
      awaiting: 'الانتظار غيرمؤكد بانتظار',
      confirming: 'تأكيد مؤكد التحقق',
      receiving: 'اشتراك مشترك موافقة النشرة نشط مفعل',
      state: 'الحالة حالة',
      notes: 'ملاحظ تعليق',
      negation: 'لا غير عدم لم',
    },
  },
  hebrew: {
    yes: 'כן מאשר מאשרת הסכים הסכימה מסכים מסכימה',
    no: 'לא אין',
    subscribed: 'מנוי מנויה רשום רשומה נרשם נרשמה פעיל פעילה פעילים מאומת מאומתת אושר אושרה אישר אישרה מאושר',
    pending: 'ממתין ממתינה ממתין-לאישור בהמתנה לא-אושר לא-מאומת לא-אישר לא-אישרה טרם-אושר טרם-אישר',
    unsubscribed:
      'הוסר הוסרה הסיר הסירה הסרה הוסר-מרשימה הסיר-את-עצמו ביטל ביטלה בוטל בוטלה מבוטל ביטול ביטל-מנוי ביטול-הרשמה לא-פעיל לא-פעילה לא-רשום לא-רשומה לא-מנוי חסום חסומה נחסם נמחק נמחקה מחוק סירב סירבה מסרב מושעה מושהה לא-מאשר לא-מסכים לא-מעוניין לא-מעוניינת רשימה-שחורה עזב',
    bounced: 'חזר חזרה לא-תקין לא-תקינה שגוי שגויה שגיאה נכשל לא-נמסר מוחזר',
    complained: 'תלונה התלונן התלוננה ספאם דואר-זבל סומן-כספאם',
    phrases:
      'ביטל-מנוי ביטול-הרשמה ביקש-להסיר ביקשה-להסיר להסיר-מ הסר-מ הוסר-מ לא-מעוניין לא-מעוניינת לא-לשלוח רשימה-שחורה',
    headers: {
      stopped: 'הסרה הוסר הסיר ביטול בוטל ביטל חסום חסימ נמחק סירוב סירב לאפעיל לארשום רשימהשחורה לאלשלוח',
      failed: 'שגוי שגיאה נכשל לאתקין',
      complained: 'תלונ ספאם',
      awaiting: 'ממתין בהמתנה לאמאומת לאאושר',
      confirming: 'אימות מאומת אושר',
      receiving: 'דיוור ניוזלטר הסכמה הסכים מנוי הרשמה רשום אישורקבלת',
      state: 'סטטוס מצב',
      notes: 'הערה הערות',
      negation: 'לא אין ללא',
    },
    headerWords: { receiving: 'פעיל פעילה פעילים' },
  },
};

const all = Object.values(languages);

/** The words of all languages for one meaning, with spaces between them. */
export function wordsInLanguages(meaning: Meaning): string {
  return all.map((language) => language[meaning] ?? '').join(' ');
}

export const phrasesInLanguages = all.map(({ phrases }) => phrases).join(' ');

/** The parts of headers in all languages, with spaces between them. */
export function headersInLanguages(part: HeaderPart): string {
  return all.map(({ headers }) => headers[part] ?? '').join(' ');
}

/** The same for whole words. */
export function headerWordsInLanguages(part: HeaderPart): string {
  return all.map(({ headerWords }) => headerWords?.[part] ?? '').join(' ');
}
