/**
 * A colour in two spaces: as a screen shows it (sRGB), and as lightness, chroma and hue (OKLCH), in which equal steps
 * look equal.
 */

/** `#rrggbb`, lower case. */
export type Colour = string;

type Oklch = { readonly l: number; readonly c: number; readonly h: number };

/** Each from 0 to 1. */
export function channels(colour: Colour): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
}

export function hex(values: readonly number[]): Colour {
  const digits = values.map((value) =>
    Math.round(Math.min(1, Math.max(0, value)) * 255)
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${digits.join('')}`;
}

export function linear(colour: Colour): [number, number, number] {
  const [r = 0, g = 0, b = 0] = channels(colour).map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return [r, g, b];
}

/** Björn Ottosson, "A perceptual color space for image processing" (2020). */
export function toOklch(colour: Colour): Oklch {
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
export function fromOklch({ l, c, h }: Oklch): Colour {
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
