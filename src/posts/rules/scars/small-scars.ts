/**
 * Faults of a few letters that are only named: doubled letters at the end of a sentence (「重要ですす。」), and words that
 * promise a gain, which the law forbids (金融商品取引法).
 */
import type { Block } from '../../blocks.ts';
import { type Mend, quote } from '../../repair.ts';
import { findWords } from '../found-words.ts';

const DOUBLED =
  /(?:ですす|ますす|ましたた|でしたた|ませんん|でしょうう|るる|いるる|あるる|できるる|なりますます|ですです|でしょうでしょう|ましたました|いいます)(?=[。、])|(?<=[\p{Script=Han}\p{Script=Katakana}])(?:をを|がが|はは|にに)(?=[\p{Script=Han}\p{Script=Katakana}])/gu;

/** 「いいます」 and 「るる」 are words. */
const FINE = /^(?:いいます|るる)$/;

export function findDoubledLetters(blocks: readonly Block[]): Mend[] {
  return findWords(blocks, 'post-doubled-letters', DOUBLED, (words) =>
    FINE.test(words) ? undefined : `Letters stand twice: ${quote(words)}.`,
  );
}

const PROMISES =
  /(?:必ず|絶対に|確実に)(?:儲か|もうか|利益が(?:出|得られ)|値上がりし|上がる株|稼げ)|(?:元本|利回り|利益)(?:は|が|を)?(?:完全に)?保証(?:し(?:ます|て(?:い|お)ります)|いたします|された(?:商品|投資)|付き)|損(?:を)?する(?:こと|心配)は(?:絶対に)?ありません|100[％%](?:儲か|もうか|利益)/g;

/** Words that deny a promise, or warn of one. */
const DENIED = /(?:ない|ません|わけでは|とは限|詐欺|うた(?:う|い|って)|誘い|注意|違法|禁止|など(?:と|の))/;

export function findPromises(blocks: readonly Block[]): Mend[] {
  return findWords(blocks, 'post-promise', PROMISES, (words, after) =>
    DENIED.test(after.split('。', 1)[0] ?? '') ? undefined : `The text promises a gain: ${quote(words)}.`,
  );
}
