/**
 * The colours of a publication, light and dark, in mails and on pages: the colours of a theme, with the accent and the
 * paper of the brand. All words can be read on every ground that they are printed on.
 */
import { contrast, lightened, mixed, READABLE, readableOn, turned } from './colour.ts';
import type { Colour } from './colour-spaces.ts';

/** The built-in themes; each may also have templates of its own, in `email-templates/themes/`. */
export const themeNames = ['letter', 'journal', 'plain'] as const;
export type ThemeName = (typeof themeNames)[number];

export type Shades = {
  /** The ground around the card. */
  readonly paper: Colour;
  readonly card: Colour;
  readonly ink: Colour;
  /** Running text, softer than a headline. */
  readonly soft: Colour;
  /** Small text such as dates. */
  readonly muted: Colour;
  readonly rule: Colour;
  /** The ground of boxes. */
  readonly box: Colour;
  readonly accent: Colour;
  /** Words on the accent. */
  readonly on_accent: Colour;
  /** The band at the top that says what the week was about. */
  readonly band: Colour;
  readonly on_band: Colour;
  readonly band_accent: Colour;
  readonly band_rule: Colour;
  /** One for each category, used in turn; the first is the accent. */
  readonly tones: readonly Colour[];
};

export type Palette = { readonly light: Shades; readonly dark: Shades };

type Ground = Omit<Shades, 'accent' | 'on_accent' | 'tones' | 'band_accent'>;

const night: Ground = {
  paper: '#11131a',
  card: '#1a1d27',
  ink: '#f2efe9',
  soft: '#d4d1ca',
  muted: '#a7abb8',
  rule: '#363b49',
  box: '#252936',
  band: '#252936',
  on_band: '#f2efe9',
  band_rule: '#3c4252',
};

const day: Record<ThemeName, Ground> = {
  letter: {
    paper: '#f0ede5',
    card: '#fffdf8',
    ink: '#1b1f2a',
    soft: '#3d4350',
    muted: '#5d626d',
    rule: '#ded8cb',
    box: '#f5f0e6',
    band: '#1b1f2c',
    on_band: '#fbf8f1',
    band_rule: '#3a4052',
  },
  journal: {
    paper: '#fbfaf6',
    card: '#fbfaf6',
    ink: '#16181d',
    soft: '#33373f',
    muted: '#595d66',
    rule: '#d8d5cc',
    box: '#f1efe8',
    band: '#f1efe8',
    on_band: '#16181d',
    band_rule: '#d8d5cc',
  },
  plain: {
    paper: '#ffffff',
    card: '#ffffff',
    ink: '#1a1c20',
    soft: '#3a3e45',
    muted: '#5b6069',
    rule: '#e2e3e6',
    box: '#f5f6f7',
    band: '#f5f6f7',
    on_band: '#1a1c20',
    band_rule: '#e2e3e6',
  },
};

/** The accent if the publication names none. */
const accents: Record<ThemeName, Colour> = { letter: '#b0371d', journal: '#9c1c2b', plain: '#1f5fa8' };

/** How many degrees the hues of the categories differ from the accent. */
const HUES = [0, 205, 120, 265] as const;

/** The colours that a brand may set; the theme gives the others. */
export type Colours = {
  readonly theme: ThemeName;
  readonly accent?: Colour | undefined;
  readonly paper?: Colour | undefined;
};

export function paletteOf({ theme, accent = accents[theme], paper }: Colours): Palette {
  const ground = paper === undefined ? day[theme] : onPaper(day[theme], paper);
  return { light: shadesOf(ground, accent), dark: shadesOf(night, lightened(accent)) };
}

/** If the brand has its own paper, the colours of boxes and lines are mixed from it. */
function onPaper(ground: Ground, paper: Colour): Ground {
  const flat = ground.card === ground.paper;
  return {
    ...ground,
    paper,
    card: flat ? paper : mixed(paper, '#ffffff', 0.8),
    rule: mixed(paper, ground.ink, 0.12),
    box: mixed(paper, '#ffffff', flat ? 0 : 0.4),
    ...(ground.band === ground.box
      ? { band: mixed(paper, ground.ink, 0.05), band_rule: mixed(paper, ground.ink, 0.14) }
      : {}),
  };
}

function shadesOf(ground: Ground, accent: Colour): Shades {
  const grounds = [ground.paper, ground.card, ground.box];
  const main = readableOn(accent, grounds);
  return {
    ...ground,
    soft: readableOn(ground.soft, grounds),
    muted: readableOn(ground.muted, grounds),
    accent: main,
    on_accent: onto(main),
    band_accent: readableOn(isSame(ground.band, ground.box) ? main : lightened(accent), [ground.band]),
    tones: HUES.map((degrees) => (degrees === 0 ? main : readableOn(turned(main, degrees), grounds))),
  };
}

/** The colour of words on a colour: nearly white, or nearly black if white could not be read. */
function onto(colour: Colour): Colour {
  const white = mixed(colour, '#ffffff', 0.96);
  return contrast(white, colour) >= READABLE ? white : readableOn(mixed(colour, '#000000', 0.86), [colour]);
}

function isSame(a: Colour, b: Colour): boolean {
  return a === b;
}

/** The colour of words on paper: the paper must be light enough for it. */
export function inkOf(theme: ThemeName): Colour {
  return day[theme].ink;
}

/** The grounds behind an accent: it must be readable on all of them. */
export function groundsOf(colours: Colours): readonly Colour[] {
  const { paper, card, box } = paletteOf(colours).light;
  return [paper, card, box];
}
