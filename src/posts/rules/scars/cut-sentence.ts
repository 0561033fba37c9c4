/**
 * Repairs a sentence that a leaked marker cut in two. Investment text must never say what nobody wrote. So the halves
 * are joined only if the right one cannot stand alone and repeats nothing:
 *
 *     柔軟 | な投資戦略を           joined: no sentence begins with な
 *     この動きは | この動きは、いま   the left half is dropped: the right one starts it again
 *     その基盤を | 次に、市場は      the left half ends in …: its rest is lost
 */
import { endOpen, isEnded } from './open-end.ts';

export type Mending =
  /** The left half is complete; nothing was cut. */
  | { readonly kind: 'whole' }
  /** The two halves are one text now. */
  | { readonly kind: 'joined'; readonly text: string }
  /** `left` without the part that `right` repeats; it may be empty. `glued`: the two are one paragraph. */
  | { readonly kind: 'restarted'; readonly left: string; readonly right: string; readonly glued: boolean }
  /** The left half, which now ends in …. */
  | { readonly kind: 'lost'; readonly left: string };

/**
 * @param left the paragraph before the marker
 * @param right the paragraph after it; `undefined` at the end of the post
 */
export function mendCut(left: string, right: string | undefined, post: SaidText): Mending {
  const next = right?.replace(LEAD, '') ?? '';
  const hinted = next !== right;
  if (!isOpen(left, next)) return { kind: 'whole' };
  const lost: Mending = isEnded(left) ? { kind: 'whole' } : { kind: 'lost', left: endOpen(left, right) };
  if (right === undefined) return lost;
  const at = restartIn(left, next, hinted);
  if (at !== undefined) {
    const kept = left
      .slice(0, at)
      .replace(/(?<![ \t\n*「『])[ \t\n*「『]+$/, '')
      .replace(/(?:^|\n)[ \t]*(?:#+|[-+]|\d+[.)])$/, '');
    return { kind: 'restarted', left: kept, right: next, glued: kept !== '' && isOpen(kept, '') };
  }
  const heading = /^ {0,3}(#{1,6} |\|)/.test(left.slice(left.lastIndexOf('\n') + 1));
  if (BLOCK_START.test(next) || heading || !goesOn(left, next, post)) return lost;
  return { kind: 'joined', text: left.trimEnd() + next };
}

function goesOn(left: string, right: string, post: SaidText): boolean {
  const text = right.replace(/^\*+/, '');
  if (isProven(left, text, post.whole)) return true;
  const bound =
    canNotBegin(text) || closesBracketOf(left, text) || isOneWord(left.trimEnd(), text, post.whole);
  return bound && !isSaidBefore(left, text, post.before);
}

/** In letters, on both sides of a cut: so many in a row are no accident. */
const SEAM = 6;

/** Whether the post has both halves as one somewhere: 「社会へと | 変革を迫る」 stands in it without the cut, too. */
export function isProven(left: string, right: string, whole: () => string): boolean {
  const [tail, head] = [lettersOf(left).slice(-SEAM), lettersOf(right).slice(0, SEAM)];
  return tail.length === SEAM && head.length === SEAM && whole().includes(tail + head);
}

/**
 * What the post says: each paragraph as `lettersOf` gives it, one on a line, so that no word is found across two
 * paragraphs.
 */
export type SaidText = {
  /** The text before the cut. */
  readonly before: () => string;
  /** The whole text: if a word occurs in it, the word exists. */
  readonly whole: () => string;
};

/** A text without blanks and the marks of Markdown. */
export function lettersOf(text: string): string {
  return text.replace(/[\s*_`#>]+/g, '');
}

/** Dots that mean "continued from above". */
const LEAD = /^\s*(?:\.{2,}|…+|‥+|・{3,})\s*/;

/** Lines that begin a new block: heading, list item, quotation, table, code, rule, bold heading. */
const BLOCK_START =
  /^ {0,3}(?:#{1,6}\s|[-*+]\s|\d+[.)]\s|>|\||```|~~~|(?:[-*_] *){3,}(?:\n|$)|\*\*[^*\n]+\*\*\s*(?:\n|$))/;

const SENTENCE_END = /(?:[。．！？!?…‥♪]|[\p{L}\d)”"']\.)[\s*_~`」』）)】〉》”’"'\]]*$/u;

/** Whether a paragraph stops in the middle of a sentence. */
export function isOpen(left: string, next: string): boolean {
  const text = left.trimEnd();
  const lines = text.split('\n');
  const last = (lines.at(-1) ?? '').trim();
  if (last === '' || SENTENCE_END.test(last) || /\p{Extended_Pictographic}$/u.test(last)) return false;
  if (/^\|.*\|$|^(?:[-*_=] *){3,}$|^!\[[^\]]*\]\([^)]*\)$|^<.*>$|^https?:\S+$/.test(last)) return false;
  if (/^\*\*[^*]+\*\*$/.test(last)) return false;
  if (/[:：]$/.test(last)) return !BLOCK_START.test(next);
  return !isItemLikeOthers(lines);
}

/** Items of a list often end without a full stop: an item that is like the one above it is complete. */
function isItemLikeOthers(lines: readonly string[]): boolean {
  const items = lines.filter((line) => ITEM.test(line));
  const above = items.at(-2);
  return above !== undefined && ITEM.test(lines.at(-1) ?? '') && !SENTENCE_END.test(above);
}

const ITEM = /^\s*(?:[-*+]|\d+[.)])\s/;

/** The letters that are compared, and the place of each in the text. */
type Folded = { readonly letters: string; readonly at: readonly number[] };

/** Only the last letters: a text that was repaired many times is long, and is tested each time. */
function fold(text: string): Folded {
  const at: number[] = [];
  for (let index = text.length - 1; index >= 0 && at.length <= WINDOW; index--) {
    if (!/[\s*_`#>]/.test(text[index] ?? '')) at.push(index);
  }
  at.reverse();
  return { letters: at.map((index) => text[index]).join(''), at };
}

/** In letters: a restart is searched at most so far back. */
const WINDOW = 600;

/** The place at which `left` begins to say what `right` repeats, up to its end. */
function restartIn(left: string, right: string, hinted: boolean): number | undefined {
  const { letters, at } = fold(left);
  const quoted = lettersOf(right);
  const again = quoted.replace(/^[「『"“]+/, '');
  for (let p = Math.max(0, letters.length - WINDOW); p < letters.length; p++) {
    const tail = letters.slice(p);
    if (!again.startsWith(tail) && !quoted.startsWith(tail)) continue;
    if (tail.length >= leastOverlap(letters, p, left.slice(0, at[p]), hinted)) return at[p];
    if (isWordAgain(letters, p, again)) return at[p];
  }
  return rewrittenFrom(letters, again, at);
}

/** 考慮 | 考慮し: both halves have the word, and it is a whole one on both sides. */
function isWordAgain(letters: string, p: number, again: string): boolean {
  const word = letters.slice(p);
  return (
    /^\p{Script=Han}{2,}$/u.test(word) &&
    /^[をにがでのはと]$/.test(letters[p - 1] ?? '') &&
    /^(?:し|す|さ|を|に|が|は)/.test(again.slice(word.length))
  );
}

/**
 * How many letters in common cannot be an accident: fewer after a mark that begins a phrase, or if dots announce a
 * restart.
 */
function leastOverlap(letters: string, p: number, before: string, hinted: boolean): number {
  if (p === 0) return 1;
  const line = before.slice(before.lastIndexOf('\n') + 1);
  if (/^[\s>]*(?:(?:[-*+]|\d+[.)])[\s*]*)?$/.test(line) || isSentenceStart(letters, p)) return 2;
  if (hinted || /[「『]/.test(letters[p] ?? '')) return 2;
  // 投資 | 投資家: two letters may be the beginning of another word.
  return /[、「『]/.test(letters[p - 1] ?? '') ? 3 : 4;
}

/** The last sentence repeated in other words: its beginning is the same, for most of its length. */
function rewrittenFrom(letters: string, again: string, at: readonly number[]): number | undefined {
  for (let p = Math.max(0, letters.length - WINDOW); p < letters.length; p++) {
    if (!isSentenceStart(letters, p) || /[。！？!?]/.test(letters.slice(p))) continue;
    const common = commonPrefix(letters.slice(p), again);
    if (common >= 8 && common >= (letters.length - p) * 0.5) return at[p];
  }
  return undefined;
}

function isSentenceStart(letters: string, p: number): boolean {
  return p === 0 || /[。！？!?]/.test(letters[p - 1] ?? '');
}

function commonPrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

/**
 * Whether the post already said the right half, after other words: then it continues those words, not the left half.
 */
function isSaidBefore(left: string, right: string, before: () => string): boolean {
  const head = lettersOf(right).slice(0, 12);
  if (head.length < 6) return false;
  const tail = lettersOf(left).slice(-2);
  const places = before().split(head).slice(0, -1);
  return places.length > 0 && !places.some((place) => place.endsWith(tail));
}

/** Whether the right half closes a bracket that the last sentence of the left half opened. */
function closesBracketOf(left: string, right: string): boolean {
  const sentence = left.slice(Math.max(left.lastIndexOf('。'), left.lastIndexOf('\n')) + 1);
  return ['「」', '『』', '（）', '()', '【】', '[]'].some(([open = '', close = '']) => {
    const end = right.indexOf(close);
    const begin = right.indexOf(open);
    const opened = sentence.lastIndexOf(open) > sentence.lastIndexOf(close);
    return (
      opened && end >= 0 && end < 60 && (begin < 0 || begin > end) && !right.slice(0, end).includes('。')
    );
  });
}

/** Marks, small kana and letters that can only follow other letters. */
const BOUND_MARK = /^[」』）)】〉》”’、。，．,・ー〜～々ゝヽッャュョァィゥェォヵヶっゃゅょぁぃぅぇぉん％%]/;

/** Hiragana that end or link words: particles, endings, auxiliaries. */
const BOUND_KANA =
  /^(?:[をれろるけげぐげぎぜぞばびぶべぼぢづぬねめゆらりわ]|く(?!れぐれ)|き(?!っと|ちん|わめ|ら|み|れい)|[はがにでともへやのか]|な(?!ぜ|お|か[でに]|に[よか]|んと|んら|るほど|の[でに])|し(?!か[しも]|たが|っか|ばら)|さ(?!らに|て|あ|まざま|すが|き|ほど)|す(?!べて|なわち|で|ぐ|ると|ご|ば[らや])|せ(?!っかく|めて)|た(?!とえ|だ|しか|った|くさん|また|びた)|だ(?!から|が|れ)|ち(?!なみ|ょ|ゃんと)|つ(?!まり|い|ぎ|ね)|て|ま(?!た|ず|さ|る|だ|して|すます|もなく|とめ)|み(?!な|ん|ず)|む(?!しろ|ろん)|よう(?!や|こそ)|い(?:[。、うたてき]|る|ない|ま[すし])|う[。、]|え[。、るたて])/;

/** Words that can begin a sentence although their first letter is a particle. */
const OPENER =
  /^(?:はたして|はじめ|はい|はるか|はっきり|もちろん|もし|もっと|もう|もはや|もの|もと|とはい|ところ|とに|とり|とく|とも|とて|とある|とき|では|でも|できる|にも(?:か|拘)|にわか|にぎ|のち|やは|やが|やっと|やや|やる|かつ|かな|から[こ]|かれ|がん|がっ|わた|われ|わず|わざ|ゆえ|ゆっく|らい|ばら|めった|ねえ|ぜひ|べつ|ぎり|げん|りん|けれ|けっ|くれ|まさ)/;

/** Whether no sentence can begin like this. */
function canNotBegin(right: string): boolean {
  return BOUND_MARK.test(right) || (BOUND_KANA.test(right) && !OPENER.test(right));
}

/** Kanji that count, or that end words: 数|年, 重要|性, 改善|点. */
const SUFFIX =
  /^[年月日時分秒円億万兆倍割歳社者性的化型系力率額側点面度量種層界圏達々間件号][^\p{Script=Han}]/u;

/** ３８|億円: the unit of a number. */
const UNIT = /^[万億兆](?:円|ドル|ユーロ|元|人|台|件|個|社|株|枚|トン)/u;

/** 飛|躍的に: a single kanji before 的 is a word only if it is one of these. */
const HALF_WORD =
  /^(?![私知性静動量質美劇病公法人物心内外史詩端標目霊単多全仮表裏主客光電熱数理論音声])\p{Script=Han}的[にな]/u;

/** A verb of two kanji, cut in its middle: 見|守る. */
const VERB_STEM = /[をにがくでも]\p{Script=Han}$/u;
const VERB_END = /^\p{Script=Han}[るすくむつぶうけせてべめれしりちみきっ]/u;

/** Whether a word continues across the cut: a suffix follows, or the word occurs elsewhere in the post. */
function isOneWord(left: string, right: string, whole: () => string): boolean {
  if (/[\p{Script=Han}\p{Nd}]$/u.test(left) && SUFFIX.test(right)) return true;
  if (/\p{Nd}$/u.test(left) && UNIT.test(right)) return true;
  if (/\p{Script=Han}$/u.test(left) && HALF_WORD.test(right)) return true;
  if (VERB_STEM.test(left) && VERB_END.test(right)) return true;
  const tail = /[\p{Script=Han}\p{Script=Katakana}ー]{1,2}$|[A-Za-z\d]{1,3}$/u.exec(left)?.[0];
  const head =
    /^(?:[\p{Script=Han}\p{Script=Katakana}ー]{2}|[A-Za-z\d]{2,3}|\p{Script=Han}\p{Script=Hiragana})/u.exec(
      right,
    )?.[0];
  return tail !== undefined && head !== undefined && whole().includes(tail + head);
}
