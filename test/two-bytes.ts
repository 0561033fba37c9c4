/**
 * The same text, kept as JavaScript keeps a text with a Japanese letter: two bytes a letter.
 *
 * V8 compiles each expression twice: for texts that hold Latin letters alone, from which its Japanese alternatives are
 * gone, and for all others. `'1'.repeat(n)` alone may be read in one pass, and take hours as a part of a Japanese post.
 * So a test of what is long asks for the second. What is cut out of such a text, or made from it, stays so.
 */
export function inTwoBytes(text: string): string {
  return `あ${text}`.slice(1);
}
