/** `tayori init` without a Jekyll site: a few answers become the first config, in an empty folder or beside posts. */
import { type Config, parseConfig } from '../../config.ts';
import { lastFullWeek } from '../../period.ts';
import type { Post } from '../../posts/post.ts';
import { readCollection } from '../../posts/read-posts.ts';
import { type Problem, ProblemError } from '../../problem.ts';
import { organisationToFill, SENDER_TO_FILL } from '../../sending/sender-placeholders.ts';
import { site as siteSchema } from '../../settings/site.ts';
import { type Call, usage } from '../command.ts';
import type { Output } from '../terminal/output.ts';
import { findCategories } from './categories.ts';
import type { FoundAddress, FoundSite } from './found-site.ts';
import { findPosts } from './posts-folder.ts';
import { sampleCategories, samplePosts } from './samples.ts';

export type Answers = { readonly title: string; readonly url: string; readonly language: string };

/** The options from the command line, and what the config of a generator says; `undefined` if there is none. */
export type Given = { readonly [key in keyof Answers]: string | undefined };

/** Only the answers that there are. */
export function answered(given: Given): Partial<Answers> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

export const answerOptions = {
  title: { type: 'string', value: 'TITLE', doc: 'The name of the publication.' },
  url: { type: 'string', value: 'URL', doc: 'The address of the site, such as https://minato.example.' },
  language: {
    type: 'string',
    value: 'TAG',
    doc: 'Its language, such as ja or en (default: that of the title).',
  },
} as const;

/** @throws ProblemError (usage) that names each wrong option */
export function answersGiven(call: Call): Given {
  const given = { title: call.text('title'), url: call.text('url'), language: call.text('language') };
  const checked = {
    ...given,
    title: given.title?.trim(),
    url: given.url === undefined ? undefined : addressOf(given.url),
  };
  const problems = (Object.keys(given) as (keyof Answers)[]).flatMap((key): Problem[] => {
    const fault = checked[key] === undefined ? undefined : faultIn(key, checked[key]);
    if (fault === undefined) return [];
    return [usage(`\`--${key} ${given[key]}\`: it ${fault}.`, `Write ${EXAMPLES[key]}.`)];
  });
  if (problems.length > 0) throw new ProblemError(problems);
  return checked;
}

const EXAMPLES = {
  title: '`--title "Harbour Weekly"`',
  url: '`--url https://minato.example`',
  language: '`--language ja` or `--language en`',
} as const satisfies Record<keyof Answers, string>;

/**
 * What is wrong with an answer, in the words of the config.
 * @returns `undefined` if the answer is good
 */
function faultIn(key: keyof Answers, value: string): string | undefined {
  try {
    parseConfig({ site: { title: 'x', url: 'https://x.example', [key]: value } });
    return undefined;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return (error.problems[0]?.message ?? '').replace(/^`[^`]*` /, '').replace(/\.$/, '');
  }
}

/** People type `minato.example`; the config needs a URL. */
function addressOf(text: string): string {
  const plain = text.trim();
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(plain) ? plain : `https://${plain}`;
}

/**
 * Asks for the answers that were not given, if a person is watching.
 *
 * @returns `undefined` if the person left instead of answering
 * @throws ProblemError (usage) if nobody can be asked
 */
export async function askFor(given: Given, output: Output): Promise<Answers | undefined> {
  const language = (title: string) => given.language ?? languageOf(title);
  if (given.title !== undefined && given.url !== undefined)
    return { title: given.title, url: given.url, language: language(given.title) };
  if (!output.interactive) throw new ProblemError([nobodyToAsk(given)]);
  const title = given.title ?? (await ask('What is the publication called?', 'title', '', output));
  if (title === undefined) return undefined;
  const url =
    given.url ?? (await ask('Where does it answer, such as https://minato.example?', 'url', '', output));
  if (url === undefined) return undefined;
  const tag =
    given.language ??
    (await ask(`In which language (ja, en …)? [${language(title)}]`, 'language', language(title), output));
  return tag === undefined ? undefined : { title, url, language: tag };
}

/**
 * Asks until the answer is good.
 * @param fallback the answer for an empty line; if it is empty too, the person must type something
 */
async function ask(
  question: string,
  key: keyof Answers,
  fallback: string,
  output: Output,
): Promise<string | undefined> {
  for (let tries = 0; tries < 5; tries += 1) {
    const answer = (await output.ask(`${question} `))?.trim();
    if (answer === undefined) return undefined;
    const value = key === 'url' && answer !== '' ? addressOf(answer) : answer || fallback;
    const fault = value === '' ? 'is needed' : faultIn(key, value);
    if (fault === undefined) return value;
    output.note(`That ${fault}.`);
  }
  return undefined;
}

function nobodyToAsk(given: Given): Problem {
  const missing = (['title', 'url'] as const).filter((key) => given[key] === undefined);
  return usage(
    `Nobody can be asked here, and ${missing.map((key) => `\`--${key}\``).join(' and ')} ${missing.length > 1 ? 'are' : 'is'} missing.`,
    'Write `tayori init --title TITLE --url URL`, or in a Jekyll site `tayori init --from-jekyll DIR`.',
  );
}

/** Kana or kanji in the title means Japanese. */
function languageOf(title: string): string {
  return /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(title) ? 'ja' : 'en';
}

export type Fresh = {
  readonly config: Config;
  /** Sample posts, by their path from the site folder; none if the site has posts. */
  readonly samples: ReadonlyMap<string, string>;
  /** One of its posts, whose URL a person can compare; `undefined` if there is none. */
  readonly example: Pick<Post, 'file' | 'url'> | undefined;
  /** The folder of files that could be posts and are not read; empty for the site folder itself. */
  readonly passed: string | undefined;
  /** Other folders with posts, which are not read. */
  readonly others: readonly (readonly [folder: string, posts: number])[];
  /** Where the addresses of posts come from; `undefined` if the generator is not known. */
  readonly address: FoundAddress | undefined;
};

/**
 * @param known what the generator of the site says
 * @param machineZone the time zone for a site that is not in Japanese
 */
export async function freshSite(
  root: string,
  { title, url, language }: Answers,
  known: FoundSite | undefined,
  machineZone: string,
  now: Date,
): Promise<Fresh> {
  const timezone = known?.said.timezone ?? (language.startsWith('ja') ? 'Asia/Tokyo' : machineZone);
  const { folder: found, passed, others } = findPosts(root, known);
  const address = found === undefined ? undefined : known?.addressOf(found);
  const permalink = address?.permalink;
  const site: Config['site'] = {
    title,
    url,
    language,
    timezone,
    ...(known === undefined || found === undefined ? {} : { generator: known.generator }),
    ...(known?.editions === undefined || found === undefined
      ? {}
      : { editions: known.editions.map((name) => name.toLowerCase()) }),
    ...(permalink === undefined ? {} : { permalink }),
    ...(found === undefined || found === 'posts' ? {} : { posts: found }),
    // If there is no Jekyll, a date without a zone is in the site's own zone; written only if this setting exists.
    ...('zonelessDates' in siteSchema.entries ? { zonelessDates: 'site' as const } : {}),
  };
  const posts = found === undefined ? [] : await postsIn(root, site, now);
  const categories = found === undefined ? sampleCategories(language) : categoriesOf(posts);
  const config: Config = {
    site,
    organisation: { name: title, ...organisationToFill(language) },
    ...(categories.length === 0 ? {} : { categories: [...categories] }),
    mail: { from: { name: title, address: senderAt(url) } },
  };
  const week = lastFullWeek(now, timezone);
  const samples = found === undefined ? samplePosts(language, week, timezone) : new Map<string, string>();
  const inFolder = [...samples].map(([name, text]) => [`posts/${name}`, text] as const);
  return { config, samples: new Map(inFolder), example: posts[0], passed, others, address };
}

async function postsIn(root: string, site: Config['site'], now: Date): Promise<readonly Post[]> {
  return (await readCollection(root, parseConfig({ site }), now)).posts;
}

function categoriesOf(posts: readonly Post[]) {
  const used = new Map<string, number>();
  for (const name of posts.flatMap(({ categories }) => categories)) used.set(name, (used.get(name) ?? 0) + 1);
  return findCategories({}, undefined, used)?.categories ?? [];
}

/** Hosts of services, on which a user cannot have a mail address. */
const SERVICES =
  /(?:^|\.)(?:github\.io|gitlab\.io|netlify\.app|pages\.dev|vercel\.app|web\.app|onrender\.com)$/i;

/** `letter@minato.example`; if the host cannot have mail, an address that the person must fill in. */
function senderAt(url: string): string {
  const host = new URL(url).hostname.replace(/^www\./, '');
  const address = `letter@${host}`;
  return SERVICES.test(host) || !isSender(address) ? SENDER_TO_FILL : address;
}

function isSender(address: string): boolean {
  try {
    parseConfig({ site: { title: 'x', url: 'https://x.example' }, mail: { from: { name: 'x', address } } });
    return true;
  } catch {
    return false;
  }
}
