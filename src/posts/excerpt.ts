/** The first sentences of a post, and how long it takes to read it. */

/** Letters. */
export const EXCERPT_LENGTH = 120;
/** Japanese letters a minute. */
const READING_SPEED = 500;

const SENTENCE = /[^。！？!?]*[。！？!?]+[」』）)】〉》”’]*/g;

/** Whole sentences up to about 120 letters; one that is longer is cut and ends in …. */
export function excerptOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  let kept = '';
  for (const [sentence] of line.matchAll(SENTENCE)) {
    if (kept !== '' && kept.length + sentence.length > EXCERPT_LENGTH) break;
    kept += sentence;
    if (kept.length > EXCERPT_LENGTH) break;
  }
  const whole = kept === '' ? line : kept.trim();
  return whole.length <= EXCERPT_LENGTH * 1.25 ? whole : `${cut(whole, EXCERPT_LENGTH)}…`;
}

const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/** The first letters, none of them halved. */
function cut(text: string, length: number): string {
  let kept = '';
  for (const { segment } of graphemes.segment(text.slice(0, length * 4))) {
    if (kept.length + segment.length > length) break;
    kept += segment;
  }
  return kept.replace(/[、，,\s]+$/, '');
}

/** Minutes, at least 1. */
export function readingMinutes(text: string): number {
  return Math.max(1, Math.round(text.replace(/\s+/g, '').length / READING_SPEED));
}
