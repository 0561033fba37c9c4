/**
 * `tayori.config.ts`: what a publication is. The schema below is the one table of settings; the types,
 * the defaults, the messages and docs/configuration.md follow from it. Secrets are not settings: they
 * come from the environment (`secrets`, at the end).
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';
import { type Problem, ProblemError } from './problem.ts';
import { isTimeZone } from './time.ts';

export const CONFIG_FILE = 'tayori.config.ts';

const line = (about: string) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.nonEmpty('must not be empty'),
    v.regex(/^\P{Cc}*$/u, 'must be one line'),
    v.description(about),
  );
const address = (about: string) =>
  v.pipe(v.string(), v.trim(), v.email('is no mail address'), v.description(about));
const webUrl = (about: string) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.check((text) => /^https?:$/.test(protocolOf(text)), 'must be an absolute http(s) URL'),
    v.transform((text) => new URL(text).href.replace(/\/$/, '')),
    v.description(about),
  );
const count = (about: string, most: number) =>
  v.pipe(
    v.number(),
    v.integer('must be a whole number'),
    v.minValue(1),
    v.maxValue(most),
    v.description(about),
  );

const site = v.strictObject({
  title: line('The name of the publication.'),
  url: webUrl('Where the site answers; every URL in feeds and mails begins with it.'),
  description: v.optional(line('One sentence about the publication.'), ''),
  language: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, 'must be a language tag such as ja'),
      v.description('BCP 47 language tag.'),
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
  permalink: v.optional(
    v.pipe(
      v.string(),
      v.trim(),
      v.nonEmpty('must not be empty'),
      v.description(
        'URL pattern, as in Jekyll: `:categories :year :month :day :title …` or a style such as `pretty`.',
      ),
    ),
    '/:year/:month/:day/:title/',
  ),
});

const organisation = v.strictObject({
  name: line('The sender, as the law wants it shown (特定電子メール法).'),
  address: line('The postal address.'),
  contact: line('Where readers reach a person: a mail address, telephone number or URL.'),
});

const category = v.strictObject({
  name: line('The name, as posts write it.'),
  slug: v.pipe(
    v.string(),
    v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case ASCII words joined by hyphens'),
    v.description('The name in paths: out/categories/SLUG/.'),
  ),
  label: v.optional(line('A short second name, shown beside the first in the digest.')),
});

const feeds = v.strictObject({
  limit: v.optional(count('How many of the newest posts a feed holds.', 1000), 20),
  content: v.optional(
    v.pipe(
      v.picklist(['full', 'excerpt'], 'must be "full" or "excerpt"'),
      v.description('Whole posts, or their excerpts.'),
    ),
    'full',
  ),
  broken: v.optional(
    v.pipe(
      v.picklist(['skip', 'stop'], 'must be "skip" or "stop"'),
      v.description('A post that can not be published is left out and named, or stops the build.'),
    ),
    'skip',
  ),
});

const digest = v.strictObject({
  weekStart: v.optional(
    v.pipe(
      v.picklist(['monday', 'sunday', 'saturday'], 'must be "monday", "sunday" or "saturday"'),
      v.description('The first day of a digest week.'),
    ),
    'monday',
  ),
  subject: v.optional(
    line('The subject: a Liquid template.'),
    '{{ lead.title }}｜{{ site.title }} {{ period.label }}',
  ),
  preheader: v.optional(
    line('The line after the subject in a list of mails: a Liquid template.'),
    '{{ summary }}',
  ),
  greeting: v.optional(line('The opening words: a Liquid template.')),
  sectionLimit: v.optional(count('How many posts a section shows before 「ほか n 本」.', 100), 8),
  totalLimit: v.optional(count('How many posts the whole mail shows.', 200), 24),
});

const repairs = v.strictObject({
  marker: v.optional(
    v.pipe(v.boolean(), v.description('Drop leaked marker lines and mend the sentences they cut.')),
    true,
  ),
  repeatedTitle: v.optional(
    v.pipe(v.boolean(), v.description('Drop a first paragraph that repeats the title.')),
    true,
  ),
  repeatedParagraph: v.optional(
    v.pipe(v.boolean(), v.description('Drop the second copy of a paragraph of 80 characters or more.')),
    true,
  ),
  replacementCharacter: v.optional(
    v.pipe(v.boolean(), v.description('Drop U+FFFD, the scar of cut multi-byte text.')),
    true,
  ),
  titleMarkdown: v.optional(
    v.pipe(v.boolean(), v.description('Turn Markdown in titles into plain text.')),
    true,
  ),
  boilerplateExcerpt: v.optional(
    v.pipe(v.boolean(), v.description('Replace an excerpt that says nothing by the first sentences.')),
    true,
  ),
});

const cleaning = v.strictObject({
  markers: v.optional(
    v.pipe(
      v.array(line('A marker line.')),
      v.description('Lines that the writing pipeline leaks into posts.'),
    ),
    ['---END---', '【既存の記事の最後の部分】'],
  ),
  boilerplate: v.optional(
    v.pipe(v.array(line('A phrase.')), v.description('Phrases that make an excerpt boilerplate.')),
    ['について詳細に分析します', '最新のAI技術動向と市場分析をお届けします'],
  ),
  repairs: v.optional(repairs, {}),
});

const mail = v.strictObject({
  from: v.optional(
    v.strictObject({ name: line('The name readers see.'), address: address('The address mails come from.') }),
  ),
  replyTo: v.optional(address('Where answers go.')),
  returnPath: v.optional(address('Where bounces go (the envelope sender); the default is from.address.')),
  unsubscribe: v.optional(address('An address that takes people off the list, for List-Unsubscribe.')),
});

const schema = v.strictObject({
  site,
  organisation: v.optional(organisation),
  categories: v.optional(v.array(category), []),
  feeds: v.optional(feeds, {}),
  digest: v.optional(digest, {}),
  cleaning: v.optional(cleaning, {}),
  mail: v.optional(mail, {}),
  web: v.optional(
    v.strictObject({
      url: v.optional(webUrl('Where the public service answers: unsubscribe, preferences.')),
    }),
    {},
  ),
});

/** What `tayori.config.ts` holds: `export default { … } satisfies Config`. */
export type Config = v.InferInput<typeof schema>;

/** The same with every default filled in. */
export type Settings = v.InferOutput<typeof schema>;
export type Category = Settings['categories'][number];

export const configSchema = schema;

/**
 * Loads and checks the config of a site folder.
 *
 * @throws ProblemError with every fault at once: no such file, code that does not run, wrong values
 */
export async function loadConfig(root: string): Promise<Settings> {
  const path = join(root, CONFIG_FILE);
  if (!existsSync(path)) throw missing(root);
  let module: { default?: unknown };
  try {
    module = (await import(pathToFileURL(path).href)) as { default?: unknown }; // checked by the schema below
  } catch (error) {
    throw unreadable(error);
  }
  return parseConfig(module.default);
}

/** Checks a config that is already in memory. @throws ProblemError with all faults */
export function parseConfig(value: unknown): Settings {
  const result = v.safeParse(schema, value ?? {});
  const problems = result.success ? duplicates(result.output) : result.issues.map(faultOf);
  if (!result.success || problems.length > 0) throw new ProblemError(problems);
  return result.output;
}

function faultOf(issue: v.BaseIssue<unknown>): Problem {
  const key = v.getDotPath(issue) ?? 'export default';
  const parent = issue.path?.at(-1)?.type === 'object' ? issue.path.at(-1) : undefined;
  const unknown = issue.kind === 'schema' && issue.type === 'strict_object' && issue.expected === 'never';
  if (unknown) {
    return fault(key, `There is no setting \`${key}\`.`, nearest(String(parent?.key ?? key), knownKeys(key)));
  }
  if (issue.received === 'undefined') {
    return fault(
      key,
      `\`${key}\` is missing.`,
      `Add \`${key}\` to ${CONFIG_FILE}; docs/configuration.md shows an example.`,
    );
  }
  const said =
    issue.kind === 'validation'
      ? issue.message
      : `must be ${issue.expected ?? 'something else'}, not ${issue.received}`;
  return fault(key, `\`${key}\` ${said}.`, `Correct \`${key}\` in ${CONFIG_FILE}.`);
}

/** Names and slugs stand for folders and sections: two of one kind would overwrite each other. */
function duplicates({ categories }: Settings): Problem[] {
  return (['name', 'slug'] as const).flatMap((field) =>
    categories.flatMap((category, index) => {
      const first = categories.findIndex((other) => other[field] === category[field]);
      if (first === index) return [];
      const key = `categories.${index}.${field}`;
      return [
        fault(
          key,
          `\`${key}\` is the same as \`categories.${first}.${field}\`.`,
          'Give each category its own.',
        ),
      ];
    }),
  );
}

function fault(key: string, message: string, hint: string): Problem {
  return { code: 'config-value', message, hint, at: { file: CONFIG_FILE, key } };
}

type Entries = Readonly<Record<string, unknown>>;

/** The names beside a key: those of the object that holds it. */
function knownKeys(key: string): string[] {
  let at: unknown = schema;
  for (const part of key.split('.').slice(0, -1))
    at = inner(/^\d+$/.test(part) ? (at as { item?: unknown }).item : entriesOf(at)[part]);
  return Object.keys(entriesOf(at));
}

function inner(node: unknown): unknown {
  return typeof node === 'object' && node !== null && 'wrapped' in node ? inner(node.wrapped) : node;
}

function entriesOf(node: unknown): Entries {
  return typeof node === 'object' && node !== null && 'entries' in node ? (node.entries as Entries) : {};
}

function nearest(name: string, known: readonly string[]): string {
  const close = known.filter((other) => distance(name.toLowerCase(), other.toLowerCase()) <= 2);
  if (close[0] !== undefined) return `Did you mean \`${close[0]}\`?`;
  return known.length === 0 ? 'Remove it.' : `Remove it, or use one of: ${known.join(', ')}.`;
}

/** Levenshtein: how many letters must change to turn one word into the other. */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      next.push(
        Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)),
      );
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

function missing(root: string): ProblemError {
  return new ProblemError([
    {
      code: 'config-missing',
      message: `There is no ${CONFIG_FILE} in ${root}.`,
      hint: `Create it with \`export default { site: { title: '…', url: 'https://…' } };\`, or name the site folder with --root DIR.`,
      at: { file: CONFIG_FILE },
    },
  ]);
}

function unreadable(error: unknown): ProblemError {
  const reason = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
  const at =
    error instanceof Error
      ? new RegExp(`${CONFIG_FILE}(?:\\?[^:]*)?:(\\d+)(?::(\\d+))?`).exec(error.stack ?? '')
      : null;
  const spot =
    at === null ? {} : { line: Number(at[1]), ...(at[2] === undefined ? {} : { column: Number(at[2]) }) };
  return new ProblemError(
    [
      {
        code: 'config-unreadable',
        message: `The config can not be loaded: ${reason}.`,
        hint: 'It must be a module with `export default { … }`; a type checker (`npx tsc`) shows the spot.',
        at: { file: CONFIG_FILE, ...spot },
      },
    ],
    { cause: error },
  );
}

function protocolOf(text: string): string {
  return URL.canParse(text) ? new URL(text).protocol : '';
}

/** The environment variables that are read, and what each is for. None is ever printed. */
export const secrets = {
  MAIL_URL: 'How mail leaves: `smtp://`, `smtps://` or `outbox:DIR` (default `outbox:data/outbox`).',
  LEDGER_URL:
    'Where subscribers and deliveries are kept: `sqlite:FILE` (default `sqlite:data/tayori.db`) or `postgres://`.',
  SIGNING_KEY: 'Signs the links in mails: 32 characters or more.',
} as const;

export type Environment = { readonly [name in keyof typeof secrets]?: string | undefined };
