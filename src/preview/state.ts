/** What the page is told of a picture, as data: it shows these as text, and never as HTML. */
import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { Item } from '../digest/digest.ts';
import type { Contents } from '../digest/layout.ts';
import { isNamed, nameFor } from '../digest/note/note-posts.ts';
import { type Naming, type NoteText, parseNote } from '../digest/note/note-text.ts';
import { LARGE, TOO_LARGE } from '../digest/templates/size.ts';
import { localeOf } from '../locale/locale.ts';
import { ALL } from '../mail/email.ts';
import { cleanLine } from '../posts/clean-text.ts';
import type { Post } from '../posts/post.ts';
import { type Place, type Problem, severityOf } from '../problem.ts';
import type { Settings } from '../settings.ts';
import { optionFor, type Period } from '../time.ts';
import { gapsIn } from './client-gaps.ts';
import { inboxRow } from './inbox.ts';
import { linksIn } from './links.ts';
import type { LivePicture } from './live.ts';
import type { Picture } from './picture.ts';

/** A problem, with the link that opens its place. */
export type ShownProblem = Pick<Problem, 'code' | 'message' | 'hint'> & {
  readonly severity: string;
  /** `posts/a.md:4:1`, to be copied; empty where there is no place. */
  readonly place: string;
  readonly editor: string;
};

export function shownProblem(problem: Problem, root: string, editor: string): ShownProblem {
  const { code, message, hint, at } = problem;
  return {
    code,
    message,
    hint,
    severity: severityOf(problem),
    place: at === undefined ? '' : placeOf(at),
    // What Tayori makes is not to be edited.
    editor: at === undefined || at.file.startsWith('out/') ? '' : editorLink(at, root, editor),
  };
}

function placeOf({ file, line, column }: Place): string {
  return [file, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(':');
}

/** A place without a line opens at the top; a name is written so that nothing in it ends the address. */
export function editorLink({ file, line = 1, column = 1 }: Place, root: string, editor: string): string {
  const path = posix.isAbsolute(file) ? file : posix.join(root.replaceAll('\\', '/'), file);
  const encoded = path.split('/').map(encodeURIComponent).join('/').replace(/^\//, '');
  const rooted = editor.includes('file/{file}') || editor.includes('://{file}') ? encoded : `/${encoded}`;
  return editor
    .replaceAll('{file}', () => rooted)
    .replaceAll('{line}', String(line))
    .replaceAll('{column}', String(column));
}

/** By which a page says which note it has read. */
export function noteVersion(source: string | undefined): string {
  return source === undefined ? 'none' : createHash('sha256').update(source).digest('hex').slice(0, 16);
}

type Zone = 'lead' | 'order' | 'rest' | 'out';

/** A post of the period, where the note puts it. */
export type ShapedPost = {
  readonly file: string;
  readonly title: string;
  readonly url: string;
  readonly about: string;
  readonly zone: Zone;
  /** Whether the mail shows it; what it does not show, the web version lists. */
  readonly shown: boolean;
};

export function stateOf({ version, picture, faults }: LivePicture, root: string, source: string | undefined) {
  if (picture === undefined) {
    const shown = faults.map((problem) => shownProblem(problem, root, DEFAULT_EDITOR));
    return { version, faults: shown, picture: undefined };
  }
  const { settings, period, problems, made } = picture;
  const { editor } = settings.preview;
  const shown = (problem: Problem) => shownProblem(problem, root, editor);
  const { label } = localeOf(settings.site.language).periods;
  return {
    version,
    faults: faults.map(shown),
    picture: {
      id: period.id,
      label: label(period, settings.site.timezone),
      title: settings.brand.title ?? settings.site.title,
      hosts: pictureHosts(settings),
      problems: problems.map(shown),
      commands: {
        make: `tayori digest ${optionFor(period.id)}`,
        send: `tayori send ${optionFor(period.id)}`,
      },
      testTo: settings.preview.testTo ?? '',
      ...(made === undefined ? { mail: undefined } : { mail: mailOf(picture, made) }),
      ...shapeOf(picture, source),
    },
  };
}

const DEFAULT_EDITOR = 'vscode://file/{file}:{line}:{column}';

/** Whose pictures a frame may load: the site's own, those of the brand, and those that the config names. */
export function pictureHosts({ site, brand, preview }: Settings): readonly string[] {
  const own = [site.url, brand.logo, brand.logoDark].flatMap((url) =>
    url === undefined ? [] : [new URL(url).origin],
  );
  return [...new Set([...own, ...preview.pictures])];
}

function mailOf(picture: Picture, made: NonNullable<Picture['made']>) {
  const { settings } = picture;
  const { edition, web } = made;
  return {
    inbox: inboxRow(edition.subject, edition.html, settings.mail.from?.name ?? settings.site.title),
    bytes: {
      html: Buffer.byteLength(edition.html),
      text: Buffer.byteLength(edition.text),
      web: Buffer.byteLength(web),
    },
    limits: { large: LARGE, most: TOO_LARGE, clip: 102 * 1024 },
    editions: editionsOf(picture),
    links: linksIn(edition.html, picture),
    gaps: gapsIn(edition.html),
  };
}

/** All, and each category that has a post. Those that subscribers have put together, the ledger knows. */
function editionsOf({ settings, digest }: Picture): { readonly key: string; readonly posts: number }[] {
  const own = settings.categories.map(({ name, slug }) => ({
    key: slug,
    posts: digest.items.filter(({ categories }) => categories.includes(name)).length,
  }));
  return [{ key: ALL, posts: digest.items.length }, ...own.filter(({ posts }) => posts > 0)];
}

/** The posts as a note puts them. */
function zonesOf(text: NoteText, posts: readonly Post[]) {
  const named = (naming: Naming | undefined) =>
    naming === undefined ? undefined : posts.find((post) => isNamed(post, naming.name));
  const lead = named(text.lead);
  const order = [...new Set(text.order.flatMap((one) => named(one) ?? []))].filter((post) => post !== lead);
  const out = [...new Set(text.leaveOut.flatMap((one) => named(one) ?? []))];
  const rest = posts.filter((post) => post !== lead && !order.includes(post) && !out.includes(post));
  return { lead, order, rest, out };
}

/** What a page can change in a note, each as the page is told of it. */
export type ShownNote = {
  readonly lead: string | null;
  readonly order: readonly string[];
  readonly leaveOut: readonly string[];
  readonly subject: string;
  readonly preheader: string;
  readonly number: string;
  readonly closing: string;
  readonly body: string;
};

export function shownNote(source: string | undefined, file: string, posts: readonly Post[]): ShownNote {
  const { note: text } = parseNote(source ?? '', file);
  const { lead, order, out } = zonesOf(text, posts);
  const { subject = '', preheader = '', number = '', closing = '', body } = text;
  const files = (all: readonly Post[]) => all.map((post) => post.file);
  const placed = { lead: lead?.file ?? null, order: files(order), leaveOut: files(out) };
  return { ...placed, subject, preheader, number, closing, body };
}

/** The note as it is on disk now, which may be newer than the picture, and the posts as it puts them. */
function shapeOf({ settings, period, posts, made, note }: Picture, source: string | undefined) {
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

/** The name by which the note calls a post: its own where it has one already, else the shortest that is its own. */
export function entryFor(
  file: string,
  posts: readonly Post[],
  known: readonly Naming[],
): Pick<Naming, 'name' | 'title' | 'excerpt'> | undefined {
  const post = posts.find((one) => one.file === file);
  if (post === undefined) return undefined;
  const old = known.find(({ name }) => isNamed(post, name));
  if (old !== undefined) return { name: old.name, title: old.title, excerpt: old.excerpt };
  const names = [nameFor(post), cleanLine(post.file), post.url];
  const name = names.find((one) => posts.filter((other) => isNamed(other, one)).length === 1) ?? post.url;
  return { name, title: undefined, excerpt: undefined };
}
