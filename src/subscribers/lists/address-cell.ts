/**
 * The address in a cell of a list, out of what spreadsheets and mail programs put around it: `'a@x.example`,
 * `mailto:a@x.example`, `花子 <a@x.example>`, `=HYPERLINK("mailto:a@x.example","…")`. Two addresses in one cell stay as
 * they are, so they are refused as one: nobody knows which is meant.
 */

export type AddressCell = {
  /** What is to be read as the address. */
  readonly address: string;
  /** The name before it, as in `花子 <a@x.example>`; otherwise empty. */
  readonly name: string;
};

/** What a link holds, or a formula for a link. */
const LINKED = /^(?:=\s*HYPERLINK\(\s*")?mailto:([^"?,;\s]+)(?:\?[^"\s]*)?(?:"\s*(?:[,;].*)?\))?$/is;
/** What comes along when an address is copied from a page or a mail, and nobody can see. */
const INVISIBLE_AROUND =
  /^[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+|(?<![\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff])[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+$/g;
/** A name has no `@` and no brackets of its own. */
const NAMED = /^([^<>@]*)<([^<>\s]+)>$/;

export function addressInCell(text: string): AddressCell {
  const cell = text.replace(INVISIBLE_AROUND, '');
  const [, linked] = LINKED.exec(cell) ?? [];
  if (linked !== undefined) return { address: linked, name: '' };
  const [, name = '', named] = NAMED.exec(cell) ?? [];
  if (named !== undefined) return { address: named, name: name.trim().replace(/^(["'])(.*)\1$/s, '$2') };
  const [, inside] = /^(?:"(.+)"|'(.+)')$/.exec(cell)?.filter((part) => part !== undefined) ?? [];
  // Spreadsheets put an apostrophe before what they are not to change; it is not a part of the address.
  return { address: inside ?? cell.replace(/^'+(?=[^'])/, ''), name: '' };
}
