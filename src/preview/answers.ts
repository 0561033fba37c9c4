/** What the page asks for: the state of the digest, what stands beside it, the frames, and a test mail. */

import * as v from 'valibot';
import { loadKept } from '../digest/digest-files.ts';
import { renderIssues } from '../digest/issues-page.ts';
import { readNoteText } from '../digest/note/note-file.ts';
import { readDigests } from '../feeds/digest-feed.ts';
import { localeOf } from '../locale/locale.ts';
import { previewWords } from '../locale/preview-locale.ts';
import { ALL, type Edition, editionKey } from '../mail/email.ts';
import { mailbox } from '../mail/mailbox.ts';
import { formatProblem, type Problem, ProblemError } from '../problem.ts';
import { wallTime } from '../time.ts';
import { feedEntries } from './feed-entries.ts';
import { findingsOf } from './findings.ts';
import { framed, isLook } from './frames.ts';
import { commonHeaders, framePolicy } from './guard.ts';
import { filledFor } from './people.ts';
import { editionOf, type Picture } from './picture.ts';
import { emptyPage, entryPage } from './reading-page.ts';
import type { PageData, Person, Room } from './room.ts';
import { pictureHosts, shownProblem, stateOf } from './state.ts';

export async function stateNow({ live, options }: Room): Promise<PageData> {
  const standing = live.now();
  const file = standing.picture?.note.file;
  // What is wrong with a note that can not be read stands among the faults.
  const read = file === undefined ? undefined : readNoteText(options.root, file);
  const source = await read?.catch(() => undefined);
  return stateOf(standing, options.root, source);
}

/** What takes longer, or does not hang on the posts alone: findings, the ledger, past issues, the feed. */
export async function besideOf(room: Room): Promise<PageData> {
  const { live, options } = room;
  const { picture } = live.now();
  if (picture === undefined) return {};
  const { settings, period } = picture;
  const { root, clock } = options;
  const readiness = await options.readiness(settings, period.id);
  const audience = await room.audience();
  const { editor } = settings.preview;
  return {
    editions: Object.entries(audience?.editions ?? {}).map(([key, people]) => ({ key, people })),
    findings: await findingsOf(picture, root, clock),
    ...(await lettersOf(options, picture)),
    ready: {
      ...readiness,
      missing: readiness.missing.map((problem) => shownProblem(problem, root, editor)),
      begun: readiness.begun && { ...readiness.begun, since: minute(readiness.begun.since, picture) },
      last: readiness.last && { ...readiness.last, at: minute(readiness.last.at, picture) },
      made: await madeAs(root, picture),
      transport: options.transport(),
    },
    feed: (await feedEntries(picture, root)).map(({ url, title, summary, published, categories }) => ({
      url,
      title,
      summary,
      categories,
      day: dayWords(published, picture),
    })),
  };
}

function minute(instant: Date, { settings: { site } }: Picture): string {
  const { year, month, day, hour, minute } = wallTime(instant, site.timezone);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;
}

function dayWords(instant: Date, { settings: { site } }: Picture): string {
  const { year, month, day } = wallTime(instant, site.timezone);
  return localeOf(site.language).feeds.day(year, month, day);
}

/** Whether the digest in `out/` is the one that is shown here. */
async function madeAs(root: string, { period, made }: Picture): Promise<'not' | 'same' | 'other'> {
  const kept = await loadKept(root, period.id).catch((error: unknown) => {
    if (error instanceof ProblemError) return 'altered' as const;
    throw error;
  });
  if (kept === undefined) return 'not';
  if (kept === 'altered' || made === undefined) return 'other';
  const same = (['subject', 'html', 'text'] as const).every(
    (part) => kept.edition[part] === made.edition[part],
  );
  return same ? 'same' : 'other';
}

/** Their subjects; or what is wrong with their templates, while the digest may be right. */
async function lettersOf(
  { letters, root }: Room['options'],
  { settings, templates }: Picture,
): Promise<PageData> {
  try {
    const all = await letters(settings, templates);
    return { letters: all.map(({ kind, subject }) => ({ kind, subject })), letterFaults: [] };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { editor } = settings.preview;
    return { letters: [], letterFaults: error.problems.map((one) => shownProblem(one, root, editor)) };
  }
}

/** The mail as text, and as its source. */
export async function plainOf(room: Room, url: URL): Promise<PageData> {
  const { picture } = room.live.now();
  const edition = picture === undefined ? undefined : await shownEdition(room, picture, url);
  if (edition === undefined) return { text: '', source: '', subject: '' };
  return { text: edition.text, source: edition.html, subject: edition.subject };
}

/** What the address asks for: an edition, filled in for somebody where it names one. */
async function shownEdition(room: Room, picture: Picture, url: URL): Promise<Edition | undefined> {
  const person = personIn(room, url);
  const asked = url.searchParams.get('edition') ?? ALL;
  const key = person?.edition ?? (asked === ALL ? ALL : editionKey(asked.split('+')));
  const edition = await editionOf(picture, key);
  if (edition === undefined || person === undefined) return edition;
  return filledFor(picture, edition, person, room.options.clock());
}

function personIn({ people }: Room, url: URL): Person | undefined {
  return people.get(url.searchParams.get('person') ?? '');
}

type View = (room: Room, picture: Picture, url: URL) => Promise<string | undefined>;

/** A new kind of frame is a row here. */
const views: Readonly<Record<string, View>> = {
  mail: async (room, picture, url) => (await shownEdition(room, picture, url))?.html,
  web: async (_, { made }) => made?.web,
  archive: async ({ options }, { settings }) => {
    const now = options.clock();
    const digests = (await readDigests(options.root)).filter(({ period }) => period.end <= now);
    return renderIssues(digests, settings);
  },
  letter: async ({ options }, { settings, templates }, url) => {
    const all = await options.letters(settings, templates);
    return all.find(({ kind }) => kind === url.searchParams.get('kind'))?.html;
  },
  entry: async ({ options }, picture, url) => {
    const wanted = url.searchParams.get('url');
    const entry = (await feedEntries(picture, options.root)).find((one) => one.url === wanted);
    return entry && entryPage(entry, dayWords(entry.published, picture), picture.settings.site.language);
  },
};

/** @param base where the page is: `http://127.0.0.1:8788/TOKEN/` */
export async function frame(room: Room, name: string, url: URL, base: string): Promise<Response> {
  const { picture } = room.live.now();
  const view = Object.hasOwn(views, name) ? views[name] : undefined;
  const key = url.searchParams.get('key') ?? 'none';
  const look = url.searchParams.get('look');
  const language = picture?.settings.site.language ?? 'en';
  const made = picture === undefined ? undefined : await madeOrWhyNot(view?.(room, picture, url), language);
  const html = made ?? emptyPage(previewWords(language).page.empty, language);
  const shown = isLook(look) ? look : 'light';
  const hosts = picture === undefined || shown === 'no-pictures' ? [] : pictureHosts(picture.settings);
  const heights = `${base}height/${/^[\w-]{1,40}$/.test(key) ? key : 'none'}/`;
  return new Response(framed(html, shown, heights), {
    headers: {
      ...commonHeaders,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': framePolicy(base, hosts),
    },
  });
}

/** A template of another mail may be wrong while the digest is right: its own frame says so. */
async function madeOrWhyNot(
  made: Promise<string | undefined> | undefined,
  language: string,
): Promise<string | undefined> {
  try {
    return await made;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return emptyPage(error.problems.map(formatProblem).join('\n'), language);
  }
}

export const testSchema = v.strictObject({
  address: v.pipe(v.string(), v.trim(), v.maxLength(320)),
  edition: v.pipe(v.string(), v.maxLength(1_000)),
  /** The address once more, by the button that says yes. */
  confirmed: v.optional(v.string()),
});

/** One mail to one address, and only once the editor has said yes to that address. */
export async function sendTest(
  { live, options }: Room,
  { address, edition: key, confirmed }: v.InferOutput<typeof testSchema>,
): Promise<PageData> {
  const { picture } = live.now();
  if (picture === undefined || !isAddress(address)) throw new ProblemError([noAddress(address)]);
  if (confirmed !== address) return { outcome: 'confirm', address, transport: options.transport() };
  const edition = await editionOf(picture, key);
  if (edition === undefined) return { outcome: 'not-sent', reply: '' };
  const reply = await options.sendTest(picture, key, address);
  const said = 'response' in reply ? reply.response : 'reason' in reply ? reply.reason : reply.kind;
  return { outcome: reply.kind === 'accepted' ? 'sent' : 'not-sent', address, reply: said };
}

/** One, and nothing that could be meant as two. */
function isAddress(text: string): boolean {
  try {
    return /^[^\s,;<>"@]+@[^\s,;<>"@]+$/.test(text) && mailbox(text) !== '';
  } catch {
    return false;
  }
}

function noAddress(address: string): Problem {
  return {
    code: 'usage',
    message: address === '' ? 'No address was given.' : `\`${address}\` is no mail address.`,
    hint: 'Write one address, such as hanako@example.jp; `preview.testTo` in the config holds the usual one.',
  };
}
