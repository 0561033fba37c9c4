/** Where a post is on the site, and the id that its front matter gives it. */
import type { FrontMatter, Post } from '../post.ts';
import { slugify } from '../ruby/slugify.ts';
import { categoriesForUrl, textOf } from './fields.ts';
import { fileNameIn } from './file-name.ts';
import { ownAddress } from './generators/generator-keys.ts';
import type { HeadSource } from './head-source.ts';
import { pathFault, patternOf, permalink, unknownPlaceholders } from './permalink.ts';
import { wallOf } from './read-date.ts';

/**
 * The path, which may be one that no page can have: then that is a fault.
 *
 * @param known its categories as they are written: Jekyll makes URLs of those
 */
export function readPath(
  source: HeadSource,
  { title, categories, published }: Pick<Post, 'title' | 'categories' | 'published'>,
): Pick<Post, 'path' | 'slug'> {
  const { file, data, settings, report } = source;
  const { site } = settings;
  const name = fileNameIn(file, site);
  const own = ownAddress(data, site);
  const pattern = own ?? patternOf(site.permalink);
  const written = textOf(data, 'slug');
  const slug = written ?? name.slug;
  const parts = {
    date: wallOf(source, published),
    categories: categoriesForUrl(data, categories),
    slug,
    path: name.path,
    name: name.path.slice(name.path.lastIndexOf('/') + 1),
    written,
    title,
    id: textOf(data, 'id') ?? '',
    folder: site.posts,
  };
  const path = permalink(pattern, parts, site.generator);
  const slugged = slugify(slug, 'pretty');
  const unknown = own === undefined ? [] : unknownPlaceholders(own, site.generator);
  const nameless =
    slugged === '' && /:(title|slug)/.test(pattern) ? 'the file name leaves nothing for it' : undefined;
  const isElsewhere = site.generator !== 'jekyll' && /^[a-z]+:/i.test(own ?? '');
  const fault = isElsewhere
    ? `\`${own}\` is not below ${site.url}`
    : unknown.length > 0
      ? `there is no placeholder \`${unknown.join(', ')}\``
      : (nameless ?? pathFault(path));
  if (fault !== undefined)
    report.fault(
      'post-url',
      own === undefined ? 'slug' : 'permalink',
      `The post can not have the URL \`${path.slice(0, 60)}\`: ${fault}.`,
      'Write a `slug:` or a `permalink:` in the front matter, such as `permalink: /2025/11/08/name/`.',
    );
  return { path, slug: slugged };
}

/** A URI that is only a name: its scheme runs no code, and it has only letters that RFC 3986 (section 2) allows. */
const NAMING_URI =
  /^(?:https?:\/\/|urn:|tag:)(?:[\w.~:/?@!$&'()*+,;=-]|%[\da-f]{2})+(?:#(?:[\w.~:/?@!$&'()*+,;=-]|%[\da-f]{2})*)?$/i;

/** `guid` or `id`, if it is a URI that can be a name: http(s), urn or tag. */
export function idOf(data: FrontMatter): string | undefined {
  const text = textOf(data, 'guid', 'id');
  if (text === undefined || /\s/.test(text) || !URL.canParse(text)) return undefined;
  const { href } = new URL(text);
  return NAMING_URI.test(href) ? href : undefined;
}
