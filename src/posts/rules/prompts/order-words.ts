/**
 * Finds the words that orders to a machine have and other texts seldom have. Every post is searched for them when it is
 * read, so each word is searched as it is; only where it stands, an expression says whether it is meant so.
 */
import { narrow, wideLetters } from './narrow.ts';
import { isLabelled } from './order-labels.ts';

/** With an expression: what a word and the letters around it must be. */
type Words = readonly (readonly [word: string, meant?: RegExp])[];

const ROLE =
  /は[^。\n]{1,44}(?:ライター|記者|編集者?|アナリスト|ジャーナリスト|専門家|作家|ブロガー|マーケター|コンサルタント|アシスタント|クリエイター|研究員|解説者|一員|先生|講師|担当者|プロ|AI)[^。\n]{0,4}(?:です|である|であり|として|だ。|になり|になって|役)/;

/** 「ここに企業名」. */
const HERE = /(?:ここ|こちら)[にで][^。\n]{0,24}(?:挿入|記入|入れる|追加|企業名|会社名|比較)/;

const everywhere: Words = [
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

const japanese: Words = [
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
  ['ハルシネ', /ハルシネーション[^。\n]{0,6}(?:厳禁|禁止|(?:を|は)?しないこと|避けること)/],
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

const western: Words = [
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

const chinese: Words = [
  ['你是', /你是一/],
  ['您是', /您是一/],
  ['字数'],
  ['字數'],
  ['请', /请(?:以|用|写|你|撰|根据)/],
  ['請', /請(?:以|用|寫|你|撰|根據)/],
  ['输出'],
  ['撰写'],
];

const korean: Words = [['당신은'], ['역할:'], ['글자'], ['문체'], ['말투'], ['작성해']];

/** Letters before and behind a word that its expression sees. */
const BEFORE = 30;
const BEHIND = 64;

/** Where the words stand, in the order of the text. */
export function placesOfOrders(text: string): number[] {
  const places = /[\u3040-\u30ff]/.test(text)
    ? (placesInJapanese(text) ?? placesInJapanese(narrow(text)) ?? [])
    : placesOf(wordsFor(text), narrow(text));
  for (let line = 0; line < text.length; line = text.indexOf('\n', line) + 1 || text.length)
    if (isLabelled(text, line)) places.push(line);
  return places.sort((one, other) => one - other);
}

function wordsFor(text: string): Words {
  if (/[\uac00-\ud7af]/.test(text)) return korean;
  return /[\u4e00-\u9fff]/.test(text) ? chinese : western;
}

/** Word by word: fast for the letters of Latin, of which there are few. */
function placesOf(words: Words, text: string): number[] {
  const places: number[] = [];
  for (const word of [...everywhere, ...words])
    for (let at = text.indexOf(word[0]); at >= 0; at = text.indexOf(word[0], at + 1))
      if (isMeant(word, text, at)) places.push(at);
  return places;
}

/** Letter by letter: a text has many different ones. @returns `undefined` for a text with wide digits or letters */
function placesInJapanese(text: string): number[] | undefined {
  const places: number[] = [];
  const last = text.length - 1;
  for (let at = 0; at < last; at += 1) {
    const letter = text.charCodeAt(at);
    const begun = mayBegin[letter];
    if (begun === 0 || (begun === BEGIN && mayFollow[slotOf(letter, text.charCodeAt(at + 1))] === 0))
      continue;
    if (begun === WIDE) return undefined;
    if (isWord(byFirst.get(letter) ?? [], text, at)) places.push(at);
  }
  if (last >= 0 && isWord(byFirst.get(text.charCodeAt(last)) ?? [], text, last)) places.push(last);
  return places;
}

/** This runs often: a loop that makes nothing is several times as fast as `some`. */
function isWord(words: Words, text: string, at: number): boolean {
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word !== undefined && text.startsWith(word[0], at) && isMeant(word, text, at)) return true;
  }
  return false;
}

function isMeant(word: Words[number], text: string, at: number): boolean {
  return word[1] === undefined || word[1].test(text.slice(Math.max(0, at - BEFORE), at + BEHIND));
}

const all = [...everywhere, ...japanese, ...western, ...korean, ...chinese.filter(([word]) => word !== '請')];

/** The words of all languages by their first letter: the order in a Japanese text may be in another one. */
const byFirst = Map.groupBy(all, ([word]) => word.charCodeAt(0));

/** For each letter: whether a word begins with it, or is this letter alone. */
const mayBegin = new Uint8Array(65536);
const BEGIN = 1;
const ALONE = 2;
const WIDE = 3;

for (const letter of wideLetters()) mayBegin[letter] = WIDE;

/** For the first two letters of a word, as `slotOf` puts them: 1. */
const mayFollow = new Uint8Array(4096);

for (const [word] of all) {
  const first = word.charCodeAt(0);
  if (word.length === 1) mayBegin[first] = ALONE;
  else {
    mayBegin[first] ||= BEGIN;
    mayFollow[slotOf(first, word.charCodeAt(1))] = 1;
  }
}

function slotOf(first: number, second: number): number {
  return ((first * 31) ^ second) & 4095;
}
