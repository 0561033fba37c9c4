import { expect, it } from 'vitest';
import { readBounceAddress } from '../../src/mail/bounce-address.ts';
import { openSink } from '../smtp.ts';
import { KEY, openMailing, readers, subscribe, WEEK, withLedger } from './mailing.ts';
import { CONFIG } from './site.ts';

const BOUNCES = 'bounce@minato.example';

it('gives each mail an envelope sender of its own, the same on a retry, which says whose it is', async () => {
  const config = CONFIG.replace('mail: {', `mail: { bounces: '${BOUNCES}',`);
  const site = await openMailing({ 'tayori.config.ts': config });
  await subscribe(site, readers(2));
  let cross = true;
  const sink = await openSink({
    act: (step) => (step === 'RCPT' && cross ? '450 4.2.1 later' : undefined),
  });
  const env = { MAIL_URL: sink.url, SIGNING_KEY: KEY };
  const send = ['send', '--week', WEEK, '--yes', '--wait', '0'];
  expect((await site.run(send, env)).code).toBe(3);
  cross = false;
  expect((await site.run([...send, '--only', 'deferred'], env)).code).toBe(0);
  const from = sink.commands
    .filter((line) => line.startsWith('MAIL FROM:'))
    .map((line) => /<(.*?)>/.exec(line)?.[1] ?? '');
  expect(from).toHaveLength(4);
  expect(new Set(from).size).toBe(2);
  const ids = await withLedger(site, async ({ subscribers }) => {
    const found = await Promise.all(readers(2).map((address) => subscribers.find({ address })));
    return found.map((subscriber) => subscriber?.id);
  });
  const read = [...new Set(from)].map((address) => readBounceAddress(address, BOUNCES, [KEY]));
  expect(read.map((one) => one?.subscriber).toSorted()).toEqual(ids.toSorted());
  expect(read.every((one) => one?.digest === WEEK)).toBe(true);
  await sink.close();
});

it.for([
  { bounces: 'bounce-of-the-letter@minato.example', says: 'leaves no room', why: 'too long' },
  { bounces: 'bounce@{token}.example', says: 'before the @', why: 'a token in the domain' },
  { bounces: '返送@minato.example', says: 'must be an address', why: 'letters beyond ASCII' },
])('refuses $bounces: $why', async ({ bounces, says }) => {
  const config = CONFIG.replace('mail: {', `mail: { bounces: '${bounces}',`);
  const site = await openMailing();
  await site.write('tayori.config.ts', config);
  const { code, stderr } = await site.run(['send', '--week', WEEK]);
  expect(code).toBe(1);
  expect(stderr).toContain(says);
});
