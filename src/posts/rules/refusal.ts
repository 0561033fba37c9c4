/**
 * A post that is no article: the assistant says, in its own voice, that it can not write one. One sentence of
 * apology proves nothing, since people apologise too. So the opening of the post (title, excerpt, the first
 * paragraphs) must speak as an assistant in several ways; what stands in quotation marks or code is not heard.
 */
import type { Block } from '../blocks.ts';
import { maskOpaque, OPAQUE } from '../prose.ts';
import { type Mend, quote } from '../repair.ts';
import type { Scene } from './rule.ts';

/** So many paragraphs are the opening, and so many letters. */
const PARAGRAPHS = 4;
const LETTERS = 1500;

const marks = {
  apology:
    /^(?:大変)?(?:申し訳(?:あり|ござい)ませんが|申し訳ないのですが|恐れ入りますが|すみませんが|残念ながら|ちょっと待ってください)|^(?:I'm|I am) (?:very |so )?sorry\b|^(?:My apologies|I apologi[sz]e)\b|^Unfortunately, I\b/,
  noInformation:
    /(?:情報|記事|データ|発表|ニュース|ソース|出典|資料|内容)[^。]{0,40}(?:見つ(?:け|か)[^。]{0,12}(?:ません|られず|なかった)|取得(?:でき|することができ)(?:ません|ず)|確認(?:でき|することができ|が取れ)(?:ません|ず)|見当たりません)|\bI (?:could ?n[o']t|can ?not|can't|was unable to|am unable to|wasn't able to) (?:find|locate|access|verify|retrieve|browse)\b/,
  noArticle:
    /(?:記事|文章|原稿|本文|分析|回答|コンテンツ)(?:の)?(?:を)?(?:作成|執筆|生成|提供|完成|書くこと|完了)[^。]{0,16}(?:できません|できかねます|できない状況|困難です|完了できません|お断り|いたしかねます)|(?:ご依頼|ご要望|リクエスト)[^。]{0,20}(?:応え|答え|沿|対応)[^。]{0,12}(?:できません|できかねます|いたしかねます|できない)|\bI (?:can ?not|can't|am unable to|won't be able to|am not able to) (?:write|create|generate|complete|fulfil?l|produce|continue|assist with|help with) (?:this|that|the requested|your|an article|the article)\b/,
  asksUser:
    /(?:教えて|お知らせ|共有して)いただけ(?:ます|れば|ましたら)|お申し付けください|(?:お聞かせ|ご指定|ご提示|ご教示|ご提供|ご指示)(?:ください|いただけ)|(?:作成|執筆|分析)(?:して)?もよろしいでしょうか|別の(?:[^。]{0,8})?(?:話題|トピック|テーマ|キーワード)[^。]{0,14}(?:よろしければ|作成|可能|いかが|ご希望)|(?:please (?:provide|share|let me know)|let me know if|would you like me to|could you (?:please )?(?:provide|share|clarify))/i,
  searched:
    /検索の上限|(?:検索|リサーチ|調査)を(?:試み|行い|実行し)[^。]{0,8}ましたが|(?:Web|ウェブ|web|ネット|インターネット)検索(?:で|を|の|し)[^。]{0,50}(?:調べ|試み|見つ|みた|ましたが)|私の(?:検索|情報収集|知識)|検索結果(?:によると|に(?:は|も))[^。]{0,30}(?:ません|報じ|ない)|\bmy (?:search(?:es)?|knowledge cutoff|training data)\b|\bI (?:searched|tried to search)\b/,
  namesItself:
    /(?:AI(?:アシスタント|言語モデル)?|(?:大規模)?言語モデル)(?:として(?:の私)?、|である私)|\bAs an AI\b(?: language model| assistant)?,? I\b|\bI(?:'m| am) an AI\b/,
  answers:
    /^(?:ええ、|はい、)?(?:承知(?:いた)?しました|かしこまりました|なるほど、ありがとうございます)|ご指摘(?:いただいた|の)(?:通り|とおり)|^(?:Sure|Certainly|Of course)[,!] (?:here|I)\b/,
} as const;

type Mark = keyof typeof marks;

export function findRefusal(blocks: readonly Block[], scene: Scene): Mend[] {
  const head = [scene.title, scene.excerpt ?? ''].flatMap((text) => sentencesIn(text));
  const body = opening(blocks);
  const inHead = marksOf(head);
  const text = body.map((block) => maskOpaque(block.text)).join('\n');
  const inBody = marksOf(sentencesIn(text.slice(0, LETTERS)));
  const all = new Set([...inHead, ...inBody]);
  if (!isRefusal(all, inHead, inBody)) return [];
  const first = body[0];
  const message = `An assistant speaks here, and no author: ${quote(first?.text ?? scene.title, 40)}.`;
  return [{ code: 'post-refusal', message, line: first?.line ?? 1, column: 1 }];
}

function isRefusal(all: ReadonlySet<Mark>, head: ReadonlySet<Mark>, body: ReadonlySet<Mark>): boolean {
  if (all.has('apology') && all.has('noArticle')) return true;
  if (all.has('namesItself') && (all.has('noArticle') || all.has('noInformation') || all.has('apology')))
    return true;
  if (head.has('apology') && (head.has('noInformation') || body.has('noInformation'))) return true;
  const speaks = all.has('noInformation') || all.has('noArticle') || all.has('asksUser');
  return speaks && all.size >= 3;
}

function opening(blocks: readonly Block[]): Block[] {
  return blocks.filter(({ kind }) => kind === 'prose').slice(0, PARAGRAPHS);
}

/** Sentences without what they quote. */
function sentencesIn(text: string): string[] {
  return text
    .replace(/「[^「」]*」|『[^『』]*』|“[^“”]*”|"[^"\n]*"/g, OPAQUE)
    .split(/(?<=[。！？!?\n]|\. )/)
    .map((sentence) => sentence.replace(/^[\s*#>-]+/, ''));
}

function marksOf(sentences: readonly string[]): Set<Mark> {
  const found = new Set<Mark>();
  for (const mark of Object.keys(marks) as Mark[]) // its own keys
    if (sentences.some((sentence) => marks[mark].test(sentence))) found.add(mark);
  return found;
}

/** Whether several of the marks stand anywhere in a text. Of most posts that says at once that they are none. */
export function mayRefuse(opening: string): boolean {
  const text = opening.slice(0, LETTERS + 1000);
  if (!REFUSAL_HINT.test(text)) return false;
  const found = marksOf(text.split(/(?<=[。！？!?\n"]|\. |: ')/).map((sentence) => sentence.trim()));
  return found.size >= 2;
}

/** What the opening of every refusal has one of: a post that has none is none. */
const REFUSAL_HINT =
  /申し訳|恐れ入り|すみませんが|残念ながら|待ってください|いただけ|お申し付け|お聞かせ|ご(?:指定|提示|教示|提供|指示)|よろしいで|別の(?:話|トピ|テー|キー)|言語モデル|AI(?:アシスタント)?として、|orry|pologi|nfortunately, I|let me know|lease (?:provide|share)|ould you|s an AI|'m an AI/;
