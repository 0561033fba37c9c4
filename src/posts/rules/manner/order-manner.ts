/** How much a paragraph sounds like an order to a machine that writes. */
import { plain, sentencesOf } from '../said-text.ts';
import { mannerBy } from './manner.ts';
import weights from './order-weights.json' with { type: 'json' };

const mannerOf = mannerBy(weights);

/** So much of it is an order. */
export const ORDERED = 1;

/** @param paragraph without quoted text. It may have several lines */
export function orderManner(paragraph: string): number {
  const whole = mannerOf(paragraph);
  return whole < FAR ? whole : Math.max(whole, ...linesAndAll(paragraph).slice(1).map(mannerOf));
}

/** What is so far from an order is not weighed line by line: nearly all that people write. */
const FAR = -1;

/** The text, and its lines and sentences if it has several. */
export function linesAndAll(text: string): string[] {
  const sentences = sentencesOf(plain(text));
  return sentences.length > 1 ? [text, ...sentences] : [text];
}
