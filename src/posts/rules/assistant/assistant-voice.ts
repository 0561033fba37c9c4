/**
 * Phrases of an AI assistant that answers somebody instead of writing an article; each kind of phrase is a mark. One
 * mark proves nothing, because people apologise, search and ask too; refusal.ts decides which marks are enough. Each
 * phrase is searched in one sentence, without quoted text and with straight apostrophes.
 */

import { mayMatch } from '../needed-words.ts';

function any(...parts: readonly string[]): RegExp {
  return new RegExp(parts.join('|'));
}

const CAN_NOT =
  '(?:できません|できかねます|できない状況|困難です|難しい状況|完了できません|いたしかねます|お断り)';
const MATERIAL =
  '(?:情報|情報源|記事|本文|文章|テキスト|データ|発表|ニュース|ソース|出典|資料|内容|検索結果|詳細)';
const I_CAN_NOT = String.raw`\bI(?:'m| am| was)? ?(?:can ?not|can't|could ?not|couldn't|unable to|won't be able to|not able to|wasn't able to)`;

export const marks = {
  apology: any(
    '^(?:大変|誠に)?(?:申し訳(?:あり|ござい)ません(?:が|。|、)|申し訳ないのですが|恐れ入りますが|恐縮ですが|お手数ですが|すみませんが|ごめんなさい|ちょっと待ってください)',
    '(?:お力になれず|ご期待に添えず|お役に立てず)[^。]{0,8}申し訳',
    String.raw`^(?:I'm|I am) (?:very |so |really )?sorry\b`,
    String.raw`^Sorry, but (?:I|as an AI)\b`,
    String.raw`^(?:My apologies|I apologi[sz]e)\b`,
  ),
  regret: any('^(?:残念ながら|残念ですが|あいにく)', String.raw`^Unfortunately, (?:I|there|the)\b`),
  noInformation: any(
    `${MATERIAL}[^。]{0,40}(?:見つ(?:け|か)[^。]{0,12}(?:ません|られず|なかった)|見当たりません)`,
    `${MATERIAL}[^。]{0,40}(?:取得|確認|特定)(?:(?:することが)?でき(?:ません|ず)|が取れ(?:ません|ず))`,
    `${MATERIAL}[^。]{0,40}(?:(?:提供|提示|入力|添付|共有|記載)され(?:てい|ており?)(?:ません|ない)|含まれて(?:い|お)りません)`,
    '(?:必要な|十分な)(?:情報|データ)が(?:不足|足りま|ありま)',
    String.raw`(?:\b[Nn]o|not enough|insufficient) (?:relevant )?(?:information|details|content|context|results) (?:was|were|is|has been|to|about|available|provided)\b`,
    String.raw`\byou (?:haven't|have not|didn't) provided?\b|\breturned no (?:relevant )?results\b`,
    String.raw`\bI (?:do not|don't) have (?:enough|sufficient) (?:information|details|data|context)\b`,
    String.raw`${I_CAN_NOT} (?:find|locate|access|verify|retrieve|browse)\b`,
  ),
  noArticle: any(
    `(?:記事|文章|原稿|本文|続き|分析|コンテンツ|要約|回答)(?:の|を|は|について)?(?:作成|執筆|生成|提供|完成|書くこと|書き進め|続けること|完了)[^。]{0,16}${CAN_NOT}`,
    '(?:ご依頼|ご要望|リクエスト)[^。]{0,20}(?:応え|答え|沿|対応)[^。]{0,12}(?:できません|できかねます|いたしかねます|できない)',
    'お手伝い(?:すること(?:が|は))?でき(?:ません|かねます)',
    `${I_CAN_NOT} (?:write|create|generate|complete|fulfil?l|produce|continue|summari[sz]e|provide) (?:about )?(?:this|that|the requested|the full|your|an? (?:full )?(?:article|summary)|the article|content)`,
    `${I_CAN_NOT} (?:assist|help) (?:you )?with (?:this|that|your|writing|creating|generating)`,
  ),
  /** 「この件には回答できません。」 */
  noAnswer: any(
    '(?:回答|お答え|お応え|ご案内|ご対応|お手伝い)(?:を|は|が)?(?:する(?:こと)?(?:が|は)?)?(?:いたしかね|でき(?:ません|かね))',
  ),
  /** Things that an AI cannot do; people cannot do many things either. */
  noAbility: any('ことは?でき(?:ません|かねます)'),
  /** The limits of its knowledge, and the date at which its training ended. */
  bounds: any(
    String.raw`私の(?:知識|学習データ|トレーニングデータ|情報)[^。]{0,14}\d{4}年`,
    '私の(?:能力|知識|権限)の(?:範囲|限界)を超え|私のデータベース',
    '私は[^。]{0,24}(?:情報|ニュース|インターネット|データ|サイト|ページ)(?:に|へ)は?(?:直接)?アクセス(?:できません|することができません)',
    String.raw`(?:knowledge|training)(?: data)? (?:cut-?off|only goes|ends|extends)|\b[Aa]s of my last (?:update|training|knowledge)`,
  ),
  /** It asks for another subject, or for the text to work on. */
  asksTopic: any(
    '別の(?:[^。]{0,8})?(?:話題|トピック|テーマ|キーワード|ニュース)[^。]{0,20}(?:ご?指定|ご?提示|お知らせ|教えて|ご希望|お選び|いただけ)',
    '(?:記事|本文|テキスト|文章|原稿|ソース|全文|URL)(?:の(?:内容|全文|本文))?を[^。]{0,8}(?:貼り付けて|入力して|提供して|共有して|ご提供|ご提示|お送り)(?:いただけ|ください)',
  ),
  asksUser: any(
    '^(?!.*(?:ご存じ|ご存知|読者|皆さん|みなさん|編集部|方(?:は|が|で|も|々))).*(?:(?:教えて|お知らせ|共有して|貼り付けて|お送り)いただけ(?:ます|れば|ましたら)|お申し付けください|(?:お聞かせ|ご指定|ご提示|ご教示|ご提供|ご指示)(?:ください|いただけ)|(?:作成|執筆|分析)(?:して)?もよろしいでしょうか|別の(?:[^。]{0,8})?(?:話題|トピック|テーマ|キーワード)[^。]{0,14}(?:よろしければ|作成|可能|いかが|ご希望))',
    '(?i:please (?:provide|share|let me know)|let me know if|would you like me to|could you (?:please )?(?:provide|share|clarify))',
  ),
  searched: any(
    '検索の上限|検索結果が(?:見つか|得られ)|検索結果(?:によると|に(?:は|も))[^。]{0,30}(?:ません|報じ|ない)',
    '(?:検索|リサーチ|調査)を(?:試み|行い|実行し)[^。]{0,8}ましたが|調査しましたが',
    '(?:Web|ウェブ|web|ネット|インターネット)検索(?:で|を|の|し)[^。]{0,50}(?:調べ|試み|見つ|みた|ましたが)|私の(?:検索|情報収集|知識)',
    String.raw`\bmy (?:search(?:es)?|knowledge cutoff|training data)\b|\bI (?:searched|tried to search)\b`,
  ),
  /** Its plan for the article, in place of the article. */
  plans: any(
    '(?:検索|リサーチ)を(?:行い|行って|実施し|実行し)[^。]{0,30}(?:収集|調査|確認|取得|執筆)(?:し|いたし)ます',
    String.raw`^(?:First, )?(?:Let me|I'll|I will) (?:first )?(?:search|look up|research|gather|fetch)\b`,
  ),
  tools: any(
    '検索(?:ツール|機能|API)[^。]{0,20}(?:上限|制限|利用でき|使え|実行でき|エラー)|ツールの(?:利用|使用)(?:回数|制限)',
    'リアルタイム(?:の|な)?(?:情報|データ)[^。]{0,12}アクセス',
    'real-time (?:information|data)|access (?:to )?the internet|browse the (?:web|internet)|search tool',
  ),
  addressed: any(
    'ご(?:指定|提示|提供|依頼|要望|入力)(?:の|いただいた|いただき|頂いた|内容|に基づ)|リクエスト(?:された|いただいた)',
    String.raw`\byou(?:'ve| have)? (?:requested|provided)\b|\byour request\b|\byou (?:haven't|have not|didn't) provided?\b`,
  ),
  /** The person for whom the text is made: an article never says that to its readers. */
  forUser: any(
    'ユーザー(?:の|から(?:の)?)(?:ご)?(?:要望|指示|リクエスト|依頼)に(?:基づ|応じ|従|沿)',
    String.raw`\b[Bb]ased on your (?:request|prompt|input|instructions)\b`,
  ),
  aboutWriting: any(
    '記事を(?:書く|書き|作成|執筆|作る)|(?:続き|本文)を執筆する|執筆する(?:ため|に)',
    'to write (?:an?|the|this) (?:full |detailed )?article',
  ),
  namesItself: any(
    '(?:AI(?:アシスタント|言語モデル)?|(?:大規模)?言語モデル)(?:として(?:の私)?、[^。]{0,60}(?:できません|できかね|持って(?:い|お)りません)|である私)',
    String.raw`\bAs an AI\b(?: language model| assistant)?,? I\b|\bI(?:'m| am) an AI (?:language model|assistant|and (?:can|do))`,
  ),
  answers: any(
    '^(?:ええ、|はい、)?(?:承知(?:いた)?しました|かしこまりました|了解(?:いた)?しました|もちろんです|お任せください|なるほど、ありがとうございます)',
    'ご指摘(?:いただいた|の)(?:通り|とおり)',
    '^(?:Sure|Certainly|Of course|Absolutely)[,!]',
  ),
  thanks: any('^(?:この度は、?)?ご(?:質問|依頼|要望|指定)(?:を?いただき)?(?:、)?ありがとうございます'),
  writes: any(
    '(?:記事|文章|原稿|続き|本文)を(?:作成|執筆|お書き)(?:し|いたし|させていただき)ま(?:す|した)(?:。|$)|(?:続き|記事)を(?:書き|続け)ます(?:。|$)',
    '以下(?:が|に|は)[^。]{0,12}(?:記事|本文)(?:の本文)?(?:です|になります|を記載|を作成|となります)',
    String.raw`[Hh]ere(?:'s| is) (?:the|an?|your) [^.]{0,40}(?:article|draft|continuation)\b|\bI(?:'ll| will) [^.]{0,60}\bwrite (?:the|an?|this) [^.]{0,20}article`,
  ),
} as const;

export type Mark = keyof typeof marks;

/** The marks that a text may have, by the words that each needs: a fast test. */
const mayHave = mayMatch(marks);

/** The marks in the sentences. */
export function marksOf(sentences: readonly string[]): Set<Mark> {
  const found = new Set<Mark>();
  for (const mark of mayHave(sentences.join('\n')))
    if (sentences.some((sentence) => marks[mark].test(sentence))) found.add(mark);
  return found;
}

/**
 * A word that every opening with such phrases contains. Most posts contain none, so one fast search is enough for them.
 */
export const HINT =
  /申し訳|恐れ入り|恐縮|お手数|すみませんが|ごめんなさい|残念(?:ながら|ですが)|あいにく|待ってください|いただけ|お申し付け|お聞かせ|ご(?:指定|提示|教示|提供|指示|依頼|質問|要望)|よろしいで|別の(?:話|トピ|テー|キー)|私の(?:知識|学習|トレ|情報|能力|権限|デー)|私は|言語モデル|AI(?:アシスタント)?として|AIである私|承知|かしこまり|了解(?:いた|し)|もちろんです|お任せください|ツール|ユーザーの|検索を|リサーチを|orry|pologi|nfortunately, |let me know|lease (?:provide|share)|ould you|s an AI|'m an AI|(?:Sure|Certainly|Of course|Absolutely)[,!]|I can(?:'t|not)|nable to|my last|ased on your|Let me|I'll|I will|抱歉|对不起|對不起|죄송|"error"|Error/;
