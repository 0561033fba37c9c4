/**
 * Tells the kind of each line of a body that has only paragraphs, headings, simple lists and rules: most articles have no
 * more, and these need no parser of Markdown. Where one line may be anything else, or may change what another line is,
 * it says nothing, and the parser is asked.
 */

type PlainKind = 'prose' | 'heading' | 'item' | 'rule';

/** Signs of tables, definitions of links, and tags of Jekyll, wherever they stand. */
const MORE = /\||\]:|\{%|\{::/;

/** A line that begins nothing but a paragraph; `---END---` is one, too. */
const TEXT = /^(?:[A-Za-z"'(.,!?&[%$]|\*\*[^*\s]|\d*[^\0-\x7f\s]|-{2,}[A-Za-z])/;

/** An item of a list that is in no other list, and begins with text. */
const ITEM = /^(?:[-*+]|\d{1,9}[.)]) {1,4}(?:[A-Za-z"'([]|\*\*[^*\s]|\d*[^\0-\x7f\s])/;

const HEADING = /^#{1,6} \S/;
const RULE = /^-{3,}$/;
const BLANK = /^[ \t]*$/;

/** @returns for each line its kind, `undefined` for a blank one; no list if the parser must be asked */
export function plainKinds(
  body: string,
  lines: readonly string[],
): readonly (PlainKind | undefined)[] | undefined {
  if (MORE.test(body)) return undefined;
  const kinds: (PlainKind | undefined)[] = [];
  let above: PlainKind | undefined;
  for (const line of lines) {
    if (!BLANK.test(line)) {
      const kind = kindOf(line, above);
      if (kind === undefined) return undefined;
      above = kind;
    } else above = undefined;
    kinds.push(above);
  }
  return kinds;
}

/** @param above the kind of the line right above it: `---` makes a heading of a paragraph, and text goes on with an item */
function kindOf(line: string, above: PlainKind | undefined): PlainKind | undefined {
  if (TEXT.test(line)) return above === 'item' ? 'item' : 'prose';
  if (HEADING.test(line)) return 'heading';
  if (above !== 'prose' && ITEM.test(line)) return 'item';
  return above === undefined && RULE.test(line) ? 'rule' : undefined;
}
