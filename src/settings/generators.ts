/**
 * The programs that make sites, and how each reads posts where it does not read them as Jekyll does. A new one is a row
 * here; what it makes of names and addresses is a table in src/posts/head/.
 */

export type Generator = {
  readonly label: string;
  /** Whether Liquid in a text is run; otherwise `{{` and `{%` are letters. */
  readonly liquid: boolean;
  /** Whether a date before the name of a file is a date, and no part of the address. */
  readonly datedNames: boolean;
  /** The key of the front matter that holds the whole address of a post. */
  readonly address?: string;
  /** Other names of keys: theirs, and ours where it is not there. */
  readonly keys?: Readonly<Record<string, string>>;
  /** Whether a key is read in whatever letters it is written: `Draft` is `draft`. */
  readonly anyCase?: boolean;
  /** Values of keys that keep a post out of every list. `build.list` is the key `list` in the map `build`. */
  readonly hiddenIf?: Readonly<Record<string, RegExp>>;
  /** Keys, in small letters, with the day from which a post is shown, and the day from which it is shown no more. */
  readonly shown?: { readonly from: readonly string[]; readonly until: readonly string[] };
  /** Whether the address has the day of the zone that is written behind the date, and not that of the site. */
  readonly zoneOfDate?: boolean;
};

const TRUE = /^(?:true|yes|on)$/i;
const FALSE = /^(?:false|no|off)$/i;
const NEVER = /^(?:never|local|false)$/i;

const PLAIN = { liquid: false, datedNames: false } as const;

export const generators = {
  jekyll: { label: 'Jekyll', liquid: true, datedNames: true },
  astro: { ...PLAIN, label: 'Astro', keys: { updatedDate: 'updated', modDatetime: 'updated' } },
  docusaurus: {
    ...PLAIN,
    label: 'Docusaurus',
    datedNames: true,
    hiddenIf: { unlisted: TRUE },
  },
  eleventy: {
    label: 'Eleventy',
    liquid: true,
    datedNames: true,
    hiddenIf: { permalink: FALSE, eleventyExcludeFromCollections: TRUE },
  },
  gatsby: { ...PLAIN, label: 'Gatsby' },
  hatena: {
    ...PLAIN,
    label: 'Hatena Blog',
    address: 'URL',
    keys: { Title: 'title', Date: 'date', Category: 'categories', Draft: 'draft' },
  },
  hexo: { ...PLAIN, label: 'Hexo', liquid: true },
  hugo: {
    ...PLAIN,
    label: 'Hugo',
    address: 'url',
    anyCase: true,
    keys: {
      lastmod: 'updated',
      summary: 'description',
      publishdate: 'publishDate',
      pubdate: 'publishDate',
    },
    hiddenIf: {
      headless: TRUE,
      'build.list': NEVER,
      'build.render': NEVER,
      '_build.list': NEVER,
      '_build.render': NEVER,
    },
    shown: { from: ['publishdate', 'pubdate'], until: ['expirydate', 'unpublishdate'] },
    zoneOfDate: true,
  },
  nextjs: { ...PLAIN, label: 'Next.js' },
  nikola: { ...PLAIN, label: 'Nikola' },
  pelican: {
    ...PLAIN,
    label: 'Pelican',
    address: 'url',
    anyCase: true,
    keys: { summary: 'description', modified: 'updated' },
    hiddenIf: { status: /^(?:draft|hidden|skip)$/i },
    zoneOfDate: true,
  },
  qiita: {
    ...PLAIN,
    label: 'Qiita',
    keys: { updated_at: 'date' },
    hiddenIf: { private: TRUE, ignorePublish: TRUE },
  },
  quarto: { ...PLAIN, label: 'Quarto', keys: { 'date-modified': 'updated' } },
  vitepress: { ...PLAIN, label: 'VitePress' },
  zenn: { ...PLAIN, label: 'Zenn', keys: { topics: 'tags' } },
  zola: { ...PLAIN, label: 'Zola', datedNames: true, address: 'path', hiddenIf: { render: FALSE } },
} as const satisfies Readonly<Record<string, Generator>>;

export type GeneratorName = keyof typeof generators;

export function generatorOf({ generator }: { readonly generator: GeneratorName }): Generator {
  return generators[generator];
}
