/**
 * What a row of a list says about mail: the answer of its most serious cell. A row that says no is never added as a
 * person who wants mail. A row with a doubt is refused, with the column and the cell that caused it.
 */
import { kindsOf } from './answer-columns.ts';
import { type Meaning, meanings } from './answer-words.ts';
import {
  hintsAtLeaving,
  isFormat,
  isMarkedAsLeft,
  isWish,
  meaningOf,
  speaksOfLeaving,
} from './cell-meaning.ts';
import type { ColumnKind } from './column-kinds.ts';

/** The most serious first: if a row has two answers, the one that comes first here counts. */
const answers = [
  'complained',
  'bounced',
  'unsubscribed',
  'doubt',
  'unconfirmed',
  'open',
  'asks',
  'silent',
] as const;
/**
 * `open`: a question without an answer, so another cell of the row must say yes (that they confirmed, if it is the day on
 * which they still had to). `asks`: the person wants mail.
 * `silent`: nothing is said.
 */
export type ConsentAnswer = (typeof answers)[number];

export type RowConsent = {
  readonly answer: Exclude<ConsentAnswer, 'open'>;
  /** The column that decided, from 0; `undefined` if no column says anything. */
  readonly column: number | undefined;
};

const short = {
  '.': 'silent',
  '+': 'asks',
  '~': 'open',
  '?': 'doubt',
  W: 'unconfirmed', // has not confirmed yet
  U: 'unsubscribed',
  B: 'bounced',
  C: 'complained',
} as const satisfies Record<string, ConsentAnswer>;

/** What each meaning says under each kind of header. */
const says: Readonly<Record<Exclude<ColumnKind, 'identity'>, readonly ConsentAnswer[]>> = {
  //                 nothing yes no date subscribed pending unsubscribed bounced complained doubtful × x neutral unknown
  receives: row(
    '       ~     +   U   +      +         W          U         B        C         ?     U ?    ?       ?',
  ),
  agrees: row(
    '         ~     +   U   +      +         W          U         B        C         ?     U ?    ?       ?',
  ),
  confirms: row(
    '       ~     +   W   +      +         W          U         B        C         ?     W ?    ?       ?',
  ),
  confirmsSome: row(
    '   ~     +   W   +      +         W          U         B        C         ?     W ?    ?       ?',
  ),
  awaits: row(
    '         .     W   .   ~      +         W          U         B        C         ?     ? ?    ?       ?',
  ),
  wasAsked: row(
    '       .     ~   .   ~      +         W          U         B        C         ?     ? ?    .       ~',
  ),
  receivesState: row(
    '  .     +   U   ?      +         W          U         B        C         ?     U ?    .       ?',
  ),
  status: row(
    '         .     ?   ?   ?      +         W          U         B        C         ?     ? ?    .       ?',
  ),
  stateSince: row(
    '     .     ?   ?   .      .         W          U         B        C         ?     ? ?    .       ?',
  ),
  staysAway: row(
    '      .     U   .   U      ?         ?          U         B        C         ?     ? ?    ?       ?',
  ),
  bounces: row(
    '        .     B   .   B      ?         ?          U         B        C         ?     ? ?    ?       ?',
  ),
  bounceCounts: row(
    '   .     ?   .   ?      ?         ?          U         B        C         ?     ? ?    ?       ?',
  ),
  complains: row(
    '      .     C   .   C      ?         ?          U         B        C         ?     ? ?    ?       ?',
  ),
  ends: row(
    '           .     ?   .   ?      ?         ?          U         B        C         ?     ? ?    ?       ?',
  ),
  counts: row(
    '         .     .   ?   .      .         ?          ?         ?        ?         ?     ? ?    .       .',
  ),
  unlabelled: row(
    '     .     .   ?   .      .         ?          ?         ?        ?         ?     ? ?    .       .',
  ),
  note: row(
    '           .     .   .   .      .         ?          ?         ?        ?         ?     ? .    .       .',
  ),
  other: row(
    '          .     .   .   .      .         ?          ?         ?        ?         ?     . .    .       .',
  ),
  silent: row(
    '         .     .   .   .      .         .          .         .        .         .     . .    .       .',
  ),
};

function row(signs: string): ConsentAnswer[] {
  return [...signs.replaceAll(' ', '')].map((sign) => short[sign as keyof typeof short]); // the table above has only these signs
}

/**
 * @param fields the header line
 * @param read the columns that hold address, name and categories
 */
export function answerKinds(fields: readonly string[], read: ReadonlySet<number>): ColumnKind[] {
  return kindsOf(fields).map((kind, index) => (read.has(index) ? 'identity' : kind));
}

/** Columns whose cell says that people had still to confirm, if no other cell says that they did. */
const AWAITED: ReadonlySet<ColumnKind> = new Set(['awaits', 'wasAsked', 'confirmsSome']);
/** Columns whose yes says that they did. */
const SHOWS_CONFIRMED: ReadonlySet<ColumnKind> = new Set([
  'confirms',
  'confirmsSome',
  'receivesState',
  'status',
]);

/** @param kinds the kind of each column; a cell beyond them has no header */
export function answerOfRow(cells: readonly string[], kinds: readonly ColumnKind[]): RowConsent {
  let gravest: ConsentAnswer = 'silent';
  let column: number | undefined;
  let asked = false;
  let awaited = false;
  for (let index = 0; index < Math.max(cells.length, kinds.length); index += 1) {
    const kind = kinds[index] ?? 'unlabelled';
    const answer = answerOfCell(cells[index] ?? '', kind);
    asked ||= answer === 'asks' && kind !== 'agrees' && !isFormat(cells[index] ?? '');
    awaited ||= answer === 'open' && AWAITED.has(kind);
    if (answers.indexOf(answer) >= answers.indexOf(gravest)) continue;
    gravest = answer;
    column = index;
  }
  if (gravest !== 'open') return { answer: gravest, column };
  const settled = awaited ? cells.some((cell, index) => showsConfirmed(cell, kinds[index])) : asked;
  return { answer: settled ? 'asks' : 'doubt', column };
}

/** A yes to a newsletter, a plan or how often mail comes does not: it is what they had to confirm. */
function showsConfirmed(cell: string, kind: ColumnKind = 'unlabelled'): boolean {
  if (answerOfCell(cell, kind) !== 'asks' || isWish(cell)) return false;
  return SHOWS_CONFIRMED.has(kind) || meaningOf(cell) === 'subscribed';
}

export function answerOfCell(text: string, kind: ColumnKind): ConsentAnswer {
  if (kind === 'silent') return 'silent';
  if (kind === 'identity') return isMarkedAsLeft(text) ? 'doubt' : 'silent';
  if (text.length > REMEMBERED_LENGTH) return judge(text, kind);
  const key = `${kind} ${text}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  if (remembered.size >= REMEMBERED_MOST) remembered.clear();
  const answer = judge(text, kind);
  remembered.set(key, answer);
  return answer;
}

/**
 * Answers of cells that were judged before: a column of states has the same few cells a million times. If it is full it
 * is cleared, and cells are judged again.
 */
const remembered = new Map<string, ConsentAnswer>();
const REMEMBERED_MOST = 2_000;
const REMEMBERED_LENGTH = 40;

function judge(text: string, kind: Exclude<ColumnKind, 'identity'>): ConsentAnswer {
  if (text.length <= ADDRESS_MOST && ADDRESS.test(text)) return LISTS_LEAVERS.has(kind) ? 'doubt' : 'silent';
  if (kind === 'counts' && NUMBER_OR_DAY.test(text)) return 'silent';
  const meaning = meaningOf(text);
  if (meaning !== 'unknown') return answerTo(meaning, kind);
  if (speaksOfLeaving(text) || (kind === 'note' && hintsAtLeaving(text))) return 'doubt';
  const parts = text.split(/[,;|/、，；｜／・\n]/, PARTS_MOST);
  return parts.length === 1
    ? answerTo('unknown', kind)
    : gravestOf(parts.map((part) => answerTo(meaningOf(part), kind)));
}

const NUMBER_OR_DAY = /^[\d\s.,:%/-]*$|^never$/i;
/** Every address is shorter; for a text of a megabyte the pattern would take hours. */
const ADDRESS_MOST = 320;
/** Nobody has this many tags. Words for leaving were already searched in the whole text before. */
const PARTS_MOST = 200;
/** Addresses below `退会者` are a second list, beside the first. */
const LISTS_LEAVERS: ReadonlySet<ColumnKind> = new Set(['staysAway', 'bounces', 'complains']);
/** A second address of the person. */
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

function answerTo(meaning: Meaning, kind: Exclude<ColumnKind, 'identity'>): ConsentAnswer {
  return says[kind][meanings.indexOf(meaning)] ?? 'doubt';
}

function gravestOf(given: readonly ConsentAnswer[]): ConsentAnswer {
  return answers.find((answer) => given.includes(answer)) ?? 'silent';
}
