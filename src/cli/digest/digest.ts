/**
 * `npm run digest`: the posts of a period -> the mail, its web version and its manifest, to read and approve.
 *
 * The file is long because the command has many options and says much about what it made.
 */

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { kilobytes } from '../../amounts.ts';
import { loadConfig } from '../../config.ts';
import type { Digest } from '../../digest/digest.ts';
import { digestArticles } from '../../digest/digest-articles.ts';
import {
  again,
  DIGESTS,
  isKept,
  type KeptFiles,
  keptFiles,
  loadKept,
  writeKept,
} from '../../digest/digest-files.ts';
import { emptyPeriod, isQuiet } from '../../digest/empty-period.ts';
import { writeIssues } from '../../digest/issues-page.ts';
import type { Contents } from '../../digest/layout.ts';
import { noteFile } from '../../digest/note/note-file.ts';
import { keepPostsSeen, lookAtPosts } from '../../digest/posts-as-made.ts';
import { readDigest } from '../../digest/read-digest.ts';
import { renderDigest } from '../../digest/render.ts';
import { sizeProblems } from '../../digest/templates/size.ts';
import { loadTemplates } from '../../digest/templates/templates.ts';
import { unfinishedProblems } from '../../digest/text/unfinished.ts';
import type { Channel } from '../../ledger/ledger.ts';
import { DEFAULT_LEDGER, openLedger, sqliteFile } from '../../ledger/open.ts';
import { localeOf } from '../../locale/locale.ts';
import type { Edition } from '../../mail/email.ts';
import { composeProblems } from '../../mail/probe.ts';
import { forgetOthers } from '../../posts/article/article-cache.ts';
import type { Post, Skipped } from '../../posts/post.ts';
import { collect } from '../../posts/published-posts.ts';
import { readHeads } from '../../posts/read-posts.ts';
import { ProblemError, severityOf } from '../../problem.ts';
import { frozenEdition, mailingOf, senderOf } from '../../sending/plan/frozen-edition.ts';
import type { Readiness } from '../../sending/plan/readiness.ts';
import type { Settings } from '../../settings.ts';
import { DEMONSTRATION_KEY } from '../../subscribers/links.ts';
import type { Period } from '../../time.ts';
import { optionFor } from '../../time.ts';
import { type Command, exitCodes, type World } from '../command.ts';
import { periodOf, periodOptions } from '../period.ts';
import { type NotKnown, readinessIfKnown, readinessLines } from '../send/readiness-lines.ts';
import { working } from '../terminal/working.ts';
import { nextLines, updateFeeds } from './feeds.ts';
import { takeLatePosts } from './late.ts';

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
    const now = clock();
    const seen = await lookAtPosts(root, settings, period.id);
    const readings = await readHeads(root, settings, seen.scan);
    const collection = collect(readings, settings, now);
    const cache = await digestArticles(root);
    const late = await takeLatePosts(world, settings, collection.posts, period);
    const { digest, skipped, problems } = await working(output, 'Reading the posts', () =>
      readDigest(root, settings, collection, period, cache, new Set(late.map(({ url }) => url))),
    );
    forgetOthers(cache, new Set(cache.asked.values()));
    const left = [...collection.skipped, ...skipped];
    const broken = left.filter((problem) => severityOf(problem) === 'error');
    output.problems(broken);
    if (problems.some((problem) => severityOf(problem) === 'error')) throw new ProblemError(problems);
    output.problems(problems);
    const material = { digest, settings, templates: await loadTemplates(root, settings) };
    const made = await working(output, 'Making the mail', () => renderDigest(material));
    const code = call.flag('strict') && broken.length > 0 ? exitCodes.mend : exitCodes.done;
    if (made === undefined) {
      await sayNothingToMake(world, settings, period, collection.posts, left);
      return code;
    }
    const { edition, web, contents } = made;
    const sizes = sizeProblems([edition], digest.items);
    if (sizes.some((problem) => severityOf(problem) === 'error')) throw new ProblemError(sizes);
    output.problems([...sizes, ...(await unfinishedProblems(root, settings, period, clock()))]);
    await refuseUnsendable(period.id, edition, settings, clock());
    const files = keptFiles(material, edition, web, contents.highlights);
    if (!call.flag('again')) await refuseFrozen(world, period.id, files);
    const written = await writeKept(root, period.id, files);
    await keepPostsSeen(root, period.id, seen, readings, files['manifest.json'], now);
    await writeIssues(root, settings, clock());
    const feeds = await updateFeeds(world, settings);
    const ready = await readinessIfKnown(world, settings, period.id);
    output.lines(...report({ contents, edition, files, written, feeds, digest, settings, ready }));
    output.document({
      ready: readinessDocument(ready),
      ...documentOf(contents, edition, files),
      id: period.id,
      note: digest.note === undefined ? null : noteFile(period.id, settings),
      feeds,
      late: late.map(({ file, title }) => ({ file, title })),
      written: written.length,
      skipped: left.map(({ at, code, message }) => ({ file: at.file, code, message })),
    });
    const sheet = call.text('sheet');
    if (sheet !== undefined) {
      const { drawSheet } = await import('./sheet.ts');
      await working(output, 'Drawing the sheet', () =>
        drawSheet(resolve(world.here, sheet), edition, settings),
      );
      output.note(`Sheet     ${sheet}`);
    }
    if (call.flag('open'))
      await (await import('../preview.ts')).showPreview(world, settings, period, true, undefined);
    return code;
  },
};

function readinessDocument(ready: Readiness | NotKnown) {
  if ('notKnown' in ready) return null;
  const { missing, people, nothingFor, last } = ready;
  return { missing: missing.map(({ code }) => code), people: people ?? null, nothingFor, last: last ?? null };
}

/** @throws ProblemError (digest-empty) where there should be something, or there was a digest of it before */
async function sayNothingToMake(
  { root, output }: World,
  settings: Settings,
  period: Period,
  posts: readonly Post[],
  skipped: readonly Skipped[],
): Promise<void> {
  const empty = emptyPeriod(period, posts, settings);
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

/** @throws ProblemError (mail-unsendable) where no mail could be composed of it */
async function refuseUnsendable(id: string, edition: Edition, settings: Settings, now: Date): Promise<void> {
  const sender = senderOf(settings);
  if (sender === undefined) return; // a digest can be looked at before it has a sender; `send` asks for one
  const mailing = { ...mailingOf(id, 'rehearsal', sender, [frozenEdition(edition)], now), planned: 0 };
  const hint = 'Correct what it names in tayori.config.ts or in the template, and make the digest again.';
  const problems = await composeProblems(mailing, [DEMONSTRATION_KEY], hint);
  if (problems.length > 0) throw new ProblemError(problems);
}

/** @throws ProblemError (digest-frozen) where a mail that was frozen would no longer be the one on disk */
async function refuseFrozen({ root, env, random }: World, id: string, files: KeptFiles): Promise<void> {
  if (await isKept(root, id, files)) return;
  const url = env.LEDGER_URL ?? DEFAULT_LEDGER;
  if (url.startsWith('sqlite:') && !existsSync(sqliteFile(url, root))) return; // no ledger: nothing was frozen
  await using ledger = await openLedger(url, root, { random });
  for (const channel of ['mail', 'rehearsal'] as const) {
    if ((await ledger.deliveries.mailing(id, channel)) !== undefined) throw frozen(id, channel);
  }
}

function frozen(id: string, channel: Channel): ProblemError {
  const what = channel === 'mail' ? 'is being sent or was sent' : 'was rehearsed into the outbox';
  const stays =
    channel === 'mail'
      ? `what is frozen in the ledger stays as it is, until \`tayori send ${optionFor(id)} --anew "WHY"\` sends the new mails to who has none`
      : 'the next rehearsal is made anew';
  return new ProblemError([
    {
      code: 'digest-frozen',
      message: `${id} ${what}, and its posts, settings or templates have changed since: making it again would hide what was approved.`,
      hint: `Leave it, or write \`${again(id).slice(1, -1)} --again\`; ${stays}.`,
      at: { file: `${DIGESTS}/${id}/manifest.json` },
    },
  ]);
}

type Made = {
  readonly contents: Contents;
  readonly edition: Edition;
  readonly files: KeptFiles;
  readonly written: readonly string[];
  readonly feeds: number;
  readonly digest: Digest;
  readonly settings: Settings;
  readonly ready: Readiness | NotKnown;
};

/**
 *     Digest    2025-W45, 2025年11月3日〜9日: 24 of 75 posts in the mail, all on the web version
 *     Subject   …
 *     Sections  投資分析 12 of 44, 業界分析 11 of 30
 *     Size      33.9 KB of HTML, 7.9 KB of text (Gmail cuts a mail off at 102 KB)
 *     Files     4 written, 0 unchanged
 *     Ready     to 1,234 people
 *     Last sent 2025-W44, 2025-11-03 07:00, to 1,230 people
 *     Look at   out/digests/2025-W45/email.html
 *     Publish   copy out/ to the root of https://…
 */
function report({ contents, edition, files, written, feeds, digest, settings, ready }: Made): string[] {
  const { note, period } = digest;
  const { lead, sections, total } = contents;
  const counts = sections.map(({ name, rest, total }) => `${name} ${total - rest.length} of ${total}`);
  const [html, text] = [edition.html, edition.text].map((body) => kilobytes(Buffer.byteLength(body)));
  const web = total > shownIn(contents) ? ', all on the web version' : '';
  return [
    `Digest    ${period.id}, ${localeOf(settings.site.language).periods.label(period, settings.site.timezone)}: ${shownIn(contents)} of ${total} posts in the mail${web}`,
    `Subject   ${edition.subject}`,
    `Lead      ${lead.title}`,
    ...(note !== undefined ? [`Note      ${noteFile(period.id, settings)}`] : []),
    ...(counts.length > 0 ? [`Sections  ${counts.join(', ')}`] : []),
    `Size      ${html} of HTML, ${text} of text (Gmail cuts a mail off at 102 KB)`,
    `Files     ${written.length} written, ${Object.keys(files).length - written.length} unchanged`,
    ...(feeds === 0 ? [] : [`Feeds     ${feeds} files written, since the digest is an entry of one`]),
    ...readinessLines(ready, settings.site.timezone),
    `Look at   ${DIGESTS}/${period.id}/email.html and index.html`,
    ...nextLines(period.id, settings),
  ];
}

function documentOf(contents: Contents, edition: Edition, files: KeptFiles) {
  const { lead, sections, total } = contents;
  const names = ['index.html', 'email.html', 'email.txt'] as const;
  return {
    subject: edition.subject,
    total,
    shown: shownIn(contents),
    lead: { title: lead.title, url: lead.url },
    sections: sections.map(({ name, slug, rest, total: all }) => ({
      name,
      slug,
      shown: all - rest.length,
      rest: rest.length,
    })),
    bytes: Object.fromEntries(names.map((name) => [name, Buffer.byteLength(files[name])])),
  };
}

/** The lead, what the sections show, and the other tellings of these stories. */
function shownIn({ sections, also }: Contents): number {
  const others = [...also.values()].reduce((sum, items) => sum + items.length, 0);
  return 1 + others + sections.reduce((sum, { items }) => sum + items.length, 0);
}
