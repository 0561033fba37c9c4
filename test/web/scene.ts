/** The public service on a ledger in memory, a clock that the test sets, and a transport that keeps what it is given. */
import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime, { type Email } from 'postal-mime';
import { parseConfig } from '../../src/config.ts';
import type { Subscriber } from '../../src/ledger/ledger.ts';
import { openLedger } from '../../src/ledger/open.ts';
import type { Message, Transport } from '../../src/mail/transport.ts';
import { signToken } from '../../src/subscribers/links.ts';
import { openService } from '../../src/web/open.ts';
import type { LogLine } from '../../src/web/service.ts';
import { dnsOf, type Zone } from '../dns.ts';

export const KEYS = ['0123456789abcdef0123456789abcdef'] as const;
export const URL_OF_SERVICE = 'https://letter.minato.example';
export const START = new Date('2025-11-10T00:00:00Z');
export const HANA = 'hana@example.jp';

export const config = {
  site: { title: '週刊みなと', url: 'https://minato.example' },
  organisation: {
    name: '株式会社みなと',
    address: '〒231-0000 横浜市中区見本町1-2-3',
    contact: 'hello@minato.example',
  },
  categories: [
    { name: '投資分析', slug: 'investment' },
    { name: '技術解説', slug: 'technology' },
  ],
  mail: { from: { name: '週刊みなと', address: 'letter@minato.example' } },
  web: { url: URL_OF_SERVICE, perNetwork: 1_000, perHour: 100_000, perMailServer: 100_000 },
};

export type RuleContext = Awaited<ReturnType<typeof openScene>>;

/**
 * @param web settings of the service that differ
 * @param url where it answers
 * @param ledgerFile a file for the ledger in the folder of the site, in place of one in memory
 * @param keys SIGNING_KEY of the service; the links that the scene makes are signed with the first of `KEYS`
 */
export async function openScene({
  web = {},
  site = {},
  url = URL_OF_SERVICE,
  zone = {} as Zone,
  brand = {},
  categories = config.categories as readonly { readonly name: string; readonly slug: string }[],
  ledgerUrl = 'sqlite::memory:',
  ledgerFile = undefined as string | undefined,
  keys = KEYS[0] as string,
} = {}) {
  const root = await mkdtemp(join(tmpdir(), 'tayori-web-'));
  const settings = parseConfig({
    ...config,
    site: { ...config.site, ...site },
    web: { ...config.web, ...web },
    brand,
    categories: [...categories],
  });
  const kept = ledgerFile === undefined ? ledgerUrl : `sqlite:${join(root, ledgerFile)}`;
  const ledger = await openLedger(kept, '/', { random: (bytes) => randomBytes(bytes) });
  const asked: string[] = [];
  const messages: Message[] = [];
  const lines: LogLine[] = [];
  let now = START;
  const transport: Transport = {
    name: 'smtp://server.test',
    channel: 'mail',
    connections: 5,
    deliver: async (message, mark) => {
      if (!(await mark())) return { kind: 'lost' };
      messages.push(message);
      return { kind: 'accepted', code: 250, response: '250 2.0.0 ok' };
    },
    [Symbol.asyncDispose]: async () => {},
  };
  const service = await openService({
    root,
    settings,
    url,
    env: { SIGNING_KEY: keys },
    ledger: noting(ledger, asked),
    transport,
    dkim: undefined,
    clock: () => now,
    steady: () => now,
    dns: dnsOf(zone),
    random: (bytes) => randomBytes(bytes),
    host: 'the test',
    log: (line) => void lines.push(line),
    wake: () => {},
    signal: new AbortController().signal,
  });
  const fetch = (path: string, init: RequestInit = {}, peer = '203.0.113.7') =>
    service.handle(new Request(`${url}${path}`, init), { address: peer });
  const scene = {
    root,
    ledger,
    messages,
    lines,
    /** What the service asked of the ledger: `forms.keep`. */
    asked,
    work: service.work,
    fetch,
    get: fetch,
    post: (path: string, fields: Readonly<Record<string, string>> = {}, peer?: string) =>
      fetch(path, { method: 'POST', body: new URLSearchParams(fields) }, peer),
    /** Moves the clock. */
    pass: (ms: number) => {
      now = new Date(now.getTime() + ms);
    },
    now: () => now,
    person: async (address = HANA): Promise<Subscriber | undefined> => ledger.subscribers.find({ address }),
    /** Somebody confirmed, and their id. */
    confirmed: async (address = HANA, categories?: readonly string[]): Promise<string> => {
      await ledger.subscribers.add(
        [{ address, name: undefined, categories, consent: { source: 'a list', at: START } }],
        START,
      );
      return (await ledger.subscribers.find({ address }))?.id ?? '';
    },
    /** Works, and reads the mails that were sent by it. */
    mails: async (): Promise<readonly Email[]> => {
      const before = messages.length;
      await service.work();
      return await Promise.all(messages.slice(before).map(readMail));
    },
    link: (purpose: 'unsubscribe' | 'preferences' | 'undo' | 'me', id: string) =>
      `/${purpose}?t=${signToken(purpose, id, KEYS)}`,
    [Symbol.asyncDispose]: () => ledger[Symbol.asyncDispose](),
  };
  return scene;
}

export function readMail({ content }: Message): Promise<Email> {
  return PostalMime.parse(Buffer.concat(content));
}

/** The same ledger, which notes by name what is asked of it. */
function noting<T extends object>(of: T, asked: string[], room = ''): T {
  return new Proxy(of, {
    get: (target, name, receiver) => {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof name === 'symbol' || value === null) return value;
      if (typeof value === 'object') return noting(value, asked, `${name}.`);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]): unknown => {
        asked.push(`${room}${name}`);
        return Reflect.apply(value, target, given);
      };
    },
  });
}

/** The path of the first link of a kind in a mail. */
export function linkIn(mail: Email | undefined, route: string): string {
  const found = new RegExp(`https://[^\\s"]*(/${route}\\?t=[\\w-]+)`).exec(mail?.text ?? '');
  return found?.[1] ?? '';
}

export function codeIn(mail: Email | undefined): string {
  return /^(\d{6})$/m.exec(mail?.text ?? '')?.[1] ?? '';
}
