/**
 * Headers that ask for something else than mail: a parking place, a receipt, a sample, a day; and points that end. A no
 * there refuses nothing, and a yes asks for nothing. Only for headers that say nothing of leaving. Pure.
 */

/** Anywhere in the folded header, in katakana. */
const THINGS = new RegExp(
  [
    'サンプル|試供品|カタログ|資料請求|資料送付|パンフ|領収書|請求書|見積|駐車|宿泊|送迎|食事|弁当|懇親会|二次会|同伴|託児|座席|席番|アレルギ|ラッピング|サイズ|訪問|来店|折返|折リ返|面談|体験|見学|出欠|出席|ビザ|国籍',
    '希望(?:日|日時|時間|時刻|曜日|色|条件|職種|勤務地|業務|コース)',
    'ポイント|クーポン',
    'dietary|allerg|parking|lunch|dinner|tshirt|catalogue|catalog|receipt',
  ].join('|'),
);
/** Whole words. */
const WORDS =
  /\b(?:points?|coupons?|vouchers?|miles|seats?|tables?|meals?|visas?|samples?|brochures?|invoices?)\b/i;

/** The day on which points are lost is no day of leaving: 「ポイント失効日」, `Points expire on`. */
const POINTS_END = /(?:ポイント|クーポン)ノ?(?:失効|有効|期限|終了)|失効(?:予定)?ポイント/;

/** @param whole the header, folded */
export function arePointsEnding(header: string, whole: string): boolean {
  return POINTS_END.test(whole) || (/\bexpir/i.test(header) && WORDS.test(header));
}

/** @param whole the header, folded */
export function isAboutThings(header: string, whole: string): boolean {
  return THINGS.test(whole) || WORDS.test(header.replace(/(?<=[a-z])(?=[A-Z])|_/g, ' '));
}
