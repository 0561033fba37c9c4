/**
 * `out/digests/index.html`: the list of all digests, newest first, by month. Also the links on the web version of each
 * digest to the digests before and after it. Both are made from the manifests, each time.
 */
import { join, posix } from 'node:path';
import { readText, writeChanged } from '../../disk/files.ts';
import { placeBelow } from '../../disk/links-on-disk.ts';
import { type DigestManifest, readDigests } from '../../feeds/digest-feed.ts';
import { DIGESTS } from '../../feeds/digests-folder.ts';
import { apart, type Html, html, languageAttributes, trusted } from '../../feeds/formats/html.ts';
import { directionOf } from '../../locale/letters/direction.ts';
import { localeOf } from '../../locale/locale.ts';
import type { DigestWords } from '../../locale/words.ts';
import type { Settings } from '../../settings.ts';
import { isolated } from '../../text/isolated.ts';
import { wallTime } from '../../time.ts';
import { brandView } from '../templates/theme.ts';
import { digestsStyle } from './digests-style.ts';
import { withNeighbours } from './neighbour-links.ts';

/** Updates the list and the links. A digest whose period is not over yet is left out. */
export async function writeIssues(root: string, settings: Settings, now: Date): Promise<void> {
  const digests = (await readDigests(root)).filter(({ period }) => period.end <= now);
  const place = (name: string) =>
    placeBelow(join(root, 'out'), posix.join(posix.relative('out', DIGESTS), name));
  await writeChanged(place('index.html'), renderDigestsPage(digests, settings));
  for (const digest of digests) {
    const page = await readText(place(`${digest.id}/index.html`));
    if (page !== undefined)
      await writeChanged(
        place(`${digest.id}/index.html`),
        withNeighbours(page, linksOf(digest, digests, settings)),
      );
  }
}

/** A week is linked to weeks, a day to days, and a month to months. */
function linksOf(digest: DigestManifest, digests: readonly DigestManifest[], { site }: Settings): string {
  const { words } = localeOf(site.language).mail;
  const alike = digests.filter(({ id }) => shapeOf(id) === shapeOf(digest.id));
  const at = alike.indexOf(digest);
  const link = (one: DigestManifest | undefined, rel: 'prev' | 'next', word: string) =>
    one === undefined
      ? html``
      : html`<a rel="${rel}" href="../${one.id}/"><span>${word}</span><b>${one.period.label}</b></a>`;
  return html`${link(alike[at + 1], 'prev', words.previous)}${link(at > 0 ? alike[at - 1] : undefined, 'next', words.next)}`
    .html;
}

function shapeOf(id: string): string {
  return id.replace(/\d/g, '0');
}

/** @param digests newest first */
export function renderDigestsPage(digests: readonly DigestManifest[], settings: Settings): string {
  const { site } = settings;
  const { mail, feeds } = localeOf(site.language);
  const { title, tagline } = brandView(settings) as { title: string; tagline: string }; // both are texts
  const page = html`<!doctype html>
<html ${languageAttributes(site.language)}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${mail.issuesOf(title)}</title>
<meta name="description" content="${tagline}">
<meta name="color-scheme" content="light dark">
<link rel="canonical" href="${site.url}/digests/">
${settings.feeds.digests.on ? html`<link rel="alternate" type="application/atom+xml" title="${feeds.feedTitle(site.title, feeds.digests)}" href="atom.xml">` : []}
<style>
${trusted(digestsStyle(settings))}
</style>
</head>
<body>
<div class="page">
<header>
<p class="name"><a href="${site.url}/">${apart(title, site.language)}</a></p>
${tagline === '' ? [] : html`<p class="tagline">${apart(tagline, site.language)}</p>`}
<h1>${mail.words.issues}</h1>
<p class="ways"><a href="${site.url}/feeds/">${mail.words.feeds}</a></p>
</header>
<main>
${digests.length === 0 ? html`<p class="none">${mail.noIssues}</p>` : monthsOf(digests, settings, mail)}
</main>
</div>
</body>
</html>
`;
  return page.html;
}

function monthsOf(digests: readonly DigestManifest[], { site }: Settings, mail: DigestWords): Html[] {
  const { feeds } = localeOf(site.language);
  const months = Map.groupBy(digests, ({ period }) => {
    const { year, month } = wallTime(new Date(period.end.getTime() - 1), site.timezone);
    return mail.month(year, month);
  });
  return [...months].map(([month, held]) => {
    const rows = held.map(({ id, period, subject, note, posts, highlights: [lead, ...others] }) => {
      const number = note?.number === undefined ? '' : mail.issue(note.number);
      const about = [number, period.label, feeds.posts(posts.length)].filter((part) => part !== '');
      return html`<li><p class="about">${about.join(feeds.between)}</p><h3><a href="${id}/">${apart(note?.subject ?? lead ?? subject, site.language)}</a></h3>${others.length === 0 ? [] : html`<p class="others">${others.map((title) => isolated(title, directionOf(site.language))).join(mail.slash)}</p>`}</li>\n`;
    });
    return html`<section>\n<h2>${month}</h2>\n<ul>\n${rows}</ul>\n</section>\n`;
  });
}
