/**
 * The public service as one function from a request to an answer, made from a table. GET and HEAD never change
 * anything, since mail programs and scanners fetch every link; only a POST acts.
 */
import { Hono } from 'hono';
import { textAnswer } from './answer.ts';
import { clientOf } from './client-network.ts';
import { openTargets, type Target, tokenIn } from './link-target.ts';
import { confirm, showConfirm } from './pages/confirm.ts';
import { emptyForm, longestBody, readForm } from './pages/form.ts';
import { leave, showLeave, showUndo, undo } from './pages/leave.ts';
import { sendLink, showLink } from './pages/links-again.ts';
import { actOnMe, showMe } from './pages/me.ts';
import { says } from './pages/page.ts';
import { changePreferences, showPreferences } from './pages/preferences.ts';
import { showSubscribe, subscribe } from './pages/subscribe.ts';
import { openPublished } from './serve-published.ts';
import { baseOf, type Route, type Service } from './service.ts';

/** The longest URL that is answered, in characters: no link of this service comes near it. */
const MOST_URL = 2 * 1024;

type Methods = Readonly<Partial<Record<'GET' | 'POST', Route>>>;

/** A new route is a row here. */
const routes: Readonly<Record<string, Methods>> = {
  '/': { GET: showSubscribe },
  '/subscribe': { GET: showSubscribe, POST: subscribe },
  '/confirm': { GET: showConfirm, POST: confirm },
  '/unsubscribe': { GET: showLeave, POST: leave },
  '/undo': { GET: showUndo, POST: undo },
  '/preferences': { GET: showPreferences, POST: changePreferences },
  '/link': { GET: showLink, POST: sendLink },
  '/me': { GET: showMe, POST: actOnMe },
  '/healthz': { GET: async () => textAnswer(200, 'ok\n') },
  '/readyz': { GET: async (_, service) => await isReady(service) },
};

/** The other end of the connection: the address of its socket, or `undefined` if it is not known. */
export type Peer = { readonly address: string | undefined };
export type Handle = (request: Request, peer?: Peer) => Promise<Response>;

type Asked = Peer & Target;

export function openRoutes(service: Service): Handle {
  const base = baseOf(service);
  const below = Object.keys(routes).map((path) => `${base}${path}`);
  const targetOf = openTargets(base === '' ? below : [...below, base]);
  const app = new Hono<{ Bindings: Asked }>({ getPath: (_, { env } = {}) => (env as Asked).path });
  const published = openPublished();
  const answer = (methods: Methods, request: Request, asked: Asked) => {
    const { method } = request;
    const name = method === 'HEAD' ? 'GET' : method;
    const route = name === 'GET' || name === 'POST' ? methods[name] : undefined;
    if (route === undefined) return notAllowed(service, Object.keys(methods));
    return visit(service, route, request, asked);
  };
  const add = (path: string, methods: Methods) =>
    app.all(path, ({ req, env }) => answer(methods, req.raw, env));
  for (const [path, methods] of Object.entries(routes)) add(`${base}${path}`, methods);
  if (base !== '') add(base, routes['/'] ?? {});
  // Published files are no route `/*`: that would be a second match for every path, and Hono answers one match faster.
  app.notFound(({ req, env }) =>
    env.path.startsWith(`${base}/`)
      ? answer({ GET: published }, req.raw, env)
      : says(service, service.words.faults.missing, 404),
  );
  app.onError((error) => {
    service.log({ what: 'error', name: error.name, stack: placesOf(error) });
    return says(service, service.words.faults.own, 500);
  });
  return async (request, { address } = { address: undefined }) => {
    const begun = service.clock();
    const { path, query } = targetOf(request.url);
    const answered =
      request.url.length > MOST_URL
        ? says(service, service.words.faults.size, 414)
        : await app.fetch(request, { address, path, query });
    return logged(service, request, path, answered, begun);
  };
}

async function visit(service: Service, route: Route, request: Request, asked: Asked): Promise<Response> {
  const form =
    request.method === 'POST' ? await readForm(request, longestBody(service.settings.categories)) : emptyForm;
  if (form === 'too-long') return says(service, service.words.faults.size, 413);
  if (form === 'cut-off') return textAnswer(400, 'the body ended too early\n');
  const { path, query, address } = asked;
  const client = () => clientOf(address, request.headers.get('x-forwarded-for'), service.proxies);
  return await route({ request, path, token: tokenIn(query), form, client }, service);
}

function notAllowed(service: Service, methods: readonly string[]): Response {
  const answer = says(service, service.words.faults.method, 405);
  answer.headers.set('allow', methods.flatMap((one) => (one === 'GET' ? ['GET', 'HEAD'] : [one])).join(', '));
  return answer;
}

/** 200 if the ledger answers a question, else 503: for a load balancer. */
async function isReady({ ledger, log }: Service): Promise<Response> {
  try {
    await ledger.forms.waiting(1);
    return textAnswer(200, 'ready\n');
  } catch (error) {
    log({ what: 'not ready', name: error instanceof Error ? error.name : 'unknown' });
    return textAnswer(503, 'the ledger does not answer\n');
  }
}

/** Writes the line of the log. It names the route and not the URL, since a URL can contain a token. */
function logged(service: Service, request: Request, path: string, answer: Response, begun: Date): Response {
  const own = path.slice(baseOf(service).length) || '/';
  const route = Object.hasOwn(routes, own) ? own : 'published';
  const ms = service.clock().getTime() - begun.getTime();
  service.log({ what: 'request', method: request.method, route, status: answer.status, ms });
  return answer;
}

/** The places in the code where an error came from, without its message: that may quote what a visitor typed. */
function placesOf({ stack = '' }: Error): string {
  const lines = stack.split('\n').filter((line) => line.startsWith('    at '));
  return lines
    .slice(0, 6)
    .map((line) => line.trim())
    .join(' ');
}
