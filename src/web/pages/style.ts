/**
 * The look of the service's pages: the colours and fonts of the brand, light and dark, for screens from 320 px; nothing
 * is loaded.
 */
import { themeView } from '../../digest/templates/theme.ts';
import { styleFor } from '../../locale/letters/mirrored-style.ts';
import { mixed } from '../../settings/colour.ts';
import { paletteOf, type Shades } from '../../settings/palette.ts';
import type { Settings } from '../../settings.ts';
import { policyOfPage } from '../content-security-policy.ts';

export type PageLook = {
  readonly style: string;
  /** The `Content-Security-Policy` that allows this style. */
  readonly policy: string;
  /** The name or logo of the publication at the top. */
  readonly name: string;
};

/** The same for every page of a service, so it is made once. */
export function lookOf(settings: Settings): PageLook {
  const style = styleOf(settings);
  return { style, policy: policyOfPage(style), name: settings.brand.title ?? settings.site.title };
}

function styleOf(settings: Settings): string {
  const { light, dark } = paletteOf(settings.brand);
  const { serif, sans } = themeView(settings) as { serif: string; sans: string }; // both are text
  return `
:root{color-scheme:light dark;${coloursOf(light, '#000000')}--serif:${serif};--sans:${sans}}
@media(prefers-color-scheme:dark){:root{${coloursOf(dark, '#ffffff')}}}
${styleFor(settings.site.language, RULES)}`.trim();
}

/** @param pressed the colour that is mixed into an accent while a pointer is on it */
function coloursOf(
  { paper, card, ink, soft, muted, rule, accent, on_accent, box }: Shades,
  pressed: string,
): string {
  const line = mixed(muted, ink, 0.1); // people who see little must see the border of a field (WCAG 2.2, 1.4.11)
  const all = {
    paper,
    card,
    ink,
    soft,
    rule,
    line,
    accent,
    press: mixed(accent, pressed, 0.2),
    on: on_accent,
    field: box,
  };
  return Object.entries(all)
    .map(([name, colour]) => `--${name}:${colour};`)
    .join('');
}

const RULES = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.85 var(--sans);line-break:strict;overflow-wrap:anywhere}
h1,h2,p,ul,fieldset{margin:0;padding:0}
h1,h2{font-family:var(--serif);line-height:1.5;text-wrap:balance;word-break:auto-phrase}
p,li,legend,label{word-break:auto-phrase;text-wrap:pretty}
a{color:inherit;text-decoration:underline;text-underline-offset:.22em;text-decoration-thickness:1px}
a:hover{color:var(--accent)}
:focus-visible,input[type=date]:focus-within{outline:3px solid var(--accent);outline-offset:3px;border-radius:4px}
.page{max-width:36rem;margin:0 auto;padding:0 20px 56px}
.top{display:flex;flex-wrap:wrap;gap:2px 20px;justify-content:space-between;align-items:baseline;padding:22px 0 16px;font-size:.875rem;color:var(--soft)}
.top b{font-family:var(--serif);font-size:1.125rem;letter-spacing:.02em;color:var(--ink)}
main{background:var(--card);border-radius:14px;padding:40px 40px 44px}
h1{font-size:1.75rem}
h2{font-size:1.25rem}
.lead{margin-top:14px}
.who{margin-top:18px;padding:12px 16px;background:var(--field);border-left:3px solid var(--accent);border-radius:0 6px 6px 0;font-weight:600}
.fault{margin-top:20px;padding:12px 16px;border:2px solid var(--accent);border-radius:8px}
form{margin-top:26px}
label,legend{font-weight:600;font-size:.9375rem;padding:0}
input[type=email],input[type=text],input[type=date]{display:block;width:100%;margin-top:8px;padding:11px 14px;min-height:50px;font:1.0625rem/1.5 var(--sans);color:var(--ink);background:var(--field);border:1px solid var(--line);border-radius:8px}
input.code{font-size:1.5rem;letter-spacing:.3em;max-width:13rem;font-variant-numeric:tabular-nums}
fieldset{border:0;margin-top:24px;min-width:0}
.choice{display:flex;align-items:flex-start;gap:12px;padding:11px 0;border-bottom:1px solid var(--rule);font-weight:400;font-size:1rem}
.choice input{flex:none;width:22px;height:22px;margin:4px 0 0;accent-color:var(--accent)}
button{display:inline-block;margin-top:24px;padding:13px 30px;min-height:52px;font:700 1rem/1.5 var(--sans);color:var(--on);background:var(--accent);border:0;border-radius:8px;cursor:pointer}
button:hover{background:var(--press)}
.second button{color:var(--ink);background:none;border:1px solid var(--line)}
.second button:hover{color:var(--accent);border-color:currentColor;background:none}
.small{font-size:.875rem;line-height:1.75;color:var(--soft);margin-top:18px}
ul.small{padding-left:1.3em}
ul.small li{margin-top:6px}
section{margin-top:38px;padding-top:26px;border-top:1px solid var(--rule)}
section p{margin-top:8px}
section form{margin-top:16px}
.who+form:has(>button:only-child){margin-top:0}
.trap{position:absolute;left:-9999px;width:1px;height:1px;overflow:hidden}
footer{padding:26px 0 0;font-size:.8125rem;line-height:1.75;color:var(--soft)}
@media(max-width:520px){.page{padding:0 12px 40px}.top{padding:16px 8px 12px}main{padding:28px 20px 34px}h1{font-size:1.5rem}footer{padding:22px 8px 0}button{display:block;width:100%}}
`.trim();
