/** Two small pages for a frame: a feed entry as a reader shows it, and a sentence if there is nothing to show. */
import { html, trusted } from '../../feeds/formats/html.ts';
import type { ReadingEntry } from '../../feeds/formats/parsed-feed.ts';
import { localeOf } from '../../locale/locale.ts';

const STYLE = `:root{color-scheme:light dark}body{margin:0;padding:26px 24px 40px;font:16px/1.8 system-ui,sans-serif;color:#1b1f2a;background:#fff;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.5;margin:0 0 6px;word-break:auto-phrase;text-wrap:balance}p,li{text-wrap:pretty}.about{color:#5d626d;font-size:.875rem;margin:0 0 24px}img,video,table{max-width:100%;height:auto}pre{white-space:pre-wrap}a{color:#1f5bb5}.said{white-space:pre-wrap}
@media(prefers-color-scheme:dark){body{color:#f2efe9;background:#1a1d27}.about{color:#a7abb8}a{color:#8fb8f5}}`;

/** @param day the day of publication in words, such as `2025年11月7日` */
export function entryPage(entry: ReadingEntry, day: string, language: string): string {
  const { feeds, mail } = localeOf(language);
  const named = [entry.authors, entry.categories].map((names) => names.join(mail.comma));
  const about = [day, ...named].filter((part) => part !== '');
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${entry.title}</title><style>${trusted(STYLE)}</style></head>
<body><article><h1>${entry.title}</h1><p class="about">${about.join(feeds.between)}</p>
${entry.content === undefined ? html`<p>${entry.summary}</p>` : trusted(entry.content)}</article></body></html>
`.html;
}

export function emptyPage(words: string, language: string): string {
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${words}</title><style>${trusted(STYLE)}</style></head>
<body><p class="about said">${words}</p></body></html>
`.html;
}
