/** The page's addresses, below its token: what is read is a GET, and only a POST from the page itself acts. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { type Problem, ProblemError } from '../problem.ts';
import type { Settings } from '../settings.ts';
import { besideOf, frame, plainOf, sendTest, stateNow, testSchema } from './answers.ts';
import { commonHeaders, hostsOf, refusal, shellPolicy } from './guard.ts';
import { growthOf } from './list-growth.ts';
import { alone } from './note-lock.ts';
import { pageFile, themeStyle } from './page-files.ts';
import { findPerson, findSchema } from './people.ts';
import type { PageData, Room } from './room.ts';
import { shapeNote, shapeSchema } from './shape.ts';
import { shellPage } from './shell.ts';
import { shownProblem } from './state.ts';

/** Longer than any address of ours, and than any note. */
const MOST_URL = 4 * 1024;
/** Twice the longest note that shape.ts takes, what is written and what was read, each letter as `\\u3042`; and more. */
const MOST_BODY = 4 * 1024 * 1024;

/** A new question is a row here. */
const questions: Readonly<Record<string, (room: Room, url: URL) => Promise<PageData>>> = {
  state: stateNow,
  beside: besideOf,
  plain: plainOf,
  growth: growthOf,
};

/** A new act is a row here: what it takes, and what it does. */
const acts = {
  note: act(shapeSchema, async (room, shaping) => {
    const { root } = room.options;
    const shaped = await inTurn(room, () => alone(root, () => shapeNote(root, pictureOf(room), shaping)));
    // The next picture may take long: pages hear of it when it is there. A bug in it is told by who watches the disk.
    room.live.changed().catch(() => {});
    return shaped;
  }),
  person: act(findSchema, findPerson),
  test: act(testSchema, sendTest),
} as const;

/** Two pages may be open: the note is looked at and written by one of them at a time. */
const turns = new WeakMap<Room, Promise<unknown>>();

function inTurn<T>(room: Room, write: () => Promise<T>): Promise<T> {
  const mine = (turns.get(room) ?? Promise.resolve()).then(write, write);
  turns.set(room, mine);
  return mine;
}

type Act = (room: Room, body: unknown) => Promise<PageData>;

function act<Value>(
  schema: v.GenericSchema<unknown, Value>,
  run: (room: Room, value: Value) => Promise<PageData>,
): Act {
  return async (room, body) => {
    const read = v.safeParse(schema, Array.isArray(body) ? undefined : body);
    if (read.success) return run(room, read.output);
    const [issue] = read.issues;
    // Why a value is refused is said to the editor; what is of another form comes from no page of ours.
    return issue.kind === 'schema' ? { refused: 400 } : refusedFor(issue);
  };
}

function refusedFor(issue: v.BaseIssue<unknown>): PageData {
  const message = `\`${v.getDotPath(issue) ?? 'It'}\` ${issue.message}.`;
  const problem: Problem = { code: 'note-field', message, hint: 'Make it shorter; nothing was written.' };
  return { refused: 400, problems: [shownProblem(problem, '', '')] };
}

function settingsOf({ live, options }: Room): Settings {
  return live.now().picture?.settings ?? options.settings;
}

function pictureOf({ live }: Room) {
  const { picture, faults } = live.now();
  if (picture === undefined) throw new ProblemError(faults);
  return picture;
}

export function openRoutes(room: Room): (request: Request) => Promise<Response> {
  const { options, token, events } = room;
  const app = new Hono({ strict: true });
  const base = `/${token}/`;
  app.get(base, (context) => shell(room, originOf(context.req.raw)));
  app.get(`${base}app/theme.css`, () => {
    return file('text/css; charset=utf-8', themeStyle(settingsOf(room)));
  });
  app.get(`${base}app/:name`, (context) => {
    const found = pageFile(context.req.param('name'));
    return found === undefined ? refuse(404, 'no such file') : file(found.type, found.bytes);
  });
  app.get(`${base}events`, () =>
    events.open([{ event: 'picture', data: { version: room.live.now().version } }]),
  );
  app.get(`${base}height/:key/:height`, (context) => {
    const { key, height } = context.req.param();
    if (/^[\w-]{1,40}$/.test(key) && /^\d{1,6}$/.test(height))
      events.tell({ event: 'height', data: { key, height: Number(height) } });
    return new Response(null, { status: 204, headers: commonHeaders });
  });
  app.get(`${base}frame/:view`, async (context) => {
    const url = new URL(context.req.url);
    const origin = originOf(context.req.raw);
    return frame(room, context.req.param('view'), url, `${origin}${base}`);
  });
  for (const [name, ask] of Object.entries(questions))
    app.get(base + name, (context) => answered(room, () => ask(room, new URL(context.req.url))));
  for (const [name, run] of Object.entries(acts))
    app.post(base + name, async (context) => {
      const body = await bodyOf(context.req.raw);
      if (body === 'too long') return json(refusedAsTooLong(), 413);
      return body === undefined ? refuse(400, 'no JSON') : answered(room, () => run(room, body));
    });
  app.notFound(() => refuse(404, 'there is nothing here'));
  app.onError((error) => {
    if (error instanceof ProblemError) return problemsAnswer(room, error);
    throw error;
  });
  return async (request) => {
    const why = refusal(request, options.port, token);
    if (why !== undefined) return refuse(403, why);
    if (request.url.length > MOST_URL) return refuse(414, 'the address is too long');
    return app.fetch(request);
  };
}

/** As the browser calls it, which was checked: `127.0.0.1` or `localhost`. */
function originOf(request: Request): string {
  return `http://${request.headers.get('host') ?? hostsOf(Number(new URL(request.url).port))[0]}`;
}

function shell(room: Room, origin: string): Response {
  const base = `${origin}/${room.token}/`;
  const headers = {
    ...commonHeaders,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': shellPolicy(base),
    'x-frame-options': 'DENY',
    'cross-origin-resource-policy': 'same-origin',
  };
  return new Response(shellPage(settingsOf(room)), { headers });
}

function file(type: string, bytes: Uint8Array<ArrayBuffer> | string): Response {
  const headers = { ...commonHeaders, 'content-type': type, 'cross-origin-resource-policy': 'same-origin' };
  return new Response(bytes, { headers });
}

function refuse(status: number, why: string): Response {
  return new Response(`${why}\n`, {
    status,
    headers: { ...commonHeaders, 'content-type': 'text/plain; charset=utf-8' },
  });
}

async function answered(room: Room, ask: () => Promise<PageData>): Promise<Response> {
  try {
    const answer = await ask();
    const { refused = 200, ...data } = answer;
    return json(data, typeof refused === 'number' ? refused : 200);
  } catch (error) {
    if (error instanceof ProblemError) return problemsAnswer(room, error);
    throw error;
  }
}

function problemsAnswer({ options, live }: Room, { problems }: ProblemError): Response {
  const editor = live.now().picture?.settings.preview.editor ?? '';
  const status = problems.some(({ code }) => code === 'note-conflict') ? 409 : 422;
  return json({ problems: problems.map((problem) => shownProblem(problem, options.root, editor)) }, status);
}

function json(value: object, status: number): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: {
      ...commonHeaders,
      'content-type': 'application/json; charset=utf-8',
      'cross-origin-resource-policy': 'same-origin',
    },
  });
}

function refusedAsTooLong(): PageData {
  const most = `${MOST_BODY / 1024 / 1024} MiB`;
  const problem: Problem = {
    code: 'note-field',
    message: `What was to be written is longer than ${most}.`,
    hint: 'Make it shorter; nothing was written.',
  };
  return { problems: [shownProblem(problem, '', '')] };
}

/** @returns `undefined` where it is no JSON */
async function bodyOf(request: Request): Promise<unknown> {
  const reader = request.body?.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
    length += part.value.length;
    // It is heard to its end: a browser that is cut while it sends does not take in why.
    if (length <= MOST_BODY) parts.push(part.value);
  }
  if (length > MOST_BODY) return 'too long';
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8')) ?? undefined;
  } catch {
    return undefined;
  }
}
