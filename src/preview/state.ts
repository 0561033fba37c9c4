/** The state of the digest, as data for the page: which issue, what is wrong, facts about the mail, its posts. */
import type { Item } from '../digest/digest.ts';
import type { Contents } from '../digest/layout.ts';
import { readNoteText } from '../digest/note/note-file.ts';
import { parseNote } from '../digest/note/note-text.ts';
import { LARGE, TOO_LARGE } from '../digest/templates/mail-size.ts';
import { localeOf } from '../locale/locale.ts';
import { ALL } from '../mail/email.ts';
import { optionFor, type Period } from '../period.ts';
import type { Post } from '../posts/post.ts';
import type { Problem } from '../problem.ts';
import type { Settings } from '../settings.ts';
import { pictureHosts } from './content-security-policy.ts';
import type { LiveDigest } from './live-digest.ts';
import { gapsIn } from './mail-facts/client-gaps.ts';
import { inboxRow } from './mail-facts/inbox.ts';
import { linksIn } from './mail-facts/links.ts';
import { noteVersion, type ShownNote, shownNote, zonesOf } from './note/shown-note.ts';
import type { PageData, PreviewContext } from './preview-context.ts';
import type { RenderedDigest } from './rendered-digest.ts';
import { shownProblem } from './shown-problem.ts';

type Zone = 'lead' | 'order' | 'rest' | 'out';

/** A post of the period, and the place that the note gives it. */
export type ShapedPost = {
  readonly file: string;
  readonly title: string;
  readonly url: string;
  readonly about: string;
  readonly zone: Zone;
  /** Whether the mail shows it. A post that the mail has no room for is only in the web version. */
  readonly shown: boolean;
};

/** What the part of the page that shapes the issue gets. */
export type Shape = {
  /** In the order of the zones. */
  readonly posts: readonly ShapedPost[];
  /** The title of the post that leads the mail, also if the note names none. */
  readonly leadChosen: string;
  readonly note: ShownNote & { readonly file: string; readonly version: string };
};

export async function stateNow({ live, options }: PreviewContext): Promise<PageData> {
  const standing = live.now();
  const file = standing.rendered?.note.file;
  // If the note cannot be read, `standing.faults` says so.
  const read = file === undefined ? undefined : readNoteText(options.root, file);
  const source = await read?.catch(() => undefined);
  return stateOf(standing, options, source);
}

function stateOf(
  { version, rendered, faults }: LiveDigest,
  { root, typed }: PreviewContext['options'],
  source: string | undefined,
) {
  if (rendered === undefined) {
    const shown = faults.map((problem) => shownProblem(problem, root, DEFAULT_EDITOR, typed));
    return { version, faults: shown, rendered: undefined };
  }
  const { settings, period, problems, made } = rendered;
  const { editor } = settings.preview;
  const shown = (problem: Problem) => shownProblem(problem, root, editor, typed);
  const { label } = localeOf(settings.site.language).periods;
  const lineOf = (name: string) => typed(`\`tayori ${name} ${optionFor(period.id)}\``).slice(1, -1);
  return {
    version,
    faults: faults.map(shown),
    rendered: {
      id: period.id,
      label: label(period, settings.site.timezone),
      title: settings.brand.title ?? settings.site.title,
      hosts: pictureHosts(settings),
      problems: problems.map(shown),
      commands: {
        make: lineOf('digest'),
        send: lineOf('send'),
      },
      testTo: settings.preview.testTo ?? '',
      ...(made === undefined ? { mail: undefined } : { mail: mailOf(rendered, made) }),
      ...shapeOf(rendered, source),
    },
  };
}

const DEFAULT_EDITOR = 'vscode://file/{file}:{line}:{column}';

function mailOf(rendered: RenderedDigest, made: NonNullable<RenderedDigest['made']>) {
  const { settings } = rendered;
  const { edition, web } = made;
  return {
    inbox: inboxRow(edition.subject, edition.html, settings.mail.from?.name ?? settings.site.title),
    bytes: {
      html: Buffer.byteLength(edition.html),
      text: Buffer.byteLength(edition.text),
      web: Buffer.byteLength(web),
    },
    limits: { large: LARGE, most: TOO_LARGE, clip: 102 * 1024 },
    editions: editionsOf(rendered),
    links: linksIn(edition.html, rendered),
    gaps: gapsIn(edition.html),
  };
}

/** The edition of all categories, and one for each category that has a post. Other combinations are in the ledger. */
function editionsOf({
  settings,
  digest,
}: RenderedDigest): { readonly key: string; readonly posts: number }[] {
  const own = settings.categories.map(({ name, slug }) => ({
    key: slug,
    posts: digest.items.filter(({ categories }) => categories.includes(name)).length,
  }));
  return [{ key: ALL, posts: digest.items.length }, ...own.filter(({ posts }) => posts > 0)];
}

/** The posts as the note puts them, and the note as it is on disk now, which may be newer than the rendered digest. */
function shapeOf({ settings, period, posts, made, note }: RenderedDigest, source: string | undefined): Shape {
  const { lead, order, rest, out } = zonesOf(parseNote(source ?? '', note.file).note, posts);
  const shown = made === undefined ? new Set<string>() : urlsShown(made.contents);
  const shaped = (zone: Zone) => (post: Post) => shapedPost(post, zone, shown, settings, period);
  return {
    posts: [
      ...(lead === undefined ? [] : [lead]).map(shaped('lead')),
      ...order.map(shaped('order')),
      ...rest.map(shaped('rest')),
      ...out.map(shaped('out')),
    ],
    leadChosen: made?.contents.lead.title ?? '',
    note: {
      file: note.file,
      version: noteVersion(source),
      ...shownNote(source, note.file, posts),
    },
  };
}

function shapedPost(
  post: Post,
  zone: Zone,
  shown: ReadonlySet<string>,
  { site }: Settings,
  period: Period,
): ShapedPost {
  const { periods, feeds } = localeOf(site.language);
  const day = period.kind === 'day' ? [] : [periods.day(post.published, site.timezone)];
  return {
    file: post.file,
    title: post.title,
    url: post.url,
    about: [...post.categories.slice(0, 1), ...day].join(feeds.between),
    zone,
    shown: shown.has(post.url),
  };
}

function urlsShown({ lead, sections, also }: Contents): Set<string> {
  const items: Item[] = [lead, ...sections.flatMap(({ items }) => items), ...[...also.values()].flat()];
  return new Set(items.map(({ url }) => url));
}
