/** `npm run digest`: the posts of a period -> the mail, its web version and its manifest, to read and approve. */
import { resolve } from 'node:path';
import { loadConfig } from '../../config.ts';
import { digestArticles } from '../../digest/digest-articles.ts';
import { keptFiles, loadKept, writeKept } from '../../digest/digest-files.ts';
import { emptyPeriod, isQuiet } from '../../digest/empty-period.ts';
import { keepPostsSeen, lookAtPosts } from '../../digest/posts-as-made.ts';
import { readDigest } from '../../digest/read-digest.ts';
import { renderDigest } from '../../digest/render.ts';
import { sizeProblems } from '../../digest/templates/mail-size.ts';
import { loadTemplates } from '../../digest/templates/templates.ts';
import { unfinishedProblems } from '../../digest/unfinished-period.ts';
import { writeIssues } from '../../digest/web-pages/digests-page.ts';
import type { Edition } from '../../mail/email.ts';
import type { Period } from '../../period.ts';
import { forgetOthers } from '../../posts/article/article-cache.ts';
import type { Post, Skipped } from '../../posts/post.ts';
import { collect } from '../../posts/published-posts.ts';
import { readHeads } from '../../posts/read-posts.ts';
import { isError, ProblemError } from '../../problem.ts';
import type { Settings } from '../../settings.ts';
import { type Call, type Command, exitCodes, type World } from '../command.ts';
import { periodOf, periodOptions } from '../period-options.ts';
import { readinessIfKnown } from '../send/readiness-lines.ts';
import { working } from '../terminal/working.ts';
import { updateFeeds } from './after-digest.ts';
import { documentOf, report } from './digest-report.ts';
import { refuseFrozen, refuseUnsendable } from './refuse-digest.ts';
import { takeLatePosts } from './take-late-posts.ts';

export const digest: Command = {
  doc: 'Makes the digest of a period: the mail in HTML and text, and its web version.',
  details: [
    'It is kept under out/digests/, and what is kept there is what `tayori send` sends, once out/ is published. The',
    'feed of the digests is written with it. A digest that is',
    'being sent, or was sent, stays as it is unless --again is given; what was sent does not change, and what is',
    'still to be sent only with `tayori send --anew WHY`. A post that came into the period just before when its',
    'digest had been sent goes into this one. Of a period without posts none is made, and that is no',
    'fault.',
  ].join('\n'),
  options: {
    ...periodOptions('the last full week'),
    again: { type: 'boolean', doc: 'Write it even if it was sent already.' },
    open: { type: 'boolean', doc: 'Then show it on the page of `tayori preview`, in the browser.' },
    sheet: {
      type: 'string',
      value: 'FILE',
      doc: 'Then draw a contact sheet of eight states, as one PNG; a Chromium must be there.',
    },
    strict: { type: 'boolean', doc: 'Exit with 1 when a post could not be published.' },
  },
  json: {
    id: 'The digest: `2025-W45`.',
    note: 'The file of the issue note that shaped it; null where there is none.',
    subject: 'The subject of the mail; null where the period has no post.',
    total: 'How many posts the period has.',
    shown: 'How many of them the mail shows; the web version lists all.',
    sections: 'For each section `{name, slug, shown, rest}`, without the lead.',
    lead: 'The post on top: `{title, url}`; null where the period has no post.',
    bytes: 'The size of each file: `{index.html, email.html, email.txt}`.',
    feeds: 'How many files of the feeds were written: the digest is an entry of one.',
    late: 'Posts of the period before, which came when its digest had been sent: `{file, title}`.',
    written: 'How many files were written; the others had not changed.',
    ready:
      'What stands before its sending: `{missing, people, nothingFor, last}`, `missing` as codes; null where nobody could say.',
    skipped: 'The posts that are not published: `{file, code, message}`, drafts and future posts too.',
  },
  run: async (call, world) => {
    const { root, clock, output } = world;
    const settings = await loadConfig(root);
    const period = periodOf(call, settings, clock());
    const { digest, posts, late, skipped, keepSeen } = await readPosts(world, settings, period);
    const material = { digest, settings, templates: await loadTemplates(root, settings) };
    const made = await working(output, 'Making the mail', () => renderDigest(material));
    const code = call.flag('strict') && skipped.some(isError) ? exitCodes.mend : exitCodes.done;
    if (made === undefined) {
      await sayNothingToMake(world, settings, period, posts, skipped);
      return code;
    }
    const { edition, web, contents } = made;
    const sizes = sizeProblems([edition], digest.items);
    if (sizes.some(isError)) throw new ProblemError(sizes);
    output.problems([...sizes, ...(await unfinishedProblems(root, settings, period, clock()))]);
    await refuseUnsendable(period.id, edition, settings, clock());
    const files = keptFiles(material, edition, web, contents.highlights);
    if (!call.flag('again')) await refuseFrozen(world, period.id, files);
    const written = await writeKept(root, period.id, files);
    await keepSeen(files['manifest.json']);
    await writeIssues(root, settings, clock());
    const feeds = await updateFeeds(world, settings);
    const ready = await readinessIfKnown(world, settings, period.id);
    const all = { contents, edition, files, written, feeds, digest, settings, ready, late, skipped };
    output.lines(...report(all));
    output.document(documentOf(all));
    await drawOrOpen(call, world, edition, settings, period);
    return code;
  },
};

/**
 * Reads the posts of the period and its issue note, and reports what is wrong with them.
 *
 * @returns also `keepSeen`, which remembers the state of the posts once the digest was written
 * @throws ProblemError if the issue note has an error
 */
async function readPosts(world: World, settings: Settings, period: Period) {
  const { root, clock, output } = world;
  const now = clock();
  const seen = await lookAtPosts(root, settings, period.id);
  const readings = await readHeads(root, settings, seen.scan);
  const collection = collect(readings, settings, now);
  const cache = await digestArticles(root);
  const late = await takeLatePosts(world, settings, collection.posts, period);
  const urls = new Set(late.map(({ url }) => url));
  const { digest, skipped, problems } = await working(output, 'Reading the posts', () =>
    readDigest({ root, settings, collection, period, cache, late: urls }),
  );
  forgetOthers(cache, new Set(cache.asked.values()));
  const left = [...collection.skipped, ...skipped];
  output.problems(left.filter(isError));
  if (problems.some(isError)) throw new ProblemError(problems);
  output.problems(problems);
  const keepSeen = (manifest: string) =>
    keepPostsSeen(root, { id: period.id, seen, readings, manifest }, now);
  return { digest, posts: collection.posts, late, skipped: left, keepSeen };
}

/** What `--sheet` and `--open` ask for: a picture of the digest, or its page in the browser. */
async function drawOrOpen(
  call: Call,
  world: World,
  edition: Edition,
  settings: Settings,
  period: Period,
): Promise<void> {
  const { here, output } = world;
  const sheet = call.text('sheet');
  if (sheet !== undefined) {
    const { drawSheet } = await import('./contact-sheet.ts');
    await working(output, 'Drawing the sheet', () => drawSheet(resolve(here, sheet), edition, settings));
    output.note(`Sheet     ${sheet}`);
  }
  if (call.flag('open'))
    await (await import('../preview.ts')).showPreview(world, settings, period, { open: true });
}

/** @throws ProblemError (digest-empty) if the period should have posts, or had a digest before */
async function sayNothingToMake(
  { root, output }: World,
  settings: Settings,
  period: Period,
  posts: readonly Post[],
  skipped: readonly Skipped[],
): Promise<void> {
  const empty = emptyPeriod(period, { posts, skipped }, settings);
  const quiet = isQuiet(period, { posts, skipped }, settings.site.timezone);
  if (!quiet || (await loadKept(root, period.id)) !== undefined) throw new ProblemError([empty]);
  output.lines(empty.message, empty.hint);
  output.document({
    id: period.id,
    note: null,
    subject: null,
    total: 0,
    shown: 0,
    sections: [],
    lead: null,
    bytes: {},
    feeds: 0,
    late: [],
    written: 0,
    ready: null,
    skipped: skipped.map(({ at, code, message }) => ({ file: at.file, code, message })),
  });
}
