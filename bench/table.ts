/** Numbers as people read them, and Markdown tables of them. */
import type { Spread } from './statistics.ts';

/** The first row is the head; the first column stands left, the others right. */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  const [head = [], ...rest] = rows;
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [head, rule, ...rest].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** `0.084`, `1.71`, `16.2`: seconds with three digits that mean something. */
export function seconds(ms: number): string {
  return significant(ms / 1000);
}

/** `1.71 (1.65–1.93)`, in seconds; alone where there was one run. */
export function secondsOf(spread: Spread): string {
  const { median, least, most, count } = spread;
  return count === 1 ? seconds(median) : `${seconds(median)} (${seconds(least)}–${seconds(most)})`;
}

export function mebibytes(kib: number): string {
  return `${Math.round(kib / 1024)}`;
}

/** `0.18 x` */
export function ratio(value: number, of: number): string {
  return `${significant(value / of)} x`;
}

/** `3,950` */
export function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function significant(value: number): string {
  if (value >= 100) return whole(value);
  return value >= 1 ? value.toPrecision(3) : value.toFixed(3);
}
