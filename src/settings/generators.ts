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
  /** Keys that keep a post out if they are true. */
  readonly hiddenBy?: readonly string[];
};

const PLAIN = { liquid: false, datedNames: false } as const;

export const generators = {
  jekyll: { label: 'Jekyll', liquid: true, datedNames: true },
  astro: { ...PLAIN, label: 'Astro', keys: { updatedDate: 'updated', modDatetime: 'updated' } },
  docusaurus: {
    ...PLAIN,
    label: 'Docusaurus',
    datedNames: true,
    hiddenBy: ['unlisted'],
  },
  eleventy: { label: 'Eleventy', liquid: true, datedNames: true },
  gatsby: { ...PLAIN, label: 'Gatsby' },
  hatena: {
    ...PLAIN,
    label: 'Hatena Blog',
    address: 'URL',
    keys: { Title: 'title', Date: 'date', Category: 'categories', Draft: 'draft' },
  },
  hexo: { ...PLAIN, label: 'Hexo', liquid: true },
  hugo: { ...PLAIN, label: 'Hugo', address: 'url', keys: { lastmod: 'updated', summary: 'description' } },
  nextjs: { ...PLAIN, label: 'Next.js' },
  nikola: { ...PLAIN, label: 'Nikola' },
  pelican: { ...PLAIN, label: 'Pelican', keys: { summary: 'description' } },
  qiita: {
    ...PLAIN,
    label: 'Qiita',
    keys: { updated_at: 'date' },
    hiddenBy: ['private', 'ignorePublish'],
  },
  quarto: { ...PLAIN, label: 'Quarto', keys: { 'date-modified': 'updated' } },
  vitepress: { ...PLAIN, label: 'VitePress' },
  zenn: { ...PLAIN, label: 'Zenn', keys: { topics: 'tags' } },
  zola: { ...PLAIN, label: 'Zola', datedNames: true, address: 'path' },
} as const satisfies Readonly<Record<string, Generator>>;

export type GeneratorName = keyof typeof generators;

export function generatorOf({ generator }: { readonly generator: GeneratorName }): Generator {
  return generators[generator];
}
