/**
 * Faults in titles that a pipeline made: a year that is not the year of the post, a template after a question, and a
 * title that stops in the middle of a word; the first line of the text may have its rest.
 */
import { wallTime } from '../../../time.ts';
import type { Block } from '../../blocks.ts';
import { cleanLine, REPLACEMENT } from '../../clean-text.ts';
import { saysTitle } from '../../head/read-title.ts';
import { type Mend, quote } from '../../repair.ts';
import { commonStart } from '../common-start.ts';
import { headlineOf, QUESTION } from '../headings/first-line.ts';
import type { RuleContext } from '../rule.ts';
import { bareLetters } from '../title-in-text.ts';

const at = { line: 1, column: 1 };

/** `2026年Nvidiaの…`: a year right before a name is the year of the news. `2030年のAI` and `2024年に` speak about a year. */
const YEAR =
  /^【?(20\d\d)年(?:(最新)|(?=[A-Za-z\p{Script=Katakana}「]|\p{Script=Han}(?<![前後春夏秋冬度代頃末初以上下中問版間来卒度]))(?!\d{1,2}月))/u;

export function findWrongYear(blocks: readonly Block[], { title, published, settings }: RuleContext): Mend[] {
  const found = YEAR.exec(title);
  const written = Number(found?.[1]);
  const { year } = wallTime(published, settings.site.timezone);
  if (found === null || written === year || (written < year && found[2] === undefined)) return [];
  // 「2025年大阪万博」 has its year in its name, and the text speaks of it.
  if (blocks.some(({ text }) => text.includes(`${written}年`))) return [];
  const message = `The title begins with the year ${written}, and the post is of ${year}: ${quote(title)}.`;
  return [{ code: 'post-title-year', message, ...at }];
}

/** A question, and after it a particle, as if the question were a name. */
const GLUED =
  /(?:とは(?:何か)?|のか|か)[？?](?:[（(][^）)]*[）)])*(?:が|を|の|による|で)(?=[\p{Script=Han}\p{Script=Katakana}A-Za-zも])|[）)][（(][^）)]+[）)](?:｜|の全貌|が|の)|ませんがの/u;

export function findGluedTitle(_blocks: readonly Block[], { title }: RuleContext): Mend[] {
  if (!GLUED.test(title)) return [];
  const message = `The title is a question with a template behind it: ${quote(title, 40)}.`;
  return [{ code: 'post-title-glued', message, ...at }];
}

/** A title of this many letters is long enough to be recognised in the first line. */
const LEAST = 8;

/** In these scripts a word may change from one kind of letter to another. */
const SAME_WORD =
  /[\p{Script=Katakana}ー]\|[\p{Script=Katakana}ー]|\p{Script=Han}\|\p{Script=Han}|[A-Za-z]\|[a-z]|\d\|[\d万億兆年月%％]/u;
const NO_END = /[とのがをはにへやも「『（(：:、，,]$/;

/**
 * Finds the whole title in the first line of the text: the line continues where the title stops; or, if the title ends
 * in the scar of a cut, the line is a headline with the same beginning.
 *
 * @param written the title as the author wrote it
 * @returns `undefined` if the title is whole, or its rest was not found
 */
export function wholeTitle(written: string, body: readonly Block[]): string | undefined {
  const title = cleanLine(withoutDots(written).replace(/^#{1,6} |\*\*/g, ''));
  const name = bareLetters(title);
  const line = headlineOf(body[0]);
  if (line === undefined || name.length < LEAST) return undefined;
  const letters = bareLetters(line);
  if (!letters.startsWith(name)) {
    const common = commonStart(letters, name);
    const alike = common >= LEAST && common * 2 >= name.length;
    return alike && SCAR.test(written.trim()) && QUESTION.test(line) ? line : undefined;
  }
  const rest = restOf(line, name.length);
  if (!/[\p{L}\p{N}]/u.test(rest)) return undefined;
  const cut = SCAR.test(written.trim()) || NO_END.test(title.replace(/[？?！!]$/, ''));
  return cut || (SAME_WORD.test(`${title.slice(-1)}|${rest[0] ?? ''}`) && !isInflected(rest))
    ? line
    : undefined;
}

/**
 * Whether the line has the last word of the title in another form: "Broken Harbour Gate", and "Broken harbour gates are …";
 * 「港のコンピュータ」, and 「港のコンピューターは…」.
 */
function isInflected(rest: string): boolean {
  return /^(?:(?:s|es|ed|d|ing|ings|er|ers|e|en|n|ly|ion|ions)(?![A-Za-z])|ー(?![\p{Script=Katakana}ー]))/u.test(
    rest,
  );
}

/** Without each `…` and `...` at its end. */
function withoutDots(title: string): string {
  let end = title.length;
  for (;;) {
    if (title[end - 1] === '…') end -= 1;
    else if (title.endsWith('...', end)) end -= 3;
    else return title.slice(0, end);
  }
}

const SCAR = new RegExp(`(?:${REPLACEMENT}|\\.{3}|…)$`);

/** The rest of a line after this many letters and digits. */
function restOf(line: string, letters: number): string {
  let count = 0;
  let index = 0;
  for (const letter of line) {
    if (count >= letters) break;
    count += bareLetters(letter).length;
    index += letter.length;
  }
  return line.slice(index);
}

export function findCutTitle(blocks: readonly Block[], context: RuleContext): Mend[] {
  const { frontMatter, title } = context;
  if (!saysTitle(frontMatter)) return []; // it is made of the name of the file
  const value = frontMatter['title'];
  const written = typeof value === 'string' ? value : title;
  const whole = wholeTitle(written, blocks);
  if (whole !== undefined)
    return [
      { code: 'post-title-cut', message: `The title is cut off; readers see ${quote(whole, 60)}.`, ...at },
    ];
  if (!LOST_LETTER.test(written.trim()) && !looksCut(title)) return [];
  return [
    {
      code: 'post-title-cut',
      message: `The title is cut off, and its rest is nowhere: ${quote(title, 40)}.`,
      ...at,
    },
  ];
}

/**
 * A title that lost its end in the middle of a letter: it then ends in …, like a sentence that was cut.
 *
 * @param written the title as the author wrote it
 * @returns `undefined` if it has no such scar
 */
export function openTitle(written: string, title: string): string | undefined {
  return LOST_LETTER.test(written.trim()) && !/[…。？！?!]$/.test(title) ? `${title}…` : undefined;
}

const LOST_LETTER = new RegExp(`${REPLACEMENT}[*"”」]*$`);

/** Whether a title ends as no title does: such a post should not be the lead, nor name the subject of a mail. */
export function looksCut(title: string): boolean {
  return CUT_END.test(title) || ['「」', '『』', '【】', '（）'].some((pair) => leavesOpen(title, pair));
}

function leavesOpen(title: string, [open = '', close = '']: string): boolean {
  return title.split(open).length > title.split(close).length;
}

/**
 * A longer Japanese title that ends in an open bracket, or in a particle after a noun; or in the beginning of
 * 「の可能性とは？」, which the pipeline adds to names.
 */
const CUT_END =
  /^(?=.{12}).*(?:[を「『（、：]|[\p{Script=Han}\p{Script=Katakana}ー]の|[A-Za-z\d\p{Script=Katakana}ー」）.]は?の可能?)$/u;
