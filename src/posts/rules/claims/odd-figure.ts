/**
 * Figures that cannot be, so somebody or some program put them there: 「より75%以上の企業」 was 「より多くの企業」, and nothing is
 * reduced by 300 %. They are only named, because nobody but the author knows the right ones.
 */
import type { Block } from '../../blocks.ts';
import { type Mend, quote } from '../../repair.ts';
import { findWords } from '../found-words.ts';

const ODD =
  /(?:(?<=^|[、。\sはがもば])より|どれだけ|どれほど|いかに|もっと|あまりに)[\d０-９.]+[%％](?:以上)?の(?=[\p{Script=Han}\p{Script=Katakana}])|(?<![\d.,])(?!100[%％])[1-9]\d{2,}(?:\.\d+)?[%％](?:もの|近い|以上の|超の|の)?(?:コスト|費用|時間|工数|人件費|経費|電力|消費電力)?(?:を|の)?(?:削減|減少|低下|短縮|減(?=[。、らり少])|カット|圧縮)/gu;

export function findOddFigures(blocks: readonly Block[]): Mend[] {
  return findWords(blocks, 'post-figure', ODD, (words) =>
    /^\d/.test(words)
      ? `Nothing becomes less by more than 100 %: ${quote(words)}.`
      : `A figure stands where an amount belongs, as in 「より多くの」: ${quote(words)}.`,
  );
}
