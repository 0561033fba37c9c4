/**
 * An assistant may also speak behind a paragraph of the article that it wrote, or below all of it: 「以上、ご指定の条件で
 * 作成しました。別の案もご希望でしたらお知らせください。」 Readers of a mail see that as well, so the post is held back.
 */
import type { Block } from '../../blocks.ts';
import { maskOpaque } from '../../prose.ts';
import { type Mend, quote } from '../../repair.ts';
import type { Sought } from '../phrases/phrase-search.ts';
import type { RuleContext } from '../rule.ts';
import { plain, sentencesOf } from '../said-text.ts';
import { actsOf, isAnswer, isToReaders, seekAnswers, withoutOffers } from './answer.ts';
import { BELOW, blockHeard, isShown, LIKELY, lastOf } from './heard.ts';
import { isMachineLine, isMachineParagraph } from './machine-lines.ts';
import { isOtherVoice } from './voices.ts';

/** An aside stands in one of this many first paragraphs, or in the last one. */
const FIRST = 3;
/** A paragraph with more letters is one of the article; words in Latin letters have more of them. */
const LONGEST = 200;
const LONGEST_IN_LATIN = 500;
/** The letters at the end of a text that are needed. */
export const ENDING = LONGEST_IN_LATIN + BELOW + 100;

/**
 * A paragraph in another voice than the rest, or one that sounds like an assistant: people write such notes, too,
 * 「見出しを直しました。」, so it is named and not held.
 */
export function findAsides(
  blocks: readonly Block[],
  { title, excerpt }: Pick<RuleContext, 'title' | 'excerpt'>,
): Mend[] {
  const block = asideIn(blocks, title, { voices: true }) ?? blockHeard(blocks, { title, excerpt }, LIKELY);
  if (block === undefined) return [];
  const message = `Somebody speaks here who works on the text, it seems, and not its author: ${quote(block.text, 40)}.`;
  return [{ code: 'post-meta-talk', message, line: block.line, column: 1 }];
}

/**
 * @param how whether another voice than that of the rest is enough
 * @returns the first paragraph in which an assistant speaks behind the first one
 */
export function asideIn(
  blocks: readonly Block[],
  title: string,
  how: { readonly voices: boolean },
): Block | undefined {
  const prose = blocks.filter(({ kind }) => kind === 'prose');
  const seen = [...prose.slice(0, FIRST), ...lastOf(blocks, prose.slice(FIRST))];
  const texts = seen.map(({ text }) => maskOpaque(text));
  return asidesAmong(texts, title, seekAnswers(texts.join('\n')), how)
    .map((at) => seen[at])
    .find((block) => block === undefined || !isShown(block, blocks));
}

/** @param sought of a text with these paragraphs. @returns the numbers of those in which an assistant speaks */
function asidesAmong(
  written: readonly string[],
  title: string,
  sought: Sought,
  { voices }: { readonly voices: boolean },
): number[] {
  const mayDiffer = voices && hasPlainEnds(written);
  return written.flatMap((one, at) => {
    if (!isShort(one)) return [];
    const text = plain(one);
    const isOther =
      voices &&
      isOtherVoice(text, () => restOf(written, at, title), sought, { isFirst: at === 0, mayDiffer });
    return isOther || (at > 0 && isAnswering(text, sought)) ? [at] : [];
  });
}

/** Whether two sentences may be in the plain style of Japanese; texts in other languages have many. A quick look. */
function hasPlainEnds(written: readonly string[]): boolean {
  let ends = 0;
  for (const text of written) {
    if (!KANA.test(text)) return true;
    for (let at = text.indexOf('。'); at > 1; at = text.indexOf('。', at + 1)) {
      const [before, last] = [text.charCodeAt(at - 2), text.charCodeAt(at - 1)];
      if (
        last === TA
          ? before !== SHI
          : last !== SU && last !== N && last !== KA && !(last === U && before === YO)
      )
        ends += 1;
      if (ends > 1) return true;
    }
  }
  return false;
}

const KANA = /[\u3040-\u30ff]/;
/** 「…ました。」, 「…です。」, 「…ません。」, 「…ますか。」, 「…でしょう。」 */
const [SHI, TA, SU, N, KA, YO, U] = [0x3057, 0x305f, 0x3059, 0x3093, 0x304b, 0x3087, 0x3046];

/** The title and the other paragraphs. A title that is the beginning of the paragraph says nothing else. */
function restOf(written: readonly string[], at: number, title: string): string {
  const others = written.filter((_, other) => other !== at);
  const isSame = written[at]?.startsWith(title.slice(0, 12)) === true;
  return plain([...(isSame ? [] : [title]), ...others].join('\n'));
}

/** @param text of one paragraph, without quoted text */
function isAnswering(text: string, sought: Sought): boolean {
  if (isMachineParagraph(text, sought)) return true;
  const sentences = sentencesOf(text);
  if (isToReaders(sentences)) return false;
  if (sentences.slice(0, 2).some((line) => isMachineLine(line, sought))) return true;
  if (withoutOffers(text) !== text) return false;
  const said = actsOf(sentences, sought);
  return said.size > 1 && isAnswer(said, said, sentences);
}

/** What may be the first paragraphs and the last one, of those with which a text begins and ends. */
export function firstAndLast(opening: readonly string[], ending: readonly string[]): string[] {
  const seen = opening.slice(0, FIRST);
  const last = ending.at(-1);
  return last === undefined || seen.at(-1)?.endsWith(last) === true ? seen : [...seen, last];
}

const CJK = /[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/;

function isShort(text: string): boolean {
  return text.length <= (CJK.test(text) ? LONGEST : LONGEST_IN_LATIN);
}

/** What is searched of them: long ones are no asides. */
export function shortOf(written: readonly string[]): string[] {
  return written.filter(isShort);
}

/** Whether a text may have an aside: the same test on the text as it was written. */
export function mayTurnAside(title: string, written: readonly string[], sought: Sought): boolean {
  return asidesAmong(written, title, sought, { voices: false }).length > 0;
}
