/** `npm run build`: the posts -> the feeds in `out/`, and the page that lists them. */
import { loadConfig } from '../config.ts';
import { type Build, buildFeeds } from '../feeds/build.ts';
import { type ProblemCode, severityOf } from '../problem.ts';
import type { Settings } from '../settings.ts';
import { type Command, exitCodes } from './command.ts';

export const build: Command = {
  doc: 'Writes the feeds of the site and of each category, and the page that lists them.',
  details: [
    'Files that would not change are not touched. A post that can not be published is named and left',
    "out, or stops the build where the config says `feeds: { broken: 'stop' }`.",
  ].join('\n'),
  options: {
    strict: { type: 'boolean', doc: 'Exit with 1 when a post could not be published.' },
  },
  json: {
    published: 'How many posts are published.',
    written: 'How many files were written; the others had not changed.',
    removed: 'How many files of categories that are gone were removed.',
    feeds:
      'The feeds: `{kind, category, title, url, posts}`; `kind` is site, category, tag, author or digests.',
    notes: 'What happened to ids: posts that were recognised after a move, or are gone.',
    skipped: 'The posts that are not published: `{file, code, message}`, drafts and future posts too.',
  },
  run: async (call, { root, clock, output }) => {
    const settings = await loadConfig(root);
    const result = await buildFeeds(root, settings, clock());
    const broken = result.skipped.filter((problem) => severityOf(problem) === 'error');
    output.problems([...broken, ...result.warnings.filter(({ code }) => code === 'post-enclosure')]);
    for (const note of result.notes) output.note(note);
    output.lines(...report(result, settings));
    output.document(documentOf(result));
    return call.flag('strict') && broken.length > 0 ? exitCodes.mend : exitCodes.done;
  },
};

function documentOf({ published, written, removed, channels, notes, skipped }: Build) {
  return {
    published,
    written: written.length,
    removed: removed.length,
    feeds: channels.map(({ kind, name, title, folder, total }) => {
      return {
        kind,
        category: kind === 'category' ? (name ?? null) : null,
        title,
        url: folder,
        posts: total,
      };
    }),
    notes,
    skipped: skipped.map(({ at, code, message }) => ({ file: at.file, code, message })),
  };
}

/**
 *     Posts    16 published, 2 left out (1 draft, 1 that can not be published)
 *     Feeds    5, each as RSS, Atom and JSON Feed
 *     Files    17 written, 0 unchanged
 *     Look at  out/feeds/index.html
 */
export function report(result: Build, settings: Settings): string[] {
  const { channels, published, skipped, written, removed, unchanged } = result;
  const files = [`${written.length} written`, `${unchanged} unchanged`];
  if (removed.length > 0) files.push(`${removed.length} removed`);
  return [
    `Posts    ${published} published${leftOut(skipped.map(({ code }) => code))}`,
    `Feeds    ${channels.length}, each as RSS, Atom and JSON Feed, for ${settings.site.url}`,
    `Files    ${files.join(', ')}`,
    'Look at  out/feeds/index.html',
  ];
}

const reasons: Partial<Readonly<Record<ProblemCode, string>>> = {
  'post-draft': 'draft',
  'post-future': 'dated in the future',
  'post-url-taken': 'whose URL a newer post has',
};

function leftOut(codes: readonly ProblemCode[]): string {
  if (codes.length === 0) return '';
  const counts = new Map<string, number>();
  for (const code of codes) {
    const reason = reasons[code] ?? 'to mend';
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return `, ${codes.length} left out (${[...counts].map(([reason, count]) => `${count} ${reason}`).join(', ')})`;
}
