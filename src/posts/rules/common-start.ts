/** The number of letters that two texts have in common at their beginning. By their numbers: `a[length]` would make a text. */
export function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a.charCodeAt(length) === b.charCodeAt(length)) length += 1;
  return length;
}
