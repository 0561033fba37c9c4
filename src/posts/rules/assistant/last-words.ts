/**
 * An assistant may also speak below the article that it wrote: 「以上が記事の草稿です。修正のご希望があればお申し付けください。」
 * The article is one, so the post is not held back for it.
 */
import type { Block } from '../../blocks.ts';
import { maskOpaque } from '../../prose.ts';
import { type Mend, quote } from '../../repair.ts';
import { actsOf, isAnswer, isToReaders, seekAnswers } from './answer.ts';
import { plain, sentencesOf } from './said-text.ts';

/** A paragraph with more letters is one of the article. */
const LONGEST = 400;

/** What an assistant says in the last paragraph. What it says in the first ones is a refusal (refusal.ts). */
export function findLastWords(blocks: readonly Block[]): Mend[] {
  const prose = blocks.filter(({ kind }) => kind === 'prose');
  const last = prose.at(-1);
  if (last === undefined || prose.length < 2 || last.text.length > LONGEST) return [];
  const text = plain(maskOpaque(last.text));
  const sentences = sentencesOf(text);
  const said = actsOf(sentences, seekAnswers(text));
  if (said.size < 2 || isToReaders(sentences) || !isAnswer(said, said)) return [];
  const message = `An assistant speaks at the end of the text: ${quote(last.text, 40)}.`;
  return [{ code: 'post-meta-talk', message, line: last.line, column: 1 }];
}
