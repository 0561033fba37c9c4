/** The look of a brand and a theme, as templates name it: colours, fonts, and the masthead. */

import { chineseScriptOf } from '../../locale/letters/chinese-script.ts';
import { directionOf } from '../../locale/letters/direction.ts';
import { fontsOf } from '../../locale/letters/fonts.ts';
import { joinsLetters } from '../../locale/letters/script.ts';
import { paletteOf, type Shades } from '../../settings/palette.ts';
import type { Settings } from '../../settings.ts';
import { defuse } from '../text/escape-slots.ts';
import { columnsOf } from '../text/text-width.ts';
import type { Variables } from './template.ts';

/** `theme.ink` by day, `theme.dark.ink` by night. */
export function themeView({ brand, site }: Settings): Variables {
  const { light, dark } = paletteOf(brand);
  const { sans, serif, outlook } = fontsOf(site.language);
  const [start, end] = directionOf(site.language) === 'rtl' ? ['right', 'left'] : ['left', 'right'];
  return {
    name: brand.theme,
    start,
    end,
    ...shadesView(light),
    dark: shadesView(dark),
    sans,
    serif: brand.serif ?? (brand.theme === 'plain' ? sans : serif),
    outlook,
    joined: joinsLetters(site.language),
    word_break: chineseScriptOf(site.language) === undefined ? 'keep-all' : 'normal', // Chinese has no phrases to keep
  };
}

function shadesView({ tones, ...shades }: Shades): Variables {
  return { ...shades, tones };
}

/** The masthead: a name that is too long for one line on a phone is set smaller, and may break between phrases. */
export function brandView({ brand, site }: Settings): Variables {
  const title = defuse(brand.title ?? site.title);
  return {
    title,
    tagline: defuse(brand.tagline ?? taglineOf(site.description ?? '')),
    logo: brand.logo ?? '',
    logo_dark: brand.logoDark ?? brand.logo ?? '',
    size: fitting(columnsOf(title), 276, 22, 36),
    size_wide: fitting(columnsOf(title), 510, 28, 46),
  };
}

/** A description of one sentence, as a line below the name, without its full stop. */
function taglineOf(description: string): string {
  return /^[^。．.！？!?।۔؟]+[。．.।۔]$/u.test(description) ? description.slice(0, -1) : description;
}

/**
 * The font size in px at which `columns` fit into one line of `width` px, not below `least` and not above `most`. A
 * full-width letter has two columns.
 */
export function fitting(columns: number, width: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, Math.floor(width / (columns / 2))));
}
