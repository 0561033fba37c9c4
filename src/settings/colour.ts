/**
 * Colours: the contrast of two of them (WCAG 2.2), and the same colour made lighter or darker until it can be read.
 * Hues are computed in OKLCH, where equal steps look equal.
 */
import { type Colour, channels, fromOklch, hex, linear, toOklch } from './colour-spaces.ts';

/** Small letters need this much (WCAG 2.2, 1.4.3). */
export const READABLE = 4.5;

/** @param text `#rgb` or `#rrggbb`. @returns `undefined` if it is neither */
export function parseColour(text: string): Colour | undefined {
  const [, short] = /^#([\da-f]{3})$/i.exec(text) ?? [];
  const long = short === undefined ? text : `#${[...short].map((digit) => digit + digit).join('')}`;
  return /^#[\da-f]{6}$/i.test(long) ? long.toLowerCase() : undefined;
}

/** From 1 (the same colour) to 21 (black on white). */
export function contrast(a: Colour, b: Colour): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

/** The colour itself if it can be read on all grounds, else the nearest lighter or darker one; its hue stays. */
export function readableOn(colour: Colour, grounds: readonly Colour[], least = READABLE): Colour {
  const fits = (one: Colour) => grounds.every((ground) => contrast(one, ground) >= least);
  if (fits(colour)) return colour;
  const { l, c, h } = toOklch(colour);
  const darker = grounds.every((ground) => luminance(ground) > 0.18);
  for (let step = 1; step <= 100; step += 1) {
    const lightness = darker ? l * (1 - step / 100) : l + ((1 - l) * step) / 100;
    const one = fromOklch({ l: lightness, c: c * (1 - step / 200), h });
    if (fits(one)) return one;
  }
  return darker ? '#000000' : '#ffffff';
}

/**
 * The same lightness and strength with another hue.
 * @param degrees how far the hue turns
 */
export function turned(colour: Colour, degrees: number): Colour {
  const { l, c, h } = toOklch(colour);
  return fromOklch({ l, c: Math.min(c, 0.14), h: h + degrees });
}

/** For a dark page: light and soft, with the same hue. */
export function lightened(colour: Colour): Colour {
  const { c, h } = toOklch(colour);
  return fromOklch({ l: 0.79, c: Math.min(c, 0.125), h });
}

/** @param part how much of the second colour, from 0 to 1 */
export function mixed(a: Colour, b: Colour, part: number): Colour {
  const [one, two] = [channels(a), channels(b)];
  return hex(one.map((value, index) => value + ((two[index] ?? 0) - value) * part));
}

function luminance(colour: Colour): number {
  const [r, g, b] = linear(colour);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
