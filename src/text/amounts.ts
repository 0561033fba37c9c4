/** Amounts in English messages: `2,000 people`, `34 KB`. */

/** `2,000`. With Node's own function it would load the data of all languages, which takes 10 ms. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `1 post`, `2,000 posts`: for nouns that take an `s`. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `1 person`, `2,000 people`. */
export function people(count: number): string {
  return `${grouped(count)} ${count === 1 ? 'person' : 'people'}`;
}

/** `33.9 KB`: thousands of bytes, as mail providers count; from 100 KB on without a decimal. */
export function kilobytes(bytes: number): string {
  const thousands = bytes / 1000;
  return `${thousands < 100 ? thousands.toFixed(1) : grouped(Math.ceil(thousands))} KB`;
}
