/** Settings of the publication itself: what it is, who publishes it, its categories. */
import * as v from 'valibot';
import { isTimeZone } from '../time.ts';
import { anyUrl, isInnerFolder, line, webUrl } from './fields.ts';
import { type GeneratorName, generators } from './generators.ts';
import { SLUG } from './slug.ts';

const innerFolder = (usual: string, about: string) =>
  v.optional(
    v.pipe(
      v.string(),
      v.trim(),
      v.transform((text) =>
        text
          .normalize('NFC')
          .replace(/^(?:\.\/)+/, '')
          .replace(/(?<!\/)\/+$/, ''),
      ),
      v.check(isInnerFolder, 'must be a folder inside the site, such as _posts'),
      v.description(about),
    ),
    usual,
  );

/** Texts, numbers, true and false, and lists and maps of them. */
function isSiteValue(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isSiteValue);
  return ['string', 'number', 'boolean'].includes(typeof value);
}

const siteValue = v.custom<string | number | boolean | object>(
  isSiteValue,
  'must be text, a number, true or false, or a list or map of them',
);

/** A tag of BCP 47, in the forms that are taken: `ja`, `zh-Hant`. */
export const LANGUAGE_TAG = /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/;

export const site = v.strictObject({
  title: line('The name of the publication.'),
  url: webUrl('Where the site answers; every URL in feeds and mails begins with it.'),
  description: v.optional(line('One sentence about the publication.')),
  language: v.optional(
    v.pipe(
      v.string(),
      v.regex(LANGUAGE_TAG, 'must be a language tag such as ja'),
      v.description(
        'BCP 47 language tag. What readers see has words in Japanese, English, German, French, Spanish, Portuguese, Italian, Dutch, Swedish, Danish, Norwegian, Finnish, Polish, Czech, Russian, Ukrainian, Turkish, Indonesian, Vietnamese, Hindi, Arabic, Hebrew, Persian, Korean and Chinese (`de-AT`, `es-MX` …; `pt` and `pt-BR` as in Brazil, `pt-PT` as in Portugal; `zh` and `zh-CN` in simplified letters, `zh-TW`, `zh-HK` and `zh-Hant` in traditional ones); for other languages they are English.',
      ),
    ),
    'ja',
  ),
  timezone: v.optional(
    v.pipe(
      v.string(),
      v.check(isTimeZone, 'must be an IANA time zone such as Asia/Tokyo'),
      v.description('IANA time zone of dates, URLs and weeks.'),
    ),
    'Asia/Tokyo',
  ),
  author: v.optional(line('The author of posts that name none.')),
  icon: v.optional(anyUrl('A square picture that stands for the site in feed readers, 512 pixels or so.')),
  favicon: v.optional(anyUrl('A small picture for lists of feeds, 64 pixels or so.')),
  generator: v.optional(
    v.pipe(
      v.picklist(
        Object.keys(generators) as [GeneratorName, ...GeneratorName[]],
        `must be one of ${Object.keys(generators).join(', ')}`,
      ),
      v.description(
        `The program whose posts these are, where it is not Jekyll: which keys and names of files say what, and what stands in \`permalink\`. One of ${Object.keys(
          generators,
        )
          .map((name) => `\`${name}\``)
          .join(', ')}.`,
      ),
    ),
    'jekyll',
  ),
  editions: v.optional(
    v.pipe(
      v.array(
        v.pipe(
          v.string(),
          v.trim(),
          v.toLowerCase(),
          v.regex(/^[a-z\d-]+$/, 'must be a language such as ja'),
        ),
      ),
      v.description(
        'The languages with which names of files may end (`a.ja.md`), as Hugo and Zola have them: that of this site first. Posts in the others are left out.',
      ),
    ),
    [],
  ),
  permalink: v.optional(
    v.pipe(
      v.string(),
      v.trim(),
      v.nonEmpty('must not be empty'),
      v.description(
        'URL pattern, as in Jekyll: `:categories :year :month :day :title …` or a style such as `pretty`; or in the words of the generator.',
      ),
    ),
    '/:year/:month/:day/:title/',
  ),
  posts: innerFolder(
    'posts',
    'The folder that holds the posts, from the site folder: `_posts` in a Jekyll site.',
  ),
  data: innerFolder(
    '_data',
    'The folder whose YAML, JSON, CSV and TSV files posts name in Liquid as `site.data`, as in Jekyll.',
  ),
  includes: innerFolder(
    '_includes',
    'The folder of the files that posts take in by `{% include %}`, as in Jekyll.',
  ),
  defaults: v.optional(
    v.array(
      v.strictObject({
        path: v.optional(
          v.pipe(
            v.string(),
            v.trim(),
            v.maxLength(200, 'must be at most 200 letters long'),
            v.description(
              'Where it counts: the beginning of a path from the posts folder, such as `2024/`; `*` stands for letters of a name.',
            ),
          ),
          '',
        ),
        values: v.pipe(
          v.record(v.string(), v.union([v.string(), v.boolean(), v.number(), v.array(v.string())])),
          v.description(
            'Front matter of the posts there that do not say otherwise, such as `{ published: false }`; categories are added to those of the post, and of several rows with categories the longest path counts.',
          ),
        ),
      }),
    ),
    [],
  ),
  zonelessDates: v.optional(
    v.pipe(
      v.picklist(['jekyll', 'site'], 'must be "jekyll" or "site"'),
      v.description(
        'How a date without a zone is read: as Jekyll reads it (an unquoted one with seconds is UTC), or always in `site.timezone`.',
      ),
    ),
    'jekyll',
  ),
  kramdown: v.optional(
    v.strictObject({
      hardWrap: v.optional(
        v.pipe(v.boolean(), v.description('Whether a line break of a paragraph is one for readers too.')),
        false,
      ),
      smartQuotes: v.optional(v.pipe(v.boolean(), v.description('Whether `"a"` is written “a”.')), true),
      symbols: v.optional(
        v.pipe(v.boolean(), v.description('Whether `--`, `---`, `...` and `<<` are written –, —, … and «.')),
        true,
      ),
      parseBlockHtml: v.optional(
        v.pipe(v.boolean(), v.description('Whether text in elements of HTML such as `<div>` is Markdown.')),
        false,
      ),
    }),
    {},
  ),
  values: v.optional(
    v.pipe(
      v.record(v.string(), siteValue),
      v.description('Values that posts name in Liquid as `site.KEY`, as `_config.yml` has them.'),
    ),
    {},
  ),
  excerpts: v.optional(
    v.pipe(
      v.picklist(['telling', 'first'], 'must be "telling" or "first"'),
      v.description(
        'What stands for an excerpt that a post does not have: where it begins with a warming-up, the sentences that tell what its title is about; or always the first ones.',
      ),
    ),
    'telling',
  ),
  excerptSeparator: v.optional(
    line(
      'What ends the excerpt in a post, besides `<!--more-->` and `excerpt_separator` of the post, as in Jekyll.',
    ),
  ),
  liquid: v.optional(
    v.pipe(
      v.picklist(['lax', 'strict'], 'must be "lax" or "strict"'),
      v.description(
        'A slip in a tag of Liquid is read as Jekyll reads it, and named; or it leaves the post out, as `error_mode: strict` does.',
      ),
    ),
    'lax',
  ),
  unresolved: v.optional(
    v.pipe(
      v.picklist(['error', 'excerpt'], 'must be "error" or "excerpt"'),
      v.description(
        'A post whose Liquid asks for something unknown here is left out and named, or published as an excerpt with its link.',
      ),
    ),
    'error',
  ),
});

export const organisation = v.strictObject({
  name: line('The sender, as the law wants it shown (特定電子メール法).'),
  address: line('The postal address.'),
  contact: line('Where readers reach a person: a mail address, telephone number or URL.'),
});

export const category = v.strictObject({
  name: line('The name, as posts write it.'),
  slug: v.pipe(
    v.string(),
    v.regex(SLUG, 'must be lower-case ASCII words joined by hyphens, such as market-news'),
    v.description('The name in paths: out/categories/SLUG/.'),
  ),
  label: v.optional(line('A short second name, shown beside the first in the digest.')),
});
