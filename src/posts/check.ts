/** Everything that is to mend in the posts folder: what can not be published, what was repaired, what looks wrong. */
import { join } from 'node:path';
import { readText } from '../files.ts';
import { type Problem, type ProblemCode, ProblemError, severityOf } from '../problem.ts';
import type { Settings } from '../settings.ts';
import { collect } from './collect.ts';
import { emptyFolder } from './folder.ts';
import { parseHead } from './front-matter.ts';
import type { Collection } from './post.ts';
import { readArticle, readHeads, scanPosts } from './read.ts';

export type Check = {
  readonly collection: Collection;
  /** By file, line and column. A draft or a post of the future is no problem. */
  readonly problems: readonly Problem[];
  readonly errors: number;
  readonly warnings: number;
};

/** What to do about a repair, where the author wants the file itself mended. */
const hints: Partial<Readonly<Record<ProblemCode, string>>> = {
  'post-marker': 'Remove the marker from the file.',
  'post-cut-joined': 'Join the two halves in the file.',
  'post-cut-restarted': 'Remove the fragment from the file.',
  'post-cut-open': 'Finish the sentence, or remove it.',
  'post-repeated-title': 'Remove the line: page, feed and mail show the title above the text.',
  'post-repeated-paragraph': 'Remove one of the two.',
  'post-bold-heading': 'Write `## …` for a heading.',
  'post-flattened': 'Write headings and list items on lines of their own.',
  'post-stray-emphasis': 'Close the `**`, or remove it.',
  'post-address': 'Write the address, such as https://example.jp/page/.',
  'post-include': 'Write what it shows into the post, where readers of feeds and mails need it.',
  'post-empty': 'Write a text, or `published: false` as long as there is none.',
  'post-excerpted': 'Write the value itself, or name it in the config (`site: { values: { … } }`).',
  'post-replacement-character': 'Write the letter that was lost.',
};

/** Reads every post to its end. @throws ProblemError where the disk refuses */
export async function checkPosts(root: string, settings: Settings, now: Date): Promise<Check> {
  const readings = await readHeads(root, settings);
  const missing = emptyFolder(root, scanPosts(root, settings), settings);
  const collection = collect(readings, settings, now);
  const problems: Problem[] = [
    ...(missing === undefined ? [] : [missing]),
    ...readings.flatMap(({ faults, warnings }) => (faults.length > 0 ? [...faults, ...warnings] : [])),
    ...collection.skipped.filter(({ code }) => code === 'post-url-taken'),
    ...(await Promise.all(collection.warnings.map((problem) => placed(root, problem)))),
  ];
  for (const post of collection.posts) {
    const read = await readArticle(root, post, settings).catch(problemsIn);
    if ('problems' in read) {
      problems.push(...read.problems);
      continue;
    }
    const { repairs, html } = read;
    if (BARE_IMAGE.test(html)) problems.push(...(await imagesIn(root, post.file)));
    problems.push(
      ...repairs.map((repair) => ({ hint: hints[repair.code] ?? 'Mend it in the file.', ...repair })),
    );
  }
  const errors = problems.filter((problem) => severityOf(problem) === 'error').length;
  return {
    collection,
    problems: problems.toSorted(byPlace),
    errors,
    warnings: problems.length - errors,
  };
}

/** What keeps the body of a post from being published. @throws what is no problem of the post */
function problemsIn(error: unknown): Pick<ProblemError, 'problems'> {
  if (error instanceof ProblemError && error.problems.every(({ code }) => code !== 'file-unreadable'))
    return error;
  throw error;
}

/** A picture whose address did not pass sanitize.ts. */
const BARE_IMAGE = /<img (?![^>]*\bsrc(?:set)?=)/;

/** In Markdown and in HTML. */
const IMAGE_DATA = /(?:!\[([^\]]*)\]\(\s*<?|<img\b[^>]*?\bsrc\s*=\s*["']?)data:/gi;

/** Mail programs take such pictures out, and so do many readers: what the bytes are, nobody need know. */
async function imagesIn(root: string, file: string): Promise<Problem[]> {
  const lines = ((await readText(join(root, file))) ?? '').split(/\r\n?|\n/);
  return lines.flatMap((line, index) =>
    [...line.matchAll(IMAGE_DATA)].map((match) => ({
      code: 'post-image' as const,
      message: `The picture${match[1] ? ` 「${match[1]}」` : ''} is written into the post as data; feeds and mails show its description instead.`,
      hint: 'Put it into a file of the site, such as /assets/images/a.png, and write that address.',
      at: { file, line: index + 1, column: match.index + 1 },
    })),
  );
}

/** The line of `categories:` is looked for when somebody asks: a head that is kept does not know it. */
async function placed(root: string, problem: Problem): Promise<Problem> {
  if (problem.code !== 'post-category' || problem.at === undefined) return problem;
  const text = (await readText(join(root, problem.at.file))) ?? '';
  const head = parseHead(text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'), []);
  const spot = 'data' in head ? (head.places.get('categories') ?? head.places.get('category')) : undefined;
  return spot === undefined ? problem : { ...problem, at: { ...problem.at, ...spot } };
}

function byPlace(a: Problem, b: Problem): number {
  const [one, other] = [a.at, b.at];
  if (one?.file !== other?.file) return (one?.file ?? '') < (other?.file ?? '') ? -1 : 1;
  return (one?.line ?? 0) - (other?.line ?? 0) || (one?.column ?? 0) - (other?.column ?? 0);
}
