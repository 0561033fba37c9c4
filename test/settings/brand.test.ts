import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { ProblemError } from '../../src/problem.ts';
import { contrast, parseColour, READABLE, readableOn, turned } from '../../src/settings/colour.ts';
import { paletteOf, themeNames } from '../../src/settings/palette.ts';

const site = { title: 'みなと', url: 'https://minato.example' };
const problemsOf = (brand: object) => {
  try {
    parseConfig({ site, brand });
    return [];
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.problems.map(({ at, message }) => `${at?.key} ${message}`);
  }
};

describe('contrast', () => {
  it.for([
    { a: '#000000', b: '#ffffff', ratio: 21, why: 'the most there is' },
    { a: '#777777', b: '#ffffff', ratio: 4.48, why: 'the grey that just fails (WCAG)' },
    { a: '#123456', b: '#123456', ratio: 1, why: 'the same' },
  ])('of $a and $b is $ratio: $why', ({ a, b, ratio }) => {
    expect(contrast(a, b)).toBeCloseTo(ratio, 1);
  });

  it.for([
    { text: '#B30', colour: '#bb3300', why: 'three digits, capitals' },
    { text: '#b0371d', colour: '#b0371d', why: 'six' },
    { text: 'red', colour: undefined, why: 'a name' },
    { text: '#b0371d80', colour: undefined, why: 'half transparent' },
  ])('reads $text as $colour: $why', ({ text, colour }) => {
    expect(parseColour(text)).toBe(colour);
  });
});

const anyColour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`);

it('finds a colour that can be read, whatever it is asked for', () => {
  fc.assert(
    fc.property(anyColour, fc.constantFrom('#ffffff', '#fffdf8', '#12151c'), (colour, ground) => {
      expect(contrast(readableOn(colour, [ground]), ground)).toBeGreaterThanOrEqual(READABLE);
      expect(parseColour(turned(colour, 120))).toBeDefined();
    }),
  );
});

it('everything that carries words can be read on what it stands on, by day and by night, with any accent', () => {
  fc.assert(
    fc.property(
      anyColour,
      fc.constantFrom(...themeNames),
      fc.constantFrom(undefined, '#ffffff', '#f6efe0', '#eaf2f4'),
      (accent, theme, paper) => {
        const { light, dark } = paletteOf({ theme, accent, paper });
        for (const shades of [light, dark]) {
          for (const ground of [shades.paper, shades.card, shades.box])
            for (const words of [shades.ink, shades.soft, shades.muted, shades.accent, ...shades.tones])
              expect(contrast(words, ground)).toBeGreaterThanOrEqual(READABLE);
          expect(contrast(shades.on_accent, shades.accent)).toBeGreaterThanOrEqual(READABLE);
          expect(contrast(shades.on_band, shades.band)).toBeGreaterThanOrEqual(READABLE);
          expect(contrast(shades.band_accent, shades.band)).toBeGreaterThanOrEqual(READABLE);
        }
      },
    ),
  );
});

describe('a brand', () => {
  it.for([
    {
      brand: { accent: '#ffcc00' },
      said: 'brand.accent `brand.accent` is hard to read on the paper: its contrast is 1.',
      why: 'yellow on white',
    },
    {
      brand: { paper: '#101010' },
      said: 'brand.paper `brand.paper` is too dark to read on',
      why: 'night by day',
    },
    { brand: { accent: 'red' }, said: 'must be a colour such as #b0371d', why: 'a name' },
    { brand: { theme: 'fancy' }, said: '"letter", "journal" or "plain"', why: 'no such theme' },
    {
      brand: { logo: '/logo.png' },
      said: 'must be an absolute http(s) URL',
      why: 'a path means nothing in a mail',
    },
    { brand: { serif: 'a;b{}' }, said: 'must be a list of font names', why: 'no style of its own' },
    { brand: { colour: '#000' }, said: 'There is no setting `brand.colour`', why: 'a slip' },
  ])('is refused with a place: $why', ({ brand, said }) => {
    expect(problemsOf(brand).join('\n')).toContain(said);
  });

  it('says a colour that would do, and that one does', () => {
    const better = /#[\da-f]{6} has the same hue/
      .exec(problemsOf({ accent: '#ffcc00' }).join(''))?.[0]
      .slice(0, 7);
    expect(problemsOf({ accent: better })).toEqual([]);
  });
});
