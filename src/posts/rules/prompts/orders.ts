/**
 * Orders about a text that is to be written: how long, in which tone, for whom, in which format. One or two of them stand
 * in many texts by people; three different ones close together are the order of somebody who lets a machine write.
 */
import { english, ORDER as ORDER_IN_ENGLISH } from './orders-in-english.ts';
import { japanese, ORDER as ORDER_IN_JAPANESE } from './orders-in-japanese.ts';
import { others } from './orders-in-others.ts';

/** @param sentence one sentence or line, without quoted text. @returns what it orders, `[]` if nothing */
export function ordersIn(sentence: string): string[] {
  // 「…しましょう」 advises people.
  if (sentence === '' || /ましょう/.test(sentence)) return [];
  const [subjects, order] = CJK.test(sentence) ? [japanese, ORDER_IN_JAPANESE] : [english, ORDER_IN_ENGLISH];
  const ordered = order.test(sentence) && !DESCRIBES.test(sentence);
  const found = Object.keys(subjects).filter(
    (subject) => (ordered || BARE.has(subject)) && subjects[subject]?.test(sentence) === true,
  );
  if (KANA.test(sentence)) return found;
  const elsewhere = Object.keys(others).filter(
    (subject) => !found.includes(subject) && others[subject]?.test(sentence) === true,
  );
  return elsewhere.length > 0 ? [...found, ...elsewhere, 'foreign'] : found;
}

/** A sentence that says what is, and orders nothing. */
const DESCRIBES = /(?:ます|です|ました|でした|ません|でしょう)(?:か|ね|よ)?[。！？?]?$/;

/** Whether orders about this many subjects are the order to a machine. */
export function isBriefing(said: ReadonlySet<string>): boolean {
  const subjects = said.difference(FOREIGN);
  if (subjects.size < 3) return false;
  if ([...subjects].some((subject) => TELLING.has(subject))) return true;
  // A writing exercise in German orders a text, its length and its tone, and nothing that only a machine is told.
  if (said.has('foreign')) return false;
  const has = (subject: string) => subjects.has(subject);
  if (has('length') && has('write')) return true;
  if (subjects.size < 4) return false;
  if (has('length') && has('tone')) return true;
  return has('label') || (has('write') && (has('tone') || has('format')));
}

/** Whether one of the orders is in neither Japanese nor English. */
const FOREIGN: ReadonlySet<string> = new Set(['foreign']);

/** These are only said to a machine or to a writer for hire; of three subjects at least one must be one. */
const TELLING: ReadonlySet<string> = new Set([
  'role',
  'output',
  'talk',
  'secret',
  'command',
  'field',
  'lead',
]);

/** Orders without a word of order: 「あなたは記者です。」, and headings. */
const BARE: ReadonlySet<string> = new Set(['role', 'command', 'label']);

const CJK = /[\u3040-\u30ff\u4e00-\u9fff]/;
const KANA = /[\u3040-\u30ff]/;

/** Words of somebody who wants texts or programs from people: contests, lessons, calls for papers, jobs. */
export const CALLS_FOR_TEXTS =
  /応募|募集|投稿(?:規定|方法|フォーム)|寄稿|締め?切り?|提出|宿題|レポート課題|生徒|児童|受講|入稿|原稿料|審査|選考|面接|郵送|宛先|ワークシート|学習指導|授業|学生|(?:ライター|執筆者|記者|新人)(?:の(?:皆|方|みな)|へ|向け|に)|submissions?\b|\bdeadline|\bapply\b|\bapplicants?\b|\bstudents?\b|\bhomework\b|\bassignment\b|\bcontributors?\b|\bcontest\b|\bcover letter\b|\bhiring\b|\bclassroom\b|\bworkshop\b|\bteachers?\b|\baction items?\b|\bminutes\b|\battendees\b|議事録|次回までに|問 ?[1-9１-９]|傍線部|過去問|解答|入試|ひな型|標準(?:入力|出力)|(?:入力|出力)例|テストケース/i;
