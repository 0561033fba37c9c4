/**
 * Puts what is new in a section that was told again to where it belongs in the first one. The order of the second
 * section says where: a new sentence goes behind the sentence that it followed there.
 */
import type { Block } from '../../blocks.ts';
import { sentencesOf } from '../bare-sentences.ts';
import { compareSections, markOf, type Sections, subjectOf } from './compared-sections.ts';
import { type Placement, type Spot, withPlacements } from './placements.ts';
import { firstFrom, type SourceSentence } from './source-sentences.ts';

/** Some new sentences of one block that stand together. */
type Piece = {
  readonly block: Block;
  /** The mark of an item, and the subject in bold. */
  readonly mark: string;
  /** What was said before and still stands before them. */
  readonly lead: string;
  /** The 「例えば、」 that stood before them, and went with the sentence before it. */
  readonly joining: string;
  readonly text: string;
  /** The index in `told` of the first of them. */
  readonly at: number;
};

/**
 * @param told the sentences of the second section before all repairs
 * @param goesOn whether nothing stands between the two sections
 * @returns the blocks of the first section; `undefined` if the second one does not tell it again
 */
export function withSecond(
  first: readonly Block[],
  second: readonly Block[],
  told: readonly SourceSentence[],
  goesOn: boolean,
): readonly Block[] | undefined {
  const sections = compareSections(first, second, told);
  if (sections === undefined) return undefined;
  const placements: Placement[] = [];
  const pieces = second.slice(1).flatMap((block) => piecesOf(block, sections));
  for (const piece of pieces.filter(({ block, text }) => block.kind !== 'prose' || !WORD.test(text)))
    placements.push(placementOf(piece, sections, { previous: placements.at(-1)?.spot.block, goesOn }));
  return withPlacements(first, placements);
}

/** A word, and the … of a cut: anywhere but at the end of a post it says nothing. */
const WORD = /^\s*[^\s。！？!?…]{1,4}…\s*$/;

/** The new sentences of a block; what was said before separates two pieces. */
function piecesOf(block: Block, { told, spots, before, places, subjects }: Sections): Piece[] {
  // A block that was parted begins in the middle of its paragraph.
  const above = told[firstFrom(told, block.line + 1) - 1]?.line ?? 0;
  let at = firstFrom(told, above);
  const mark = markOf(block);
  const whole = { block, mark, lead: '', joining: '', text: block.text.slice(mark.length), at };
  if (block.kind !== 'prose' && block.kind !== 'item') return [whole];
  if (whole.text.trim() === '') return subjects.has(subjectOf(mark)) ? [] : [whole];
  const pieces: Piece[] = [];
  let lead = '';
  let anchor: number | undefined;
  for (const { from, to, letters } of sentencesOf(whole.text)) {
    const found = places.get(letters)?.find((index) => index >= at);
    const words = whole.text.slice(from, to);
    at = found ?? at;
    if (found !== undefined && spots[found] !== undefined) {
      lead += words;
      continue;
    }
    const last = pieces.at(-1);
    const joining =
      found === undefined || told[found]?.letters === letters ? '' : (told[found]?.joining ?? '');
    if (last !== undefined && before[at] === anchor && lead === '')
      pieces[pieces.length - 1] = { ...last, text: last.text + words };
    else pieces.push({ ...whole, lead, joining, text: words, at });
    anchor = before[at];
    lead = '';
  }
  return pieces;
}

/**
 * @param previous the block behind which the piece before it went: it goes there too if nothing else says where
 * @param goesOn then what is new at the end of the second section goes to the end of the first
 */
function placementOf(
  piece: Piece,
  sections: Sections,
  { previous, goesOn }: { readonly previous: number | undefined; readonly goesOn: boolean },
): Placement {
  const { first, told, spots, subjects } = sections;
  const openings = sections.openings[piece.block.kind === 'item' ? 'item' : 'prose'];
  const anchor = sections.before[piece.at] ?? -1;
  const known = spots[anchor];
  const home = first[known?.block ?? -1];
  const after = spots[sections.after[piece.at] ?? -1];
  const partner = subjects.get(subjectOf(piece.mark));
  const text = piece.text.trim();
  const block = withoutCut(piece.block);
  const end = first.length - 1;
  if (known !== undefined && home !== undefined) {
    const last = known.sentence === sentencesOf(home.text).length - 1;
    const enclosed = after?.block === known.block && after.sentence === known.sentence + 1;
    const together = told[anchor]?.line === told[piece.at]?.line && block.kind === home.kind;
    if (together && (last || enclosed))
      return { spot: known, inside: true, block: { ...block, text: piece.joining + text } };
    if (partner === undefined) {
      const at = goesOn && after === undefined ? end : known.block;
      const own = piece.mark + (last ? text : (piece.lead + piece.text).trim());
      return { spot: behind(openings[at] ?? at), inside: false, block: { ...block, text: own } };
    }
  }
  if (partner !== undefined) return { spot: behind(partner), inside: true, block: { ...block, text } };
  const rest = previous ?? end;
  const at = after === undefined || after.sentence > 0 ? rest : after.block - 1;
  const own = piece.mark + (piece.lead + piece.text).trim();
  return { spot: behind(openings[at] ?? at), inside: false, block: { ...block, text: own } };
}

function behind(block: number): Spot {
  return { block, sentence: -1 };
}

function withoutCut({ cut: _, ...block }: Block): Block {
  return { ...block, gap: '\n\n' };
}
