/**
 * Publish before mailing: a mail cannot be taken back, so the pages that it leads to must be there before it
 * leaves. Two pages are asked for: the web version, and the article on top. A page that is missing is named, with
 * what to do.
 */
import { type KeptDigest, loadKept } from '../digest/digest-files.ts';
import { contentsOf } from '../digest/layout.ts';
import { webUrlOf } from '../digest/web-address.ts';
import { type Problem, ProblemError } from '../problem.ts';
import type { Settings } from '../settings.ts';
import type { Wanted } from './plan/make-ready.ts';

/** @returns the status of the answer, after redirects; or why there was none */
export type AskWeb = (url: string, method: 'HEAD' | 'GET') => Promise<number | string>;

/**
 * @param anyway the editor said `--unpublished`
 * @throws ProblemError (send-unpublished) if a link in the mail would lead to nothing
 */
export async function refuseUnpublished(
  { root, id, channel, settings }: Pick<Wanted, 'root' | 'id' | 'channel' | 'settings'>,
  anyway: boolean,
  ask: AskWeb,
): Promise<void> {
  if (anyway || channel === 'rehearsal' || !isPublic(settings.site.url)) return;
  const kept = await loadKept(root, id);
  if (kept === undefined) return;
  const found = await Promise.all(pagesOf(kept, settings).map((page) => problemOf(page, ask)));
  const problems = found.flatMap((problem) => problem ?? []);
  if (problems.length > 0) throw new ProblemError(problems);
}

/**
 * Whether others can reach the site. `shop.example` never answers (RFC 2606), and `localhost` answers only here: such
 * a site is not asked.
 */
export function isPublic(site: string): boolean {
  const host = new URL(site).hostname.replace(/\.$/, '');
  return !/(?:^|\.)(?:example|test|invalid|localhost)$/i.test(host);
}

type Page = { readonly url: string; readonly what: string; readonly hint: string };

function pagesOf({ digest }: KeptDigest, settings: Settings): Page[] {
  const lead = contentsOf(digest, settings.categories, settings.digest)?.lead;
  const first: Page = {
    url: webUrlOf(settings, digest.id),
    what: `the web version of ${digest.id}`,
    hint: 'Publish out/ first: copy it to the root of the site',
  };
  if (lead === undefined) return [first];
  const what = `the article 「${lead.title}」`;
  return [first, { url: lead.url, what, hint: 'Publish the site with its new posts first' }];
}

/** Some servers refuse HEAD, or answer it wrongly: then the page is asked for with GET, as a browser does. */
async function problemOf({ url, what, hint }: Page, ask: AskWeb): Promise<Problem | undefined> {
  const first = await ask(url, 'HEAD');
  if (isThere(first)) return undefined;
  const answer = typeof first === 'number' ? await ask(url, 'GET') : first;
  if (isThere(answer)) return undefined;
  const said = typeof answer === 'number' ? `the server answers ${answer}` : answer;
  return {
    code: 'send-unpublished',
    message: `${url} is not there yet (${said}): readers of the mail would not find ${what}, so nothing was sent.`,
    hint: `${hint} (docs/publishing.md), and run this again; \`tayori send --unpublished\` sends all the same.`,
  };
}

function isThere(answer: number | string): boolean {
  return typeof answer === 'number' && answer >= 200 && answer < 300;
}
