/**
 * The words that orders to a machine have and other texts seldom have, by the language of the order. What each must stand
 * beside to be meant so, an expression says.
 */

/** With an expression: what a word and the letters around it must be. */
export type Words = readonly (readonly [word: string, meant?: RegExp])[];

const ROLE =
  /は[^。\n]{1,44}(?:ライター|記者|編集者?|アナリスト|ジャーナリスト|専門家|作家|ブロガー|マーケター|コンサルタント|アシスタント|クリエイター|研究員|解説者|一員|先生|講師|担当者|プロ|AI)[^。\n]{0,4}(?:です|である|であり|として|だ。|になり|になって|役)/;

/** 「ここに企業名」. */
const HERE = /(?:ここ|こちら)[にで][^。\n]{0,24}(?:挿入|記入|入れる|追加|企業名|会社名|比較)/;

export const everywhere: Words = [
  ['"role"'],
  ['SYSTEM'],
  ['system: ', /^|\nsystem: /],
  ['System', /System(?: [Pp]rompt| [Mm]essage)?[：:\n]/],
  [
    '<',
    /<(?:\||<|\/?(?:role|task|persona|instructions?|think|constraints|guidelines|requirements|system|user_query|output_|task_|search_results|tool_call|function_call|antml:|start_of_turn|end_of_turn)|(?:INSERT|Insert|YOUR) )/,
  ],
  ['{', /\{\{? ?[A-Za-z\u3040-\u30ff\u4e00-\u9fff][\w\u3040-\u30ff\u4e00-\u9fff]{2,}/],
  ['$', /\$[A-Z]{4}/],
  [
    '[',
    /\[(?:\/?INST\]|(?:INSERT|Insert|insert|YOUR|Add|ADD|HIER|Hier) |(?:I|i)(?:NS[EÉ]R|ns[eé]r)|(?:A|a)(?:JOUTER|jouter|ÑADIR|ñadir) |여기에|이곳에|此[处處]|在此|这里|這裡)/,
  ],
  ['【', /【(?:此[处處]|在此|这里|這裡|여기에)/],
  ['HERE]'],
  ['ere]', / [Gg]oes [Hh]ere\]/],
  ['ここ', /[［[【<＜{｛（(][^\]］】>＞}｝)）\n]{0,30}ここ[にへ]/],
  ['こちら', /[［[【<＜{｛（(][^\]］】>＞}｝)）\n]{0,30}こちら[にへ]/],
];

export const japanese: Words = [
  [
    '出力',
    /出力(?:は(?:必ず|以下|次|記事|HTML|JSON|Markdown|マークダウン|日本語|英語|本文)|は[^。\n]{0,12}(?:のみ|だけ|形式|禁止)|形式|の(?:形式|ルール|条件|続き)|し(?:て(?:ください|下さい)|ない)|すること|せよ|する(?:[。、\n）)]|前|際)|され(?:たい|る)|例|ルール|条件|[：:])|(?:のみ|だけ|(?:次|前回)の)(?:を)?出力|(?:日本語|JSON|マークダウン|Markdown)(?:形式)?で出力/,
  ],
  ['前置き'],
  ['余計な'],
  ['命令', /命令(?:書|[：:\n】])/],
  ['執筆', /執筆(?:し|せよ|ルール|条件|指示|要件|を)/],
  ['字', /[\d十百千万](?:文)?字(?:[以程前ずでをのにほ、。]|$)|字数/],
  ['ワード', /\dワード/],
  [
    'プロンプト',
    /(?:この|本)プロンプト(?:では|は|に|を)[^。\n]{0,40}(?:あなた|ください|開示|出力)|プロンプト[：:]/,
  ],
  [
    '指示',
    /指示(?:[)】：:#\n]|に(?:従|沿|基)[^。\n]{0,40}(?:ください|下さい|せよ|すること|執筆|書い|作成し))/,
  ],
  ['条件】'],
  ['形式】'],
  ['マット】'],
  ['制約条件'],
  ['入力文'],
  ['入力テキスト'],
  ['途切れた'],
  ['SEO', /SEO(?:を意識|に最適化|対策|キーワード)/],
  ['あなたは', ROLE],
  ['貴方は', ROLE],
  ['君は', ROLE],
  ['ステップバイ'],
  ['悟られ'],
  ['人間が書'],
  ['明かさ'],
  ['言及しない'],
  ['挿入', HERE],
  ['記入', HERE],
  ['入れる', HERE],
  ['追加', HERE],
  ['企業名', HERE],
  ['会社名', HERE],
  ['続き', /続き(?:を|から)[^。\n]{0,40}(?:ください|下さい)/],
  [
    'ください',
    /(?:書い|作成し|生成し|返し|回答し|執筆し|まとめ|直し|含め|作っ|述べ|リライトし)てください|(?:使用し|使わ|しない|書か|含め)ないでください/,
  ],
  ['点満点'],
  ['踏まえ', /を踏まえ、?[^。\n]{0,20}(?:執筆|\d字)/],
  ['執筆者への'],
  ['ライターへの'],
  ['本文の続き'],
  ['記事の続き'],
  ['比較', HERE],
  ['ハルシネ', /ハルシネーション(?:[^。\n]{0,6}(?:厳禁|禁止|(?:を|は)?しないこと|避けること)|を(?:避け|防))/],
  ['共起語'],
  ['に沿って', /(?:構成案?|アウトライン)に沿って/],
  ['書いた', /(?:上|先|前)で書いた/],
  ['書くこと', /書くこと[。\n]|書くこと$/],
  ['書かないこと'],
  ['リライト', /リライトしてください/],
  ['架空'],
  ['（指定'],
  ['会員登録'],
  ['減点'],
  ['不合格'],
  ['書き直'],
  ['書き終え'],
  ['検索ツール'],
  ['一致率'],
  ['上限は'],
  ['人格', /の人格/],
  ['くれ', /(?:書い|作っ|仕上げ|まとめ|直し|考え)てくれ(?:[。、！\n]|$)/],
];

export const western: Words = [
  ['You are', /You are (?:an?|the|now) /],
  ["You're", /You're (?:an?|the|now) /],
  ['ct as ', /[Aa]ct as (?:an?|the) /],
  ['words', /\d[ -]words|\d\) ?words|words\)/],
  ['Tone', /Tone(?: of voice)?:|Tone of/],
  ['udience:'],
  ['Keywords:'],
  ['Key'],
  ['Word count'],
  ['Respond ', /Respond (?:in|only|with)/],
  ['Reply ', /Reply (?:in|only|with)/],
  ['Return only'],
  ['Output', /Output(?:[:]| only| in| format)/],
  ['JSON', /(?:in|as|valid) JSON|JSON(?:形式|だけ|のみ|で)/],
  ['Section ', /Section \d+ ?\(/],
  ['Continue ', /Continue (?:the|from|where|exactly|writing)/],
  ['Rewrite ', /Rewrite the/],
  ['rewrite the'],
  ['Do not '],
  ['Human: '],
  ['plagiarism'],
  ['Below is an instruction'],
  ['keyword', /[Uu]se the[^.\n]{0,16}keyword|[Ii]nclude the[^.\n]{0,16}keyword/],
  ['wrap ', /wrap (?:the|your|output|response|JSON|text)/],
  ['Répond', /Répond(?:s|ez) uniquement/],
  ['Actúa como'],
  ['completed the task'],
  ['Du bist '],
  ['Schreibe '],
  ['Wörter'],
  ['Tu es '],
  ['Vous êtes un'],
  ['Rédige'],
  ['rédige'],
  ['Consigne'],
  ['Eres un'],
  ['gisci come'],
  ['Scrivi '],
  ['Escreva '],
  ['Escriba '],
  ['nstrucciones'],
];

export const chinese: Words = [
  ['你是', /你是一/],
  ['您是', /您是一/],
  ['字数'],
  ['字數'],
  ['请', /请(?:以|用|写|你|撰|根据)/],
  ['請', /請(?:以|用|寫|你|撰|根據)/],
  ['输出'],
  ['撰写'],
];

export const korean: Words = [
  ['당신은'],
  ['역할:'],
  ['글자'],
  ['문체'],
  ['말투'],
  ['작성해'],
  ['인사말 없이'],
];
