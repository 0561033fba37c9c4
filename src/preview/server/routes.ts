/** The addresses of the preview, all below its token. A GET only reads. A POST changes something (acts.ts). */
import { Hono } from 'hono';
import { ProblemError } from '../../problem.ts';
import type { Settings } from '../../settings.ts';
import { acts } from '../acts.ts';
import { besideOf } from '../beside-digest.ts';
import { commonHeaders } from '../common-headers.ts';
import { shellPolicy } from '../content-security-policy.ts';
import { frame, plainOf } from '../frames/views.ts';
import { growthOf } from '../list-growth.ts';
import type { PageData, PreviewContext } from '../preview-context.ts';
import { stateNow } from '../state.ts';
import { hostsOf, refusal } from './guard.ts';
import { pageFile, themeStyle } from './page-files.ts';
import { bodyOf, refusedAsTooLong } from './request-body.ts';
import { answered, file, json, problemsAnswer, refuse } from './responses.ts';
import { shellPage } from './shell.ts';

/** In letters: longer than any address of ours. */
const MOST_URL = 4 * 1024;

/** What the page can ask for, by the last part of the address. A new question is a new row here. */
const questions: Readonly<Record<string, (preview: PreviewContext, url: URL) => Promise<PageData>>> = {
  state: stateNow,
  beside: besideOf,
  plain: plainOf,
  growth: growthOf,
};

function settingsOf({ live, options }: PreviewContext): Settings {
  return live.now().rendered?.settings ?? options.settings;
}

/** @returns a function that answers every request; only a bug of ours makes it throw */
export function openRoutes(preview: PreviewContext): (request: Request) => Promise<Response> {
  const { options, token, events } = preview;
  const app = new Hono({ strict: true });
  const base = `/${token}/`;
  app.get(base, (context) => shell(preview, originOf(context.req.raw)));
  app.get(`${base}app/theme.css`, () => {
    return file('text/css; charset=utf-8', themeStyle(settingsOf(preview)));
  });
  app.get(`${base}app/:name`, (context) => {
    const found = pageFile(context.req.param('name'));
    return found === undefined ? refuse(404, 'no such file') : file(found.type, found.bytes);
  });
  app.get(`${base}events`, () =>
    events.open([{ event: 'rendered', data: { version: preview.live.now().version } }]),
  );
  app.get(`${base}height/:key/:height`, (context) => {
    const { key, height } = context.req.param();
    return tellHeight(events, key, height);
  });
  app.get(`${base}frame/:view`, async (context) => {
    const url = new URL(context.req.url);
    const origin = originOf(context.req.raw);
    return frame(preview, context.req.param('view'), url, `${origin}${base}`);
  });
  for (const [name, ask] of Object.entries(questions))
    app.get(base + name, (context) => answered(preview, () => ask(preview, new URL(context.req.url))));
  for (const [name, run] of Object.entries(acts))
    app.post(base + name, (context) => answerAct(preview, run, context.req.raw));
  app.notFound(() => refuse(404, 'there is nothing here'));
  app.onError((error) => {
    if (error instanceof ProblemError) return problemsAnswer(preview, error);
    throw error;
  });
  return async (request) => {
    const why = refusal(request, options.port, token);
    if (why !== undefined) return refuse(403, why);
    if (request.url.length > MOST_URL) return refuse(414, 'the address is too long');
    return app.fetch(request);
  };
}

/** A frame reports how high its content is; the page hears of it by its events. */
function tellHeight(events: PreviewContext['events'], key: string, height: string): Response {
  if (/^[\w-]{1,40}$/.test(key) && /^\d{1,6}$/.test(height))
    events.tell({ event: 'height', data: { key, height: Number(height) } }, key);
  return new Response(null, { status: 204, headers: commonHeaders });
}

async function answerAct(
  preview: PreviewContext,
  run: (typeof acts)[keyof typeof acts],
  request: Request,
): Promise<Response> {
  const body = await bodyOf(request);
  if (body === 'too long') return json(refusedAsTooLong(), 413);
  return body === undefined ? refuse(400, 'no JSON') : answered(preview, () => run(preview, body));
}

/** The origin by the name that the browser used, `127.0.0.1` or `localhost`. The guard has checked that name before. */
function originOf(request: Request): string {
  return `http://${request.headers.get('host') ?? hostsOf(Number(new URL(request.url).port))[0]}`;
}

function shell(preview: PreviewContext, origin: string): Response {
  const base = `${origin}/${preview.token}/`;
  const headers = {
    ...commonHeaders,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': shellPolicy(base),
    'x-frame-options': 'DENY',
    'cross-origin-resource-policy': 'same-origin',
  };
  return new Response(shellPage(settingsOf(preview), preview.options.typed), { headers });
}
