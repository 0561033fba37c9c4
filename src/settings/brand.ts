/** Settings of the brand: how mails, their web version, the list of digests and the feed page look. */
import * as v from 'valibot';
import { contrast, parseColour, READABLE, readableOn } from './colour.ts';
import { anyUrl, line } from './fields.ts';
import { type Colours, groundsOf, inkOf, themeNames } from './palette.ts';

const colour = (about: string) =>
  v.pipe(
    v.string(),
    v.check((text) => parseColour(text.trim()) !== undefined, 'must be a colour such as #b0371d'),
    v.transform((text) => parseColour(text.trim()) ?? ''),
    v.description(about),
  );

const fields = v.strictObject({
  theme: v.optional(
    v.pipe(
      v.picklist(themeNames, 'must be "letter", "journal" or "plain"'),
      v.description('The look to begin with; templates of your own stand above it.'),
    ),
    'letter',
  ),
  title: v.optional(line('A shorter name for the masthead (default: `site.title`).')),
  tagline: v.optional(line('The line below it (default: `site.description`).')),
  logo: v.optional(anyUrl('A picture that stands for the name in the masthead, twice as large as shown.')),
  logoDark: v.optional(anyUrl('The same for dark pages, where `logo` could not be seen.')),
  accent: v.optional(
    colour('The colour of links, buttons and the first category; the dark one is made of it.'),
  ),
  paper: v.optional(colour('The ground of mails and pages by day; by night it is dark.')),
  serif: v.optional(
    v.pipe(
      line('Fonts of headlines, as CSS lists them: `Georgia, "Yu Mincho", serif`.'),
      v.regex(/^[\p{L}\p{N} ,'"_-]+$/u, 'must be a list of font names'),
      v.transform((fonts) => fonts.replace(/['"]/g, '')), // names need no quotes, and quotes would end an HTML attribute
    ),
  ),
});

type Brand = v.InferOutput<typeof fields>;

export const brand = v.pipe(
  fields,
  v.forward(
    v.check(
      ({ paper, theme }) => paper === undefined || contrast(paper, inkOf(theme)) >= 2 * READABLE,
      'is too dark to read on: take a light colour; by night pages are dark by themselves',
    ),
    ['paper'],
  ),
  v.forward(
    v.check(isReadable, (issue) => unreadable(issue.input)),
    ['accent'],
  ),
);

function isReadable(brand: Brand): boolean {
  return brand.accent === undefined || weakest(brand, brand.accent) >= READABLE;
}

function weakest(colours: Colours, accent: string): number {
  return Math.min(...groundsOf(colours).map((ground) => contrast(accent, ground)));
}

function unreadable(brand: Brand): string {
  const { accent = '' } = brand;
  const better = readableOn(accent, groundsOf(brand));
  return `is hard to read on the paper: its contrast is ${weakest(brand, accent).toFixed(1)}, and small letters need ${READABLE}; ${better} has the same hue and can be read`;
}
