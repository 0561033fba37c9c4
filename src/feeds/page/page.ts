/**
 * `out/feeds/index.html`: which feeds there are, what a feed is, and what is new, in the site's language. It loads
 * nothing from other places; without scripts it is a page of links.
 */

import { hash } from 'node:crypto';
import { localeOf } from '../../locale/locale.ts';
import type { FeedWords } from '../../locale/words.ts';
import type { Settings } from '../../settings.ts';
import { wallTime } from '../../time.ts';
import type { ChannelKind, FeedChannel } from '../channel.ts';
import type { FeedEntry } from '../feed.ts';
import { formats } from '../formats/formats.ts';
import { apart, type Html, html, languageAttributes, trusted } from '../formats/html.ts';
import { SCRIPT, styleOf } from './style.ts';

export const PAGE_FILE = 'feeds/index.html';

/** The preview shows this many entries. */
export const PREVIEW = 6;

/** @param latest newest first */
export function renderPage(
  channels: readonly FeedChannel[],
  latest: readonly FeedEntry[],
  settings: Settings,
): string {
  const { site, brand } = settings;
  const words = localeOf(site.language).feeds;
  const [everything, ...others] = channels;
  const page = html`<!doctype html>
<html ${languageAttributes(site.language)}>
${head(channels, settings)}
<body>
<div class="page">
<header>
<p class="name"><b>${apart(brand.title ?? site.title, site.language)}</b><a href="${site.url}/">${words.backToSite}</a></p>
<div class="lead">
${ICON}
<h1>${words.heading}</h1>
<p>${words.whatIsAFeed}</p>
</div>
</header>
<main>
${everything === undefined ? [] : mainFeed(everything, words)}
${groupsOf(others, words, site.language)}${preview(latest.slice(0, PREVIEW), words, site)}
</main>
<p class="said" role="status"></p>
</div>
<script>
${trusted(SCRIPT)}
</script>
</body>
</html>
`;
  return page.html;
}

function head(channels: readonly FeedChannel[], settings: Settings): Html {
  const { site } = settings;
  const { feeds: words, mail } = localeOf(site.language);
  const style = styleOf(settings);
  return html`<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policyFor(style)}">
<title>${words.heading}${mail.words.title_end}${site.title}</title>
<meta name="description" content="${words.whatIsAFeed}">
<link rel="canonical" href="${site.url}/feeds/">
${channels.map(discovery)}<style>
${trusted(style)}
</style>
</head>`;
}

/** Only the page's own style and script are allowed. */
function policyFor(style: string): string {
  return [
    "default-src 'none'",
    `style-src '${hashOf(`\n${style}\n`)}'`,
    `script-src '${hashOf(`\n${SCRIPT}\n`)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function hashOf(text: string): string {
  return `sha256-${hash('sha256', text, 'base64')}`;
}

const ICON = trusted(
  '<svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="4.5" cy="19.5" r="2.5" fill="currentColor"/>' +
    '<path d="M2 10.5A11.5 11.5 0 0 1 13.5 22M2 3.5A18.5 18.5 0 0 1 20.5 22" fill="none" stroke="currentColor" stroke-width="3"/></svg>',
);
const COPY_ICON = trusted(
  '<svg viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round">' +
    '<rect x="5.5" y="5.5" width="8" height="8.5" rx="1.5"/><path d="M10.5 5.5v-2A1.5 1.5 0 0 0 9 2H4a1.5 1.5 0 0 0-1.5 1.5V9A1.5 1.5 0 0 0 4 10.5h1.5"/></svg>',
);

type Address = {
  readonly format: string;
  readonly mediaType: string;
  readonly url: string;
  readonly href: string;
};

/** Links are relative, so that they also work in a folder on disk; the text that is copied is absolute. */
function addressesOf({ folder, path }: FeedChannel): Address[] {
  return Object.values(formats).map(({ name, file, mediaType }) => {
    return { format: name, mediaType, url: folder + file, href: `../${path}${file}` };
  });
}

function discovery(channel: FeedChannel): Html {
  const links = addressesOf(channel).map(
    ({ format, mediaType, href }) =>
      html`<link rel="alternate" type="${mediaType}" title="${channel.title} (${format})" href="${href}">\n`,
  );
  return html`${links}`;
}

function mainFeed(channel: FeedChannel, words: FeedWords): Html {
  const rows = addressesOf(channel).map(
    (address) =>
      html`<li class="address"><b>${address.format}</b><a href="${address.href}">${address.url}</a>${copyButton(
        address,
        words.all,
        words,
        html`${words.copy}`,
      )}</li>\n`,
  );
  return html`<div class="card">
<div class="about"><h2>${words.all}</h2><span class="count">${words.posts(channel.total)}</span></div>
<p>${words.allAbout}</p>
<ul class="addresses">
${rows}</ul>
<p class="hint">${words.choice}</p>
</div>`;
}

const groupOrder = [
  'digests',
  'podcast',
  'category',
  'tag',
  'author',
] as const satisfies readonly ChannelKind[];

function groupsOf(channels: readonly FeedChannel[], words: FeedWords, language: string): Html {
  const groups = groupOrder.flatMap((kind) => {
    const held = channels.filter((channel) => channel.kind === kind);
    return held.length === 0 ? [] : [groupList(kind, held, words, language)];
  });
  if (groups.length === 0) return html``;
  return html`${groups}<p class="hint"><a href="feeds.opml" download>${words.opml}</a></p>\n`;
}

function groupList(
  kind: (typeof groupOrder)[number],
  channels: readonly FeedChannel[],
  words: FeedWords,
  language: string,
): Html {
  const rows = channels.map((channel) => {
    const name = channel.name ?? channel.title;
    const chips = addressesOf(channel).map(
      (address) =>
        html`<span class="chip"><a href="${address.href}">${address.format}</a>${copyButton(address, name, words, COPY_ICON, '✓')}</span>`,
    );
    return html`<li class="category"><div class="about"><h3>${apart(name, language)}</h3><span class="count">${
      channel.kind === 'digests' ? words.issues(channel.total) : words.posts(channel.total)
    }</span></div><div class="chips">${chips}</div></li>\n`;
  });
  return html`<section>
<h2 class="rule">${words.groups[kind]}</h2>
<ul>
${rows}</ul>
</section>\n`;
}

/** @param mark what a small button shows instead of words after it has copied */
function copyButton({ url, format }: Address, feed: string, words: FeedWords, face: Html, mark = ''): Html {
  const label = `${words.copy}: ${words.address(feed, format)}`;
  return html`<button type="button" hidden aria-label="${label}" title="${words.copy}" data-copy="${url}" data-done="${words.copied}" data-failed="${words.copyFailed}" data-mark="${mark}">${face}</button>`;
}

function preview(entries: readonly FeedEntry[], words: FeedWords, site: Settings['site']): Html {
  const rows = entries.map(({ title, url, summary, published }) => {
    const { year, month, day } = wallTime(published, site.timezone);
    return html`<li class="post"><time datetime="${published.toISOString()}">${words.day(year, month, day)}</time>
<h3><a href="${url}">${apart(title, site.language)}</a></h3>${summary === '' || summary === title ? [] : html`<p>${apart(summary, site.language)}</p>`}</li>\n`;
  });
  const list = entries.length === 0 ? html`<p class="none">${words.none}</p>` : html`<ul>\n${rows}</ul>`;
  return html`<section>
<h2 class="rule">${words.latest}</h2>
${list}
</section>`;
}
