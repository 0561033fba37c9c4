/**
 * A post that is not an article: an AI assistant says that it cannot write one. One sentence of apology proves nothing,
 * because people apologise too. So the opening of the post (title, excerpt, first paragraphs) must have several marks
 * of an assistant; text in quotation marks or code is ignored.
 */
import type { Block } from '../../blocks.ts';
import { maskOpaque, OPAQUE } from '../../prose.ts';
import { type Mend, quote } from '../../repair.ts';
import { mayMatch } from '../needed-words.ts';
import type { RuleContext } from '../rule.ts';
import { HINT, type Mark, marks, marksOf } from './assistant-voice.ts';

/** The opening has at most so many paragraphs, and at most so many letters. */
const PARAGRAPHS = 4;
const LETTERS = 1500;

export function findRefusal(blocks: readonly Block[], context: RuleContext): Mend[] {
  const head = [context.title, context.excerpt ?? ''].flatMap((text) => sentencesIn(text));
  const body = opening(blocks);
  const inHead = marksOf(head);
  const text = body.map((block) => maskOpaque(block.text)).join('\n');
  const inBody = marksOf(sentencesIn(text.slice(0, LETTERS)));
  const all = new Set([...inHead, ...inBody]);
  const first = body[0];
  const bare = [context.title, context.excerpt, first?.text].some(
    (line) => line !== undefined && isBare(line.trim().replaceAll('’', "'")),
  );
  if (!bare && !isRefusal(all, inHead, inBody)) return [];
  const message = `An assistant speaks here, and no author: ${quote(first?.text ?? context.title, 40)}.`;
  return [{ code: 'post-refusal', message, line: first?.line ?? 1, column: 1 }];
}

function isBare(line: string): boolean {
  return BARE.test(line) || NAMED.test(line) || FOREIGN.test(line);
}

/** A post that begins with nothing but this; also an error message that a program printed instead of an answer. */
const BARE =
  /^(?:(?:I'm|I am) sorry, but |Sorry, (?:but )?)?I (?:can't|cannot) (?:help|assist|comply) with (?:that|this)(?: request)?\.?$|^\{\s*"error"\s*:|^Error(?: code)?: \d{3}\b[^\n]{0,200}$|^Rate limit (?:reached|exceeded) for\b|^You exceeded your current quota\b/;

/** In Chinese and Korean, into which assistants sometimes change. */
const FOREIGN =
  /^(?:很|非常)?(?:抱歉|对不起|對不起)[，,][^。]{0,12}(?:我)?(?:无法|無法|不能)[^。]{0,10}(?:提供|撰写|撰寫|生成|写|寫|完成|访问|回答|协助|帮助)|^죄송하지만[, ][^.]{0,40}(?:작성|제공|도와)[^.]{0,12}(?:없습니다|어렵습니다)/;

const NAMED =
  /^(?:私は)?(?:AI(?:アシスタント|言語モデル)?|(?:大規模)?言語モデル)として(?:の私)?、[^。]{0,60}(?:できません|できかねます)/;

function isRefusal(all: ReadonlySet<Mark>, head: ReadonlySet<Mark>, body: ReadonlySet<Mark>): boolean {
  const has = (...names: readonly Mark[]) => names.some((name) => all.has(name));
  if (has('apology') && has('noArticle')) return true;
  if (has('namesItself') && has('noArticle', 'noInformation', 'apology', 'tools', 'noAbility')) return true;
  if (head.has('apology') && (head.has('noInformation') || body.has('noInformation'))) return true;
  if (has('tools') && has('apology', 'regret', 'noArticle', 'asksUser')) return true;
  if (has('bounds') && has('noAnswer', 'noArticle', 'noInformation', 'apology', 'regret', 'tools'))
    return true;
  if (has('asksTopic') && has('apology', 'regret') && has('noInformation', 'noArticle')) return true;
  if (has('writes') && has('answers', 'forUser', 'plans')) return true;
  // Regret, thanks and "I cannot" do not count: everybody says that.
  const count = all.size - COMMON.filter((mark) => all.has(mark)).length;
  return has('noInformation', 'noArticle', 'asksUser', 'asksTopic') && count >= 3;
}

const COMMON: readonly Mark[] = ['regret', 'thanks', 'noAbility'];

function opening(blocks: readonly Block[]): Block[] {
  return blocks.filter(({ kind }) => kind === 'prose').slice(0, PARAGRAPHS);
}

/** Sentences without quoted text. */
function sentencesIn(text: string): string[] {
  return text
    .replaceAll('’', "'")
    .replace(/「[^「」]*」|『[^『』]*』|“[^“”]*”|"[^"\n]*"/g, OPAQUE)
    .split(/(?<=[。！？!?\n]|\. )/)
    .map((sentence) => sentence.replace(/^[\s*#>-]+/, ''));
}

/** Whether several of the marks are anywhere in a text: a fast test, which most posts fail. */
export function mayRefuse(opening: string): boolean {
  const text = opening.slice(0, LETTERS + 1000).replaceAll('’', "'");
  if (!HINT.test(text) || !hasWords(text)) return false;
  const sentences = text.split(/(?<=[。！？!?\n"]|\. |: ')/).map((sentence) => sentence.trim());
  return (
    marksOf(sentences).size >= 2 ||
    text.split('\n').some(isBare) ||
    sentences.some((one) => isBare(one) || marks.namesItself.test(one))
  );
}

const openingWith = mayMatch({ ...marks, BARE, FOREIGN, NAMED });

/** Whether the words of two marks, or of a phrase that is enough alone, are in a text. */
function hasWords(text: string): boolean {
  const found = openingWith(text);
  return found.size > 1 || ENOUGH.some((name) => found.has(name));
}

const ENOUGH = ['BARE', 'FOREIGN', 'NAMED', 'namesItself'] as const;
