/** What the reading commands say while a sender lies dead, and before the next run has settled what it left. */
import { expect, it } from 'vitest';
import { tayori } from '../cli/program.ts';
import { openKeeper, openSink } from '../smtp.ts';
import { ended, KEY, openMailing, readers, startSend, subscribe, WEEK } from './mailing.ts';

it('calls nothing queued that a dead sender had begun, whoever reads, and names it in the next run', async () => {
  const site = await openMailing();
  await subscribe(site, readers(20));
  let told: (() => void) | undefined;
  const begun = new Promise<void>((resolve) => {
    told = resolve;
  });
  let dots = 0;
  // The seventh mail has come whole, and is never answered: then the sender is killed.
  const sink = await openSink({
    act: (step) => {
      if (step !== 'dot' || ++dots !== 7) return undefined;
      told?.();
      return { stall: true };
    },
  });
  const env = {
    MAIL_URL: `${sink.url}?connections=1`,
    SIGNING_KEY: KEY,
    LEDGER_URL: 'sqlite:.tayori/ledger.db',
  };
  const read = (...args: string[]) => tayori(site.root, args, { env, clock: () => new Date() });
  const child = startSend(site, ['--yes'], env);
  await begun;
  const alive = await read('status');
  expect(alive.stdout).toMatch(/Balance +20 planned = 6 sent \+ 14 queued/);
  child.kill('SIGKILL');
  await ended(child);

  const status = await read('status');
  expect(status.stdout).toMatch(/Balance +20 planned = 6 sent \+ up to 1 in doubt \+ 13 queued/);
  expect(status.stdout).toContain(
    `a sender died in the middle of 1 person: \`tayori send --week ${WEEK}\` says who`,
  );
  expect(status.stdout).not.toContain('Senders');
  const { mailings } = JSON.parse((await read('status', '--json')).stdout);
  expect(mailings).toMatchObject([{ planned: 20, sent: 6, uncertain: 1, queued: 13 }]);
  expect((await read('verify')).stdout).toContain(
    'holds: 20 planned = 6 sent + up to 1 in doubt + 13 queued',
  );
  const dry = await read('send', '--week', WEEK, '--dry-run');
  expect(dry.stdout).toMatch(/To +20 people, 6 sent, 13 queued, up to 1 in doubt/);

  await sink.close();
  const keeper = await openKeeper();
  const next = await tayori(site.root, ['send', '--week', WEEK, '--yes', '--json'], {
    env: { ...env, MAIL_URL: keeper.url },
    clock: () => new Date(),
  });
  expect(next.code).toBe(4);
  expect(JSON.parse(next.stdout)).toMatchObject({ sent: 19, uncertain: 1, queued: 0 });
  expect((await read('status')).stdout).toMatch(/Balance +20 planned = 19 sent \+ 1 in doubt$/m);
  await keeper.close();
});

it.for([
  { words: '550 5.2.0 the mailbox is being moved', advises: true, why: 'it would try this one' },
  { words: '550 5.1.1 no such user', advises: false, why: 'who bounced is left out' },
])('advises --only failed after $words: $advises, $why', async ({ words, advises }) => {
  const site = await openMailing();
  await subscribe(site, readers(4));
  const sink = await openSink({
    act: (step, line) => (step === 'RCPT' && line.includes('reader1@') ? words : undefined),
  });
  const env = { MAIL_URL: sink.url, SIGNING_KEY: KEY, LEDGER_URL: 'sqlite:.tayori/ledger.db' };
  const send = () => tayori(site.root, ['send', '--week', WEEK, '--yes'], { env, clock: () => new Date() });
  expect((await send()).code).toBe(3);
  const again = await send();
  expect(again.stdout).toContain('1 person failed in earlier runs');
  expect(again.stdout.includes('--only failed')).toBe(advises);
  await sink.close();
});
