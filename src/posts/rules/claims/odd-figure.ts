/**
 * Figures that cannot be, so somebody or some program put them there: 「より75%以上の企業」 was 「より多くの企業」, and nothing is
 * reduced by 300 %. They are only named, because nobody but the author knows the right ones.
 */
import type { Block } from '../../blocks.ts';
import { type Mend, quote } from '../../repair.ts';
import { findWords } from '../found-words.ts';

const ODD =
  /(?:(?<=^|[、。はが])より|どれだけ|どれほど|いかに|もっと|あまりに)[\d０-９.]+[%％](?:以上)?の(?=[\p{Script=Han}\p{Script=Katakana}])|(?<![\d.,])(?!100(?:\.0+)?[%％])[1-9]\d{2,}(?:\.\d+)?[%％](?:もの|近い|以上の|超の|の)?(?:コスト|費用|時間|工数|人件費|経費|電力|消費電力)?(?:を|の)?(?:削減|減少|低下|短縮|減(?=[。、らり少])|カット|圧縮)/gu;

export function findOddFigures(blocks: readonly Block[]): Mend[] {
  return findWords(blocks, 'post-figure', ODD, (words, _after, before) => {
    if (!/^\d/.test(words))
      return `A figure stands where an amount belongs, as in 「より多くの」: ${quote(words)}.`;
    const clause = before.split(/[。！？!?\n]/).at(-1) ?? '';
    return MAY_BE.test(clause) ? undefined : `Nothing becomes less by more than 100 %: ${quote(words)}.`;
  });
}

/** A profit becomes a loss: it falls by more than 100 %. And 120 % of what was planned can be saved. */
const MAY_BE =
  /利益|損益|収支|黒字|純益|増益|減益|キャッシュ.?フロー|FCF|EPS|EBIT|目標|計画|予算|予想|想定|必要額|達成率|比$|[年月期回額値]の$/;
