/** The style of a page that is read from right to left, made from the one that is written for pages that begin on the left. */
import { directionOf } from './direction.ts';
import { joinsLetters } from './script.ts';

/** A style for pages in a language. Addresses are Latin also on an Arabic page, and begin on the left of their words. */
export function styleFor(language: string, style: string): string {
  const spaced = joinsLetters(language) ? `${style}\n*{letter-spacing:normal!important}` : style;
  if (directionOf(language) === 'ltr') return spaced;
  return `${mirrored(spaced)}\n${LATIN}`;
}

const LATIN = 'input[type=email],input.code,.address a{direction:ltr;text-align:right}';

const SIDES = { left: 'right', right: 'left' } as const;

/** Left becomes right in names and values, and of four values the second and the fourth change places. */
export function mirrored(style: string): string {
  return style
    .replace(/(?<![\w#.])(left|right)(?![\w(])/g, (side) => SIDES[side as keyof typeof SIDES])
    .replace(
      /(?<=[;{ ](?:padding|margin|inset|border-width):\s*)([^\s;}]+) ([^\s;}]+) ([^\s;}]+) ([^\s;}]+)(?=[;}])/g,
      '$1 $4 $3 $2',
    )
    .replace(
      /(?<=[;{ ]border-radius:\s*)([^\s;}]+) ([^\s;}]+) ([^\s;}]+) ([^\s;}]+)(?=[;}])/g,
      '$2 $1 $4 $3',
    );
}
