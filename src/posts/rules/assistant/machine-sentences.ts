/** Sentences that prove a machine alone: nobody begins an article with one of these. */

/** The line without small words before the sentence itself: "Unfortunately, I can't" becomes "I can't". */
export function withoutFillers(line: string): string {
  return line.replace(FILLERS, '');
}

const FILLERS =
  /^(?:(?:うーん|えっと|ええと|なるほど|はい|まず|では|なお|ただ|ただし|また|現在|残念ながら|残念ですが|あいにく|申し訳(?:あり|ござい)ませんが|すみませんが|恐れ入りますが|恐縮ですが|Hmm|Okay|OK|Alright|Well|So|Unfortunately|Note|Please note that|Sorry|Apologies)[、。,.:：！!…]*\s*)+(?:but )?/;

/** Whether a program wrote the line instead of an answer: `{"error": …`, `Error: 429 …`, `Traceback (most recent …`. */
export function isErrorOutput(line: string): boolean {
  return output.test(line);
}

/** What a machine says to its user, and begins so; without quoted text, with straight apostrophes. */
export const spoken: readonly RegExp[] = [
  // What it thinks before it writes.
  /^ステップ1[：:](?:見出し|素材|原文|元記事)[^。\n]{0,6}(?:分析|読|確認)|^[（(]以下、?(?:記事)?本文[）)]$|^<\w+>タグの中に/,
  /^ステップ ?\d[：:][^。\n]{1,24}(?:→|⇒|…)[^。\n]{0,6}(?:完了|済|OK)/,
  /(?:^|[。、：:（(※])自己(?:評価|採点|診断|点検)[：:][^。\n]{0,40}(?:\d ?\/ ?\d|\d点|◎|○|良好|問題な)/,
  /出力を(?:差し控え|控えさせ|中断|停止|終了|打ち切)(?:まし|させ|しま|いたしま|ります)/,
  /^(?:記事|原稿|本文|ドラフト|下書き|草稿)(?:の)?(?:最終|完成|修正|改訂|第[二三四])(?:版|稿|案)(?:（[^）]{0,16}）)?$/,
  /\b[Tt]he (?:assistant|model|AI) (?:could not|couldn't|was unable to|cannot|can't) (?:complete|process|generate|fulfil|produce|answer) (?:this|the|your)\b/,
  /^私が(?:閲覧|取得|参照|アクセス)できたのは/,
  /^Now I have enough information to (?:write|draft|compose) the\b/,
  /^(?:The )?(?:document|text|input|prompt) (?:is|was) (?:longer|larger) than I can process\b/,
  /^【?(?:思考|推論)(?:過程)?】?[：:】]|^【思考】|^依頼[：:][^。\n]{1,40}(?:の)?(?:記事|文章|要約)[。、][\s\S]{0,10}方針[：:]/,
  /^(?:まず、?)?(?:この|本)(?:依頼|タスク)(?:で|は|の)[^。]{0,30}(?:整理する|求められて|要約(?:では|だ)|書き直し(?:だ|で))/,
  /^ユーザーの(?:要求|指示|依頼|要望)は[^。]{0,40}(?:タイトル|字|見出し|文体|記事|題)[^。]{0,10}(?:だ|である|なの|が)/,
  /^依頼者は[^。]{0,40}(?:字|調|見出し|文体)[^。]{0,16}(?:希望|求め|指定)/,
  /^(?:まず)?、?(?:search_web|web_search|fetch_url|browse)\w*(?:を使って|の呼び出し)/,
  /^Let me (?:check|re-?read|look at|review) the (?:transcript|source|prompt|instructions|brief|article)\b/,
  /^(?:当|本)モデルの(?:知識|学習)|[、。](?:当|本)モデルの知識は/,
  /^(?:この)?(?:リクエスト|要求|プロンプト)を(?:処理|実行)でき(?:ません|ませんでした)/,
  /^(?:応答|回答)の生成が[^。]{0,20}(?:停止|中止|中断|ブロック)され/,
  /^(?:前回|過去|以前)の(?:会話|やり取り)の(?:内容|履歴)を(?:保持|記憶)して(?:い|お)/,
  // Refusals in a few fixed words, in which all models were trained.
  /^(?:(?:I'm|I am) (?:very |so |really )?sorry,? (?:but )?|Sorry,? (?:but )?|I apologi[sz]e,? (?:but )?|Unfortunately,? )?I (?:can't|cannot|can not|won't|'m unable to|am unable to|'m not able to|am not able to) (?:(?:help|assist|comply)(?: you)?(?: with (?:that|this|your|the request|creating|writing)[^.:]{0,40})?|(?:continue|engage) with (?:that|this|your|the) [^.:]{0,30})(?: request)?[.!]?$/,
  /^(?:申し訳(?:ありません|ございません|ないのですが|ありませんが|ございませんが)[、。]?(?:が、)?|すみません(?:が)?[、。]|ごめんなさい[、。])?(?:その|この|ご指定の|ご)?(?:ご?(?:要望|依頼|質問|リクエスト)|要求|件|内容)(?:には?|を)?(?:お?(?:応え|答え)|対応|お手伝い)(?:する)?(?:ことは?)?(?:でき(?:ません|かね)|(?:いた)?しかね)(?:ます)?[。.]?$/,
  /^(?:私は)?(?:AI(?:アシスタント|言語モデル)?|(?:大規模)?言語モデル)として(?:の私)?(?:は)?、[^。]{0,60}(?:できません|できかねます|いたしかねます|持(?:ち(?:合わせて)?(?:おり|い)?|って(?:い|おり))ません)/,
  /^AIである私(?:に|は|が|の)[^。]{0,60}(?:予測|判断|意見|感情|体験|経験|アクセス|閲覧|お答え|診断|助言)[^。]{0,24}(?:ません|かね|ない|控え)/,
  /^私は(?:Anthropic|OpenAI|Google|Meta|Microsoft|xAI)[^。]{0,12}(?:が|に(?:よって|より)?|の)(?:開発|作|訓練|トレーニング|学習)[^。]{0,16}(?:言語モデル|モデル|AI|アシスタント)(?:です|であ|として|で、|なの|、|のC|のG)/,
  /^As an? (?:AI|(?:large |artificial intelligence )?language model)(?: (?:language )?(?:model|assistant|system|chatbot|writing assistant))?(?: (?:that|who|which|trained|without|with|developed|created)[^.,]{0,40})?, I\b/,
  /^I(?:'m| am) (?:just |only )?an? (?:AI|large language|language) (?:language )?(?:model|assistant)\b/,
  // What only a machine says of itself and of its work.
  /^(?:\*\*)?(?:注意[：:]|なお、|まず、|※)?(?:\*\*)? ?(?:私|わたし|わたくし|僕|当方)は(?:、)?(?:AI(?:アシスタント|言語モデル)|(?:大規模)?言語モデル|人工知能(?:アシスタント)?|AI)(?:であ(?:り|る)|です|なので|のため)/,
  /^(?:なお、|ただし、|現在、|すみません、|ただ、)?(?:今の|現在の)?(?:私|当方|本モデル)(?:には?|は|の)[^。]{0,20}(?:知識|学習データ|トレーニングデータ)(?:は|の|が)(?!.*(?:でした|ました|止ま))[^。]{0,20}(?:\d{4}年|まで|時点|以降|カットオフ|限ら)/,
  /^(?:ただ、|今の|現在の)?(?:私|当方|本モデル)(?:に)?は[^。]{0,40}(?:データ|情報|Web|ウェブ|インターネット|ブラウザ|ブラウズ|外部(?:サイト|リンク)|URL|ネット)[^。]{0,30}(?:手段|機能|能力|権限)(?:が|を|も)(?:[^。]{0,6}(?:ありません|ございません|持ちません)|(?:備え|備わっ|持っ)て(?:い|お)(?:ません|りません|ない(?:ため|ので)))/,
  /^(?:私|わたし|わたくし|当方|僕|本モデル)(?:が|の)学習し(?:た|て(?:い|お)る)(?:データ|情報|内容|知識)/,
  /^\d{4}年[^。]{0,12}(?:情報|データ|ニュース)(?:は|を)[^。]{0,4}持って(?:い|お)/,
  /^(?:弊|当|本)アシスタント(?:は|には|では|の(?:機能|能力|権限|知識|役割))/,
  /^ご満足いただける(?:仕上がり|内容|記事|文章)/,
  /^(?=[^。]*(?:長|文字数|制限|記事|回答))[^。]*(?:\d|[二三])(?:回|つ|部)に分けて(?:出力|回答|生成)(?:し|いたし|させて)[^。]{0,6}ます/,
  /^(?:では、?|以下、?|それでは、?|了解です。)?(?:JSON|Markdown|HTML|マークダウン)(?:形式)?で(?:回答|返答|お返し)(?:し|いたし)ます|^(?:では|以下|それでは)、?(?:JSON|Markdown|HTML|マークダウン)(?:形式)?で出力(?:し|いたし)ます/,
  /(?:情報|データ|内容|事実)[^。]{0,16}ため(?:に)?、?[^。]{0,8}(?:検索)を(?:行い|実施し|実行し)ます/,
  /(?:先ほど|直前)の(?:回答|返答|応答|出力)(?:に|は|で|を)/,
  // What it gives to nobody. People say so, too, but do not begin with an apology, or send their readers to an adviser.
  /^(?:大変|誠に)?申し訳(?:ありません|ございません|ないのです)が、(?![^。]*(?:相談|問い合わせ|お便り|質問|窓口|紙面|[当弊本][社店誌]))[^。]{0,30}(?:特定の|個別の|具体的な)[^。]{0,24}(?:投資助言|推奨|法的な?助言|医学的な?助言)[^。]{0,24}(?:でき(?:ません|かねます)|いたしかねます|控えさせて)/,
  /^(?:(?:I'm sorry|Sorry),? (?:but )?|Unfortunately, )I(?: can't| cannot|'m unable to|'m not able to| am unable to) (?:provide|give|offer) (?:you )?(?:with )?(?:personali[sz]ed|specific|individuali?[sz]?e?d?|tailored) (?:financial|investment|medical|legal|tax|health) advice\b/,
  // It was cut, or goes on in another message.
  /(?:文字数|字数|長さ|トークン|出力)(?:の)?(?:制限|上限)の?(?:ため|により|に達し)[^。]{0,20}(?:続き|残り)(?:は|を)[^。]{0,16}(?:メッセージ|返信|回答|返答)/,
  /^[（(［[【]?(?:続きは|この続きは)?次の(?:メッセージ|返信|回答|応答)(?:に|で|へ)(?:続きます|続く|お送りします|お届けします)/,
  /^[[(](?:To be )?[Cc]ontinue[ds] in (?:the |my )?next (?:message|response|reply)\b/,
  /^(?:I've|I have|We've) (?:reached|hit) (?:the|my) (?:message|response|character|token|output|length|word) limit\b/,
  /^\[(?:\.{3}|…)? ?(?:[Tt]he )?[Rr]est of (?:the |this )?(?:article|post|text|content|code) (?:remains|stays|is) (?:the same|unchanged)/,
  /^(?:こんにちは[。！、])?(?:私は)?(?:Microsoft )?(?:Copilot|ChatGPT|Claude|Gemini|Bard|Llama)(?:です|と申し)/,
  /(?:執筆|作成|生成)(?:を)?(?:進め|し|開始し)て(?:も)?(?:よろしい|いい|大丈夫)(?:です|でしょう)/,
  /^私は[^。]{0,30}言語モデル(?:です|であ)/,
  /^(?:以下|こちら)(?:が|は|、)?、?[^。]{0,10}(?:修正版|改訂版|リライト版|完成版)の(?:記事|原稿|文章)(?:です|になります)/,
  /(?:回答|応答|記事|コンテンツ|文章|要約)(?:を|の)生成(?:中|に|でき)[^。]{0,10}(?:エラー|失敗|ません)/,
  /(?:記事|文章|要約|原稿|タイトル|見出し)を(?:書く|作成する|生成する|執筆する|まとめる)(?:に|ため)[^。]{0,24}(?:情報|詳細|本文|資料|内容)(?:が|を)[^。]{0,8}(?:必要(?:です|となります)|お?教え|ご提供)/,
  /^(?:修正版|改訂版|完成版)[：:]$|^タイトル案[：:]/,
  /^(?:以下|こちら)が(?:要約|抜粋|紹介文|タイトル|記事|原稿|リード文)(?:です|になります)/,
  /(?:前半|後半|途中まで)(?:のみ|だけ)?を?出力(?:し|いたし)ます/,
  /^(?:web|search|fetch|browse|open|get|tool|google)_(?:web|search|url|page|tool|call|news|article)\w*(?:ツール)?(?:が|は)[^。]{0,10}(?:タイムアウト|エラー|失敗|応答)(?:し|を返し|にな|があり|が発生し|となり)?(?:ません|まし|しま)/,
  /\bmy previous (?:response|answer|reply|output)\b/,
  /^(?:いただいた)?(?:ご質問|ご依頼|ご要望|ご指示)の(?:意図|内容)を[^。]{0,10}(?:理解|把握|解釈)(?:でき(?:ません|かね)|し(?:かね|ました))/,
  /^以下が[^。]{0,12}(?:本文|記事|原稿|章)(?:です|になります)/,
  /^[^。]{0,40}(?:章|本文|記事|原稿)(?:（[^）]{0,16}）)?を執筆します。?$/,
  /^(?:以下、)?[^。]{0,40}章(?:（[^）]{0,16}）)?(?:の?本文)です。?$/,
  /(?:章|記事)の本文を以下に(?:執筆|出力|提示)し(?:まし)?た/,
  /^ユーザー(?:様|さん)?(?:は|が)[^。]{0,50}(?:向けの|について(?:の)?|に関する|[\d千百]字(?:程度|前後|以内)?の|日本語(?:で|の))[^。]{0,12}(?:記事|文章|コラム|原稿|投稿|要約|解説|レポート|リライト)[^。]{0,8}(?:求めて|望んで|依頼|希望|欲し|指示|要求)[^。]{0,8}。?$/,
  /^(?:それでは、|では、|前回の|先ほどの)+(?:続き(?:から|を))[^。]{0,12}(?:執筆|書)[^。]{0,10}(?:再開|続け|進め|き)?[^。]{0,4}ま(?:す|しょう)/,
  /^(?:以下|こちら|下記|次)(?:が|に|は|の|、)[^。]{0,30}(?:タイトル案|見出し案|メタディスクリプション|構成案|記事案|記事の(?:タイトル|要約|続き|全文|ドラフト|リライト)|書き直した(?:記事|文章|原稿)|リライト(?:版|した)|要約文|執筆した)[^。]{0,14}(?:です|ます|でございます|[：:]|$)/,
  /^(?:大変|誠に)?申し訳(?:あり|ござい)ません(?:が)?(?:が変える|が?について|、ご指定|が、ご(?:指定|依頼|要望|提示))/,
  /^(?:この(?:件|質問|トピック|テーマ|内容|話題)に(?:は|ついて(?:は)?|関して(?:は)?)?、?)?(?:私から)?(?:お?答え|回答|応答|お応え)(?:する(?:こと)?は?)?でき(?:ません|かねます)(?:でした)?。?$/,
  /^はい、(?:では|それでは)[^。]{0,50}(?:解説|説明|執筆|作成|紹介|まとめ)(?:し|いたし)ます/,
  /^[^。、]{0,4}(?:、)?[^。]{0,24}(?:web検索|ウェブ検索|(?:について|の情報を|最新情報の|ニュースの)検索|^検索|情報収集|リサーチ)(?:ツール)?を?(?:実行|開始|使用)(?:し|いたし)(?:ます|ました|ています)/i,
  /^(?:Based on|From|According to) my (?:knowledge|training|search|last update)|^(?:My|As of my) (?:last )?(?:knowledge|training)(?: data)?\b(?=[^.]{0,60}(?:\b20[12]\d\b|cut-?off))[^.]{0,12}(?:cut-?off|update|ends|only|goes|stops|is)/,
  /^(?:Okay|OK|Alright|So)?,? ?[Tt]he user (?:wants|is asking|asked|has asked|requested|has requested|needs|would like|provided)\b[^.]{0,80}\b(?:article|post|piece|column|essay|newsletter|summary|content|write|text|analysis|story|headline|report)/,
  /^(?:First,? |Okay,? |OK,? |Alright,? )?(?:[Ll]et me|I'll|I will|I need to|I'm going to) (?:first |start by |begin by |quickly |now )*(?:search|searching|look up|looking up|research|researching|browse|fetch|fetching|gather|gathering)\b(?=[^.]{0,90}\b(?:first|now|web|online|internet|before (?:I|writing)|to (?:write|ensure|make sure|provide|verify|confirm|create))\b)[^.,]{0,60}\b(?:information|news|latest|web|details|sources|data|article|updates|online|recent)\b/,
  /^(?:Could|Can|Would) you (?:please )?(?:clarify|specify|confirm)\b[^.?]{0,80}\b(?:you(?:'d| would)? (?:like|want) me|I should (?:write|focus|use|cover)|the article should)\b/,
  /^(?:It (?:looks|seems|appears) (?:like|that|as if)|I (?:see|notice) that) (?:the |your )?(?:\w+ ){0,2}(?:text|article|link|URL|message|document|file|content|draft|prompt|attachment)(?: that)? (?:you (?:pasted|provided|shared|sent|gave|attached|submitted)|(?:wasn't|was not|isn't|is not|hasn't been) (?:included|attached|pasted|provided|shared)|(?:didn't|did not) come through|got cut off)\b/,
  /^(?:Here are|Here's|Here is|Below are|Below is)\b[^.]{0,40}\b(?:for|of|based on) your (?:article|post|blog|piece|newsletter|story|draft|text|request|prompt|readers|audience)\b/,
  /^(?:Here are|Below are) (?:\w+ )(?:headline|title|SEO title|meta description|subject line)s? ?(?:options|suggestions|ideas|variations)?(?: for your\b|[^.]{0,40}:$)/,
  /^I(?:'m| am)? ?(?:can't|cannot|can not|unable to|not able to) (?:directly )?(?:access|browse|open|retrieve|view) (?:external (?:links?|websites?|content|sources?|URLs?|pages?)|the internet or\b|real-?time (?:data|information|news)|(?:the |your )?(?:link|URL|file|attachment|document)s? (?:you|provided)|your (?:files?|attachments?|documents?|links?)\b)/,
  /^(?:Since|Because|As|Given that|Note that)? ?my (?:training|knowledge)(?: data)? (?=[^.]{0,60}(?:\b20[12]\d\b|cut-?off|limited to))(?:data )?(?:ends?|stops?|only|cut|is limited|goes)/i,
  /^(?:We|I) (?:need|have) to (?:produce|output|generate) (?:an?|the) [^.]{0,40}(?:piece|article|post|text|analysis)\b/,
  /^We (?:need|have) to (?:write|create|draft) (?:an?|the) (?=[^.]{0,120}(?:\d[- ](?:words?|characters)|in Japanese|\buser\b|instruction|Markdown))[^.]{0,40}(?:piece|article|post|text|analysis)\b/,
  /\b(?:goes|is) against my (?:guidelines|policy|policies|programming)\b|\bagainst my content policy\b/,
  /^(?:Tool|Function) call (?:failed|returned|error|timed out)/,
  /^[（(［[<](?:思考|内心|考え|推論|thinking|Thinking|thought|think)(?:中|過程)?[）)］\]>:：]/,
  /^[＊*※]?(?:本|この|当)(?:回答|応答|返答)は[^。]{0,16}(?:AI|人工知能|言語モデル|自動)(?:が|により|によって|で)/,
  /^(?:この|その)(?:話題|内容|トピック|質問|テーマ)には(?:対応|お答え|回答)(?:して|し)(?:い|おり)?ません/,
  /^I (?:don't|do not) have (?:access to (?:real-?time|live|current|up-to-date) (?:data|information|news|market|stock|events)|access to your (?:files?|documents?|attachments?|links?|screen)|the ability to (?:browse|access|search|open) (?:the (?:internet|web)|external|links|URLs|websites)|real-?time (?:data|information|access)|browsing (?:capabilit|access|tools)|any information (?:about|on) (?:events|anything) (?:after|beyond))/,
];

const output =
  /^\[(?:エラー|Error|ERROR|Warning|WARN)\]|\bThis model's maximum context length\b|^\{\s*"(?:error|message|detail|status|code|type|name|tool|tool_calls|function|arguments|query|action|title|headline|content|body|article|text|summary|markdown|html|sections|result|response|output|choices)"\s*:(?![^\n]*\} (?:is|was|means|looks)\b)|^\[?(?:(?:Error|ERROR|エラー)(?: code)?\]?[:：] ?(?=[^\n]*(?:[Rr]ate limit|[Qq]uota|[Tt]oken|[Mm]odel|[Oo]verload|[Tt]imed? ?out|[Gg]enerat|[Bb]illing|API key|[Uu]navailable|[Tt]ry again|サーバー|リクエスト|制限|生成|混み合))|(?:Error|ERROR|エラー) \d{3}\]?[:：] ?(?=The |Too |Rate |Internal |Service |Request |This |You |Model |Server |Overloaded|現在|サーバー|リクエスト|レート|しばらく))\S[^\n]{0,200}$|^(?:Rate limit|Quota|Request|Internal|Service|Too many|Bad|Gateway) (?:reached|exceeded|timed out|[Ss]erver [Ee]rror|[Uu]navailable|[Rr]equests|[Gg]ateway|[Tt]ime-?out)(?:[.!]?$| for\b|: )|^You exceeded your current quota\b|^Traceback \(most recent call last\)|^\d{3} (?:Internal Server Error|Service Unavailable|Too Many Requests|Bad Gateway|Gateway Time-?out)|^(?:openai|anthropic|google|requests|httpx|urllib3)\.[\w.]*(?:Error|Exception)\b|^(?:undefined|null|None|NaN|\[object Object\])$|^<(?:tool_(?:call|response|use|code)s?|function_(?:call|result)s?|invoke|antml:\w+)[ >]/;
