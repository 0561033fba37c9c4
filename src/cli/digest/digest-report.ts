/** What `tayori digest` says about the digest that it made: lines for people, and a document for scripts. */

import type { Digest } from '../../digest/digest.ts';
import type { KeptFiles } from '../../digest/digest-files.ts';
import type { Contents } from '../../digest/layout.ts';
import { noteFile } from '../../digest/note/note-file.ts';
import { DIGESTS } from '../../feeds/digests-folder.ts';
import { localeOf } from '../../locale/locale.ts';
import type { Edition } from '../../mail/email.ts';
import type { Post, Skipped } from '../../posts/post.ts';
import type { Readiness } from '../../sending/plan/readiness.ts';
import type { Settings } from '../../settings.ts';
import { kilobytes } from '../../text/amounts.ts';
import { type NotKnown, readinessLines } from '../send/readiness-lines.ts';
import { nextLines } from './after-digest.ts';

export type Made = {
  readonly contents: Contents;
  readonly edition: Edition;
  readonly files: KeptFiles;
  readonly written: readonly string[];
  readonly feeds: number;
  readonly digest: Digest;
  readonly settings: Settings;
  readonly ready: Readiness | NotKnown;
  readonly late: readonly Post[];
  /** Posts that are not published. */
  readonly skipped: readonly Skipped[];
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
export function report({
  contents,
  edition,
  files,
  written,
  feeds,
  digest,
  settings,
  ready,
}: Made): string[] {
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

export function documentOf({
  contents,
  edition,
  files,
  written,
  feeds,
  digest,
  settings,
  ready,
  late,
  skipped,
}: Made) {
  const { id } = digest.period;
  return {
    ready: readinessDocument(ready),
    ...mailDocument(contents, edition, files),
    id,
    note: digest.note === undefined ? null : noteFile(id, settings),
    feeds,
    late: late.map(({ file, title }) => ({ file, title })),
    written: written.length,
    skipped: skipped.map(({ at, code, message }) => ({ file: at.file, code, message })),
  };
}

function readinessDocument(ready: Readiness | NotKnown) {
  if ('notKnown' in ready) return null;
  const { missing, people, nothingFor, last } = ready;
  return { missing: missing.map(({ code }) => code), people: people ?? null, nothingFor, last: last ?? null };
}

function mailDocument(contents: Contents, edition: Edition, files: KeptFiles) {
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
