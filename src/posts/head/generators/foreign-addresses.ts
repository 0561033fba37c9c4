/**
 * Addresses as other generators than Jekyll make them: what their placeholders in `site.permalink` stand for. Hugo and
 * Hexo have placeholders of their own; of the others only `:path` differs from Jekyll's.
 */
import type { GeneratorName } from '../../../settings/generators.ts';
import { dayOfWeek } from '../../../time.ts';
import { DAYS, dayOfYear, MONTHS, type Parts, type Placeholders } from '../address-parts.ts';

/** What Hugo keeps of a name in an address; a blank becomes a hyphen. */
function hugoName(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}\s._~+@/-]/gu, '')
    .trim()
    .replace(/\s+(?=-)|(?<=-)\s+/g, '')
    .replace(/\s+/g, '-')
    .toLowerCase();
}

/** As github-slugger, of Astro and many others: neither dots nor other marks, and each blank a hyphen. */
function plainName(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\s_/-]/gu, '')
    .replaceAll(' ', '-');
}

/** The path of the file, with the last name replaced. */
function withName(path: string, name: string): string {
  return [...path.split('/').slice(0, -1), name].join('/');
}

function hugoSections({ folder, path }: Parts): string[] {
  const below = /^(?:content)\/(.*)$/.exec(folder)?.[1] ?? '';
  return [...below.split('/'), ...path.split('/').slice(0, -1)].filter((name) => name !== '');
}

/** 0 is Sunday. */
function weekday({ date }: Parts): number {
  return (dayOfWeek(date) + 7) % 7;
}

const hugo: Placeholders = {
  path: (parts) => hugoName(withName(parts.path, parts.written ?? parts.name)),
  slug: ({ written, title }) => hugoName(written ?? title),
  title: ({ title }) => hugoName(title),
  filename: ({ name }) => hugoName(name),
  contentbasename: ({ name }) => hugoName(name),
  slugorfilename: ({ written, name }) => hugoName(written ?? name),
  slugorcontentbasename: ({ written, name }) => hugoName(written ?? name),
  section: (parts) => hugoName(hugoSections(parts)[0] ?? ''),
  sections: (parts) => hugoSections(parts).map(hugoName).join('/'),
  yearday: ({ date }) => String(dayOfYear(date)),
  monthname: ({ date }) => (MONTHS[date.month - 1] ?? '').toLowerCase(),
  weekday: (parts) => String(weekday(parts)),
  weekdayname: (parts) => (DAYS[(weekday(parts) + 6) % 7] ?? '').toLowerCase(),
};

const hexo: Placeholders = {
  path: ({ path }) => path,
  title: ({ path }) => path,
  name: ({ name }) => name,
  undated: ({ path, name }) => withName(path, name.replace(/^\d{4}-\d\d?-\d\d?-/, '')),
  post_title: ({ title }) => title,
  id: ({ id }) => id,
  category: ({ categories }) => (categories.length === 0 ? 'uncategorized' : categories.join('/')),
};

/** A slug that is a path counts from the root of the blog. */
const wholePath: Placeholders = {
  path: ({ path, written }) => (written ?? plainName(path)).replace(/^\/+|\/+$/g, ''),
};

const docusaurus: Placeholders = {
  path: ({ path, written, name, date }) => {
    if (written !== undefined) return written.replace(/^\/+|\/+$/g, '');
    const undated = path.replace(DOCUSAURUS_DATE, '');
    if (undated === path && !/^\d{4}-\d\d-\d\d$/.test(name)) return path;
    const two = (value: number) => String(value).padStart(2, '0');
    return `${date.year}/${two(date.month)}/${two(date.day)}/${undated}`;
  },
};

/** `2025-11-05-a`, `2025/11/05/a`, `2025/11-05-a`, also below other folders. */
const DOCUSAURUS_DATE = /(?<=^|\/)\d{4}[-/]\d{1,2}[-/]\d{1,2}[-/]/;

/**
 * As Zola, except that it writes letters of other alphabets in Latin ones: such posts need a `path`. Folders keep their
 * letters.
 */
function zolaName(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

const zola: Placeholders = {
  path: ({ path, written, slug }) =>
    withName(path, zolaName(written ?? slug.replace(/^\d{4}-\d\d-\d\d_/, ''))),
};

const asWritten: Placeholders = { path: ({ path }) => path, id: ({ id }) => id };

const named: Placeholders = {
  path: ({ path, written }) => (written === undefined ? path : withName(path, written)),
  title: ({ written, name }) => written ?? name,
};

/** As Pelican, except that it writes letters of other alphabets in Latin ones: such posts need a `Slug:`. */
function pelicanName(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}_\s-]/gu, '')
    .trim()
    .replace(/[-\s]+/g, '-')
    .toLowerCase()
    .normalize('NFC');
}

const ofTitle: Placeholders = {
  path: ({ written, title }) => written ?? pelicanName(title),
  title: ({ written, title }) => written ?? pelicanName(title),
};

/** Jekyll's own placeholders stand below these. */
export const foreignPlaceholders: Readonly<Record<GeneratorName, Placeholders>> = {
  jekyll: {},
  astro: wholePath,
  docusaurus,
  eleventy: { path: ({ path, slug }) => withName(path, slug).replace(/(?<=\/)index$/, '') },
  gatsby: asWritten,
  hatena: asWritten,
  hexo,
  hugo,
  nextjs: asWritten,
  nikola: named,
  pelican: ofTitle,
  qiita: asWritten,
  quarto: asWritten,
  vitepress: asWritten,
  zenn: asWritten,
  zola,
};
