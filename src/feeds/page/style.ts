/** The look of the feed page: paper and ink, light and dark, from 320 px of width; system fonts only. */

import { fontsOf } from '../../locale/letters/fonts.ts';
import { styleFor } from '../../locale/letters/mirrored-style.ts';
import { mixed } from '../../settings/colour.ts';
import { paletteOf, type Shades } from '../../settings/palette.ts';
import type { Settings } from '../../settings.ts';

const JAPANESE = {
  serif:
    '"Hiragino Mincho ProN", "Noto Serif JP", "Noto Serif CJK JP", "Yu Mincho", YuMincho, Georgia, serif',
  sans: '"Hiragino Sans", "Hiragino Kaku Gothic ProN", "Noto Sans JP", "Noto Sans CJK JP", "Yu Gothic", Meiryo, system-ui, sans-serif',
};

/** In the colours and the type of the brand. */
export function styleOf({ brand, site }: Pick<Settings, 'brand' | 'site'>): string {
  const { light, dark } = paletteOf(brand);
  const { mono, ...fonts } = fontsOf(site.language);
  const { serif, sans } = /^ja\b/i.test(site.language) ? JAPANESE : fonts;
  return `
:root {
  color-scheme: light dark;
  ${coloursOf(light, '#000000')}
  --serif: ${brand.serif ?? serif};
  --sans: ${sans};
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, ${mono}, monospace;
}
@media (prefers-color-scheme: dark) { :root { ${coloursOf(dark, '#ffffff')} } }
${styleFor(site.language, RULES)}
`.trim();
}

/** @param pressed the colour that is mixed into the accent while a pointer is on it */
function coloursOf(
  { paper, card, ink, muted, rule, accent, on_accent, box }: Shades,
  pressed: string,
): string {
  return `--paper: ${paper}; --card: ${card}; --ink: ${ink}; --soft: ${muted}; --line: ${rule}; --accent: ${accent}; --press: ${mixed(accent, pressed, 0.2)}; --on-accent: ${on_accent}; --field: ${box};`;
}

const RULES = `
* { box-sizing: border-box; margin: 0; padding: 0; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  background: var(--paper); color: var(--ink); font: 16px/1.8 var(--sans);
  line-break: strict; overflow-wrap: anywhere; padding: 0 20px;
}
h1, h2, h3 { font-family: var(--serif); line-height: 1.45; text-wrap: balance; }
h1, h2, h3, p { word-break: auto-phrase; }
a { color: inherit; text-decoration-color: var(--line); text-underline-offset: .25em; text-decoration-thickness: 1px; }
a:hover { color: var(--accent); text-decoration-color: currentColor; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 3px; }
ul { list-style: none; }
.page { max-width: 760px; margin: 0 auto; padding: 28px 0 64px; }
.name { display: flex; justify-content: space-between; gap: 8px 24px; flex-wrap: wrap; font-size: 14px; }
.name b { font-family: var(--serif); font-size: 18px; letter-spacing: .02em; }
.name a { color: var(--soft); }
.lead { padding: 60px 0 44px; }
.lead svg { width: 36px; height: 36px; color: var(--accent); display: block; margin-bottom: 20px; }
h1 { font-size: clamp(28px, 5.4vw, 40px); letter-spacing: .01em; }
.lead p { margin-top: 18px; max-width: 38em; color: var(--soft); text-wrap: pretty; }
.card { background: var(--card); border-radius: 10px; padding: 32px 36px 34px; }
.card h2 { font-size: 24px; }
.about { display: flex; align-items: baseline; gap: 4px 14px; flex-wrap: wrap; }
.count { color: var(--soft); font-size: 13px; white-space: nowrap; font-variant-numeric: tabular-nums; }
.about + p { color: var(--soft); font-size: 15px; }
.addresses { margin-top: 20px; display: grid; gap: 8px; }
.address {
  display: grid; grid-template-columns: 5.6em minmax(0, 1fr) auto; align-items: center;
  background: var(--field); border-radius: 6px; min-height: 48px; padding-left: 16px;
}
.address b { font-size: 13px; letter-spacing: .02em; }
.address a { font: 14px/1.5 var(--mono); padding: 12px 12px 12px 0; text-decoration: none; }
.hint { margin-top: 16px; font-size: 14px; color: var(--soft); text-wrap: pretty; }
.hint a { padding: 4px 0; }
button {
  font: 600 13px/1 var(--sans); color: var(--accent); background: none; border: 0; cursor: pointer;
  min-width: 44px; min-height: 44px; border-radius: 6px; white-space: nowrap;
}
button:hover { color: var(--press); }
.address button { padding: 0 18px; min-height: 48px; min-width: 8.2em; }
.address:first-child button { background: var(--accent); color: var(--on-accent); border-radius: 0 6px 6px 0; }
.address:first-child button:hover { background: var(--press); }
section { margin-top: 56px; }
.rule { border-top: 2px solid var(--ink); padding-top: 12px; font-size: 20px; }
.category {
  display: flex; align-items: center; justify-content: space-between; gap: 10px 24px; flex-wrap: wrap;
  padding: 14px 0; border-bottom: 1px solid var(--line);
}
.category h3 { font: 600 16px/1.6 var(--sans); }
.chips { display: flex; gap: 8px; flex-wrap: wrap; }
.chip { display: inline-flex; align-items: center; background: var(--card); border: 1px solid var(--line); border-radius: 22px; }
.chip a { font-size: 13px; padding: 9px 14px; line-height: 24px; text-decoration: none; }
.chip button { min-height: 42px; padding: 0 12px 0 2px; margin-left: -6px; min-width: 40px; }
.chip svg { width: 16px; height: 16px; display: block; margin: 0 auto; }
.post { display: grid; grid-template-columns: 9em minmax(0, 1fr); gap: 0 20px; padding: 16px 0; border-bottom: 1px solid var(--line); }
.post time { color: var(--soft); font-size: 13px; line-height: 28px; font-variant-numeric: tabular-nums; }
.post h3 { font-size: 17px; line-height: 1.65; }
.post h3 a { text-decoration: none; }
.post p {
  grid-column: 2; color: var(--soft); font-size: 14px; line-height: 1.75; margin-top: 4px;
  display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden;
}
li:last-child { border-bottom: 0; }
.none { color: var(--soft); padding: 18px 0; }
.said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 600px) {
  body { padding: 0 16px; }
  .page { padding: 20px 0 48px; }
  .lead { padding: 40px 0 32px; }
  .card { padding: 24px 20px; margin: 0 -4px; }
  .address { grid-template-columns: minmax(0, 1fr) auto; padding-left: 14px; }
  .address b { grid-row: 1; grid-column: 1; padding-top: 10px; line-height: 1.4; }
  .address a { grid-row: 2; grid-column: 1; padding: 2px 10px 11px 0; font-size: 13px; }
  .address button { grid-row: 1 / 3; grid-column: 2; padding: 0 10px; align-self: stretch; min-width: 6.6em; }
  section { margin-top: 44px; }
  .chips { width: 100%; }
  .post { grid-template-columns: minmax(0, 1fr); }
  .post p { grid-column: 1; }
}
@media print { button { display: none; } body { background: none; } }
`.trim();

/** Shows the buttons only if they work, copies, and says so to eyes and to screen readers. */
export const SCRIPT = `
for (const button of document.querySelectorAll('button[data-copy]')) {
  const face = button.innerHTML;
  let timer;
  button.hidden = false;
  button.addEventListener('click', async () => {
    const { copy, done, failed, mark } = button.dataset;
    const said = document.querySelector('.said');
    let word = done;
    try {
      await navigator.clipboard.writeText(copy);
    } catch {
      word = failed;
      getSelection().selectAllChildren(button.parentElement.querySelector('a'));
    }
    said.textContent = word;
    button.textContent = mark && word === done ? mark : word;
    clearTimeout(timer);
    timer = setTimeout(() => { button.innerHTML = face; said.textContent = ''; }, 2400);
  });
}
`.trim();
