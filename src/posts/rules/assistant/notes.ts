/**
 * Paragraphs that say nothing but how the text was made: 「（以下、続きを記載します）」, 「以上が追記部分です。」, 「承知しました。」,
 * 「本文：」, `undefined`. They go where a program wrote the post; a person may mean them.
 */
import type { Block } from '../../blocks.ts';
import { type Mend, type Mended, quote } from '../../repair.ts';
import { isSurelyMachineMade } from '../scars/evidence.ts';

/** In letters: a longer paragraph says something of its own. */
const LONGEST = 60;

/** Each is a whole sentence, without its end. */
const NOTES = [
  '(?:以下、?|以下に、?|ここから、?|それでは、?|では、?)?(?:前回の|記事の|本文の|既存の?記事の)?続き(?:を(?:記載|執筆|記述|作成|生成|お届け)(?:し|いたし)ます|を書きます|です|になります|は以下の(?:通り|とおり)です)?',
  '(?:以上|以下|ここまで|ここから)が(?:追記|加筆|追加|続き)の?(?:部分|箇所|文章|内容)?(?:です|となります|になります)',
  String.raw`(?:本文の)?(?:文字数|字数)(?:は|：|:)?約?[\d,，]+(?:文)?字(?:程度|前後|ほど)?(?:です|となりました|になりました)?`,
  '承知(?:いた)?しました|かしこまりました|了解(?:いた)?しました',
  '(?:記事)?(?:本文|タイトル|見出し|導入文?|リード文?)[:：]|【(?:記事)?本文】',
  '(?:Output|Response|Assistant|Article|Body|Content|Title):',
  String.raw`\[?(?:(?:TO BE )?CONTINUED?(?: IN (?:THE )?NEXT PART)?|undefined|null|NaN|\[object Object\]|END OF (?:ARTICLE|PART|SECTION))\]?`,
];

const NOTE = new RegExp(`^(?:${NOTES.join('|')})$`);

/** Behind words that somebody said: 「と私は答えた。」 */
const SPOKEN = /^(?:と|という|って)(?!ころ|き|て|にかく|りわけ|もあれ|はいえ|くに|もに)[^、。]{0,30}[。、]/;

/** A fast test: most paragraphs are long, and are not asked. */
function isNote({ kind, text }: Block): boolean {
  if (kind !== 'prose' || text.length > LONGEST) return false;
  const bare = text.replace(/^[\s（(※*]+|[\s）)*]+$/g, '');
  const sentences = bare.split('。').filter((sentence) => sentence.trim() !== '');
  return sentences.length > 0 && sentences.every((sentence) => NOTE.test(sentence.trim()));
}

/** @param before what was repaired in the post before: it says whether a program wrote it */
export function dropNotes(blocks: readonly Block[], before: readonly Mend[]): Mended {
  if (!blocks.some(isNote) || !isSurelyMachineMade(blocks, before)) return { blocks, mends: [] };
  const mends: Mend[] = [];
  const kept: Block[] = [];
  let pending: Block['cut'];
  for (const [index, block] of blocks.entries()) {
    const cut = pending ?? block.cut;
    pending = undefined;
    if (isNote(block) && !SPOKEN.test(blocks[index + 1]?.text ?? '')) {
      const message = `A note on the writing is dropped: ${quote(block.text)}.`;
      mends.push({ code: 'post-meta-talk', message, line: block.line, column: 1 });
      pending = cut;
    } else kept.push(cut === undefined ? block : { ...block, cut });
  }
  return { blocks: pending === undefined ? kept : [...kept, endOf(pending)], mends };
}

/** What stands at the end of a text that is cut there. */
function endOf(cut: NonNullable<Block['cut']>): Block {
  return { gap: '', text: '', line: cut.line, kind: 'end', code: false, cut };
}
