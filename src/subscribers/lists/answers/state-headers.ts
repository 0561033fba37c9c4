/**
 * Headers that speak of a state, and not of the state of a subscription: 「婚姻状況」, `Medeni durum`, `Order status`, or the
 * day on which a state came about. Pure.
 */
import { isAboutPurchase } from './confirm-requests.ts';

/** Of the person, by what it is about; folded. */
const OF_A_PERSON = new RegExp(
  [
    // whether they are married
    'marital|martial|civilstat|matrimonial|situationfamiliale|familienstand|personenstand|zivilstand|burgerlijkestaat|civilstand|sivilstand|siviilisaaty|rodinnystav|rodinnehostavu|stancywilny|estadocivil|estatcivil|etatcivil|statocivile|starecivila|bracn|zakonskistan|perekonnaseis|seimyninepad|seimospad|gimenesstav|medenidurum|medenihal|csaladiallapot|οικογενειακ|семейн|сімейн|брачн|брачен|honnhan|pernikahan|perkawinan|สมรส|婚姻|結婚|配偶|既婚|혼인|결혼|تأهل|تاهل|اجتماعية|वैवाहिक|משפחתי',
    // work, school, health, papers
    'employment|jobstatus|workstatus|beschaftigung|berufsstatus|situationprofessionnelle|laboral|calismadurum|就業|雇用|就職|고용|education|studentstatus|egitimdurum|military|veteran|askerlik|health|saglikdurum|egeszseg|vaccin|disability|健康|visastatus|immigration|residencystatus|citizenship|nationality|taxstatus|taxexempt|vatstatus|homeowner',
    // how far a sale or a payment has come
    'dealst|opportunityst|pipeline|salesst|支払|入金|決済|発送|出荷|商談|案件|invoice|shipment|refund|creditstatus|chargestatus|billingstatus|attendeestatus|attendancestatus|rsvpstatus|tickets?(?:status|type)|syncstatus|importstatus|在学|対応状況|対応ステータス|進捗',
  ].join('|'),
);

/** When it came about: `emailStatusDate`, `Date Optin Status Changed`. */
const SINCE =
  /(?:status|stat[eo])(?:date|datetime|time|timestamp|(?:last)?(?:changed?|updated?|modified)(?:at|on|date|time)?)$|(?:状態|状況|ステータス|区分)(?:変更|更新)(?:日時?|時刻)$/;

/** A part of a country, in address books: `Business State`, `Home State/Province`, `Address 1 - State`. */
const OF_A_COUNTRY =
  /^(?:business|home|other|work|mailing|billing|shipping|residential|postal|address\d?)(?:address)?(?:state|stato|estado)|(?:state|estado|province|provincia)o?(?:state|estado|province|provincia)|^stato(?:ab|uff|altro|residenza)$/;
/** Whether other headers tell where people live: then `State`, `Stato` or `Estado` alone is a part of the address. */
const PLACES =
  /^(?:business|home)?(?:city|town|zip|zipcode|postcode|postalcode|country|citta|cap|provincia|street|prefecture|county|streetaddress|zippostalcode|ciudad|codigopostal|cidade|cep|bairro|municipio|pais)$/;

/** @param names all headers, folded */
export function tellsPlaces(names: readonly string[]): boolean {
  return names.some((name) => PLACES.test(name));
}

/** @param name a header, folded, beside others that tell where people live */
export function isStateOfCountry(name: string): boolean {
  return /^(?:state|stato|estado|estat)$/.test(name);
}

/** @param whole the header, folded */
export function isStateSince(whole: string): boolean {
  return SINCE.test(whole);
}

/** @param whole the header, folded */
export function isOtherState(header: string, whole: string): boolean {
  return OF_A_PERSON.test(whole) || isAboutPurchase(header);
}

/** @param whole the header, folded */
export function isPartOfCountry(whole: string): boolean {
  return OF_A_COUNTRY.test(whole);
}
