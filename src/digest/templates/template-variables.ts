/**
 * What templates may name: one edition, as plain text, numbers and lists. docs/templates.md lists these names; a new
 * one is a new line here. All that a post or the config says is data: it is escaped, and never read as a template.
 *
 * The file is long because it is the whole list of names.
 */
import { directionOf } from '../../locale/letters/direction.ts';
import { localeOf } from '../../locale/locale.ts';
import type { Locale } from '../../locale/words.ts';
import { paletteOf } from '../../settings/palette.ts';
import type { Settings } from '../../settings.ts';
import type { Digest, Item } from '../digest.ts';
import { figureOf } from '../figures.ts';
import type { Contents, Section } from '../layout.ts';
import type { ListGroup } from '../list-groups.ts';
import { mailNote, webNote } from '../note/note-html.ts';
import { defuse } from '../text/escape-slots.ts';
import { cutAtPhrase } from '../text/phrases.ts';
import { columnsOf } from '../text/text-width.ts';
import { issuesUrlOf, webUrlOf } from '../web-address.ts';
import type { Variables } from './template.ts';
import { brandView, fitting, themeView } from './theme.ts';

/** All that templates may name, except `slots`: those are made for each rendering (slot-marks.ts). */
export function viewOf(digest: Digest, contents: Contents, settings: Settings): Variables {
  const { site } = settings;
  const locale = localeOf(site.language);
  const { mail } = locale;
  const { kind } = digest.period;
  const web = webUrlOf(settings, digest.id);
  const item = itemViews(contents, locale, site.timezone);
  const highlights = contents.highlights.slice(0, 3);
  const points = contents.lead.points.slice(0, 3);
  return {
    site: {
      title: defuse(site.title),
      url: site.url,
      description: defuse(site.description ?? ''),
      language: site.language,
      direction: directionOf(site.language),
    },
    brand: brandView(settings),
    theme: themeView(settings),
    words: wordsView(locale, settings, contents, kind),
    cuts: mail.cuts,
    organisation: organisationView(settings),
    period: periodView(digest, settings, locale),
    fact: factOf(contents.lead),
    skyline: contents.total > 3 ? contents.highlights.slice(1).map(item) : [],
    lead: {
      ...item(contents.lead),
      category: contents.leadCategory,
      tone: toneOf(contents.leadCategory, settings, contents.sections),
    },
    highlights: highlights.map(item),
    points: points.map((text) => ({ text })),
    highlight_minutes: highlights.reduce((sum, { readingMinutes }) => sum + readingMinutes, 0),
    summary: summaryOf(contents, locale),
    sections: contents.sections.map((section) =>
      sectionView(section, { sections: contents.sections, item, web, locale, settings }),
    ),
    total: contents.total,
    others: contents.total - 1,
    ...editorsView(digest, settings),
    figure: figureView(contents),
    quote: {
      text: contents.quote?.quote?.text ?? '',
      by: contents.quote?.quote?.by ?? '',
      url: contents.quote?.url ?? '',
    },
    web_url: web,
    issues_url: issuesUrlOf(settings),
    share_url: shareUrl(mail.sharedSubject(site.title), web),
    preferences: settings.web.url !== undefined,
  };
}

/** The text of the first lines: the telling sentence of the lead, or what its editors want to say first. */
function factOf({ telling = '', points, excerpt }: Item): string {
  return points[0] ?? (telling === '' ? excerpt : telling);
}

function periodView({ period, note }: Digest, { site }: Settings, { periods, mail }: Locale): Variables {
  const number = note?.number === undefined ? periods.number(period) : mail.issue(note.number);
  return {
    id: period.id,
    kind: period.kind,
    label: periods.label(period, site.timezone),
    short: periods.short(period, site.timezone),
    name: periods.present[period.kind],
    number,
  };
}

function wordsView(
  { mail }: Locale,
  { site }: Settings,
  contents: Contents,
  kind: Digest['period']['kind'],
): Variables {
  const [before, after] = mail.reason(site.title);
  return {
    ...mail.words,
    lead: mail.leadHeading(kind),
    figure: mail.figureHeading(kind),
    highlights: mail.countHeading(kind, Math.min(3, contents.highlights.length)),
    points: mail.pointsHeading(kind, Math.min(3, contents.lead.points.length)),
    reason_before: defuse(before),
    reason_after: after,
    reason_text: defuse(mail.reasonText(site.title)),
  };
}

/** A summary from existing words: the titles of the other highlights, or the beginning of the lead. */
function summaryOf({ lead, highlights }: Contents, { mail }: Locale): string {
  const others = highlights.slice(1, 3).map(({ title }) => title);
  return others.length > 0 ? others.join(mail.slash) : lead.excerpt;
}

/** A function from posts to what templates see of them. */
function itemViews(
  { also }: Contents,
  { periods, feeds, mail: { cuts } }: Locale,
  zone: string,
): (one: Item) => Variables {
  return (item) => {
    // The figure must be in the part that is shown, because a long sentence is cut.
    const figure = figureOf(cutAtPhrase(item.telling ?? '', cuts.item));
    return {
      title: item.title,
      url: item.url,
      excerpt: item.excerpt,
      telling: item.telling ?? item.excerpt,
      opening: item.opening ?? '',
      author: item.author,
      date: periods.day(item.published, zone),
      datetime: item.published.toISOString(),
      minutes: item.readingMinutes,
      reading: feeds.minutes(item.readingMinutes),
      image: item.image ?? '',
      image_alt: item.imageAlt ?? item.title,
      figure: figure?.value ?? '',
      figure_size: fitting(columnsOf(figure?.value ?? '0'), 64, 14, 25),
      unit: figure?.unit ?? '',
      also: (also.get(item) ?? []).map(({ title, url }) => ({ title, url })),
    };
  };
}

/** One colour for each category, in the order of the config; categories that it does not name take the next colours. */
function toneOf(name: string, { categories }: Settings, sections: Contents['sections']): number {
  const isNamed = (other: string) => categories.some((category) => category.name === other);
  const place = categories.findIndex((category) => category.name === name);
  const after = sections
    .filter((section) => !isNamed(section.name))
    .findIndex((section) => section.name === name);
  return ((place < 0 ? categories.length + Math.max(after, 0) : place) % 4) + 1;
}

/** What the view of a section needs besides the section. */
type Around = {
  readonly sections: Contents['sections'];
  readonly item: (one: Item) => Variables;
  /** The address of the web version. */
  readonly web: string;
  readonly locale: Locale;
  readonly settings: Settings;
};

function sectionView(section: Section, { sections, item, web, locale, settings }: Around): Variables {
  const { mail, feeds, periods } = locale;
  const group = ({ tag, day, items }: ListGroup): Variables => ({
    name: tag ?? (day === undefined ? '' : periods.day(day, settings.site.timezone)),
    by: tag !== undefined ? 'tag' : day !== undefined ? 'day' : '',
    items: items.map(item),
  });
  return {
    name: section.name,
    slug: section.slug,
    label: defuse(section.label ?? ''),
    tone: toneOf(section.name, settings, sections),
    items: section.items.map(item),
    leading: section.items.slice(0, section.leading).map(item),
    groups: section.list.map(group),
    rest: section.rest.map(item),
    more: section.rest.length,
    more_words: mail.moreOf(section.name, section.rest.length),
    total: section.total,
    count: feeds.posts(section.total),
    url: `${web}#${section.slug}`,
  };
}

/** What the issue note says; empty if there is none. */
function editorsView({ note }: Digest, settings: Settings): Variables {
  const { accent, rule, muted } = paletteOf(settings.brand).light;
  const look = { accent, rule, muted, direction: directionOf(settings.site.language) };
  const { name = '', text = '', url = '' } = note?.sponsor ?? {};
  return {
    note: {
      html: webNote(note?.html ?? ''),
      mail_html: mailNote(note?.html ?? '', look),
      text: note?.text ?? '',
    },
    sponsor: { name, text, url },
    closing: note?.closing ?? '',
  };
}

/** The number of the week, set large, and the sentence that explains it. */
function figureView({ figure: item }: Contents): Variables {
  const asked = item?.figure;
  const text = asked?.text === '' ? (item?.telling ?? '') : (asked?.text ?? '');
  const { value, unit } = partsOf(asked?.value ?? '');
  return {
    value,
    unit,
    text,
    url: item?.url ?? '',
    title: item?.title ?? '',
    ...setLarge(columnsOf(value) + columnsOf(unit) * UNIT_SIZE),
  };
}

/** The size of a large figure, and its width: a digit is wider than half of a full-width letter. */
function setLarge(columns: number): { readonly size: number; readonly width: number } {
  const size = fitting(columns, 128, 18, 56);
  return { size, width: Math.min(160, Math.ceil(((columns * size) / 2) * 1.15)) };
}

/** The templates set a unit smaller than its number, by this factor. */
const UNIT_SIZE = 0.45;

/** `84億円` becomes `84` and `億円`, because the digits are set larger. A blank between them stays: `£36 million`. */
function partsOf(figure: string): { readonly value: string; readonly unit: string } {
  const [, value = '', unit = ''] = /^(.*\p{N})(\P{N}*)$/u.exec(figure) ?? [];
  return value === '' ? { value: figure, unit: '' } : { value, unit: unit.replace(/^\s+/u, ' ') };
}

/** Begins a mail to a friend with the address of the web version; no other service is involved. */
function shareUrl(subject: string, web: string): string {
  return `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(web)}`;
}

export function organisationView({ site, organisation }: Settings): Variables {
  const { name = site.title, address = '', contact = '' } = organisation ?? {};
  return {
    name: defuse(name),
    address: defuse(address),
    contact: defuse(contact),
    contact_url: contactUrl(contact),
  };
}

/** A link for a mail address or a URL; empty for a telephone number or for words. */
function contactUrl(contact: string): string {
  if (/^https?:\/\/\S+$/i.test(contact)) return contact;
  return /^[^\s@/]+@[^\s@/]+$/.test(contact) ? `mailto:${contact}` : '';
}
