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
  // Refusals in a few fixed words, in which all models were trained.
  /^(?:(?:I'm|I am) (?:very |so |really )?sorry,? (?:but )?|Sorry,? (?:but )?|I apologi[sz]e,? (?:but )?|Unfortunately,? )?I (?:can't|cannot|can not|won't|'m unable to|am unable to|'m not able to|am not able to) (?:help|assist|comply|continue|engage)(?: you)?(?: with (?:that|this|your|the request|creating|writing)[^.:]{0,40})?(?: request)?[.!]?$/,
  /^(?:申し訳(?:ありません|ございません|ないのですが|ありませんが|ございませんが)[、。]?(?:が、)?|すみません(?:が)?[、。]|ごめんなさい[、。])?(?:その|この|ご指定の|ご)?(?:ご?(?:要望|依頼|質問|リクエスト)|要求|件|内容)(?:には?|を)?(?:お?(?:応え|答え)|対応|お手伝い)(?:する)?(?:ことは?)?(?:でき(?:ません|かね)|(?:いた)?しかね)(?:ます)?[。.]?$/,
  /^(?:私は)?(?:AI(?:アシスタント|言語モデル)?|(?:大規模)?言語モデル)として(?:の私)?(?:は)?、[^。]{0,60}(?:できません|できかねます|いたしかねます|持ち(?:合わせて)?(?:おり|い)?ません)/,
  /^As an? (?:AI|(?:large |artificial intelligence )?language model)(?: (?:language )?(?:model|assistant|system|chatbot|writing assistant))?(?: (?:that|who|which|trained|without|with|developed|created)[^.,]{0,40})?, I\b/,
  /^I(?:'m| am) (?:just |only )?an? (?:AI|large language|language) (?:language )?(?:model|assistant)\b/,
  // What only a machine says of itself and of its work.
  /^(?:\*\*)?(?:注意[：:]|なお、|まず、|※)?(?:\*\*)? ?(?:私|わたし|わたくし|僕|当方)は(?:、)?(?:AI(?:アシスタント|言語モデル)|(?:大規模)?言語モデル|人工知能(?:アシスタント)?|AI)(?:であ(?:り|る)|です|なので|のため)/,
  /^(?:なお、|ただし、|現在、|すみません、|ただ、)?(?:今の|現在の)?(?:私|当方|本モデル)(?:には?|は|の)[^。]{0,20}(?:知識|学習データ|トレーニングデータ)(?:は|の|が)[^。]{0,20}(?:\d{4}年|まで|時点|以降|カットオフ|限ら)/,
  /^(?:ただ、|今の|現在の)?(?:私|当方|本モデル)(?:に)?は[^。]{0,40}(?:データ|情報|Web|ウェブ|インターネット|ブラウザ|ブラウズ|外部(?:サイト|リンク)|URL|ネット)[^。]{0,30}(?:手段|機能|能力|権限)(?:が|を|も)[^。]{0,6}(?:ない|ありません|備え|持って|持ち|ござい)/,
  /^(?:私|わたし|わたくし|当方|僕|本モデル)(?:が|の)学習し(?:た|て(?:い|お)る)(?:データ|情報|内容|知識)/,
  /^\d{4}年[^。]{0,12}(?:情報|データ|ニュース)(?:は|を)[^。]{0,4}持って(?:い|お)/,
  /^(?:弊|当|本)アシスタント/,
  /^ご満足いただける(?:仕上がり|内容|記事|文章)/,
  /(?:\d|[二三])(?:回|つ|部)に分けて(?:出力|回答|生成)/,
  /(?:JSON|Markdown|HTML|マークダウン)(?:形式)?で(?:出力|回答|返答)(?:し|いたし)ます/,
  /(?:情報|データ|内容|事実)[^。]{0,16}ため(?:に)?、?[^。]{0,8}(?:検索|調査)を(?:行い|実施し|実行し)ます/,
  /(?:先ほど|直前)の(?:回答|返答|応答|出力)(?:に|は|で|を)/,
  /^(?:こんにちは[。！、])?(?:私は)?(?:Microsoft )?(?:Copilot|ChatGPT|Claude|Gemini|Bard|Llama)(?:です|と申し)/,
  /(?:執筆|作成|生成)(?:を)?(?:進め|し|開始し)て(?:も)?(?:よろしい|いい|大丈夫)/,
  /^私は[^。]{0,30}言語モデル(?:です|であ)/,
  /^(?:以下|こちら)(?:が|は|、)?、?[^。]{0,10}(?:修正版|改訂版|リライト版|完成版)の(?:記事|原稿|文章)(?:です|になります)/,
  /(?:回答|応答|記事|コンテンツ|文章|要約)(?:を|の)生成(?:中|に|でき)[^。]{0,10}(?:エラー|失敗|ません)/,
  /(?:記事|文章|要約|原稿|タイトル|見出し)を(?:書く|作成する|生成する|執筆する|まとめる)(?:に|ため)[^。]{0,24}(?:情報|詳細|本文|資料|内容)(?:が|を)[^。]{0,8}(?:必要|お?教え|ご提供)/,
  /^(?:修正版|改訂版|完成版|タイトル案)[：:]/,
  /^(?:では、|それでは、)?(?:記事|文章|本文|原稿)の続きを(?:書き|執筆し|作成し)ます/,
  /^(?:とても|非常に|本当に)?(?:面白い|興味深い|素晴らしい|いい|良い)(?:ご)?(?:テーマ|お題)ですね/,
  /先ほどの(?:要約|原稿|文章)[^。]{0,10}(?:誤り|間違い|不備)/,
  /^まず[^。]{0,24}で検索し[^。]{0,50}(?:調べ|検索し|確認し)ます/,
  /^(?:以下|こちら)が(?:要約|抜粋|紹介文|タイトル|記事|原稿|リード文)(?:です|になります)/,
  /(?:前半|後半|途中まで)(?:のみ|だけ)?を?出力(?:し|いたし)ます/,
  /^\w[A-Za-z\d]*_\w+(?:ツール)?(?:が|の|は|を)[^。]{0,16}(?:タイムアウト|エラー|失敗|応答)/,
  /^はい、[^。]{0,24}(?:作成|用意|執筆|要約)(?:し|いたし)ました/,
  /\bmy previous (?:response|answer|reply|output)\b/,
  /^お(?:力|役)に(?:なり|立ち)たい(?:のです|ところです|です)が/,
  /(?:ご質問|ご依頼|ご要望|ご指示)の(?:意図|内容)を[^。]{0,10}(?:理解|把握|解釈)(?:でき|し)/,
  /(?:本文|記事|原稿)(?:（[^）]{0,12}）)?(?:は|を)以下(?:です|のとおり|の通り|に(?:提示|出力|記載)し)/,
  /^以下が[^。]{0,12}(?:本文|記事|原稿|章)(?:です|になります)/,
  /^[^。]{0,40}(?:章|本文|記事|原稿)(?:（[^）]{0,16}）)?を執筆します。?$/,
  /^(?:以下、)?[^。]{0,40}章(?:（[^）]{0,16}）)?(?:の?本文)です。?$/,
  /(?:章|記事)の本文を以下に(?:執筆|出力|提示)し(?:まし)?た/,
  /^ユーザー(?:様|さん)?(?:は|が|の)[^。]{0,60}(?:記事|文章|コラム|原稿|投稿|要約|解説|レポート|リライト)[^。]{0,20}(?:求め|望|依頼|欲し|指示|要求|希望|必要)/,
  /^(?:それでは、|では、|前回の|先ほどの)+(?:続き(?:から|を))[^。]{0,12}(?:執筆|書)[^。]{0,10}(?:再開|続け|進め|き)?[^。]{0,4}ま(?:す|しょう)/,
  /^(?:以下|こちら|下記|次)(?:が|に|は|の|、)[^。]{0,30}(?:タイトル案|見出し案|メタディスクリプション|構成案|記事案|記事の(?:タイトル|要約|続き|全文|ドラフト|リライト)|書き直した(?:記事|文章|原稿)|リライト(?:版|した)|要約文|執筆した)[^。]{0,14}(?:です|ます|でございます|[：:]|$)/,
  /^(?:大変|誠に)?申し訳(?:あり|ござい)ません(?:が)?(?:が変える|が?について|、ご指定|が、ご(?:指定|依頼|要望|提示))/,
  /^(?:この(?:件|質問|トピック|テーマ|内容|話題)に(?:は|ついて(?:は)?|関して(?:は)?)?、?)?(?:私から)?(?:お?答え|回答|応答|お応え)(?:する(?:こと)?は?)?でき(?:ません|かねます)(?:でした)?。?$/,
  /^はい、(?:では|それでは)[^。]{0,50}(?:解説|説明|執筆|作成|紹介|まとめ)(?:し|いたし)ます/,
  /^[^。、]{0,4}(?:、)?[^。]{0,24}(?:検索|web検索|ウェブ検索|情報収集|リサーチ)(?:ツール)?を?(?:実行|開始|使用)(?:し|いたし)(?:ます|ました|ています)/i,
  /^(?:Based on|From|According to) my (?:knowledge|training|search|last update)|^(?:My|As of my) (?:last )?(?:knowledge|training)(?: data)?\b[^.]{0,12}(?:cut-?off|update|ends|only|goes|stops|is)/,
  /^(?:Okay|OK|Alright|So)?,? ?[Tt]he user (?:wants|is asking|asked|has asked|requested|has requested|needs|would like|provided)\b[^.]{0,80}\b(?:article|post|piece|column|essay|newsletter|summary|content|write|text|analysis|story|headline|report)/,
  /^(?:First,? |Okay,? |OK,? |Alright,? )?(?:Let me|I'll|I will|I need to|I'm going to) (?:first |start by |begin by |quickly |now )*(?:search|searching|look up|looking up|research|researching|browse|fetch|fetching|gather|gathering)\b[^.]{0,60}\b(?:information|news|latest|web|details|sources|data|article|updates|online|recent)\b/,
  /^(?:Could|Can|Would) you (?:please )?(?:clarify|specify|confirm|tell me|let me know)\b[^.?]{0,80}\b(?:you(?:'d| would)? (?:like|want) me|I should (?:write|focus|use|cover)|the article should)\b/,
  /^(?:It (?:looks|seems|appears) (?:like|that|as if)|I (?:see|notice) that) (?:the |your )?(?:\w+ ){0,2}(?:text|article|link|URL|message|document|file|content|draft|prompt|attachment)(?: that)? (?:you (?:pasted|provided|shared|sent|gave|attached|submitted)|(?:is|was|got|has been|wasn't|isn't|didn't))\b/,
  /^(?:Here are|Here's|Here is|Below are|Below is)\b[^.]{0,40}\b(?:for|of|based on) your (?:article|post|blog|piece|newsletter|story|draft|text|request|prompt|readers|audience)\b/,
  /^(?:Here are|Below are) (?:\w+ )(?:headline|title|SEO title|meta description|subject line)s? ?(?:options|suggestions|ideas|variations)?\b/,
  /^I(?:'m| am) (?:unable|not able) to (?:verify|confirm|access|browse|retrieve|open)\b|^I (?:can't|cannot|couldn't|could not) (?:verify|access|browse|retrieve|open) (?:the (?:claims|link|URL|article|page|website|content)|this (?:article|link|URL|page|claim|information)|that (?:link|URL|page|article)|external|real-?time|live)\b/,
  /^Great question[!.]/,
  /^(?:Since|Because|As|Given that|Note that)? ?my (?:training|knowledge)(?: data)? (?:data )?(?:ends?|stops?|only|cut|is limited|goes)/i,
  /^(?:We|I) (?:need|have|should) to (?:produce|write|create|output|generate|draft) (?:an?|the) [^.]{0,40}(?:piece|article|post|text|analysis)\b/,
  /\b(?:goes|is) against my (?:guidelines|policy|policies|programming)\b|\bagainst my content policy\b/,
  /^(?:Tool|Function) call (?:failed|returned|error|timed out)/,
  /^[（(［[<](?:思考|内心|考え|推論|thinking|Thinking|thought|think)(?:中|過程)?[）)］\]>:：]/,
  /^[＊*※]?(?:本|この|当)(?:回答|応答|返答)は[^。]{0,16}(?:AI|人工知能|言語モデル|自動)(?:が|により|によって|で)/,
  /^(?:この|その)(?:話題|内容|トピック|質問|テーマ)には(?:対応|お答え|回答)(?:して|し)(?:い|おり)?ません/,
  /^I (?:don't|do not) have (?:access to (?:the (?:internet|web|link|article|file|page|content)|real-?time|external|live|current|up-to-date|that|this|your (?:files?|documents?|attachments?|links?|screen|location))|the ability to (?:browse|access|search|open)|real-?time|browsing|live|any information (?:about|on) (?:events|anything) (?:after|beyond))/,
];

/** Letters of a paragraph within which it is said in another language. */
export const REACH = 300;

/** The same in other languages, at the beginning of a paragraph. */
export const foreign: readonly RegExp[] = [
  // German, French, Spanish, Italian, Portuguese, Dutch.
  /^(?:Es tut mir (?:sehr )?leid|Tut mir leid|Entschuldigung|Leider|Ich entschuldige mich)[,.]? (?:aber |dass )?(?:kann ich|ich (?:kann|habe|konnte|bin nicht)|konnte ich|habe ich)[^.]{0,80}(?:nicht|kein)/i,
  /^Als (?:KI|künstliche Intelligenz|Sprachmodell|großes Sprachmodell)\b[^.]{0,30}(?:kann|habe|bin|darf|ist es mir)\b/,
  /^(?:Je suis (?:vraiment |sincèrement )?désolée?|Désolée?|Malheureusement|Je m'excuse|Toutes mes excuses)[,.]? (?:mais )?je (?:ne|n'|suis (?:incapable|dans l'impossibilité))/i,
  /^(?:[^.]{0,40}, )?(?:mais )?[Ee]n tant qu(?:e (?:modèle|grand modèle|assistant)|'(?:IA|intelligence|assistant))/,
  /^(?:Lo siento|Lamento|Disculpa|Disculpe|Lamentablemente|Perdón)[,.]? (?:pero )?(?:mucho )?(?:no (?:puedo|tengo|pude|he (?:podido|encontrado)|encuentro|encontré|me es posible|dispongo)|que no)/i,
  /^Como (?:(?:un )?modelo de lenguaje|(?:una )?(?:IA|inteligencia artificial)|asistente de IA)/,
  /^(?:Mi dispiace|Purtroppo|Spiacente)[,.]? (?:ma )?non (?:posso|ho|sono)/i,
  /^(?:Desculpe|Sinto muito|Infelizmente|Lamento)[,.]? (?:mas )?(?:eu )?não (?:posso|tenho|consigo|consegui)/i,
  /^(?:Het spijt me|Sorry)[,.]? (?:maar )?ik kan (?:je |u |dit |dat |deze |geen |niet )/i,
  /^Como (?:(?:um )?modelo de linguagem|(?:uma )?(?:IA|inteligência artificial))/,
  // Chinese, Korean.
  /^(?:很|非常|十分|实在)?(?:抱歉|对不起|對不起|不好意思|遗憾)[，,。！]?[^。]{0,16}(?:我|目前|暂时|该|这|此)?[^。]{0,14}(?:无法|無法|不能|没有办法|沒有辦法|未能|没有找到|找不到)[^。]{0,16}(?:提供|撰写|撰寫|生成|写|寫|完成|访问|訪問|回答|协助|協助|帮助|幫助|打开|打開|获取|取得|读取|讀取|满足|查看|浏览|瀏覽|相关|信息|資訊)/,
  /^作为(?:一个|一款|一名)?(?:人工智能|AI|大?语言模型|大型语言模型)|^作為(?:一個|一款)?(?:人工智慧|AI|語言模型|大型語言模型)/,
  /^我(?:是(?:一个|一個)?(?:AI|人工智能|语言模型|語言模型|人工智慧)|(?:目前)?(?:无法|無法|不能)(?:直接)?(?:访问|訪問|打开|打開|浏览|瀏覽|联网|获取|獲取))/,
  /^(?:죄송합니다만?|죄송하지만|미안하지만|유감스럽게도|안타깝게도)[,. ][\s\S]{0,90}(?:없(?:습니다|어)|어렵습니다|못했습니다|불가능합니다|않습니다)/,
  /^(?:저는 )?(?:AI|인공지능|언어 모델)(?:이라|이라서|이어서)/,
  /^요청하신 [^.]{0,30}(?:없습니다|어렵습니다|못했습니다|다음과 같|작성)/,
  /^(?:AI|인공지능|언어 모델|대규모 언어 모델)(?: 언어 모델| 어시스턴트)?(?:로서|이기 때문에|이므로|인 저는)/,
  // An answer to an order, and its beginning.
  /^(?:好的|当然|當然|没问题|沒問題)[，,！!。]?[^。]{0,16}(?:以下|下面|这是|這是|我将|我將|我会|我會|为您|為您)/,
  /^(?:네|물론(?:입니다|이죠)|알겠습니다)[,.!]?[^.]{0,40}(?:작성|다음은|아래는|요청하신)/,
  /^(?:Natürlich|Gerne|Selbstverständlich|Klar)[,!.][^.]{0,30}(?:[Hh]ier (?:ist|sind)|[Ii]ch (?:werde|schreibe|habe))/,
  /^(?:Bien sûr|Certainement|Voici|D'accord)\b[^.]{0,40}(?:article (?:que vous|demandé)|comme demandé|je vais rédiger|voici (?:l'article|le texte|la version|une version|le résumé))/,
  /^¡?(?:Claro|Por supuesto|Desde luego)[,!.¡]{1,9} ?¿/,
  /^(?:Claro|Por supuesto|Desde luego)[,!.][^.]{0,30}(?:aquí (?:está|tienes)|a continuación)/,
];

const output =
  /^\[(?:エラー|Error|ERROR|Warning|WARN)\]|\bThis model's maximum context length\b|^\{\s*"(?:error|message|detail|status|code|type|name|tool|function|arguments|query|action)"\s*:|^\[?(?:(?:Error|ERROR|エラー)(?: code)?\]?[:：] ?(?=[^\n]*(?:[Rr]ate limit|[Qq]uota|[Tt]oken|[Mm]odel|[Oo]verload|[Tt]imed? ?out|[Gg]enerat|[Bb]illing|API key|[Uu]navailable|[Tt]ry again|サーバー|リクエスト|制限|生成|混み合))|(?:Error|ERROR|エラー) \d{3}\]?[:：] ?(?=The |Too |Rate |Internal |Service |Request |This |You |Model |Server |Overloaded|現在|サーバー|リクエスト|レート|しばらく))\S[^\n]{0,200}$|^(?:Rate limit|Quota|Request|Internal|Service|Too many|Bad|Gateway) (?:reached|exceeded|timed out|[Ss]erver [Ee]rror|[Uu]navailable|[Rr]equests|[Gg]ateway|[Tt]ime-?out)(?:[.!]?$| for\b|: )|^You exceeded your current quota\b|^Traceback \(most recent call last\)|^\d{3} (?:Internal Server Error|Service Unavailable|Too Many Requests|Bad Gateway|Gateway Time-?out)|^(?:openai|anthropic|google|requests|httpx|urllib3)\.[\w.]*(?:Error|Exception)\b|^(?:undefined|null|None|NaN|\[object Object\])$/;
