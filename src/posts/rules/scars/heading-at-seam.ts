/**
 * A heading over a sentence that a cut broke off, where a program wrote it again behind the cut, on the line of the sentence
 * that begins anew:
 *
 *     ## 窯の温度   火は三日か | 窯の温度 火は三日かけて上げます。     readers get: ## 窯の温度   火は三日かけて上げます。
 *
 * Before it the program may have quoted the sections above.
 */
import type { Block } from '../../blocks.ts';
import { type Mend, type Mended, quote } from '../../repair.ts';

/** In letters: this many stand before the cut. */
const BEGUN = 4;

/** In letters: with this many of the sentence behind it, a heading is no accident. */
const ENOUGH = 12;

const HEADING = /^ {0,3}#{1,6}[ \t]+(?=\S)(.{2,80}?)[ \t]*#*[ \t]*$/;
/** At the beginning of a paragraph, 「2. 窯の温度 火は三日かけて」 is an item of a list. */
const NUMBERED = /^\d+[.)][ \t]/;

const BOLD = /^\*\*([^*\n]{2,60})\*\*[ \t]*$/;

/** Before repeats are dropped: a heading in the middle of a quotation is no part of any sentence. */
export function dropHeadingsAtSeams(blocks: readonly Block[]): Mended {
  if (!blocks.some(({ cut }) => cut !== undefined)) return { blocks, mends: [] };
  const mends: Mend[] = [];
  const drops = ({ line }: Block, name: string): void => {
    const message = `The heading of the section stands again in its text: ${quote(name)} is dropped.`;
    mends.push({ code: 'post-repeated-heading', message, line, column: 1 });
  };
  const numbered: Section[] = [];
  const next = blocks.flatMap((given, index): Block[] => {
    const title = nameIn(given);
    const begun = blocks[index + 1]?.text.trim().slice(0, ENOUGH) ?? '';
    if (title !== undefined && NUMBERED.test(title) && begun.length >= BEGUN)
      numbered.push({ name: title, begun });
    if (given.cut === undefined) return [given];
    const name = given.kind === 'item' ? numbered.find((one) => isAgainIn(given, one))?.name : undefined;
    if (name !== undefined) drops(given, name);
    const block =
      name === undefined ? given : ({ ...given, kind: 'prose', text: behind(given, name.length) } as const);
    const section = block.kind === 'prose' ? sectionBefore(blocks, index) : undefined;
    const place = section === undefined ? undefined : placeIn(block.text, section);
    if (section === undefined || place === undefined) return [block];
    drops(block, section.name);
    const rest = { ...block, text: behind(block, place.to) };
    if (place.from === 0) return [rest];
    return [
      { ...block, text: block.text.slice(0, place.from) },
      { ...rest, gap: '\n\n' },
    ];
  });
  return { blocks: mends.length === 0 ? blocks : next, mends };
}

function behind({ text }: Block, place: number): string {
  return text.slice(place).trimStart();
}

/** Whether an item is a heading and the text below it: 「1. 港の朝」 also begins with the heading 「1. 港」. */
function isAgainIn(item: Block, { name, begun }: Section): boolean {
  return item.text.startsWith(name) && behind(item, name.length).startsWith(begun);
}

/** A heading, and how the text below it begins. */
type Section = { readonly name: string; readonly begun: string };

/** The section whose first sentence the cut broke off. */
function sectionBefore(blocks: readonly Block[], cut: number): Section | undefined {
  const [heading, left] = [blocks[cut - 2], blocks[cut - 1]];
  const name = heading === undefined ? undefined : nameIn(heading);
  const begun = left?.kind === 'prose' ? left.text.trim() : '';
  if (name === undefined || begun.length < BEGUN || /[。！？\n]/.test(begun)) return undefined;
  return { name, begun: begun.slice(0, ENOUGH) };
}

/** In letters: a longer heading is a paragraph. */
const LONGEST = 120;

function nameIn({ kind, text }: Block): string | undefined {
  if (text.length > LONGEST) return undefined;
  if (kind === 'heading') return HEADING.exec(text)?.[1];
  return kind === 'prose' ? BOLD.exec(text)?.[1] : undefined;
}

/** The last place where the heading stands, at the beginning or behind a sentence, and the sentence behind it. */
function placeIn(
  text: string,
  { name, begun }: Section,
): { readonly from: number; readonly to: number } | undefined {
  for (let at = text.lastIndexOf(name); at >= 0; at = at === 0 ? -1 : text.lastIndexOf(name, at - 1)) {
    const isBold = text.startsWith('**', at - 2);
    let to = at + name.length;
    if (isBold && text.startsWith('**', to)) to += 2;
    while (BLANKS.includes(text[to] ?? '-')) to += 1;
    let from = isBold ? at - 2 : at;
    while (BLANKS.includes(text[from - 1] ?? '-')) from -= 1;
    if (text.startsWith(begun, to) && (from === 0 || ENDS.includes(text[from - 1] ?? '-')))
      return { from, to };
  }
  return undefined;
}

const BLANKS = ' \u3000\n';
const ENDS = '。！？!?」）)';
