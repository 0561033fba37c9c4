/**
 * A second voice in a text: a short paragraph in which somebody speaks of a text that is made to order, while all else
 * tells of other things, in another voice. A report in the plain style of Japanese 「…た。」 does not turn polite for one
 * paragraph, 「表現をやわらかくしました。」, and a report without "I" and "you" does not say "I kept it short for you".
 * Nobody can list how an AI says this; that it does not belong there can be seen.
 */
import type { Sought } from '../phrases/phrase-search.ts';
import { isReported } from './reported.ts';
import type { Voice } from './voice.ts';
import * as english from './voice-in-english.ts';
import * as japanese from './voice-in-japanese.ts';
import * as others from './voice-in-others.ts';

const voices: readonly Voice[] = [
  japanese.voice,
  others.korean,
  english.voice,
  others.western,
  others.chinese,
];

/** The rest must be long enough to have a voice. */
const REST = 40;
const MOST_SENTENCES = 6;

/** The expressions that are looked for in every post, by the names with which they are looked for. */
export function voicePhrases(): Record<string, readonly RegExp[]> {
  return Object.fromEntries(
    voices.flatMap(({ name, ofText }) => (ofText === undefined ? [] : [[textOf(name), [ofText]]])),
  );
}

const textOf = (name: string) => `${name} text`;

/** Whether the text has words of people who speak to readers or customers. */
export function isOfPeople(text: string): boolean {
  return voices.find(({ script }) => script.test(text))?.people.test(text) === true;
}

/**
 * Whether another one speaks in the paragraph than in the rest.
 *
 * @param paragraph without quoted text
 * @param rest gives the title and other paragraphs, without quoted text
 * @param sought of a text with the paragraph
 * @param mayDiffer whether the rest can have another voice
 */
export function isOtherVoice(
  paragraph: string,
  rest: () => string,
  sought: Sought,
  { isFirst, mayDiffer }: { readonly isFirst: boolean; readonly mayDiffer: boolean },
): boolean {
  const voice = voices.find(({ script }) => script.test(paragraph));
  if (voice === undefined) return false;
  const ofText = textOf(voice.name);
  const sounds = mayDiffer && voice.sounds(paragraph, isFirst);
  if (!sounds && !sought.may(ofText)) return false;
  const sentences = split(paragraph);
  if (sentences.length > MOST_SENTENCES) return false;
  const isOfText = (one: string) => sought.first(ofText, one) !== undefined && !isReported(one);
  const isServing = (one: string) => isOfText(one) || (voice.ofServing.test(one) && !isReported(one));
  const isLack = (one: string) => voice.ofLack?.test(one) === true && !isReported(one);
  const isWhole = sentences.every(isOfText);
  const serves =
    sounds && (isMostly(sentences, isServing) || sentences.every((one) => isServing(one) || isLack(one)));
  if (!(isWhole || serves) || voice.people.test(paragraph)) return false;
  const others = rest();
  if (others.length < REST || ABOUT_TEXTS.test(others)) return false;
  return (serves && voice.differs(others)) || (isWhole && voice.canBeOfText(paragraph, others));
}

/** Whether it is so from the first sentence on. One of the others may say something else. */
function isMostly(sentences: readonly string[], isSo: (sentence: string) => boolean): boolean {
  const [first, ...others] = sentences;
  return first !== undefined && isSo(first) && others.filter((sentence) => !isSo(sentence)).length <= 1;
}

function split(text: string): string[] {
  return text
    .split(/(?<=[。！？!?\n]|[a-zàâéèêîôûçäöüßñ)"”]\. |다\. )/)
    .map((sentence) => sentence.replace(BEFORE, '').trim())
    .filter((sentence) => sentence !== '');
}

/** Marks and small words before a sentence. */
const BEFORE =
  /^[\s*#>※（(-]*(?:(?:なお|ただし|また|それでは|では|はい|ちなみに|(?:大変)?申し訳(?:あり|ござい)ません(?:が)?|恐れ入りますが)[、。])?/;

/** A post that speaks of texts may do so in each of its paragraphs. */
const ABOUT_TEXTS =
  /記事|原稿|執筆|要約|翻訳|文章|読者|投稿|応募|ブログ|校正|小説|作文|ライター|記者(?!会見|団)|編集|言葉|日記|プロンプト|チャットボット|\b(?:articles?|draft|writers?|writing|essays?|blog|posts?|edit(?:ors?|ing)|prompts?|chatbots?|newsletters?|column|readers|translat\w+|summar(?:y|ies|i[sz]e\w*))\b|\b(?:Artikel|Leser|Beitrag|Redaktion|Autor|article|lecteurs?|rédaction|concours|jury|concurso|jurado|Wettbewerb|artículo|lectores|redacción|artigo|leitores|articolo|lettori)\b|文章|读者|讀者|稿|编辑|編輯|提示词|기사|독자|원고|편집/i;
