/** Places in a text that a program or a person should have filled. */

/** A place that a program should have filled: `{{topic}}`, `$KEYWORD`. */
const FIELD =
  /(?<![\\\w$])\{[A-Z][A-Z_]{2,20}\}|<<[^<>\n ]{1,14}>>|\{\{? ?(?:[a-z]+_)*(?:topics?|keywords?|titles?|company|companies|name|news|angle|tone|audience|persona|articles?|content|context|results?|summary|headline|length|style|sources?|body|section|prompt|input|language|date|text|author|subject|theme|ticker|sector)(?:_[a-z]+)* ?\}?\}|\$(?:KEYWORDS?|TOPIC|TITLE|AUDIENCE|LENGTH|TONE|COMPANY|NEWS|ARTICLE|CONTENT|STYLE|INPUT|CONTEXT|SUMMARY|HEADLINE)\b|\{\{ ?[\u3040-\u30ff\u4e00-\u9fff]{2,12} ?\}\}/g;

/** A place that a person should have filled: 「［ここに企業名］」, "[Insert company name]". */
const BLANK =
  /[［[【<＜{｛](?:ここに|こちらに)[^\]］】>＞}｝\n]{1,24}[\]］】>＞}｝](?!\()|[［[【](?:[^\]］】\n]{0,6}(?:企業|会社|商品|製品|人物|銘柄|サービス)名|数値|金額)を?(?:入力|挿入|記入|入れる)[\]］】](?![([をに欄])|[[<](?:INSERT|Insert|insert|YOUR|ADD|Add) [^\]>\n]{2,120}[\]>](?![([])/;

/** How many different fields the text has, that nobody filled. */
export function emptyFields(text: string): number {
  return new Set(text.match(FIELD) ?? []).size;
}

export function hasBlank(text: string): boolean {
  return BLANK.test(text);
}

/** Posts that show letters and forms to fill. */
export const ABOUT_FORMS =
  /テンプレ|ひな形|雛形|ひながた|文例|例文|書式|フォーム|メール|手紙|template|boilerplate|form letter|e-?mail|letter|placeholder|variable|API/i;

/** Whether a title or an excerpt has fields: two of them, or one that only a template has. */
export function isTemplate(head: string): boolean {
  if (/^(?:[{｛][^{}｛｝]{4,}[}｝]|\{\{ ?\w+ ?\}\})$/.test(head.trim())) return true;
  if (hasBlank(head) || emptyFields(head) > 1) return true;
  return emptyFields(head) === 1 && /\{\{? ?[a-z]+_|\{\{ ?[\u3040-\u9fff]|<</.test(head);
}
