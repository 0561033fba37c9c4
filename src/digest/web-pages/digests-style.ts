/** The look of the list of digests: colours and fonts of the brand, for screens from 320 px; it loads nothing. */

import { paletteOf, type Shades } from '../../settings/palette.ts';
import type { Settings } from '../../settings.ts';
import { themeView } from '../templates/theme.ts';

export function digestsStyle(settings: Settings): string {
  const { light, dark } = paletteOf(settings.brand);
  const { serif, sans } = themeView(settings) as { serif: string; sans: string }; // both are texts
  return `
:root { color-scheme: light dark; ${colours(light)} }
@media (prefers-color-scheme: dark) { :root { ${colours(dark)} } }
* { box-sizing: border-box; margin: 0; padding: 0; }
body { background: var(--paper); color: var(--ink); font: 16px/1.8 ${sans}; line-break: strict; overflow-wrap: anywhere; -webkit-text-size-adjust: 100%; }
h1, h2, h3 { font-family: ${serif}; line-height: 1.5; word-break: auto-phrase; }
a { color: inherit; text-decoration: none; }
a:hover { text-decoration: underline; text-underline-offset: .2em; }
a:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
.page { max-width: 720px; margin: 0 auto; padding: 32px 24px 72px; }
.name { font-family: ${serif}; font-weight: 700; font-size: 18px; }
.tagline { color: var(--accent); font-size: 14px; font-weight: 700; }
h1 { font-size: clamp(28px, 6vw, 40px); margin-top: 40px; }
.ways { margin-top: 6px; }
.ways a { color: var(--accent); font-weight: 700; text-decoration: underline; text-underline-offset: .2em; display: inline-block; padding: 4px 0; }
section { border-top: 3px solid var(--ink); margin-top: 40px; padding-top: 12px; }
h2 { font-size: 20px; }
ul { list-style: none; }
li { padding: 16px 0; border-top: 1px solid var(--rule); }
li:first-child { border-top: 0; }
.about { color: var(--muted); font-size: 14px; }
h3 { font-size: 18px; }
.others { color: var(--muted); font-size: 15px; line-height: 1.7; margin-top: 2px; word-break: auto-phrase; text-wrap: pretty; }
h3 a { display: inline-block; padding: 2px 0; }
.none { margin-top: 40px; color: var(--muted); }
`.trim();
}

function colours({ paper, ink, muted, rule, accent }: Shades): string {
  return `--paper: ${paper}; --ink: ${ink}; --muted: ${muted}; --rule: ${rule}; --accent: ${accent};`;
}
