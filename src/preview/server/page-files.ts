/**
 * The files that run in the browser. They are served as they are: from `src/preview/page/` in a checkout, and from
 * `dist/preview/` in the installed package. Only the files of this table are served.
 */
import { join } from 'node:path';
import { packageRoot } from '../../digest/templates/templates.ts';
import { readWhole } from '../../disk/files.ts';
import { paletteOf, type Shades } from '../../settings/palette.ts';
import type { Settings } from '../../settings.ts';

const SCRIPTS =
  'app drag elements events faults frames growth note-fields post-order ready saving server tabs views';
const STYLES = 'growth lists mail narrow page ready shape';

/** The type of each file. */
const types: ReadonlyMap<string, string> = new Map([
  ...SCRIPTS.split(' ').map((name) => [`${name}.js`, 'text/javascript; charset=utf-8'] as const),
  ...STYLES.split(' ').map((name) => [`${name}.css`, 'text/css; charset=utf-8'] as const),
]);

export type PageFile = { readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> };

/** @returns `undefined` if the table has no such name */
export function pageFile(name: string): PageFile | undefined {
  const type = types.get(name);
  if (type === undefined) return undefined;
  const root = packageRoot(import.meta.dirname);
  const bytes =
    readWhole(join(root, 'src/preview/page', name)) ?? readWhole(join(root, 'dist/preview', name));
  return bytes === undefined ? undefined : { type, bytes: new Uint8Array(bytes) };
}

/** The style sheet with the colours of the brand, light and dark, so that the page looks as the mail does. */
export function themeStyle(settings: Settings): string {
  const { light, dark } = paletteOf(settings.brand);
  return `:root{${variables(light)}}@media(prefers-color-scheme:dark){:root{${variables(dark)}}}`;
}

function variables({
  paper,
  card,
  ink,
  soft,
  muted,
  rule,
  box,
  accent,
  on_accent: onAccent,
}: Shades): string {
  const values = { paper, card, ink, soft, muted, rule, box, accent, 'on-accent': onAccent };
  return Object.entries(values)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(';');
}
