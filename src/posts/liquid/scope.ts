/** The values of the site and of the page that Liquid in a post can use. */
import { basename, extname } from 'node:path/posix';
import type { Settings } from '../../settings.ts';
import { wallTime } from '../../time.ts';
import type { FrontMatter, FrontMatterValue, Post } from '../post.ts';
import { addressesOf } from './filters.ts';
import { liquidjs } from './liquidjs.ts';

/** Everything that Liquid in a post may know. */
export type LiquidScope = {
  readonly site: Settings['site'];
  readonly page: Pick<Post, 'file' | 'slug' | 'path' | 'published' | 'categories' | 'tags'>;
  readonly frontMatter: FrontMatter;
  /** The URL of another post, by the name that `post_url` and `link` use; `undefined` if there is none. */
  readonly urlOf: (name: string) => string | undefined;
};

/**
 * `site` and `page`, as in Jekyll. If Liquid asks `site` for a name that does not exist, it is reported.
 *
 * @param unknown gets the name, and the names that exist
 */
export function scopeOf(
  known: LiquidScope,
  unknown: (name: string, others: readonly string[]) => void,
): object {
  const { site, page, frontMatter } = known;
  return {
    site: siteDrop(siteValues(site), unknown),
    jekyll: { environment: 'production', version: '4.3.1' },
    page: {
      collection: 'posts',
      draft: false,
      name: basename(page.file),
      ext: extname(page.file),
      slug: page.slug,
      ...plainValues(frontMatter),
      // Links to the source on GitHub are made of these.
      path: page.file,
      relative_path: page.file,
      id: idOf(page),
      url: page.path,
      date: stampOf(page.published, site.timezone),
      categories: page.categories,
      tags: page.tags,
    },
  };
}

/** The path without its last part, and the slug. */
function idOf({ path, slug }: LiquidScope['page']): string {
  const folder = path.slice(0, path.lastIndexOf('/', path.length - 2));
  return `${folder}/${slug}`;
}

function siteValues(site: LiquidScope['site']): Readonly<Record<string, unknown>> {
  const { title, description, language, timezone, author } = site;
  const values: Record<string, unknown> = {
    title,
    name: title,
    description,
    lang: language,
    language,
    timezone,
    author,
    ...addressesOf(site.url),
    ...site.values,
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** An object that LiquidJS asks for each name, so that a name without a value can be reported. */
function siteDrop(
  values: Readonly<Record<string, unknown>>,
  unknown: (name: string, others: readonly string[]) => void,
): object {
  const { Drop } = liquidjs();
  class Site extends Drop {
    override liquidMethodMissing(key: string | number): unknown {
      const name = String(key);
      if (Object.hasOwn(values, name)) return values[name];
      unknown(
        `site.${name}`,
        Object.keys(values).map((other) => `site.${other}`),
      );
      return null;
    }
  }
  return new Site();
}

/** In the form in which Ruby writes a time, and which the filter `date` reads. */
function stampOf(published: Date, zone: string): string {
  const { year, month, day, hour, minute, second } = wallTime(published, zone);
  const utc = Date.UTC(year, month - 1, day, hour, minute, second);
  const offset = Math.round((utc - published.getTime()) / 60_000);
  const two = (number: number) => String(number).padStart(2, '0');
  const zoneText = `${offset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offset) / 60))}${two(Math.abs(offset) % 60)}`;
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)} ${zoneText}`;
}

/** Front matter keeps the author's text; but Liquid compares numbers and truth values. */
function plainValues(map: FrontMatter): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, plainValue(value)]));
}

function plainValue(value: FrontMatterValue): unknown {
  if (typeof value !== 'string') {
    return Array.isArray(value) ? value.map(plainValue) : plainValues(value as FrontMatter); // a list or a map
  }
  if (value === 'true' || value === 'false') return value === 'true';
  return /^(?:0|[1-9]\d{0,14})$/.test(value) ? Number(value) : value;
}
