/**
 * What `--json` prints is what docs/commands.md says: the same keys, and where a row names the keys of what is
 * inside (`{file, code, message}`), those too. The page is written from the table of each command.
 */
import { randomBytes } from 'node:crypto';
import { cp, mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { KEY, openMailing, readers, subscribe, WEEK } from '../journeys/mailing.ts';
import { CONFIG, openSite, type Site } from '../journeys/site.ts';
import { openSink, type Sink } from '../smtp.ts';
import { beginNow, tayori } from './program.ts';

type Document = Readonly<Record<string, unknown>>;

let site: Site;
let sink: Sink;
let asked = 0;
/** Takes the first feed that it is told of, and refuses the others. */
const hub = createServer((_, response) => {
  asked += 1;
  response.writeHead(asked > 1 ? 403 : 204).end();
});

/** Whom the server refuses, puts off, and leaves in doubt. */
const fates: Readonly<Record<string, string | { readonly drop: true }>> = {
  reader1: '550 5.2.0 not taken',
  reader2: '450 4.2.1 come back later',
  reader3: { drop: true },
  reader4: '550 5.1.1 no such user',
};

beforeAll(async () => {
  let to = '';
  sink = await openSink({
    act: (step, line) => {
      if (step === 'RCPT') to = /<([^@]*)@/.exec(line)?.[1] ?? '';
      const fate = fates[to];
      return step === (typeof fate === 'string' ? 'RCPT' : 'dot') ? fate : undefined;
    },
  });
  await new Promise<void>((resolve) => hub.listen(0, '127.0.0.1', resolve));
  site = await openMailing();
  const { port } = hub.address() as AddressInfo; // listening on TCP: an address and a port
  await site.write(
    'tayori.config.ts',
    CONFIG.replace('mail: {', `feeds: { hub: 'http://127.0.0.1:${port}/' },\n  mail: {`),
  );
  // So many that one bad address among them is believed at once (conclude-faults.ts).
  await subscribe(site, readers(30));
  await site.write('list.csv', 'email,name\nnew@minato.example,新人\nno address,\n');
  await site.write('posts/2025-11-04-broken.md', '---\ntitle: ""\ndate: 2025-11-04\n---\n\n本文。\n');
  await site.write('returned.eml', 'From: MAILER-DAEMON@x.example\nSubject: failure notice\n\nNobody.\n');
  await site.write('jekyll/_config.yml', 'url: https://minato.example\ntwitter: minato\n');
});
afterAll(async () => {
  hub.closeAllConnections();
  hub.close();
  await sink.close();
});

async function run(argv: readonly string[], root = site.root): Promise<Document> {
  const env = { MAIL_URL: `${sink.url}?connections=1`, SIGNING_KEY: KEY };
  const { stdout, stderr } = await beginNow(root, [...argv, '--json'], env).finished;
  expect(stdout, stderr).not.toBe('');
  return JSON.parse(stdout);
}

const send = ['send', '--week', WEEK];
const once = [...send, '--yes', '--wait', '0'];

/** Command lines of each command which together print every key, in an order in which they can be run. */
const lines: readonly (readonly [name: string, ...lines: (readonly string[])[]])[] = [
  ['posts', ['posts']],
  ['check', ['check'], ['check', '--fix', '--dry-run']],
  ['build', ['build'], ['build', '--ping']],
  ['note', ['note', '--week', WEEK]],
  ['digest', ['digest', '--week', WEEK]],
  [
    'send',
    [...send, '--test', 'editor@minato.example'],
    [...send, '--dry-run'],
    once,
    [...once, '--only', 'failed'],
  ],
  ['status', ['status']],
  ['settle', ['settle', '--week', WEEK, '--as', 'sent', '--reason', 'they said so']],
  ['verify', ['verify']],
  [
    'subscribers',
    ['subscribers', 'import', 'list.csv'],
    ['subscribers', 'add', 'one@minato.example'],
    ['subscribers', 'list'],
    ['subscribers', 'stats'],
    ['subscribers', 'export', 'copy.csv'],
    ['subscribers', 'remove', 'one@minato.example'],
    ['subscribers', 'restore', 'one@minato.example', '--because', 'removed by mistake'],
    ['subscribers', 'erase', 'one@minato.example', '--yes'],
  ],
  ['why', ['why', 'reader0@gmail.example'], ['why', 'new@minato.example']],
  ['bounces', ['bounces', 'returned.eml']],
  ['doctor', ['doctor', '--only', 'sender,files']],
  ['backup', ['backup', 'copy.db']],
  ['completion', ['completion', 'bash']],
];

/** Inside of these nothing can be looked at here, and why. */
const unseen: Readonly<Record<string, string>> = {
  'send others': 'several senders share a ledger: PostgreSQL',
  'status senders': 'the same',
  'digest late': 'posts that came after a digest was sent: digest/late.test.ts',
  'bounces bounced': 'a token that comes back: bounces.test.ts',
  'bounces held': 'the same',
  'bounces mails': 'people who join by mail: journeys/mailbox.test.ts',
  'send notBelieved': 'many addresses that a server calls bad: send-brake.test.ts',
};

describe('documents', () => {
  it.for(lines)('of `%s --json` have the keys of its table', async ([name, ...calls]) => {
    const table = (await commands[name]?.())?.json ?? {};
    const documents: Document[] = [];
    for (const argv of calls) documents.push(await run(argv));
    expectKeys(name, table, documents);
  });

  it('of `init --json` have the keys of its table', async () => {
    const fresh = await openSite();
    await mkdir(join(fresh.root, 'new'));
    await cp(join(site.root, 'jekyll'), join(fresh.root, 'new/jekyll'), { recursive: true });
    const { json } = (await commands['init']?.()) ?? { json: {} };
    expectKeys('init', json, [await run(['init', '--from-jekyll', 'jekyll'], join(fresh.root, 'new'))]);
  });

  it('of `serve --json` have the keys of its table', async () => {
    const served = await openSite({
      'tayori.config.ts': CONFIG.replace(
        'mail: {',
        "web: { url: 'https://letter.minato.example' },\n  mail: {",
      ),
    });
    const around = { random: (bytes: number) => randomBytes(bytes), signal: AbortSignal.abort() };
    const documents = await Promise.all(
      [['--snippet'], ['--port', '0']].map(async (options) => {
        const { stdout } = await tayori(served.root, ['serve', ...options, '--json'], around);
        return JSON.parse(stdout) as Document;
      }),
    );
    expectKeys('serve', (await commands['serve']?.())?.json ?? {}, documents);
  });

  it('of `start --json` have those, and those of the commands that it runs', async () => {
    const fresh = await openMailing();
    const document = await run(['start'], fresh.root);
    const { json } = (await commands['start']?.()) ?? { json: {} };
    expectKeys('start', json, [document]);
    for (const name of ['build', 'digest', 'send']) {
      const keys = Object.keys((await commands[name]?.())?.json ?? {});
      expect(keys).toEqual(expect.arrayContaining(Object.keys(document[name] as Document)));
    }
  });

  it('of `preview --json` has the keys of its table', async () => {
    const around = { signal: AbortSignal.abort() };
    const { stdout } = await tayori(site.root, ['preview', '--week', WEEK, '--port', '0', '--json'], around);
    expectKeys('preview', (await commands['preview']?.())?.json ?? {}, [JSON.parse(stdout) as Document]);
  });

  it('of all commands are looked at', () => {
    expect([...lines.map(([name]) => name), 'init', 'preview', 'serve', 'start'].toSorted()).toEqual(
      Object.keys(commands).toSorted(),
    );
  });

  it('of a command that is refused hold its problems', async () => {
    expect(await run([...send, '--wait', 'soon'])).toEqual({
      problems: [{ code: 'usage', message: expect.any(String), hint: expect.any(String) }],
    });
  });
});

function expectKeys(
  command: string,
  table: Readonly<Record<string, string>>,
  documents: readonly Document[],
): void {
  const printed = new Set(documents.flatMap((document) => Object.keys(document)));
  const own = Object.entries(table).filter(([, about]) => !about.startsWith(OF_EACH));
  expect([...printed].toSorted()).toEqual(own.map(([key]) => key).toSorted());
  for (const [key, about] of Object.entries(table)) {
    const within = about.startsWith(OF_EACH) ? documents.flatMap(({ mailings }) => mailings) : documents;
    const inside = /`\{([^{}]*)/.exec(about)?.[1]?.match(/[\w.]+/g);
    if (inside === undefined || inside === null) continue;
    const values = within.flatMap((one) => (one as Document)[key] ?? []).filter(isObject);
    const seen = new Set(values.flatMap((value) => Object.keys(value)));
    if (unseen[`${command} ${key}`] === undefined) expect([key, values.length]).not.toEqual([key, 0]);
    expect([key, ...inside]).toEqual(expect.arrayContaining([...seen]));
    expect([key, ...(values.length === 0 ? inside : seen)]).toEqual(expect.arrayContaining(inside));
  }
}

/** So begins a row about a key that is inside of each of the `mailings`. */
const OF_EACH = 'Of each mailing: ';

function isObject(value: unknown): value is Document {
  return typeof value === 'object' && value !== null;
}
