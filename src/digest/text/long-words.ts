/**
 * Where a word that is too long for a narrow screen may break: where the script changes, and inside one script only if
 * that part alone is too long. A number stays with its counter (400万kWh). No part begins with ー, a small kana or a
 * closing mark.
 */
import { columnsOf } from './text-width.ts';

/** In columns; a full-width letter has two. A headline of 23 px on a screen of 280 px has ten such letters. */
const WIDEST = 20;
/** In columns. A shorter part looks like a mistake. */
const NARROWEST = 4;

const KANJI = '[\\p{Script=Han}々〆ヶ]+';
const KATAKANA = '[\\p{Script=Katakana}ー]+';
const LATIN = "[\\p{Script=Latin}\\d０-９Ａ-Ｚａ-ｚ.,，．'’&+/_-]+";
const RUN = new RegExp(`${KANJI}|${KATAKANA}|${LATIN}|.`, 'gsu');
const DIGIT_END = /[\d０-９][万億兆千百]*[%％]?$/u;
/** A version stays with its name: Claude 4.5. */
const NAME_END = /[A-Za-z] $/;
/** Letters that belong to the part before them: hiragana, closing marks, the mark of a counter. */
const TAIL = /^[\p{Script=Hiragana}ー々、。，．・！？!?：；」』）】］〕〉》”’)\]}…%％\s]/u;
const HEAD_END = /[「『（［【〔〈《“‘([{・]$/u;
const BAD_START = /^[ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮンん々]/u;

/** @returns the word itself, if it is short enough */
export function cutLongWord(word: string): string[] {
  if (columnsOf(word.trimEnd()) <= WIDEST) return [word];
  const parts: string[] = [];
  for (const run of runsOf(word).flatMap(cutRun)) {
    const last = parts.at(-1) ?? '';
    const fits = columnsOf((last + run).trimEnd()) <= WIDEST;
    if (parts.length > 0 && (fits || columnsOf(last) < NARROWEST)) parts[parts.length - 1] = last + run;
    else parts.push(run);
  }
  const end = parts.at(-1) ?? '';
  // A last part of one letter is joined to the part before it.
  return parts.length > 1 && columnsOf(end) < NARROWEST
    ? [...parts.slice(0, -2), (parts.at(-2) ?? '') + end]
    : parts;
}

/** Parts of one script each, together with letters that must stay with them. */
function runsOf(word: string): string[] {
  const runs: string[][] = [];
  for (const [run] of word.matchAll(RUN)) {
    const last = runs.at(-1);
    const end = last?.slice(-2).join('').slice(-8) ?? ''; // the end is enough, and the part may be long
    const version = NAME_END.test(end) && /^\d/.test(run);
    const joins = version || TAIL.test(run) || HEAD_END.test(end) || DIGIT_END.test(end);
    if (last !== undefined && joins) last.push(run);
    else runs.push([run]);
  }
  return runs.map((parts) => parts.join(''));
}

/** A part that is too long alone: katakana is cut between words; the rest is cut where a part may begin. */
function cutRun(run: string): string[] {
  if (columnsOf(run.trimEnd()) <= WIDEST) return [run];
  const [, long = '', tail = ''] = /^([\p{Script=Han}\p{Script=Katakana}ー]+)(.*)$/su.exec(run) ?? [];
  if (long === '') return [run];
  const letters = [...long];
  const words = wordEdgesOf(long);
  const parts: string[] = [];
  let start = 0;
  for (let end = 0; letters.length - start > LONGEST; start = end) {
    const left = letters.length - start + [...tail].length;
    const even = start + Math.round(left / Math.ceil(left / (WIDEST / 2)));
    end = words.findLast((at) => at - start >= SHORTEST && at - start <= LONGEST) ?? cutNear(letters, even);
    if (end <= start) break;
    parts.push(letters.slice(start, end).join(''));
  }
  return [...parts, `${letters.slice(start).join('')}${tail}`];
}

/** In letters. A word of katakana may be a little wider than other parts. */
const LONGEST = 11;
/** In letters. A word of katakana has at least this many. */
const SHORTEST = 3;

/**
 * Words in long compounds of business and technology: インフラストラクチャー|オブザーバビリティ|プラットフォーム. A part without such a word is cut
 * by its length.
 */
const WORDS =
  /アーキテクチャー?|アクイジション|アシスタント|アプリケーション|インテリジェンス|インフラストラクチャー?|インフラ|エージェント|エコシステム|エネルギー|エンジニアリング|エンタープライズ|オートメーション|オペレーション|オンライン|カスタマー|ガバナンス|キャッシュ|クラウド|グループ|グローバル|コミュニケーション|コンピューター?|コンピューティング|コンテンツ|コンプライアンス|サービス|サイバー|サステナビリティ|サプライ|システム|シミュレーション|スタートアップ|ストラテジー|ストレージ|スマートフォン|セキュリティ|センター|ソフトウェア|ソリューション|チェーン|テクノロジー|データ|デジタル|デバイス|トランスフォーメーション|ネットワーク|ハードウェア|バリュー|ビジネス|ファイナンス|ファウンデーション|ファンド|プラットフォーム|プログラム|プロジェクト|プロセッサー?|ポートフォリオ|マーケット|マーケティング|マネジメント|マルチモーダル|メモリー?|モデル|モビリティ|ユーザー|ライフサイクル|ラーニング|リスク|ロボット|ロボティクス|ワークフロー/gu;

/** Where such words begin and end, in letters, in order. */
function wordEdgesOf(run: string): number[] {
  const edges = [...run.matchAll(WORDS)].flatMap(({ 0: word, index }) => [index, index + word.length]);
  const fit = (at: number) => at > 0 && at < run.length && !BAD_START.test(run.slice(at));
  return [...new Set(edges)].filter(fit).toSorted((a, b) => a - b);
}

function cutNear(letters: readonly string[], at: number): number {
  let near = /\p{Script=Han}/u.test(letters[at] ?? '') && at % 2 === 1 ? at - 1 : at;
  while (BAD_START.test(letters[near] ?? '')) near -= 1;
  return near;
}
