/**
 * Slots: how text gets into a document that the `feed` package lays out.
 *
 * The package escapes in ways that differ from place to place, or not at all. So it only ever sees a
 * short mark for each value, every structural correction is made while the document holds nothing but
 * marks, and the values are put in last, in one pass, with the escaping that their place needs. What a
 * post says can't be mistaken for structure, and a value is never scanned for marks.
 */
import { textAsHtml } from './html.ts';
import { cdata, escapeAttribute, escapeText } from './xml.ts';

export type FeedMarks = {
  /** Plain text. @returns its mark, which is a URI because the package parses some values as one */
  readonly text: (value: string) => string;
  /** Plain text where the format means HTML: a reader shows its `<b>` as four letters, not as bold. */
  readonly textAsHtml: (value: string) => string;
  /** An absolute ASCII URI. */
  readonly uri: (value: string) => string;
  /** HTML that a reader shows as HTML: written as a CDATA section. */
  readonly markup: (value: string) => string;
  /** Puts every value where its mark stands. */
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
