/**
 * A contact sheet: eight states of a mail in one picture, to be looked at or passed on. A Chromium that is there draws
 * it, in one go and without a window: the states stand side by side on one page, each in a frame without scripts.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeWhole } from '../../disk/files.ts';
import { html, trusted } from '../../feeds/formats/html.ts';
import { previewWords } from '../../locale/preview/preview-locale.ts';
import type { Edition } from '../../mail/email.ts';
import { pictureHosts } from '../../preview/content-security-policy.ts';
import { type FrameLook, framed } from '../../preview/frames/frames.ts';
import { type Problem, ProblemError } from '../../problem.ts';
import type { Settings } from '../../settings.ts';
import { type Drawing, drawPage } from './draw-page.ts';

/** What is shown, and how wide; a new state is a row here. */
const states: readonly (readonly [look: FrameLook | 'text', width: number])[] = [
  ['light', 375],
  ['dark', 375],
  ['light', 640],
  ['dark', 640],
  ['inverted', 375],
  ['no-styles', 375],
  ['no-pictures', 640],
  ['text', 640],
];
/** Of each mail so much is shown, in px. */
const HEIGHT = 1_400;
const GAP = 32;
const LABEL = 44;
const [WIDTH, ALL_HEIGHT] = [2 * (375 + 640) + 5 * GAP, 2 * (HEIGHT + LABEL) + 3 * GAP];

/** Looked for in this order, on the path and where systems put them. */
const browsers = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** @throws ProblemError (sheet-browser) if no browser draws it */
export async function drawSheet(file: string, edition: Edition, settings: Settings): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tayori-sheet-'));
  try {
    const page = join(folder, 'sheet.html');
    await writeWhole(page, sheetPage(edition, settings));
    const { browser } = settings.preview;
    const drawing = { width: WIDTH, height: ALL_HEIGHT, profile: join(folder, 'profile') };
    const url = pathToFileURL(page).href;
    const drawn = await firstThatDraws(browser === undefined ? browsers : [browser], { ...drawing, url });
    if (!Buffer.isBuffer(drawn)) throw new ProblemError([noBrowser(browser, drawn)]);
    await writeWhole(file, drawn);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** @returns what the first browser that exists has drawn or said; `undefined` if there is none */
async function firstThatDraws(programs: readonly string[], drawing: Drawing): ReturnType<typeof drawPage> {
  for (const program of programs) {
    const drawn = await drawPage(program, drawing);
    if (drawn !== undefined) return drawn;
  }
  return undefined;
}

/** What stands in the frames is held by the policy of the page around them. */
export function sheetPage(edition: Edition, settings: Settings): string {
  const { looks, views, mail } = previewWords(settings.site.language);
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data: ${pictureHosts(settings).join(' ')}`;
  const figures = states.map(([look, width]) => {
    const name = look === 'text' ? views.text : looks[look];
    const inside =
      look === 'text' ? textPage(edition.text) : framed(withoutPictures(edition.html, look), look, 'data:,');
    const [size] = (width === 375 ? mail.phone : mail.desktop).split(/[\s、,]/);
    return html`<figure><figcaption>${name}<span>${size ?? ''} ${String(width)}px</span></figcaption>
<iframe sandbox="" scrolling="no" width="${String(width)}" height="${String(HEIGHT)}" srcdoc="${inside}"></iframe></figure>\n`;
  });
  return html`<!doctype html>
<html lang="${settings.site.language}"><head><meta charset="utf-8"><meta http-equiv="content-security-policy" content="${policy}">
<style>${trusted(STYLE)}</style></head>
<body>${figures}</body></html>
`.html;
}

function withoutPictures(body: string, look: FrameLook): string {
  return look === 'no-pictures' ? body.replace(/(<img\b[^>]*?)\bsrc="[^"]*"/gi, '$1src="data:,"') : body;
}

function textPage(text: string): string {
  return html`<!doctype html><meta charset="utf-8"><style>pre{margin:0;padding:20px;font:14px/1.7 monospace;white-space:pre-wrap;overflow-wrap:anywhere}</style><pre>${text}</pre>`
    .html;
}

const STYLE = `body{display:grid;grid-template-columns:375px 375px 640px 640px;gap:${GAP}px;margin:${GAP}px;background:#d9d6cf;color:#22252c;font:16px/${LABEL}px system-ui,sans-serif}
figure{margin:0}figcaption{display:flex;justify-content:space-between}figcaption span{color:#5a5d66}iframe{display:block;border:0;background:#fff}`;

function noBrowser(browser: string | undefined, said: string | undefined): Problem {
  const [first = ''] = (said ?? '').split('\n').filter((line) => line.trim() !== '');
  const named = browser ?? 'chromium, google-chrome or another of its kind';
  return {
    code: 'sheet-browser',
    message:
      said === undefined
        ? `There is no ${named} to draw the contact sheet with; the digest itself was made.`
        : `The browser drew no contact sheet: ${first.slice(0, 200)}`,
    hint: 'Install Chromium or Chrome, or name one in tayori.config.ts: `preview: { browser: "/path/to/chromium" }`.',
    at: { file: 'tayori.config.ts', key: 'preview.browser' },
  };
}
