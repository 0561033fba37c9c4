/** The servers that are measured, each in a process of its own: `tayori` on a SQLite ledger, or `hono` and nothing else. */
import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { parseConfig } from '../../src/config.ts';
import { openLedger } from '../../src/ledger/open.ts';
import { signToken } from '../../src/subscribers/links.ts';
import { openService } from '../../src/web/open.ts';
import type { Handle } from '../../src/web/routes.ts';
import { listen } from '../../src/web/server.ts';

const [, , kind = 'tayori', root = '/nowhere', people = '0'] = process.argv;
const KEY = '0123456789abcdef0123456789abcdef';
const random = (bytes: number) => randomBytes(bytes);

/** The same answers without anything behind them. */
function bare(): Handle {
  const app = new Hono();
  const page = `<!doctype html><title>x</title>${'<p>配信を停止しました。</p>'.repeat(120)}`;
  const tag = '"0123456789abcdef0123456789a"';
  app.post('/unsubscribe', (context) => context.html(page));
  app.get('/rss.xml', (context) => {
    if (context.req.header('if-none-match') === tag) return context.body(null, 304, { etag: tag });
    return context.body(page, 200, { etag: tag, 'content-type': 'application/rss+xml' });
  });
  return async (request) => app.fetch(request);
}

async function ours(): Promise<{ handle: Handle; tokens: string[] }> {
  const ledger = await openLedger(`sqlite:${root}/ledger.db`, root, { random });
  const addresses = Array.from({ length: Number(people) }, (_, at) => `reader${at}@minato.example`);
  for (let at = 0; at < addresses.length; at += 1000)
    await ledger.subscribers.add(
      addresses.slice(at, at + 1000).map((address) => ({
        ...{ address, name: undefined, categories: undefined },
        consent: { source: 'the bench', at: new Date() },
      })),
      new Date(),
    );
  const tokens: string[] = [];
  for await (const { id } of ledger.subscribers.list()) tokens.push(signToken('unsubscribe', id, [KEY]));
  const settings = parseConfig({
    site: { title: '週刊みなと', url: 'https://minato.example' },
    organisation: { name: 'みなと', address: '横浜市中区', contact: 'hello@minato.example' },
    mail: { from: { name: '週刊みなと', address: 'letter@minato.example' } },
    web: { perNetwork: 100_000, perHour: 1_000_000, perMailServer: 1_000_000 },
  });
  const { handle } = await openService({
    ...{ root, settings, ledger, random },
    url: 'http://127.0.0.1',
    env: { SIGNING_KEY: KEY },
    transport: {
      ...{ name: 'none', channel: 'mail', connections: 1 },
      deliver: async () => ({ kind: 'lost' }),
      [Symbol.asyncDispose]: async () => {},
    },
    dkim: undefined,
    dns: { mx: async () => ({ found: [{ host: 'mx.minato.example', priority: 1 }] }) },
    clock: () => new Date(),
    steady: () => new Date(),
    host: 'the bench',
    log: () => {},
    wake: () => {},
    signal: new AbortController().signal,
  });
  return { handle, tokens };
}

const { handle, tokens } = kind === 'hono' ? { handle: bare(), tokens: [] } : await ours();
const { port } = await listen(handle, '127.0.0.1', 0);
process.send?.({ port, tokens });
