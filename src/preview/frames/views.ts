/** What the frames of the page show: the mail, its web version, the other mails, an entry of the feed. */
import { renderDigestsPage } from '../../digest/web-pages/digests-page.ts';
import { readDigests } from '../../feeds/digest-feed.ts';
import { previewWords } from '../../locale/preview/preview-locale.ts';
import { ALL, type Edition, editionKey } from '../../mail/email.ts';
import { formatProblem, ProblemError } from '../../problem.ts';
import { commonHeaders } from '../common-headers.ts';
import { framePolicy, pictureHosts } from '../content-security-policy.ts';
import type { PageData, Person, PreviewContext } from '../preview-context.ts';
import { editionOf, type RenderedDigest } from '../rendered-digest.ts';
import { filledFor } from '../subscriber-view.ts';
import { dayWords, feedEntries } from './feed-entries.ts';
import { framed, isLook } from './frames.ts';
import { emptyPage, entryPage } from './reading-page.ts';

/** The mail as plain text, and its HTML source. */
export async function plainOf(preview: PreviewContext, url: URL): Promise<PageData> {
  const { rendered } = preview.live.now();
  const edition = rendered === undefined ? undefined : await shownEdition(preview, rendered, url);
  if (edition === undefined) return { text: '', source: '', subject: '' };
  return { text: edition.text, source: edition.html, subject: edition.subject };
}

/**
 * The edition that an address asks for. If the address names a person (`?person=`), their edition, filled in for them.
 * @returns `undefined` if there is no such edition, or no post in it
 */
async function shownEdition(
  preview: PreviewContext,
  rendered: RenderedDigest,
  url: URL,
): Promise<Edition | undefined> {
  const person = personIn(preview, url);
  const asked = url.searchParams.get('edition') ?? ALL;
  const key = person?.edition ?? (asked === ALL ? ALL : editionKey(asked.split('+')));
  const edition = await editionOf(rendered, key);
  if (edition === undefined || person === undefined) return edition;
  return filledFor(rendered, edition, person, preview.options.clock());
}

function personIn({ people }: PreviewContext, url: URL): Person | undefined {
  return people.get(url.searchParams.get('person') ?? '');
}

type View = (preview: PreviewContext, rendered: RenderedDigest, url: URL) => Promise<string | undefined>;

/** The HTML of each frame, by the name in its address (`frame/mail`). A new frame is a new row here. */
const views: Readonly<Record<string, View>> = {
  mail: async (preview, rendered, url) => (await shownEdition(preview, rendered, url))?.html,
  web: async (_, { made }) => made?.web,
  archive: async ({ options }, { settings }) => {
    const now = options.clock();
    const digests = (await readDigests(options.root)).filter(({ period }) => period.end <= now);
    return renderDigestsPage(digests, settings);
  },
  letter: async ({ options }, { settings, templates }, url) => {
    const all = await options.letters(settings, templates);
    return all.find(({ kind }) => kind === url.searchParams.get('kind'))?.html;
  },
  entry: async ({ options }, rendered, url) => {
    const wanted = url.searchParams.get('url');
    const entry = (await feedEntries(rendered, options.root)).find((one) => one.url === wanted);
    return entry && entryPage(entry, dayWords(entry.published, rendered), rendered.settings.site.language);
  },
};

/**
 * Answers with the page that a frame shows. It never fails: a fault is shown in the frame.
 * @param name a name of `views`
 * @param base the address of the preview: `http://127.0.0.1:8788/TOKEN/`
 */
export async function frame(
  preview: PreviewContext,
  name: string,
  url: URL,
  base: string,
): Promise<Response> {
  const { rendered } = preview.live.now();
  const view = Object.hasOwn(views, name) ? views[name] : undefined;
  const key = url.searchParams.get('key') ?? 'none';
  const look = url.searchParams.get('look');
  const language = rendered?.settings.site.language ?? 'en';
  const made =
    rendered === undefined ? undefined : await madeOrWhyNot(view?.(preview, rendered, url), language);
  const html = made ?? emptyPage(previewWords(language).page.empty, language);
  const shown = isLook(look) ? look : 'light';
  const hosts = rendered === undefined || shown === 'no-pictures' ? [] : pictureHosts(rendered.settings);
  const heights = `${base}height/${/^[\w-]{1,40}$/.test(key) ? key : 'none'}/`;
  return new Response(framed(html, shown, heights), {
    headers: {
      ...commonHeaders,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': framePolicy(base, hosts),
    },
  });
}

/** If the template of another mail has a fault, its frame shows the fault, and the digest is still shown. */
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
