/** Phrases of prompts that were found in published texts: one that is sure, with any other, proves a prompt. */

/** People write these only to an AI. Each is searched at the beginning of a sentence. */
const sure: readonly RegExp[] = [
  /^【(?:文体|出力|記事|執筆|文章|口調|トーン|スタイル|追記|続き)(?:の|に関する)?(?:指示|条件|形式|フォーマット)】(?![はがをのとにでもへや]|という)/m,
  /^(?:それでは、|では、)?(?:以下は、?)?(?:この|上記の|以下の|前の|前回の)?(?:記事の|文章の)?続き(?:を|から|から自然に)(?:書いて|執筆して)ください[。：:]?\s*$/m,
  /途切れた(?:部分|箇所|ところ|文章)から(?:滑らか|自然|スムーズ)に(?:続け|つなげ|再開)/,
  /^あなたは(?:、)?(?:プロ|優秀|経験豊富|熟練|専門|一流|世界|トップ|日本|[^。\n]{0,12}(?:年の|に精通した|に詳しい|が得意な))[^。\n]{0,40}(?:ライター|ジャーナリスト|編集者|記者|アナリスト|専門家|作家|ブロガー|マーケター|コンサルタント|アシスタント)(?:です(?:。|$)|として)/m,
  /^命令書[：:]?\s*$/m,
  /^次の(?:セクション|章|パート)を(?:書いて|執筆して|続けて)ください/m,
  /(?:Markdown|マークダウン|HTML|本文|見出し|記事|文章)(?:形式|のみ|だけ|部分)*(?:で|を)?出力(?:して(?:ください|下さい)|すること)/m,
  /SEO(?:を意識|に最適化|対策)[^。\n]{0,20}(?:記事|文章)を[^。\n]{0,6}(?:作成|執筆|生成|書いて)[^。\n]{0,4}ください/m,
  /^I(?:'ve| have) completed the task\b/m,
  /^You are (?:an?|the) (?:expert|experienced|professional|helpful|skilled|seasoned|senior|world-class)\b[^.\n]{0,60}(?:writer|journalist|analyst|assistant|editor|blogger|copywriter)(?=[.:]|$| (?:with|who|that|for|at|specializ|tasked|working)\b)/m,
  /^Act as (?:an?|the) [^.,\n]{0,40}(?:writer|journalist|analyst|assistant|editor|blogger|copywriter|expert)\b/m,
];

/** These count together with one from the list above; a second one from that list counts too. */
const others: readonly RegExp[] = [
  /^命令[：:]?\s*$/m,
  /^[【［[]\s*(?:文体|出力|記事|執筆|文章|口調|追記|続き|構成|ターゲット|読者)(?:の|に関する)?(?:ルール|要件|制約|注意事項|案|層)?\s*[】\]］]/m,
  /^(?:(?:以下|上記|次)の(?:指示|条件|要件|ルール|テーマ|構成|キーワード)|[^。\n]{1,30})に(?:従って|基づいて|沿って|ついて)[^。\n]{0,30}(?:書いて|執筆して|作成して|出力して)ください/m,
  /^[-*・]?[^\S\n]*(?:文字数|字数)は?[^。\n]{0,12}(?:文字|字)(?:以上|程度|以内|前後)?/m,
  /\d(?:文字|字)(?:以上|程度|以内|前後)[^。\n]{0,12}(?:書いて|執筆して|作成して|出力して)ください/m,
  /^[-*・]?[^\S\n]*[^。\n]{0,30}(?:調子|口調|文体|トーン|です・ます調|ですます調|である調)で(?:書く|書いて|執筆|記述|統一|。|$)/m,
  /^(?:既存の(?:記事|文章)の)?(?:最後の部分|末尾)(?:から|に続けて|の続きとして)[^。\n]{0,20}(?:書いて|執筆|続けて)/m,
  /(?:同じ内容|重複|既出の内容|前の(?:内容|セクション|文章))[^。\n]{0,12}(?:繰り返さない|重複しない|書かない|避けて|含めない)[^。\n]{0,8}(?:ください|こと)/m,
  /^(?:必ず)?日本語で(?:書いて|出力して|回答して|記述して|執筆して)ください/m,
  /^[-*・]?[^\S\n]*(?:ターゲット(?:読者|層)?|想定読者|ペルソナ|文体|トーン|口調|出力形式)\s*[：:]/m,
  /^(?:役割|指示|出力|出力形式|前提条件|条件|タスク)[：:]?\s*$/m,
  /^[-*・]?[^\S\n]*出力は[^。\n]{0,12}(?:のみ|だけ|形式)/m,
  /^(?:以下|次)の(?:本文|文章|記事|テキスト)を(?:要約|翻訳|校正|リライト|推敲|改善)してください/m,
  /^(?:前置き|挨拶|説明|コメント|余計な文章)[^。\n]{0,10}(?:不要|書かない|含めない|省いて)/m,
  /^(?:Please )?[Cc]ontinue (?:writing|the article|from where)\b/m,
  /^(?:Here is|Here's) the (?:continuation|rest of the article|rewritten|revised|completed)\b/m,
  /^(?:Output|Write|Respond) (?:only|in) [^.\n]{0,40}(?:Japanese|Markdown|the article|without|tone|style)\b/m,
  /^(?:Please )?[Ww]rite (?:the next|an?|the following) [^.\n]{0,60}(?:section|article|paragraph|post)\b/m,
  /^(?:Do not|Don't|Avoid) (?:repeat|include|mention|use|output|repeating|using)[^.\n]{0,60}(?:section|paragraph|heading|introduction|phrase|article|above|previous|already|markdown)\b/im,
  /^(?:Improve|Rewrite|Summari[sz]e|Translate|Proofread|Edit) the (?:following|text|above|article)\b/m,
  /^(?:Use|Maintain|Keep) (?:an?|the) [^.\n]{0,40}(?:tone|style|voice)\b/m,
];

/** A form that is passed around: each part alone also stands in tasks for programmers, and two of them in texts on translation. */
const CONSTRAINTS = /^制約条件[：:]?\s*$/m;
const SAMPLE = /^(?:入力文|入力テキスト|出力文)[：:]?\s*$/m;

const marks = [...sure, CONSTRAINTS, SAMPLE, ...others];

/** The numbers of the phrases in a text, a sentence a line. */
export function marksIn(text: string): number[] {
  return marks.flatMap((mark, number) => (mark.test(text) ? [number] : []));
}

/** Whether a text with this phrase may have a prompt. */
export function isTelling(mark: number): boolean {
  return mark < sure.length || marks[mark] === CONSTRAINTS;
}

/** Whether these phrases, all of one post, prove a prompt: a sure one and any other, or the form. */
export function areProof(found: readonly number[]): boolean {
  if (found.length > 1 && found.some((mark) => mark < sure.length)) return true;
  const phrases = found.map((mark) => marks[mark]);
  return phrases.includes(CONSTRAINTS) && phrases.includes(SAMPLE);
}
