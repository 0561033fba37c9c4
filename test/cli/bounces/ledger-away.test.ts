/** A database that is away when a mail comes in: `tayori bounces` waits for it, as `send` and `serve` do. */
import { randomBytes } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openLedger } from '../../../src/ledger/open.ts';
import { openSite } from '../../journeys/site.ts';
import { NOW, person } from '../../ledger/people.ts';
import { startPostgres, type TestPostgres } from '../../postgres.ts';
import { begin } from '../program.ts';

const HANA = 'hana@reader.example';
const random = (bytes: number) => randomBytes(bytes);

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres[Symbol.asyncDispose]());

it('takes the mail in when it is back', async () => {
  const [url, { root }] = [await postgres.database(), await openSite()];
  {
    await using ledger = await openLedger(url, root, { random });
    await ledger.subscribers.add([person(HANA)], NOW);
  }
  const ending = new AbortController();
  const running = begin(root, ['bounces', '--listen', '0'], {
    ...{ env: { LEDGER_URL: url, SIGNING_KEY: '0123456789abcdef0123456789abcdef' }, random },
    ...{ clock: () => new Date(), signal: ending.signal },
  });
  await running.says('for mail (SMTP and LMTP)');
  const port = Number(/127\.0\.0\.1:(\d+)/.exec(running.stderr())?.[1]);
  await postgres.stop();
  const mailed = createTransport({ host: '127.0.0.1', port, ignoreTLS: true }).sendMail({
    ...{ from: HANA, to: 'leave@minato.example', subject: '配信停止', text: '' },
  });
  await Promise.race([running.says('The ledger is away'), mailed]); // a refusal ends it here
  await postgres.start();
  expect((await mailed).response).toBe('250 2.0.0 taken in');
  ending.abort();
  expect((await running.finished).code).toBe(0);
  await using ledger = await openLedger(url, root, { random });
  expect(await ledger.subscribers.find({ address: HANA })).toMatchObject({ status: 'unsubscribed' });
});
