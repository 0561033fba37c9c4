/**
 * What templates may name: one edition as plain text, numbers and lists. docs/templates.md lists these
 * names; a new one is a new line here. Everything that a post or the config says is data, escaped where it
 * is put in and never read as a template.
 */
import { localeOf } from '../locale/locale.ts';
import type { Settings } from '../settings.ts';
import type { Digest, Item } from './digest.ts';
import { defuse } from './escape-slots.ts';
import type { Contents, Section } from './layout.ts';
import type { Variables } from './liquid.ts';

/** All that templates may name but `slots`: those are made for each rendering (slot-marks.ts). */
export function viewOf(digest: Digest, contents: Contents, settings: Settings): Variables {
  const { site } = settings;
  const zone = site.timezone;
  const { periods } = localeOf(site.language);
  const web = webUrlOf(settings, digest.id);
  const item = (one: Item) => itemView(one, periods.day(one.published, zone));
  const highlights = contents.highlights.map(item);
  return {
    site: {
      title: defuse(site.title),
      url: site.url,
      description: defuse(site.description ?? ''),
      language: site.language,
    },
    organisation: organisationView(settings),
    period: {
      id: digest.id,
      kind: digest.period.kind,
      label: periods.label(digest.period, zone),
      short: periods.short(digest.period, zone),
      name: periods.present[digest.period.kind],
      number: periods.number(digest.period),
    },
    lead: { ...item(contents.lead), category: contents.leadCategory },
    highlights,
    points: contents.lead.points.slice(0, 3).map((text) => ({ text })),
    highlight_minutes: contents.highlights.reduce((sum, { readingMinutes }) => sum + readingMinutes, 0),
    summary: summaryOf(contents),
    sections: contents.sections.map((section) => sectionView(section, item, web)),
    total: contents.total,
    others: contents.total - 1,
    web_url: web,
    preferences: settings.web.url !== undefined,
  };
}

/** Where the web version of a digest stands. */
export function webUrlOf({ site }: Settings, id: string): string {
  return `${site.url}/digests/${id}/`;
}

/** In words that are there already: the other highlights' titles, else the lead's own beginning. */
function summaryOf({ lead, highlights }: Contents): string {
  const others = highlights.slice(1).map(({ title }) => title);
  return others.length > 0 ? others.join('／') : lead.excerpt;
}

function itemView(item: Item, date: string): Variables {
  return {
    title: item.title,
    url: item.url,
    excerpt: item.excerpt,
    author: item.author,
    date,
    datetime: item.published.toISOString(),
    minutes: item.readingMinutes,
    image: item.image ?? '',
  };
}

function sectionView(section: Section, item: (one: Item) => Variables, web: string): Variables {
  return {
    name: section.name,
    slug: section.slug,
    label: defuse(section.label ?? ''),
    items: section.items.map(item),
    rest: section.rest.map(item),
    more: section.rest.length,
    total: section.items.length + section.rest.length,
    url: `${web}#${section.slug}`,
  };
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

/** A link for a mail address or a URL; empty for a telephone number or words. */
function contactUrl(contact: string): string {
  if (/^https?:\/\/\S+$/i.test(contact)) return contact;
  return /^[^\s@/]+@[^\s@/]+$/.test(contact) ? `mailto:${contact}` : '';
}
