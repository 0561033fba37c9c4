/**
 * Orders about a text where nothing else is about texts: 「見出しは三つ。一文は50字まで。」 in a report on a bank. People
 * who order texts (contests, lessons, style guides, jobs) speak of them in the title and in the other paragraphs as
 * well. So few orders are enough where they stand alone, and it does not matter which.
 */
import type { Block } from '../../blocks.ts';
import { maskOpaque } from '../../prose.ts';
import { isIntroducing } from '../assistant/heard.ts';
import { ORDERED, orderManner } from '../manner/order-manner.ts';
import { plain } from '../said-text.ts';
import * as english from './misplaced-in-english.ts';
import * as japanese from './misplaced-in-japanese.ts';
import { type Manner, western } from './misplaced-in-others.ts';

/** A longer paragraph orders nothing. */
const LONGEST = 300;
const LONGEST_IN_LATIN = 600;
/** The rest must be long enough to be about something. */
const REST = 8;
/** What only sounds like an order must stand in an article. */
const REST_OF_ARTICLE = 40;
/** Things that a text has, of which the orders must name as many. */
const THINGS = 2;

const CJK = /[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/;
const manners: readonly Manner[] = [english.manner, western];

/**
 * The first block of orders about a text, in a post that is about something else.
 *
 * @param written paragraphs, items and headings
 */
export function misplacedIn(written: readonly Block[], title: string): Block | undefined {
  const groups: Block[][] = [];
  for (const block of written.filter(({ kind }) => kind !== 'heading')) {
    const group = groups.at(-1);
    if (group === undefined || /\n[ \t]*\n/.test(block.gap)) groups.push([block]);
    else group.push(block);
  }
  const seen = firstAndLast(groups);
  const texts = seen.map((group) => maskOpaque(group.map(({ text }) => text).join('\n')));
  const found = seen[misplacedOrder(title, texts)]?.[0];
  const above = found && written[written.indexOf(found) - 1];
  return above?.kind === 'heading' && ADVICE.test(above.text) ? undefined : found;
}

/** A heading above what people are told to do: 「## こつ」. */
const ADVICE = /こつ|コツ|心得|心がけ|気をつけ|\b(?:tips|advice)\b/i;

/** The same for the text as it was written. */
export function mayMisplace(title: string, text: string): boolean {
  const fence = text.startsWith('---\n') ? text.indexOf('\n---', 3) : -1;
  const body = fence < 0 ? text : text.slice(text.indexOf('\n', fence + 4) + 1);
  const opening = proseIn(body.slice(0, OPENING));
  const ending = body.length > OPENING ? proseIn(body.slice(Math.max(OPENING, body.length - ENDING))) : [];
  return misplacedOrder(title, firstAndLast([...opening, ...ending])) >= 0;
}

function proseIn(text: string): string[] {
  return text.split('\n\n').flatMap((part) => {
    const bare = (part.includes('#') ? part.replace(/^#{1,6} .*$/gm, '') : part).trim();
    return bare === '' || /^(?:[|>`~<]|!\[)/.test(bare) ? [] : [bare];
  });
}

/** Letters at the beginning and the end of a text in which orders may stand alone. */
const OPENING = 1200;
const ENDING = 500;

/**
 * The first of the paragraphs that is orders about a text, or has them in brackets, while all else is about other things.
 *
 * @param paragraphs the first and the last ones, without code
 * @returns its number, -1 if there is none
 */
function misplacedOrder(title: string, paragraphs: readonly string[]): number {
  return paragraphs.findIndex((paragraph, at) => {
    const rest = () => {
      const others = paragraphs.filter((_, other) => other !== at);
      return plain([...(paragraph.startsWith(title.slice(0, 12)) ? [] : [title]), ...others].join('\n'));
    };
    if (!mayOrder(paragraph)) return false;
    const isShown = isIntroducing(paragraphs[at - 1] ?? '');
    if (isMisplaced(plain(paragraph), rest, isShown)) return true;
    const notes = NOTE_ENDS.test(paragraph) ? (plain(paragraph).match(/（[^（）]{12,200}）/g) ?? []) : [];
    return notes.some((note) => isMisplaced(note, () => `${rest()}\n${plain(paragraph).replace(note, '')}`));
  });
}

function mayOrder(paragraph: string): boolean {
  if (NOTE_ENDS.test(paragraph)) return true;
  if (!isShort(paragraph)) return false;
  return mannersOf(paragraph).some((manner) => manner.mayOrder(paragraph)) || soundsOrdered(paragraph);
}

function isShort(paragraph: string): boolean {
  return paragraph.length <= (CJK.test(paragraph) ? LONGEST : LONGEST_IN_LATIN);
}

function mannersOf(paragraph: string): readonly Manner[] {
  if (japanese.manner.script.test(paragraph)) return IN_JAPANESE;
  return manners.filter(({ script }) => script.test(paragraph));
}

/** Lines with names, 「文体：やわらかい」, describe a book as well: order-labels.ts knows which of them are orders. */
function soundsOrdered(paragraph: string): boolean {
  const lines = paragraph.split('\n');
  const named = lines.filter((line) => NAMED.test(line));
  if (named.length >= Math.max(2, lines.length / 2) || orderManner(paragraph) <= ORDERED) return false;
  return !lines.every((line) => TOLD.test(line));
}

/** Somebody tells what they did: 「地名は今の呼び方に直した」. */
const TOLD = /た[。）)]*$/;

const NAMED = /^[\s*#・•■◆●▼>＊-]*[^：:。、]{1,16}[：:]|^[【［[＜<][^】］\]＞>]{1,16}[】］\]＞>]/;

const IN_JAPANESE = [japanese.manner];

/** @param isShown whether the paragraph above says that this is shown: then it must be orders by their words */
function isMisplaced(paragraph: string, rest: () => string, isShown = false): boolean {
  if (!isShort(paragraph)) return false;
  const isOrdered = mannersOf(paragraph).some((manner) => areOrders(paragraph, manner));
  if (!isOrdered && (isShown || !soundsOrdered(paragraph))) return false;
  const around = rest();
  return around.length >= (isOrdered ? REST : REST_OF_ARTICLE) && !ABOUT_TEXTS.test(around);
}

/** Whether the paragraph is nothing but orders about a text. */
function areOrders(paragraph: string, manner: Manner): boolean {
  const sentences = paragraph.split(manner.ends).flatMap((sentence) => {
    const bare = sentence.replace(BEFORE, '').trim();
    return bare === '' ? [] : [bare];
  });
  const orders = sentences.filter(manner.isOrder);
  if (!areEnough(orders, paragraph, manner)) return false;
  const others = sentences.filter((one) => !manner.isOrder(one) && !manner.isAbout(one));
  return others.length <= sentences.length / 3 && !manner.people.test(paragraph);
}

/** A note in brackets at the end. */
const NOTE_ENDS = /）[。）]?$/;

/** Marks before an order in a list. */
const BEFORE = /^[\s*#・•■◆●▼>（(［[【-]*(?:\d{1,2}[.)] ?)?/;

/** One order must say what to do. */
function areEnough(orders: readonly string[], paragraph: string, manner: Manner): boolean {
  if (orders.length < 2 && !orders.some(manner.isCommand)) return false;
  if (!manner.onlyTexts.test(paragraph) && !manner.onlyToMachines.test(paragraph)) return false;
  const named = new Set(paragraph.match(manner.things)).size;
  if (named >= THINGS || orders.length > 1) return true;
  return manner.ofTexts.test(paragraph) || manner.onlyToMachines.test(paragraph);
}

/** Of this many first and last paragraphs. */
const FIRST = 4;
const LAST = 2;

/** The first and the last ones of a text. */
function firstAndLast<T>(paragraphs: readonly T[]): T[] {
  return [...paragraphs.slice(0, FIRST), ...paragraphs.slice(FIRST).slice(-LAST)];
}

/** Words of a post that is about texts, or about what people are told to write, to hand in or to fill. */
const ABOUT_TEXTS =
  /記事|原稿|執筆|翻訳|訳[しす注者]|誤訳|書き(?:直|なお)|文章|読者|投稿|応募|募集|ブログ|校正|小説|作文|論文|レポート|ライター|記者(?!会見|団)|編集|言葉|文体|日記|プロンプト|チャットボット|書き方|手紙|メール|履歴書|提出|授業|課題|宿題|生徒|委員|当番|コンクール|テスト|試験|規定|ガイド|マニュアル|デザイン|フォーム|プレゼン|スライド|字幕|書式|HTML|Markdown|JSON|ソースコード|コードを|実装|関数|\b(?:articles?|drafts?|writers?|writing|write|essays?|blog|posts?|edit(?:ors?|ing)|prompts?|chatbots?|newsletters?|readers?|translat\w+|summar\w+|students?|submissions?|contests?|fiction|scholarships?|fellowships?|personal statements?|guidelines?|style guide|template|font|CSS|HTML|Markdown|JSON|code|API|function|document\w*|exercises?|lessons?|homework|quiz|workshop|commits?|pull request|README)\b|\b(?:Leser\w*|Beitrag|Redaktion|Aufsatz|Übung|Schüler\w*|lecteurs?|rédaction|élèves?|exercice|lectores|redacción|alumnos?|ejercicio|leitores|alunos?|lettori|studenti)\b|文章|读者|讀者|稿|编辑|編輯|提示词|독자|원고|편집/i;
