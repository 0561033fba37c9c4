/**
 * The text talks about its own writing: 「（続き）」 after a heading, 「既存の記事でも触れましたが」, 「Web検索の
 * 結果によると」. If a program wrote the post, a mere label and a clause that the sentence does not need are removed: a
 * person writes 「設定（続き）」 for readers. All else is only named, because only a person can write it again.
 */
import type { Block } from '../../blocks.ts';
import { placesIn } from '../../line-numbers.ts';
import { maskOpaque } from '../../prose.ts';
import { type Mend, type Mended, quote } from '../../repair.ts';
import { replaceWords } from '../replaced-words.ts';
import { isSurelyMachineMade } from '../scars/evidence.ts';
import { dropNotes } from './notes.ts';

const LABEL =
  /(?<![ \u3000])[ \u3000]*[（(](?:続き|つづき|再考|再掲|続|前回の続き|再考察|続編・再考|再考と深掘り|さらなる深掘り|深掘り)[）)](?=[*\s#]*$)/;

/** @param before what was repaired in the post before: it says whether a program wrote it */
export function dropTalk(blocks: readonly Block[], before: readonly Mend[]): Mended {
  const { blocks: unlabelled, mends } = dropLabels(blocks, before);
  const said = dropClauses(unlabelled, before);
  const unnoted = dropNotes(said.blocks, before);
  return { blocks: unnoted.blocks, mends: [...mends, ...said.mends, ...unnoted.mends] };
}

/** @param before as for all talk */
function dropLabels(blocks: readonly Block[], before: readonly Mend[]): Mended {
  if (!isSurelyMachineMade(blocks, before)) return { blocks, mends: [] };
  const mends: Mend[] = [];
  const next = blocks.map((block) => {
    const label = block.kind === 'heading' ? LABEL.exec(block.text) : null;
    if (label === null) return block;
    const message = `A label of the writing is dropped from a heading: ${quote(block.text)}.`;
    mends.push({ code: 'post-meta-talk', message, line: block.line, column: 1 });
    return { ...block, text: block.text.replace(LABEL, '') };
  });
  return { blocks: next, mends };
}

/**
 * The clause at the beginning of a sentence, or behind its subject; and the words before a noun that say where it was
 * spoken of: 「既存の記事で触れた検査装置」.
 */
const CLAUSE =
  /(?<=^|[。！？\n、]|[：:]\**[ \u3000]?|[。！？\n](?:もちろん|さらに|また|ただし|しかし)、)(?:(?:既存の?|先ほどの)記事[でに]も?(?:すでに)?(?:触れ|述べ|お伝えし|ご?紹介し)(?:られている|ました|た)(?:(?:が|ように|通り|とおり)、|(?:(?:ポイント|点|内容|こと))?に加えて?、(?=さらに)|(?=「))|検索結果にもあった(?:ように|通り|とおり)、|既存の?記事で(?:触れた|述べた|紹介した)(?:ポイント|点|内容)を(?:さらに|より|もう少し)?(?:深く)?(?:深掘りし|掘り下げ|発展させ)(?:て|つつ)?、(?:[^、。\n]{0,20}(?:探って|考えて|見て)(?:み|いき)ましょう。)?|既存の?記事では(?=[^。\n]{1,60}(?:挙げ|触れ|述べ|紹介し|説明し)ました)|既存の?記事で(?:私が)?触れた(?=「|[\p{Script=Han}\p{Script=Katakana}]{2})(?!ポイント|内容|以上))/gu;

/** A fast test: most posts have none of these words. */
const SPOKEN = /記事|検索結果/;

/** @param before as for labels */
function dropClauses(blocks: readonly Block[], before: readonly Mend[]): Mended {
  if (!isSurelyMachineMade(blocks, before) || !blocks.some(({ text }) => SPOKEN.test(text)))
    return { blocks, mends: [] };
  return replaceWords(blocks, {
    code: 'post-meta-talk',
    pattern: CLAUSE,
    message: 'Talk about the writing is dropped',
    replace: () => '',
  });
}

const TALK =
  /既存の?(?:記事|文章|原稿|テキスト)(?:では[^。\n]{0,40}|[^。\n]{0,8})(?:触れ|述べ|書|言及|紹介|説明|指摘|挙げ|強調)|(?:Web|ウェブ|web)検索の?結果(?:によると|によれば)|検索結果\s*\[\d|検索結果に(?:も|は)?(?:あ(?:った|る)|示され)|(?:文字数|字数)(?:制限)?の(?:都合|関係)で|この(?:後|続き)は(?:次の|続く)(?:セクション|章)で(?:執筆|記述)|[（(［[【〔]\s*(?:ここに|以下に)[^（）()［］[\]【】〔〕\n]{0,30}(?:挿入|記入|入力|追記|追加|記載)(?:する|(?:して)?(?:ください|下さい)|予定)?[。]?\s*[）)］\]】〕]|\[(?:Insert|Add) [^\]\n]{2,40} here\]/g;

export function findTalk(blocks: readonly Block[]): Mend[] {
  return blocks.flatMap((block) => {
    if ((block.kind !== 'prose' && block.kind !== 'item') || block.text.search(TALK) < 0) return [];
    const placeOf = placesIn(block.text, block.line);
    return [...maskOpaque(block.text).matchAll(TALK)].map(({ 0: words, index }) => {
      const message = `The text talks about its own writing: ${quote(words)}.`;
      return { code: 'post-meta-talk' as const, message, ...placeOf(index) };
    });
  });
}
