/** Places in a text that a program or a person should have filled. */

/** A place that a program should have filled: `{{topic}}`, `$KEYWORD`. */
const FIELD =
  /(?<![\\\w$])\{[A-Z][A-Z_]{2,20}\}|<<[^<>\n ]{1,14}>>|\{\{? ?(?:[a-z]+_)*(?:topics?|keywords?|titles?|company|companies|name|news|angle|tone|audience|persona|articles?|content|context|results?|summary|headline|length|style|sources?|body|section|prompt|input|language|date|text|author|subject|theme|ticker|sector)(?:_[a-z]+)* ?\}?\}|\$(?:KEYWORDS?|TOPIC|TITLE|AUDIENCE|LENGTH|TONE|COMPANY|NEWS|ARTICLE|CONTENT|STYLE|INPUT|CONTEXT|SUMMARY|HEADLINE)\b|\{\{ ?[\u3040-\u30ff\u4e00-\u9fff]{2,12} ?\}\}/g;

/** A place that a person should have filled: 「［ここに企業名］」, "[Insert company name]", „[HIER FIRMENNAMEN EINFÜGEN]“. */
const BLANKS: readonly RegExp[] = [
  /[［[【<＜{｛](?:ここに|こちらに)[^\]］】>＞}｝\n]{1,24}[\]］】>＞}｝](?!\()/,
  /[［[【＜｛][^\]］】＞｝\n]{1,30}を(?:ここ|こちら)[にへ](?:入力|挿入|記入|入れる)[\]］】＞｝](?!\(|と(?:書|い|あ|表示)|の(?:欄|ボタン)|を押|ボタン|欄)/,
  /^[（(](?:ここ|こちら)[にへ][^()（）\n]{0,30}(?:例|体験談|図|表|グラフ|写真|画像|本文|文章|説明|引用|データ|数字|数値|リンク|見出し|要約|導入文?|コメント|商品名|会社名|企業名|URL|広告|CTA)[^()（）\n]{0,20}(?:入れる|入る|書く|入力|挿入|記入|追加|貼る|置く)[）)]$/m,
  /[［[【](?:[^\]］】\n]{0,6}(?:企業|会社|商品|製品|人物|銘柄|サービス)名|数値|金額)を?(?:入力|挿入|記入|入れる)[\]］】](?![([をに欄])/,
  // A picture that nobody put in: 「[図1を挿入]」, alone on its line.
  /^[［[【](?:図表?|表|写真|画像|グラフ|動画|イラスト|スクリーンショット)[^\]］】\n]{0,16}を?(?:挿入|差し込む)(?:する|予定)?[\]］】]$/m,
  // A button is named so, too: `[Add Feeds]`; and people joke: "… all day. [insert cat here]".
  /[[<](?:INSERT|Insert|ADD|Add) (?=[a-z]|[A-Z\d ,'’-]+[\]>]|[^\]>\n]{0,100}\b(?:Name|Company|Date|Number|Link|URL|Title|Image|Photo|Statistic|Quote|Example|Here|City|Product|Topic|Keyword|Brand|Source|Amount|Percentage)s?\b)[^\]>=\n]{2,120}[\]>](?![([])/,
  /[[<]YOUR [^\]>=\n]{2,120}[\]>](?![([])/,
  /^[[<](?:insert|add|your) [^\]>=\n]{2,120}[\]>]$/m,
  /\[[^[\]\n]{2,60} (?:GOES HERE|[Gg]oes [Hh]ere)\](?![([])/,
  /\[(?:HIER|Hier) [^[\]\n]{2,60}(?:EINFÜGEN|[Ee]infügen|EINTRAGEN|eintragen|ERGÄNZEN|ergänzen)\](?![([])/,
  /\[(?:INSÉRER|[Ii]nsérer|AJOUTER|[Aa]jouter|INSERTAR|[Ii]nsertar|AÑADIR|[Aa]ñadir|INSERIR|[Ii]nserir|INSERIRE|[Ii]nserire) (?:ICI|ici|AQUÍ|aquí|AQUI|aqui|QUI|qui)(?= )[^[\]\n]{2,80}\](?![([])/,
  /[[［【](?:여기에|이곳에) ?[^\]］】\n]{1,40}(?:삽입|입력|추가|작성)[\]］】](?!\()/,
  /[[［【](?:此处|此處|在此处?|在此處|这里|這裡)(?:插入|填写|填寫|填入|添加|输入|輸入)[^\]］】\n]{1,30}[\]］】](?!\()/,
];

const BLANK = new RegExp(BLANKS.map(({ source }) => source).join('|'), 'm');

/** How many different fields the text has, that nobody filled. */
export function emptyFields(text: string): number {
  return new Set(text.match(FIELD) ?? []).size;
}

export function hasBlank(text: string): boolean {
  return BLANK.test(text);
}

/** Posts that show letters and forms to fill. */
export const ABOUT_FORMS =
  /テンプレ|ひな形|雛形|ひながた|文例|例文|書式|フォーム|メール|手紙|template|boilerplate|form letter|e-?mail|letter|placeholder|variable|API|Vorlage|Formular|modèle|formulaire|plantilla|formulario|modelo|modello|템플릿|양식|模板|表单|表單/i;

/** Whether a title or an excerpt has fields: two of them, or one that only a template has. */
export function isTemplate(head: string): boolean {
  if (/^(?:[{｛][^{}｛｝]{4,}[}｝]|\{\{ ?\w+ ?\}\})$/.test(head.trim())) return true;
  if (hasBlank(head) || emptyFields(head) > 1) return true;
  return emptyFields(head) === 1 && /\{\{? ?[a-z]+_|\{\{ ?[\u3040-\u9fff]|<</.test(head);
}
