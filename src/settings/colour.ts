/**
 * Colours: the contrast of two of them (WCAG 2.2), and the same colour made lighter or darker until it can be read.
 * Hues are computed in OKLCH, where equal steps look equal.
 */

/** `#rrggbb`, lower case. */
export type Colour = string;

/** Small letters need this much (WCAG 2.2, 1.4.3). */
export const READABLE = 4.5;

/** @param text `#rgb` or `#rrggbb`. @returns `undefined` where it is neither */
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

type Oklch = { readonly l: number; readonly c: number; readonly h: number };

/** Each from 0 to 1. */
function channels(colour: Colour): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
}

function hex(values: readonly number[]): Colour {
  const digits = values.map((value) =>
    Math.round(Math.min(1, Math.max(0, value)) * 255)
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${digits.join('')}`;
}

function linear(colour: Colour): [number, number, number] {
  const [r = 0, g = 0, b = 0] = channels(colour).map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return [r, g, b];
}

function luminance(colour: Colour): number {
  const [r, g, b] = linear(colour);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Björn Ottosson, "A perceptual color space for image processing" (2020). */
function toOklch(colour: Colour): Oklch {
  const [r, g, b] = linear(colour);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const [x, y] = [
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
  return {
    l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    c: Math.hypot(x, y),
    h: (Math.atan2(y, x) * 180) / Math.PI,
  };
}

/** If no screen can show the colour, lightness and hue stay, and the strength is reduced. */
function fromOklch({ l, c, h }: Oklch): Colour {
  for (let strength = c; strength > 0.002; strength *= 0.95) {
    const values = toLinear(l, strength, h);
    if (values.every((value) => value >= -0.0005 && value <= 1.0005)) return hex(values.map(gamma));
  }
  return hex(toLinear(l, 0, h).map(gamma));
}

function toLinear(lightness: number, c: number, h: number): number[] {
  const [x, y] = [c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)];
  const l = (lightness + 0.3963377774 * x + 0.2158037573 * y) ** 3;
  const m = (lightness - 0.1055613458 * x - 0.0638541728 * y) ** 3;
  const s = (lightness - 0.0894841775 * x - 1.291485548 * y) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function gamma(value: number): number {
  const part = Math.min(1, Math.max(0, value));
  return part <= 0.0031308 ? 12.92 * part : 1.055 * part ** (1 / 2.4) - 0.055;
}
