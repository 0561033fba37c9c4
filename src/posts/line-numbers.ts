/** Where lines begin, so that the line of a place is found without counting from the beginning each time. */

/** The offsets of the beginnings of lines, in UTF-16 units. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/**
 * The index of the last number that is not above `limit`; -1 if all are above it.
 *
 * @param numbers in ascending order
 */
export function lastUpTo(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * Line and column, from 1, of places in a text that is part of a file.
 *
 * @param first the line in the file on which the text begins
 */
export function placesIn(text: string, first: number): (offset: number) => { line: number; column: number } {
  let starts: readonly number[] | undefined;
  return (offset) => {
    starts ??= lineStarts(text);
    const line = lastUpTo(starts, offset);
    return { line: first + line, column: offset - (starts[line] ?? 0) + 1 };
  };
}
