/**
 * How texts get into a document that the `feed` package lays out.
 *
 * The package escapes differently in each place, or not at all. So it only sees a short mark for each value. While the
 * document holds only marks, its structure is corrected. At the end all values are put in, in one pass, each with the
 * escaping that its place needs. So the text of a post cannot be taken for structure, and no mark is searched inside a
 * value.
 */
import { textAsHtml } from './html.ts';
import { cdata, escapeAttribute, escapeText } from './xml.ts';

export type FeedMarks = {
  /**
   * Plain text.
   * @returns its mark. The mark is a URI, because the package parses some values as URIs
   */
  readonly text: (value: string) => string;
  /** Plain text in a field that holds HTML: a reader shows its `<b>` as three characters, not as bold. */
  readonly textAsHtml: (value: string) => string;
  /** An absolute ASCII URI. */
  readonly uri: (value: string) => string;
  /** HTML that a reader shows as HTML: written as a CDATA section. */
  readonly markup: (value: string) => string;
  /** Replaces every mark with its value. */
  readonly fill: (skeleton: string) => string;
};

type Slot = { readonly value: string; readonly write: (value: string) => string };

const MARK = /<!\[CDATA\[slot:(\d+):\]\]>|(=")slot:(\d+):|slot:(\d+):/g;

/** @param writeText how plain text is written in elements */
export function openSlots(writeText: (text: string) => string = escapeText): FeedMarks {
  const slots: Slot[] = [];
  const keep = (write: Slot['write']) => (value: string) => `slot:${slots.push({ value, write }) - 1}:`;
  const fill = (skeleton: string) =>
    skeleton.replace(MARK, (_mark, inSection, attribute, inAttribute, plain) => {
      const slot = slots[Number(inSection ?? inAttribute ?? plain)];
      if (slot === undefined) throw new Error('A feed has a mark that no value belongs to.');
      return attribute === undefined ? slot.write(slot.value) : `="${escapeAttribute(slot.value)}`;
    });
  return {
    text: keep(writeText),
    textAsHtml: keep((text) => escapeText(textAsHtml(text))),
    uri: keep(escapeText),
    markup: keep(cdata),
    fill,
  };
}
