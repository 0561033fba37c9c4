/**
 * Slips of the keyboard in front matter that nobody sees: the wide letters of Japanese input in place of `:`, blank and
 * `-`, the dash that a Mac makes of `---`, invisible marks. YAML's own message would speak of something else.
 */
import type { HeadFault } from './front-matter-faults.ts';

/** A key and a wide colon, or a colon and a blank that is none for YAML; or such a blank before the key. */
const WIDE_COLON = /^[\s\u200b\ufeff]*[A-Za-z][\w-]*[ \t]*(：|:(?=[\u3000\u00a0]))/;
const BEFORE_KEY = /^([\u3000\u00a0\u200b\ufeff]+)[A-Za-z][\w-]*:/;

/**
 * The first slip in the lines of a front matter.
 *
 * @param lines without the opening fence
 * @returns `undefined` if there is none
 */
export function slipIn(lines: readonly string[]): HeadFault | undefined {
  for (const [index, line] of lines.entries()) {
    const place = index + 2;
    const colon = WIDE_COLON.exec(line);
    if (colon !== null) {
      const column = colon[0].length + (colon[1] === ':' ? 1 : 0);
      const message =
        colon[1] === ':'
          ? 'The blank behind the colon is no blank for YAML: it is a wide or an unbreakable one.'
          : 'The colon behind the key is a wide one (`：`), which YAML does not know.';
      const [key = 'title'] = /[A-Za-z][\w-]*/.exec(line) ?? [];
      const hint = `Write \`${key}: …\` with the colon and the blank of the ASCII letters.`;
      return { line: place, column, message, hint };
    }
    if (isOtherFence(line)) return otherStrokes(place, line);
    const before = BEFORE_KEY.exec(line);
    if (before !== null) {
      const message = `A mark that nobody sees (${codeOf(before[1])}) stands before the key and belongs to it.`;
      return { line: place, column: 1, message, hint: 'Write the line anew, from its first letter.' };
    }
  }
  return undefined;
}

/** Strokes of other kinds: em and en dash, minus, wide and Japanese ones, lines of boxes. */
const STROKES = /^[-\u2010-\u2015\u2212\u2500\u2501\u30fc\uff0d\uff70]{2,}$/;
const INVISIBLE = /^[\s\u200b\ufeff]+/;

/**
 * Why the first line is no fence, though its author meant one.
 *
 * @param lines the start of the file
 * @returns `undefined` if there is no sign of a fence
 */
export function fenceSlip(lines: readonly string[]): HeadFault | undefined {
  const [first = ''] = lines;
  if (isOtherFence(first)) return otherStrokes(1, first);
  if (first.replace(INVISIBLE, '').trimEnd() === '---') {
    const message = `Before the \`---\` of the first line stands something that nobody sees (${codeOf(first)}).`;
    return { line: 1, column: 1, message, hint: 'Write the line anew, from its first letter.' };
  }
  const fence = lines.findIndex((line) => line.trim() !== '');
  if (fence > 0 && lines[fence]?.trimEnd() === '---') {
    const message = `The front matter begins on line ${fence + 1}, and what stands before it is empty.`;
    return { line: 1, column: 1, message, hint: 'Remove the empty lines: `---` must be the first line.' };
  }
  return undefined;
}

function isOtherFence(line: string): boolean {
  const plain = line.trim();
  return STROKES.test(plain) && /[^-]/.test(plain);
}

function otherStrokes(line: number, text: string): HeadFault {
  const message = `The line is \`${text.trim().slice(0, 20)}\`: its strokes are others than those of \`---\`.`;
  return { line, column: 1, message, hint: 'Write three hyphens of the ASCII letters: `---`.' };
}

/** `U+3000` */
function codeOf(text = ''): string {
  return `U+${(text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
