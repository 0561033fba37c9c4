/**
 * `serve` and `send` at once on one SQLite file, each a process of its own: while mails are under way readers leave
 * and join, every one of them is answered, and nobody gets the digest who left before it was their turn.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { unsubscribeUrl } from '../../src/subscribers/links.ts';
import { type Keeper, openKeeper } from '../smtp.ts';
import { until } from '../until.ts';
import { ENTRY } from './installed.ts';
import { ended, KEY, openMailing, startSend, subscribe, WEEK, withLedger } from './mailing.ts';
import { CONFIG, type Site } from './site.ts';

const PEOPLE = 300;
const LEAVING = 60;

let keeper: Keeper;
let site: Site;
beforeAll(async () => {
  keeper = await openKeeper();
  site = await openMailing({
    'tayori.config.ts': CONFIG.replace(
      'mail: {',
      "web: { url: 'https://letter.minato.example', perNetwork: 1000 },\n  mail: {",
    ),
  });
});
afterAll(() => keeper.close());

/** @returns the port, and what ends it */
async function startServe(env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [ENTRY, 'serve', '--port', '0'], {
    cwd: site.root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  for (;;) {
    const port = /Serving http:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1];
    if (port !== undefined) return { port, child, said: () => said };
    await once(child.stderr, 'data');
  }
}

it('lets readers leave and join while a digest is on its way', async () => {
  const addresses = Array.from({ length: PEOPLE }, (_, index) => `reader${1000 + index}@minato.example`);
  await subscribe(site, addresses);
  const leaving = addresses.slice(-LEAVING);
  const ids = await withLedger(site, (ledger) =>
    Promise.all(leaving.map(async (address) => (await ledger.subscribers.find({ address }))?.id ?? '')),
  );
  const env = { MAIL_URL: `${keeper.url}?connections=2`, SIGNING_KEY: KEY };
  const server = await startServe(env);
  const service = `http://127.0.0.1:${server.port}`;
  keeper.holdFrom(1);
  const sending = startSend(site, ['--yes'], env);
  await keeper.held(2); // the sender is in the middle of it, and can not end
  const posts = await Promise.all(
    ids.flatMap((id, index) => [
      fetch(unsubscribeUrl(service, id, [KEY]), { method: 'POST' }),
      fetch(`${service}/subscribe`, {
        method: 'POST',
        body: new URLSearchParams({ email: `new${index}@minato.example` }),
      }),
    ]),
  );
  expect(posts.map(({ status }) => status)).toEqual(Array.from({ length: 2 * LEAVING }, () => 200));
  keeper.release();
  expect(await ended(sending)).toBe(0);
  const of = { id: WEEK, channel: 'mail' } as const;
  const tally = await withLedger(site, (ledger) => ledger.deliveries.tally(of));
  expect(tally).toMatchObject({ planned: PEOPLE, sent: PEOPLE - LEAVING, skipped: LEAVING, uncertain: 0 });
  const digests = keeper.kept.filter(({ messageId }) => messageId.startsWith(`<${WEEK}.`));
  expect(digests.filter(({ to }) => leaving.includes(to))).toEqual([]);
  const singles = (word: string) => keeper.kept.filter(({ messageId }) => messageId.startsWith(`<${word}.`));
  for (const word of ['goodbye', 'confirmation'])
    await until(`a ${word} for each`, () => singles(word).length >= LEAVING);
  server.child.kill('SIGTERM');
  expect(await ended(server.child)).toBe(0);
  expect(new Set(singles('confirmation').map(({ to }) => to)).size).toBe(LEAVING);
  expect(singles('goodbye')).toHaveLength(LEAVING);
  expect(server.said()).not.toContain('"what":"error"');
});
