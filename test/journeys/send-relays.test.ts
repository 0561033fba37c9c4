import { expect, it } from 'vitest';
import { openSink } from '../smtp.ts';
import { KEY, openMailing, readers, subscribe, WEEK } from './mailing.ts';

it.for([
  { at: 'RCPT', says: '550 5.4.5 Daily user sending limit exceeded', why: 'no more today, before the mail' },
  { at: 'dot', says: '550 5.4.5 Daily user sending limit exceeded', why: 'no more today, after the mail' },
  { at: 'RCPT', says: '421 4.3.2 going down', why: 'nothing, before the mail' },
  { at: 'dot', says: '421 4.3.2 going down', why: 'nothing, after the mail' },
] as const)('sends to everyone though one relay of two takes $why', async ({ at, says }) => {
  const site = await openMailing();
  await subscribe(site, readers(12));
  const full = await openSink({
    act: (step) => (step === at ? says : undefined),
  });
  const good = await openSink();
  const env = { MAIL_URL: `${full.url}?connections=2 ${good.url}?connections=2`, SIGNING_KEY: KEY };
  const { code, stdout } = await site.run(['send', '--week', WEEK, '--yes', '--expect', '12'], env);
  expect(code).toBe(0);
  expect(full.accepted).toHaveLength(0);
  expect(good.accepted).toHaveLength(12);
  expect(stdout).toContain(says);
  await full.close();
  await good.close();
});

it('ends at once where all relays take no more today, and keeps everyone queued', async () => {
  const site = await openMailing();
  await subscribe(site, readers(6));
  const full = () =>
    openSink({ act: (step) => (step === 'dot' ? '550 5.4.5 Daily user sending limit exceeded' : undefined) });
  const [a, b] = [await full(), await full()];
  const env = { MAIL_URL: `${a.url}?connections=1 ${b.url}?connections=1`, SIGNING_KEY: KEY };
  const { code, stdout, stderr } = await site.run(['send', '--week', WEEK, '--yes', '--json'], env);
  expect(code).toBe(3);
  expect(JSON.parse(stdout)).toMatchObject({ planned: 6, queued: 6, failed: 0, uncertain: 0 });
  expect(stderr).toContain('takes no more mail from us for now: 550 5.4.5');
  await a.close();
  await b.close();
});

it('sends to everyone though one relay of two goes away, and says who had which mail', async () => {
  const site = await openMailing();
  await subscribe(site, readers(8));
  let taken = 0;
  const failing = await openSink({
    act: (step) => {
      if (step !== 'MAIL') return undefined;
      taken += 1;
      return taken > 1 ? '421 4.3.2 going down' : undefined;
    },
  });
  const good = await openSink();
  const env = { MAIL_URL: `${failing.url}?connections=1 ${good.url}?connections=2`, SIGNING_KEY: KEY };
  const { code, stdout } = await site.run(['send', '--week', WEEK, '--yes', '--expect', '8'], env);
  expect(code).toBe(0);
  expect(failing.accepted).toHaveLength(1);
  expect(good.accepted).toHaveLength(7);
  const [a, b] = [failing, good].map(({ port }) => `127.0.0.1:${port}`);
  expect(stdout).toContain(`Through   smtp://${a}, smtp://${b}`);
  expect(stdout).toMatch(new RegExp(`${a} +1 taken  left out once, and still: 421 4.3.2 going down`));
  expect(stdout).toMatch(new RegExp(`${b} +7 taken`));
  const address = failing.accepted[0]?.to.replace(/^<|>.*$/g, '') ?? '';
  const why = await site.run(['why', address], env);
  expect(why.stdout).toContain(`250 2.0.0 queued as 42 (${a})`);
  const { events } = JSON.parse((await site.run(['why', address, '--json'], env)).stdout);
  expect(events.at(-1)).toMatchObject({ what: 'sent', relay: a });
  await failing.close();
  await good.close();
});
