/** Single lines of prompts: orders that nobody gives to a person, and the names of what a prompt states. */

/** Lines that are only said to a machine. */
const sure: readonly RegExp[] = [
  /(?:本文|記事|翻訳文|訳文|要約|JSON|指定の形式)以外(?:は|の(?:文|文章|説明|情報)は)?[^。\n]{0,6}(?:出力|返答|回答)[^。\n]{0,4}(?:しない|せず|不要|禁止)/,
  /SEO(?:に強い|を意識した|対策済みの|に最適化した)[^。\n]{0,16}(?:記事|ブログ|文章)を[^。\n]{0,6}(?:書いて|作って|作成して)(?:。|$|ください)/,
  /(?:先ほど|さっき|今)の(?:文章|記事|回答)を(?:もっと|もう少し)[^。\n]{0,30}(?:書き(?:直|換)|長く|短く|詳しく)[^。\n]{0,8}(?:して|て)(?:。|$|ください)/,
  /\d字(?:程度|以内|前後)?の[^。\n]{0,16}を(?:生成|出力)(?:せよ|してください|すること)/,
  /^[（(【［[](?:導入|まとめ|本文|結論|リード|タイトル|要約|見出し|章|H[23])[^）)】］\]：:\n]{0,4}[：:][^）)】］\]\n]{0,60}(?:\d+(?:字|文字)|文章|始める|終える|促す|入れる)/,
  /(?:以上|上記|これら|下記)の(?:指示|条件|ルール|要件|制約)(?:に|を)(?:従|踏まえ|守|満た|基づ)[^。\n]{0,40}(?:執筆|出力|生成|書い|作成|記事)[^。\n]{0,12}(?:せよ|ください|開始|すること)/,
  /(?:JSON|Markdown|マークダウン|HTML|プレーンテキスト)(?:形式)?(?:だけ|のみ)(?:で|を)[^。\n]{0,6}(?:返|出力|回答)/,
  /(?:人間|人)が書いた(?:か)?の?ような[^。\n]{0,20}(?:書き換え|書き直し|リライトし|執筆し|書い|変換し|修正し)て(?:ください|下さい)/,
  /(?:SEO)?キーワード[^。\n]{0,50}(?:自然に|\d回|文中に|本文に)[^。\n]{0,16}(?:含め|盛り込|入れ|使っ|配置し)て?(?:ください|下さい|ること)/,
  /^H[1-4][：:][^\n]*\d字/,
  /^Section \d+ ?\([^)\n]*\bwords\)/,
  /(?:assistant|アシスタント|AI) ?の(?:人格|キャラクター|口調|役割)(?:設定)?[：:]/,
  /(?:本文|記事|続き|原稿)(?:(?:のみ|だけ)?を出力|(?:のみ|だけ)を(?:返|返答|回答))して(?:ください|下さい)/,
  /(?:以下|次|上記|下記)の(?:構成案?|アウトライン|見出し構成)に(?:沿って|従って|基づいて)[^。\n]{0,16}(?:執筆|作成|書)[^。\n]{0,6}(?:ください|下さい|すること|せよ)/,
  /共起語[^。\n]{0,40}(?:散りばめ|盛り込|含め)て?(?:ください|下さい|ること)/,
  /ハルシネーションを(?:避け|防)[^。\n]{0,40}(?:書か|使わ|し)ない(?:でください|で下さい|こと)/,
  /(?:以下|次)の(?:語|単語|言葉|表現|フレーズ)は[^。\n]{0,6}(?:使用しない|使わない)で(?:ください|下さい)/,
  /(?:含め|使用し|違反し|守ら|満た)[^。\n]{0,14}場合は[^。\n]{0,6}(?:減点|不合格|(?:やり|書き)直し(?:です|となり|て(?:ください|もら)|を命|[。！]|$))/,
  /(?:回答|返答|出力)は(?:日本語|英語|マークダウン|Markdown|JSON)[^。\n]{0,30}(?:出力|返|記述|記載)/,
  /書き終えたら[^。\n]{0,12}(?:採点|自己評価|セルフチェック)|検索ツールは[^。\n]{0,10}回まで/,
  /(?:コピペ|剽窃|AI(?:文章|生成)?)(?:判定|チェック|検出|チェッカー)[^。\n]{0,20}(?:一致率|通過|回避|引っかから|検出されな)/,
  /ここ[にで][^。\n]{0,24}(?:要約|本文|記事|比較|体験談|見出し|結論|導入文?|企業名|会社名|商品名|グラフ|数値)[^。\n]{0,20}(?:書く|入れる|入力(?:する)?|挿入(?:する)?|追加(?:する)?|記入(?:する)?)(?:[)）。]|$)/,
  /^[（(][^）)\n]{0,30}\d+(?:文字|字)(?:程度|以内|前後)?で(?:追加|書く|記載|挿入|執筆)(?:する)?[）)]/,
  /(?:この|以下の|上記の)続きを[^。\n]{0,30}(?:書いて|執筆して|作成して)(?:ください|下さい)/,
  /(?:上記|以上|これら)(?:の[^。\n]{0,10})?を(?:踏まえ|もとに|基に)[^。\n]{0,20}(?:記事|文章|本文|コラム|原稿)[^。\n]{0,10}(?:作成し|執筆し|生成し|書い)て(?:ください|下さい)/,
  /^(?:Please )?[Cc]ontinue (?:exactly |right )?(?:from )?where (?:you|it|the \w+) (?:left off|stopped|ended)/,
  /(?:導入|まとめ|結論|背景)（\d[\d,]*字/,
  /点満点になるように/,
  /(?:ここまで|これまで|上記|以上)の(?:文章|内容|記事|議論)を踏まえ、?[^。\n]{0,20}(?:執筆|\d字)/,
  /^(?:本文|記事)の続き$/,
  /キーワードを[^。\n]{0,10}(?:含め|盛り込|使っ)[^。\n]{0,10}(?:執筆し|書い|作成し)て(?:ください|下さい)/,
  /^(?:[（(]|※ ?(?:以下、?)?)(?:執筆者|ライター|AI)への(?:注意|指示|メモ)/,
  /^続きを(?:書いて|執筆して)(?:ください|下さい)[。：:]?$/,
  /ここ[にで][^。\n]{0,30}\d+字(?:程度|以内|前後)?で/,
  /^システムプロンプト[：:]/,
  /(?:上|先|前)で書いた(?:本文|文章|記事)を(?:読み返|見直|推敲)/,
  /^[[［【](?:画像生成)?プロンプト[：:]/,
  /ハルシネーション[^。\n]{0,6}(?:厳禁|禁止|(?:を|は)?しないこと|避けること)/,
  /\b(?:[Dd]o not|[Dd]on't|[Nn]ever) wrap (?:the |your )?(?:output|response|answer|JSON|text) in (?:code fences|backticks|[Mm]arkdown|a code block)\b/,
  /^Below is an instruction that describes a task\b/,
  /\b(?:[Uu]se|[Ii]nclude) the (?:primary |focus |main |target )?keywords?\b[^.\n]{0,40}\b\d{1,2}(?:\s?(?:-|–|to)\s?\d{1,2})? times\b/,
  /^(?:Réponds|Répondez) uniquement (?:au format|en) (?:JSON|Markdown|HTML)\b/,
  /^Actúa como un(?:a)? [^.\n]{1,50} y (?:redacta|escribe) un(?:a)? (?:artículo|entrada|texto)\b/,
  /인사말 없이 본문만 출력/,
  /\bavoid plagiarism\b|\bplagiarism-free\b/,
  /(?:次|前回)の出力(?:では|で|は|の続き)/,
  /AIであることに(?:言及|触れ)(?:し|れ)?[^。\n]{0,6}(?:いけません|ならない|ないで|ないこと)/,
  /(?:以下|次|上記|下記)の[^。\n]{0,16}(?:記事|文章|原稿|本文)を[^。\n]{0,24}リライトして(?:ください|下さい)/,
  /(?:架空|存在しない|事実でない|推測)[^。\n]{0,24}(?:生成|出力|創作)しないで(?:ください|下さい)/,
  /（指定[：:](?:(?!（指定[：:])[^）\n])*(?:字|回)/,
  /ステップバイステップで(?:考え|思考)/,
  /(?:このプロンプト|本プロンプト)(?:では|は|に|を)[^。\n]{0,40}(?:あなた|ください|開示|出力)/,
  /(?:トークン|出力文字数)(?:の)?上限は\d+(?:です)?。?$/,
  /^(?:Now |Please |Then )?(?:[Rr]ewrite|[Rr]evise|[Ee]dit|[Hh]umanize) (?:the |this )[^.\n]{0,40}(?:passes?|avoids?|bypass(?:es)?|evades?)[^.\n]{0,12}\bAI[- ]detect/,
];

/** Names of parts of a prompt and signs of a model, as they stand in the source. */
const signs: readonly RegExp[] = [
  /^(?:[Ss]ystem|SYSTEM)[:：] ?(?:You are|あなたは)/,
  /"role"\s*:\s*"system"/,
  /^(?:SYSTEM|System) ?(?:PROMPT|Prompt|MESSAGE|Message)[:：]?$/,
  /<\/?(?:role|task|persona|instructions?|system_?prompt|system_message|user_query|task_description|output_format|thinking|search_results|think|constraints|guidelines|requirements)>/,
  /<\|(?:im_start|im_end|im_sep|system|user|assistant|tool|begin_of_text|end_of_text|endoftext|eot_id|start_header_id|end_header_id|end|channel|message|return)\|>/,
  /\[\/?INST\]|<<\/?SYS>>|<\/?(?:start|end)_of_turn>|<\/?(?:tool_calls?|function_calls?|antml:\w+)>/,
];

const anySign = new RegExp(signs.map(({ source }) => source).join('|'), 'm');

/** Whether a text, with its tags, has a sign of a model. */
export function hasSign(text: string): boolean {
  return anySign.test(text);
}

const anyOf = new RegExp(sure.map(({ source }) => source).join('|'));

/** Whether the line is an order to a machine by itself. */
export function isOrder(line: string): boolean {
  return anyOf.test(line);
}

/** The names of what a prompt states, each on a line of its own with a colon, or as a heading. */
const STATED =
  /^(?:[#＃*・•■◆●▼-]+ ?)?[【［[]?((?:Role|Tone(?: of voice)?|Audience|Constraints|Task|Context|Style|(?:Primary |Secondary )?[Kk]ey(?:phrase|word)s?|Readability|Persona|Output format|Word count|Must include|Angle)|読者像|ターゲット(?:読者)?|想定読者|トーン|文体|口調|文字数|分量|禁句|禁止事項|NGワード|役割|人格(?:設定)?|一人称|出力(?:形式|フォーマット)|回答(?:フォーマット|形式)|媒体|伝えたいこと|仕上がり|感情の流れ|(?:見出し)?構成|記事タイトル|切り口|キーワード|制約条件|前提条件)(?:[】］\]]|(?:\*\*)? ?(?:[：:]|$))/;

/** What the line states, `undefined` if it is not such a line. */
export function stated(line: string): string | undefined {
  return STATED.exec(line)?.[1];
}

/** Names that are seldom given to anything but a text. A job, a survey, a machine have 「役割」, 「媒体」, 「構成」 as well. */
const OF_TEXTS =
  /^(?:読者像|ターゲット読者|想定読者|トーン|文体|口調|文字数|分量|禁句|NGワード|見出し構成|記事タイトル|感情の流れ|出力|回答|Tone|Audience|Word count|Must include|Readability|Output format|(?:Primary |Secondary )?[Kk]ey)/;

/** Whether what is stated under these names is about a text: also of one that exists, if nothing is wanted besides. */
export function isForm(named: ReadonlySet<string>): boolean {
  return named.size >= 3 && [...named].filter((name) => OF_TEXTS.test(name)).length >= 2;
}

/** How a text must be: how long (a book has 「12万字」, which nobody orders), how it speaks, what it must not do. */
const WANTED =
  /\d(?:文字|字)(?![幕体形型画])|^Word count[^\d\n]{0,4}\d|\d[- ](?:words?|characters)\b|(?:しない|書かない|使わない|避ける|すること|統一)(?:こと)?[。）)]?$|(?:ください|下さい|せよ|なさい|禁止|厳禁|必須)[。）)]?$|[Hh][1-4](?:を|は|で)|\bonly$|\b(?:[Ww]rite|[Aa]void|[Ii]nclude|[Dd]o not|[Dd]on't|[Nn]ever|[Kk]eep|[Uu]se)\b/;

/** Whether the line says how a text must be. */
export function isWanted(line: string): boolean {
  return WANTED.test(line);
}
