/**
 * Instructions that were meant for the AI. They are known by what they order close together (how long, in which tone, in
 * which format: orders.ts), by lines that nobody says to a person (order-lines.ts, known-prompts.ts), and by places of a
 * template that nobody filled (blanks.ts). What stands in code or quotation marks is ignored, and so is what a post about
 * prompts shows, or what somebody asks of people who write.
 */
import type { Block } from '../../blocks.ts';
import { maskOpaque, OPAQUE } from '../../prose.ts';
import { type Mend, quote } from '../../repair.ts';
import type { RuleContext } from '../rule.ts';
import { ABOUT_FORMS, emptyFields, hasBlank, isTemplate } from './blanks.ts';
import { areProof, isTelling, marksIn } from './known-prompts.ts';
import { mayMisplace, misplacedIn } from './misplaced-orders.ts';
import { narrow } from './narrow.ts';
import { hasSign, isForm, isOrder, isWanted, stated } from './order-lines.ts';
import { placesOfOrders } from './order-words.ts';
import { CALLS_FOR_TEXTS, isBriefing, ordersIn } from './orders.ts';

/** A post about prompts quotes prompts. */
const ABOUT_PROMPTS =
  /プロンプト|指示文|prompt|(?:AI|ChatGPT|GPT|Claude|Gemini|Copilot)[^。]{0,12}(?:書かせ|頼み|頼む|使い方|使いこな|活用(?:術|法)|コツ|指示)/i;

/** A style guide orders what an order to a machine orders: its title says that it is one. */
const STYLE_GUIDE =
  /スタイルガイド|表記(?:の)?(?:ルール|統一|ガイド|基準|約束)|(?:執筆|編集|原稿|記事作成|文章)(?:の)?(?:要領|要項|ガイド|手引き?|方針|ルール|マニュアル|書き方|作法|コツ)|(?<!アンダー|ハイ)ライティング|作文|\b(?:style|writing|author|contributor)s?['’]? ?(?:guides?|guidelines|manual|rules|tips)\b|\bhouse style\b|\bhow (?:we|to|I) (?:write|answer|reply|review|edit)\b|書き方/i;

export function findPrompt(blocks: readonly Block[], context: RuleContext): Mend[] {
  if (ABOUT_PROMPTS.test(context.title) || STYLE_GUIDE.test(context.title)) return [];
  const heads = [context.title, context.excerpt ?? ''];
  if (!mayPrompt(heads, blocks.map(({ text }) => text).join('\n\n'))) return [];
  const written = blocks.filter(({ kind }) => kind === 'prose' || kind === 'item' || kind === 'heading');
  const first =
    provenByWords(written) ??
    briefingIn(written, context.title) ??
    orderIn(blocks, context.title) ??
    unfilledIn(written, context.title) ??
    misplacedIn(written, context.title);
  const head = heads.find((text) => isOrderInHead(text));
  if (first === undefined && head === undefined) return [];
  const message = `Instructions for the machine stand in the text: ${quote(first?.text ?? head ?? '', 40)}.`;
  return [{ code: 'post-prompt', message, line: first?.line ?? 1, column: 1 }];
}

/** A title or an excerpt is never an order for one. */
function isOrderInHead(text: string): boolean {
  if (isTemplate(text)) return true;
  const lines = linesOf(text).split('\n');
  if (lines.some(isOrder)) return true;
  const orders = new Set(lines.flatMap(ordersIn));
  const has = (...subjects: readonly string[]) => subjects.some((subject) => orders.has(subject));
  if (has('role') && has('write', 'input', 'command')) return true;
  if (!has('write', 'length', 'command') || orders.size < 2) return false;
  return HEAD_ORDER.test(text) || (orders.size >= 3 && /[：:（(【]/.test(text));
}

const HEAD_ORDER =
  /ください|下さい|(?:する|書く|ない)こと|せよ|しなさい|つ、|（[^（）]*字|^【(?:条件|指示|タイトル|要件)】|^(?:Write|Generate|Create|Summari[sz]e|Draft|Rewrite)\b/;

/** Who speaks to the machine, and what: lines of a talk that begins with the system. */
const TALK =
  /^\[?(?:[Ss]ystem|SYSTEM|システム)\]?[：:][\s\S]{0,400}(?:^|\. )\[?(?:[Uu]ser|USER|Human|ユーザー)\]?[：:]/m;

function orderIn(blocks: readonly Block[], title: string): Block | undefined {
  return blocks.find(
    (block, index) =>
      block.kind !== 'code' &&
      (linesOf(block.text).split('\n').some(isOrder) ||
        hasSign(block.text.replace(/`[^`\n]*`/g, OPAQUE)) ||
        TALK.test(block.text)) &&
      !isCall(blocks, index, title) &&
      !isAbout(blocks, index),
  );
}

function unfilledIn(blocks: readonly Block[], title: string): Block | undefined {
  return blocks.find((block, index) => {
    const text = linesOf(block.text);
    if (!hasBlank(text) && emptyFields(text) < 2) return false;
    const around = blocks.slice(Math.max(0, index - 2), index).map((one) => one.text);
    return ![title, ...around, block.text].some((one) => ABOUT_FORMS.test(one));
  });
}

/** Whether somebody near the block wants texts from people. Who does says so in short sentences. */
function isCall(blocks: readonly Block[], index: number, title: string): boolean {
  const around = blocks.slice(Math.max(0, index - 2), index + 4).map(({ text }) => text);
  const near = around.filter((text) => text.length <= LONG);
  // 「…しましょう」 close to an order: advice for people who write.
  if (
    blocks
      .slice(Math.max(0, index - 1), index + 1)
      .some(({ text }) => text.length <= LONG && /ましょう/.test(text))
  )
    return true;
  return [title, ...near].some((text) => CALLS_FOR_TEXTS.test(text));
}

/** The first block with a phrase of prompts, if the phrases of the post prove one. */
function provenByWords(blocks: readonly Block[]): Block | undefined {
  const found = new Map<number, Block>();
  for (const block of blocks)
    for (const mark of marksIn(linesOf(block.text))) if (!found.has(mark)) found.set(mark, block);
  const [first] = found.values();
  return areProof([...found.keys()]) ? first : undefined;
}

/** An order for a text is within this many sentences, most of which order something. */
const NEAR = 8;
const MOST = 0.5;

/** The first block of an order for a text: orders about several things, one after the other. */
function briefingIn(blocks: readonly Block[], title: string): Block | undefined {
  const said = blocks.flatMap(({ kind, text }, index) =>
    ordersOf(linesOf(text)).map((order) => ({ index, ...(kind === 'heading' ? asHeading(order) : order) })),
  );
  const from = briefings(said).find(({ index }) => !isCall(blocks, index, title) && !isAbout(blocks, index));
  return from === undefined ? undefined : blocks[from.index];
}

function isOrdering({ subjects, label }: Order): boolean {
  return subjects.length > 0 || label !== undefined;
}

/** A heading orders nothing; it can be the name of a part of a prompt. */
function asHeading({ subjects, ...order }: Order): Order {
  return { ...order, subjects: subjects.filter((subject) => subject === 'command' || subject === 'label') };
}

/** The orders with which an order for a text begins. */
function briefings<T extends Order>(said: readonly T[]): T[] {
  return said.filter((first, from) => {
    if (!isOrdering(first)) return false;
    const about = new Set<string>();
    const named = new Set<string>();
    let orders = 0;
    let wanted = false;
    return said.slice(from, from + NEAR).some((order, at) => {
      if (isOrdering(order)) orders += 1;
      for (const subject of order.subjects) about.add(subject);
      if (order.label !== undefined) named.add(order.label);
      wanted ||= order.isWanted;
      return orders >= MOST * (at + 1) && (isBriefing(about) || (wanted && isForm(named)));
    });
  });
}

/** The end of a paragraph that shows something: 「次のように頼む。」, "for example:". */
const INTRODUCES =
  /[：:]\s*$|(?:プロンプト|指示文)を[^。]{0,6}(?:用意|書|作|入力|使|貼|渡|送|設定)[^。]{0,8}。?$|次の|以下|例|こう|このよう|following|example|like this|below/;

/** Whether the text before the block speaks of prompts. */
function isAbout(blocks: readonly Block[], index: number): boolean {
  return blocks
    .slice(Math.max(0, index - 2), index)
    .some(({ text }) => ABOUT_PROMPTS.test(text) && INTRODUCES.test(text.slice(-60)));
}

type Order = {
  readonly subjects: readonly string[];
  readonly label: string | undefined;
  /** Whether it says how the text must be. */
  readonly isWanted: boolean;
};

/** What each sentence orders. An order to a machine is short. */
function ordersOf(text: string): Order[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      if (line.length > LONG) return { subjects: [], label: undefined, isWanted: false };
      const label = stated(line);
      const all = ordersIn(line);
      const wanted = isWanted(line) && (label !== undefined || all.length > 0);
      // 「読者像：初学者」 says what is, of a book for example.
      const orders = label === undefined || wanted ? all : all.filter((subject) => NOT_BY_NAME.has(subject));
      return { subjects: emptyFields(line) > 0 ? [...orders, 'field'] : orders, label, isWanted: wanted };
    });
}

/** What a line orders also where it only states something: 「役割：あなたは記者です」. */
const NOT_BY_NAME: ReadonlySet<string> = new Set(['role', 'command', 'label', 'output', 'talk', 'secret']);

/** Letters in a sentence that is too long for an order. */
const LONG = 200;

const SENTENCE_ENDS = /(?<=。|[a-z]\.) ?(?=[^\s\d])/g;
const BEFORE_ORDERS =
  /^[ \t]*(?:[#＃■◆●▼]{1,6}|\*\*)?[ \t]*(?:\[?(?:System|User|Human|Assistant)(?:\]:?|:))?[ \t]*/gm;

/** The sentences of a block, a line each, without quoted text, marks of headings and names of who speaks. */
function linesOf(text: string): string {
  return maskOpaque(narrow(text))
    .replaceAll('’', "'")
    .replace(/「[^「」\n]*」|『[^『』\n]*』|“[^“”\n]*”|"[^"\n]*"/g, OPAQUE)
    .replace(SENTENCE_ENDS, '\n')
    .replace(BEFORE_ORDERS, '');
}

/**
 * Whether the text may hold a prompt: the same tests on the text as it was written, near the words that orders to a
 * machine have. What it finds too much (code, quoted text), `findPrompt` leaves out.
 *
 * @param heads title and excerpt
 * @param text the whole text
 */
export function mayPrompt(heads: readonly string[], text: string): boolean {
  if (heads.some((head) => isTemplate(head) || (placesOfOrders(head).length > 0 && isOrderInHead(head))))
    return true;
  let end = 0;
  for (const place of placesOfOrders(text)) {
    if (place + NEXT < end) continue;
    const near = narrow(text.slice(Math.max(end, place - AROUND), place + AROUND));
    end = place + AROUND;
    if (mayOrder(near)) return true;
  }
  return mayMisplace(heads[0] ?? '', text);
}

function mayOrder(near: string): boolean {
  if (/["<{$[［【（]|system/i.test(near) && (hasSign(near) || hasBlank(near) || emptyFields(near) > 1))
    return true;
  if (/system|システム/i.test(near) && TALK.test(near)) return true;
  const lines = near.replace(SENTENCE_ENDS, '\n').replace(BEFORE_ORDERS, '');
  if (briefings(ordersOf(lines)).length > 0 || marksIn(lines).some(isTelling)) return true;
  return lines.split('\n').some(isOrder);
}

/** Letters around a word in which the other orders stand, and those behind it in which its own sentence ends. */
const AROUND = 300;
const NEXT = 60;
