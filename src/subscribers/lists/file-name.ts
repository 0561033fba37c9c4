/**
 * What the name of a file says: `bounces.csv`, `spam_reports.csv`, 「停止者リスト.csv」 are lists of people who want no mail,
 * though no row in them may say so. The lists of SendGrid hold only an address and a time.
 */
import { hintsAtLeaving, speaksOfLeaving } from './answers/cell-meaning.ts';

/** Whole words of such names. They count only if the name says nothing else: `left-bank-gallery.csv` does. */
const LEAVING =
  /^(?:suppress(?:ed|ions?)?|bounces?|bounced|hard|soft|cleaned|blocks?|blocked|block|black|blacklist(?:ed)?|blocklist(?:ed)?|denylist|invalid|spam(?:reports?)?|reports?|reported|complaints?|complain(?:ed|ers)|opt|outs?|optouts?|optedout|opted|dnc|dnd|dne|inactive|churned|former|left|removed|removals?|deleted|unsub(?:s|bed)?|unsubscribe(?:s|d|rs)?|nomail|no|excluded?|exclusions?|cancel(?:l?ed|lations?|s)?|lapsed|expired|dead|deceased|undelivered|undeliverable|returned|rejected|refused|declined|bajas?|gone|quit)$/;
/** Of these words at least one must be there: the others join them, as in `hard bounces`, `spam reports`, `opt outs`. */
const WEAK = /^(?:hard|soft|block|black|reports?|reported|opt|outs?|no)$/;
const PAIRS = /\b(?:opt(?:ed)?-outs?|block-lists?|black-lists?|no-mail|spam-reports?)\b/;
/** Words that say nothing. */
const PLAIN =
  /^(?:list|lists|export|exported|members?|contacts?|e?mails?|addresses?|address|subscribers?|subscriptions?|users?|customers?|readers?|people|newsletters?|mailing|global|group|all|my|our|the|of|and|from|data|csv|txt|tsv|download|[a-f\d]{6,})$/;

/** Lists of errors, not `エラー修正版`. */
const OTHER_ERRORS = /エラー(?!アドレス|メール|リスト|一覧|停止|配信|者|$)/g;

/** @param file as the person named it; of its folders only the plainest words count, such as `do-not-contact/` */
export function isNamedAfterLeavers(file: string): boolean {
  const [name = ''] = file.split(/[\\/]/).slice(-1);
  return speaksOfLeaving(file) || saysOnlyLeaving(name.replace(/\.\w{1,4}$/, ''));
}

function saysOnlyLeaving(name: string): boolean {
  if (/[^ -~]/.test(name)) return hintsAtLeaving(name.replace(OTHER_ERRORS, ''));
  const words = name
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '' && !PLAIN.test(word));
  if (words.length === 0 || !words.every((word) => LEAVING.test(word))) return false;
  return words.some((word) => !WEAK.test(word)) || PAIRS.test(words.join('-'));
}
