/**
 * A post that is no article: the assistant says, in its own voice, that it can not write one. One sentence of
 * apology proves nothing, since people apologise too. So the opening of the post (title, excerpt, the first
 * paragraphs) must speak as an assistant in several ways; what stands in quotation marks or code is not heard.
 */
import type { Block } from '../../blocks.ts';
import { maskOpaque, OPAQUE } from '../../prose.ts';
import { type Mend, quote } from '../../repair.ts';
import type { RuleContext } from '../rule.ts';

/** So many paragraphs are the opening, and so many letters. */
const PARAGRAPHS = 4;
const LETTERS = 1500;

const marks = {
  apology:
    /^(?:大変)?(?:申し訳(?:あり|ござい)ません(?:が|。|、)|申し訳ないのですが|恐れ入りますが|すみませんが|ちょっと待ってください)|^(?:I'm|I am) (?:very |so )?sorry\b|^(?:My apologies|I apologi[sz]e)\b/,
  regret: /^残念ながら|^Unfortunately, I\b/,
  noInformation:
    /(?:情報|情報源|記事|データ|発表|ニュース|ソース|出典|資料|内容|検索結果)[^。]{0,40}(?:見つ(?:け|か)[^。]{0,12}(?:ません|られず|なかった)|取得(?:でき|することができ)(?:ません|ず)|確認(?:でき|することができ|が取れ)(?:ません|ず)|見当たりません)|必要な(?:情報|データ)が(?:不足|足りま|ありま)|\bI (?:could ?n[o']t|can ?not|can't|was unable to|am unable to|wasn't able to) (?:find|locate|access|verify|retrieve|browse)\b/,
  noArticle:
    /(?:記事|文章|原稿|本文|分析|回答|コンテンツ)(?:の)?(?:を)?(?:作成|執筆|生成|提供|完成|書くこと|完了)[^。]{0,16}(?:できません|できかねます|できない状況|困難です|完了できません|お断り|いたしかねます)|(?:ご依頼|ご要望|リクエスト)[^。]{0,20}(?:応え|答え|沿|対応)[^。]{0,12}(?:できません|できかねます|いたしかねます|できない)|お手伝い(?:すること(?:が|は))?でき(?:ません|かねます)|\bI (?:can ?not|can't|am unable to|won't be able to|am not able to) (?:(?:write|create|generate|complete|fulfil?l|produce|continue) (?:this|that|the requested|your|an article|the article)|(?:assist|help) (?:you )?with (?:this|that|your))\b/,
  asksUser:
    /^(?!.*(?:ご存じ|ご存知|読者|皆さん|みなさん|編集部))(?:.*(?:(?:教えて|お知らせ|共有して)いただけ(?:ます|れば|ましたら)|お申し付けください|(?:お聞かせ|ご指定|ご提示|ご教示|ご提供|ご指示)(?:ください|いただけ)|(?:作成|執筆|分析)(?:して)?もよろしいでしょうか|別の(?:[^。]{0,8})?(?:話題|トピック|テーマ|キーワード)[^。]{0,14}(?:よろしければ|作成|可能|いかが|ご希望)))|(?:please (?:provide|share|let me know)|let me know if|would you like me to|could you (?:please )?(?:provide|share|clarify))/i,
  searched:
    /検索の上限|検索結果が(?:見つか|得られ)|(?:検索|リサーチ|調査)を(?:試み|行い|実行し)[^。]{0,8}ましたが|調査しましたが|(?:Web|ウェブ|web|ネット|インターネット)検索(?:で|を|の|し)[^。]{0,50}(?:調べ|試み|見つ|みた|ましたが)|私の(?:検索|情報収集|知識)|検索結果(?:によると|に(?:は|も))[^。]{0,30}(?:ません|報じ|ない)|\bmy (?:search(?:es)?|knowledge cutoff|training data)\b|\bI (?:searched|tried to search)\b/,
  tools:
    /検索(?:ツール|機能|API)[^。]{0,20}(?:上限|制限|利用でき|使え|実行でき|エラー)|ツールの(?:利用|使用)(?:回数|制限)|リアルタイム(?:の|な)?(?:情報|データ)[^。]{0,12}アクセス|real-time (?:information|data)|access (?:to )?the internet|browse the (?:web|internet)/,
  addressed:
    /ご指定(?:の|いただいた|頂いた)|ご依頼(?:の|いただいた|内容)|ご要望の|リクエスト(?:された|いただいた)|\byou(?:'ve| have)? requested\b|\byour request\b/,
  aboutWriting: /記事を(?:書く|書き|作成|執筆|作る)/,
  namesItself:
    /(?:AI(?:アシスタント|言語モデル)?|(?:大規模)?言語モデル)(?:として(?:の私)?、[^。]{0,60}(?:できません|できかね|持って(?:い|お)りません)|である私)|\bAs an AI\b(?: language model| assistant)?,? I\b|\bI(?:'m| am) an AI (?:language model|assistant|and (?:can|do))/,
  answers:
    /^(?:ええ、|はい、)?(?:承知(?:いた)?しました|かしこまりました|なるほど、ありがとうございます)|ご指摘(?:いただいた|の)(?:通り|とおり)|^(?:Sure|Certainly|Of course)[,!]/,
  writes:
    /記事を(?:作成|執筆|お書き)(?:し|いたし)ま(?:す|した)。|以下(?:が|に|は)[^。]{0,12}(?:記事|本文)(?:の本文)?(?:です|になります|を記載|を作成|となります)|[Hh]ere(?:'s| is) (?:the|an?|your) [^.]{0,30}(?:article|draft|continuation)\b/,
} as const;

type Mark = keyof typeof marks;

export function findRefusal(blocks: readonly Block[], context: RuleContext): Mend[] {
  const head = [context.title, context.excerpt ?? ''].flatMap((text) => sentencesIn(text));
  const body = opening(blocks);
  const inHead = marksOf(head);
  const text = body.map((block) => maskOpaque(block.text)).join('\n');
  const inBody = marksOf(sentencesIn(text.slice(0, LETTERS)));
  const all = new Set([...inHead, ...inBody]);
  const first = body[0];
  const bare = first !== undefined && (BARE.test(first.text.trim()) || NAMED.test(first.text.trim()));
  if (!bare && !isRefusal(all, inHead, inBody)) return [];
  const message = `An assistant speaks here, and no author: ${quote(first?.text ?? context.title, 40)}.`;
  return [{ code: 'post-refusal', message, line: first?.line ?? 1, column: 1 }];
}

/** A post that says nothing else first. */
const BARE = /^(?:I'm sorry, but )?I (?:can't|cannot) (?:help|assist) with (?:that|this)(?: request)?\.?$/;

const NAMED =
  /^(?:私は)?(?:AI(?:アシスタント|言語モデル)?|(?:大規模)?言語モデル)として(?:の私)?、[^。]{0,60}(?:できません|できかねます)/;

function isRefusal(all: ReadonlySet<Mark>, head: ReadonlySet<Mark>, body: ReadonlySet<Mark>): boolean {
  const has = (...names: readonly Mark[]) => names.some((name) => all.has(name));
  if (has('apology') && has('noArticle')) return true;
  if (has('namesItself') && has('noArticle', 'noInformation', 'apology', 'tools')) return true;
  if (head.has('apology') && (head.has('noInformation') || body.has('noInformation'))) return true;
  if (has('tools') && has('apology', 'regret', 'noArticle', 'asksUser')) return true;
  if (has('answers') && has('writes')) return true;
  // Regret alone is what anybody says.
  const count = all.size - (all.has('regret') ? 1 : 0);
  return has('noInformation', 'noArticle', 'asksUser') && count >= 3;
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
  if (!HINT.test(text)) return false;
  const sentences = text.split(/(?<=[。！？!?\n"]|\. |: ')/).map((sentence) => sentence.trim());
  return (
    marksOf(sentences).size >= 2 || sentences.some((one) => BARE.test(one) || marks.namesItself.test(one))
  );
}

/** What the opening of every refusal has one of. */
const HINT =
  /申し訳|恐れ入り|すみませんが|残念ながら|待ってください|いただけ|お申し付け|お聞かせ|ご(?:指定|提示|教示|提供|指示|依頼)|よろしいで|別の(?:話|トピ|テー|キー)|言語モデル|AI(?:アシスタント)?として|承知|かしこまり|ツール|orry|pologi|nfortunately, I|let me know|lease (?:provide|share)|ould you|s an AI|'m an AI|Sure[,!]|Certainly[,!]|Of course[,!]|I can(?:'t|not)|nable to/;
