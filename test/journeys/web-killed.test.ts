/** `serve`, killed while readers leave: what was answered with 200 is kept, and so is the goodbye that follows. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { unsubscribeUrl } from '../../src/subscribers/links.ts';
import { ENTRY } from './installed.ts';
import { ended, KEY, openMailing, subscribe, withLedger } from './mailing.ts';
import { CONFIG, type Site } from './site.ts';

const PEOPLE = 1_000;
const CONNECTIONS = 32;

const web = "web: { url: 'https://letter.minato.example', perNetwork: 1000 },\n  mail: {";

async function startServe(site: Site) {
  const child = spawn(process.execPath, [ENTRY, 'serve', '--port', '0'], {
    cwd: site.root,
    env: { ...process.env, SIGNING_KEY: KEY },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  for (;;) {
    const port = /Serving http:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1];
    if (port !== undefined) return { child, service: `http://127.0.0.1:${port}` };
    await once(child.stderr, 'data');
  }
}

it.for([{ answers: 1 }, { answers: 150 }, { answers: 500 }])(
  'loses nobody who was answered, killed after $answers answers',
  async ({ answers }) => {
    const site = await openMailing({ 'tayori.config.ts': CONFIG.replace('mail: {', web) });
    await subscribe(
      site,
      Array.from({ length: PEOPLE }, (_, n) => `reader${n}@minato.example`),
    );
    const ids = await withLedger(site, async ({ subscribers }) =>
      (await Array.fromAsync(subscribers.list())).map(({ id }) => id),
    );
    const { child, service } = await startServe(site);
    const answered: string[] = [];
    const waiting = [...ids];
    const line = async () => {
      for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
        const status = await fetch(unsubscribeUrl(service, id, [KEY]), { method: 'POST' }).then(
          (answer) => answer.status,
          () => undefined, // it was killed
        );
        if (status !== undefined) {
          expect(status).toBe(200);
          answered.push(id);
          if (answered.length === answers) child.kill('SIGKILL');
        }
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, line));
    await ended(child);
    expect(answered.length).toBeGreaterThanOrEqual(answers);

    await withLedger(site, async (ledger) => {
      const left = new Set<string>();
      for await (const { id } of ledger.subscribers.list({ status: 'unsubscribed' })) left.add(id);
      expect(answered.filter((id) => !left.has(id))).toEqual([]);
      expect(await ledger.integrity()).toEqual([]);
      const due = new Set((await ledger.forms.waiting(PEOPLE)).map(({ subscriber }) => subscriber));
      for (const id of left) {
        // Either it waits still, or the mail was made before the end.
        const made = (await ledger.history(id)).some(({ mailing }) => mailing?.startsWith('goodbye.'));
        expect(due.has(id) || made).toBe(true);
      }
    });
  },
);
