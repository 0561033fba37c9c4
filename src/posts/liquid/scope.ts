/** The values of the site and of the page that Liquid in a post can use. */
import { basename, extname } from 'node:path/posix';
import type { Settings } from '../../settings.ts';
import type { FrontMatter, FrontMatterValue, Post } from '../post.ts';
import { rubyStamp } from '../ruby/ruby-stamp.ts';
import { addressesOf } from './filters.ts';
import { liquidjs } from './liquidjs.ts';
import type { OtherFiles } from './other-files.ts';

/** Everything that Liquid in a post may know. */
export type LiquidScope = {
  readonly site: Settings['site'];
  readonly page: Pick<Post, 'file' | 'slug' | 'path' | 'published' | 'categories' | 'tags'>;
  readonly frontMatter: FrontMatter;
  readonly files: OtherFiles;
  /** Renders Markdown as the body is rendered; missing where no body is made. */
  readonly html?: ((markdown: string) => string) | undefined;
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
  const { site, page, frontMatter, files } = known;
  return {
    site: siteDrop(siteValues(site), files, unknown),
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
      date: rubyStamp(page.published, site.timezone),
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
  files: OtherFiles,
  unknown: (name: string, others: readonly string[]) => void,
): object {
  const { Drop } = liquidjs();
  class Site extends Drop {
    override liquidMethodMissing(key: string | number): unknown {
      const name = String(key);
      const value = Object.hasOwn(values, name) ? values[name] : name === 'data' ? files.data() : undefined;
      if (value !== undefined) return value;
      unknown(
        `site.${name}`,
        Object.keys(values).map((other) => `site.${other}`),
      );
      return null;
    }
  }
  return new Site();
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
