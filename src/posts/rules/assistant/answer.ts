/**
 * Decides whether an AI answers somebody. Nothing that it does is strange by itself: people apologise, ask for texts and
 * promise articles. Two acts together are, if they belong to somebody who was given an order: "I couldn't open the link"
 * and "please paste the text".
 */

import { OPAQUE } from '../../prose.ts';
import { answerManner } from '../manner/answer-manner.ts';
import { phraseSearch, type Sought, type Span } from '../phrases/phrase-search.ts';
import type { Act } from './acts.ts';
import { answers } from './phrases.ts';
import { isNoAct, isReported } from './reported.ts';

/** Reads a text once for all that an AI says. */
export const seekAnswers = phraseSearch(answers);

/** For each act where it stands, as it is said first in each sentence: places in the sentences one after the other. */
export type Said = ReadonlyMap<Act, readonly Span[]>;

/**
 * Which of the acts are in the sentences. What somebody is reported to say, 「…ません、と出たとき」, is no act.
 *
 * @param sought of a text with all of the sentences
 */
export function actsOf(
  sentences: readonly string[],
  sought: Sought,
  start = 0,
  among: readonly Act[] = acts,
): Said {
  const found = new Map<Act, Span[]>();
  const possible = new Map<Language, readonly Named[]>();
  let at = start;
  for (const sentence of sentences) {
    const language = JAPANESE.test(sentence) ? 'ja' : 'en';
    if (language === 'ja' || ENGLISH.test(sentence)) {
      const named = possible.get(language) ?? namedIn(language, sought, among);
      possible.set(language, named);
      for (const { act, name } of named) {
        const span = sought.first(name, sentence);
        if (span === undefined) continue;
        if (isReported(sentence) || isNoAct(sentence)) break;
        const spans = found.get(act) ?? [];
        spans.push({ from: at + span.from, to: at + span.to });
        found.set(act, spans);
      }
    }
    at += sentence.length + 1;
  }
  return found;
}

type Language = 'ja' | 'en';

/** An act, and its name in a table of phrases. */
type Named = { readonly act: Act; readonly name: string };

function namedIn(language: Language, sought: Sought, among: readonly Act[]): Named[] {
  return names[language].filter(
    ({ act, name }) => sought.may(name) && (among === acts || among.includes(act)),
  );
}

/** Two words: a name or a row of signs between Japanese sentences is no sentence. */
const ENGLISH = /[A-Za-z'][ ,!.:]+[A-Za-z]|[A-Za-z][!:.]$/;

const JAPANESE = /[\u3040-\u30ff\u4e00-\u9fff]/;

/** With the first act, one of the others proves an AI. */
const pairs: readonly (readonly [Act, readonly Act[]])[] = [
  [
    'itself',
    [
      'bounds',
      'cannotReach',
      'cannotMake',
      'refuses',
      'missing',
      'asksMaterial',
      'offers',
      'tools',
      'apology',
      'yours',
      'inability',
    ],
  ],
  [
    'bounds',
    [
      'cannotMake',
      'refuses',
      'missing',
      'asksMaterial',
      'offers',
      'tools',
      'apology',
      'regret',
      'yours',
      'searched',
      'makes',
      'obeys',
      'gives',
    ],
  ],
  [
    'cannotMake',
    ['asksMaterial', 'offers', 'yours', 'tools', 'missing', 'cannotReach', 'refuses', 'apology', 'asksBack'],
  ],
  ['cannotReach', ['asksMaterial', 'yours', 'tools', 'asksBack', 'offers', 'searched', 'fallback']],
  ['missing', ['asksMaterial', 'yours', 'offers', 'tools']],
  ['asksMaterial', ['makes', 'yours', 'obeys', 'plans', 'gives', 'offers']],
  ['refuses', ['offers', 'asksBack', 'yours', 'asksMaterial', 'fallback', 'makes']],
  ['asksBack', ['makes', 'yours', 'plans', 'tools', 'apology', 'searched', 'offers', 'bounds']],
  ['obeys', ['makes', 'gives', 'plans', 'yours']],
  ['gives', ['yours', 'offers', 'makes']],
  [
    'crafts',
    [
      'gives',
      'yours',
      'offers',
      'missing',
      'asksMaterial',
      'obeys',
      'itself',
      'bounds',
      'cannotMake',
      'refuses',
    ],
  ],
  ['plans', ['makes']],
  ['makes', ['yours', 'offers']],
  ['fallback', ['bounds', 'missing', 'searched', 'tools', 'apology', 'itself', 'cannotMake']],
  ['tools', ['apology', 'regret', 'offers', 'yours', 'searched', 'plans']],
];

const acts = [...new Set(pairs.flatMap(([first, others]) => [first, ...others]))];

const named = (language: Language): readonly Named[] =>
  acts.map((act) => ({ act, name: `${language} ${act}` }));

const names = { ja: named('ja'), en: named('en') };

/** Words of somebody who speaks to readers or customers. */
const TO_READERS =
  /会話例|例文|練習問題|(?:見つけた|気づいた|お気づきの|ご存じの|ご存知の|詳しい)方(?:は|が|、)|備忘録|(?:初学者|筆者|勉強中)(?:の|が|である)|と(?:表示され|出)た(?:とき|場合|ら)|(?<![該担])当(?:所|園|校|会(?!議)|工房|教室|センター|事務所)|(?:\d+|[一二三四五六七十]|数)(?:日|週間|[かヶカ]月)(?:ほど|程度|前後|以内|くらい)?で[^。]{0,12}(?:お送り|お届け|お渡し|仕上げ)|お話を[^。]{0,6}(?:うかが|伺)|応募(?:は|が|総数は?)\s?\d|納品し|納期|営業日|無料で(?:修正|お直し|対応|承)|\d ?[KMG]Bを?(?:超|まで|以[内下])|(?:企業|会社|希望|お持ち|お考え)の方(?:は|へ|々)|公開(?:時|当初)の|掲載当初|(?:読者|視聴者|リスナー|フォロワー|利用者|参加者)(?:から|さん|の(?:声|意見|質問|方))|コメント(?:欄)?(?:で|から|に)|編集部(?:では|から|に|まで)|お寄せ|不具合|応募(?:いただ|の(?:あった|方|際)|作品|者)|抽選|先着|景品|ご希望の品|事務局|該当の方|(?:AI|GPT(?:-?[\d.]+\S?)?|Claude|Gemini|Copilot|LLM|モデル|チャットボット)(?:に|を使って|を用いて|で)[^。]{0,16}(?:書かせ|作らせ|やらせ|生成させ|要約させ|書いてもら|作ってもら|聞いてみ|頼んでみ|尋ねてみ|質問してみ)|\b(?:[Dd]ialogue|[Ll]esson|[Ee]xercise)\b|読者の(?:皆|みな|方)|皆さま|みなさま|アンケート|弊誌|本誌|当誌|小誌|お客[様さ]|(?:本|当|弊)(?:サービス|サイト|社|アプリ|店|院|館)(?!の(?:コンテンツ|利用|規約|ポリシー|ガイドライン))|\bour (?:readers|customers|subscribers|servers|newsroom)\b|\b[Ii]f (?:you|anyone|anybody|somebody|someone) knows?\b|\b[Tt]hanks for writing in\b|\bin (?:a|this|my) column\b|\b[Ff]ree (?:plan|accounts?)\b/;

/** What people are asked for and offered who buy, book or order something that is no text. */
const TO_CUSTOMERS =
  /備考欄|ラッピング|カートに?[はのを]|お?見積|ご予約|ご注文(?:番号|の商品|の際|はお)|ご来店|お電話|送料|入荷|下絵|見本を(?:お|ご)|入稿|撮影(?:の|は|後)|お持ちください|お越し|ご?予算|お仕事|データの形式は|クリーニング|アレルギー|お届け(?:まで|日)|(?:席|日時|日程|人数|サイズ|大きさ|丈|(?<![特脚潤])色(?!合)|(?<![事人間])柄|(?<![意興趣])味|辛さ)[^。]{0,12}(?:調整|変更|変え|選び|選べ|お知らせ)/;

/** A text in which a row says nothing where something is offered to customers. */
export function withoutOffers(text: string): string {
  if (!TO_CUSTOMERS.test(text)) return text;
  return text
    .split('\n')
    .map((line) => (TO_CUSTOMERS.test(line) ? `${OPAQUE}。` : line))
    .join('\n');
}

/** Whether a sentence is said to many people: then it answers nobody. */
export function isToReaders(sentences: readonly string[]): boolean {
  return sentences.some((sentence) => TO_READERS.test(sentence));
}

/**
 * Whether the acts with which the post begins prove an AI, with the others of its opening.
 *
 * @param sentences in which the acts of the beginning are
 */
export function isAnswer(beginning: Said, all: Said, sentences: readonly string[]): boolean {
  let heard: boolean | undefined;
  const sounds = () => {
    heard ??= sentences.some((sentence) => answerManner(sentence) > HANDS_OVER);
    return heard;
  };
  for (const [act, places] of beginning)
    for (const partner of partners.get(act) ?? [])
      for (const other of all.get(partner) ?? [])
        if (places.some((place) => !isOne(act, partner, place, other, sounds))) return true;
  return false;
}

/**
 * 「検索結果が見つかりませんでした」 says in one phrase what two of these acts say. 「以下は、会見を翻訳したものです。」 does so as well, and
 * people hand over texts, too: then it counts twice only if it also sounds like an assistant.
 */
function isOne(act: Act, other: Act, place: Span, otherPlace: Span, sounds: () => boolean): boolean {
  const overlap = place.from < otherPlace.to && otherPlace.from < place.to;
  if (!overlap) return false;
  const areBoth = (acts: ReadonlySet<Act>) => acts.has(act) && acts.has(other);
  return areBoth(FINDINGS) || areBoth(QUESTIONS) || (areBoth(HANDED) && !sounds());
}

const FINDINGS: ReadonlySet<Act> = new Set(['tools', 'cannotReach', 'searched', 'bounds']);
/** So much of it does a sentence have that hands something over to one person. */
const HANDS_OVER = 0.2;
/** 「以下に要約を作成しました」 makes and gives. */
const HANDED: ReadonlySet<Act> = new Set(['gives', 'makes']);
/** "Shall I continue?" asks and offers. */
const QUESTIONS: ReadonlySet<Act> = new Set(['asksBack', 'offers']);

/** The acts that prove an AI with one of these. */
export function partnersOf(beginning: Said): Act[] {
  return [...new Set([...beginning.keys()].flatMap((act) => partners.get(act) ?? []))];
}

/** For each act the other acts of its pairs. */
const partners = new Map<Act, readonly Act[]>(
  acts.map((act) => [
    act,
    pairs.flatMap(([first, seconds]) => {
      if (first === act) return seconds;
      return seconds.includes(act) ? [first] : [];
    }),
  ]),
);
