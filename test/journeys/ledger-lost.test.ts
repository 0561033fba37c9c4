/**
 * A ledger that is lost with all of `.tayori/` in the middle of a digest, and a list that is imported again, with
 * consents of today: nobody is mailed twice, and a mail log brings the digest to whoever has none.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tayori } from '../cli/program.ts';
import { openKeeper } from '../smtp.ts';
import { KEY, openMailing, readers, subscribe, WEEK, withLedger } from './mailing.ts';

/** A line each, as Postfix writes them. */
function postfixLog(kept: readonly { readonly to: string; readonly messageId: string }[]): string {
  return kept
    .flatMap(({ to, messageId }, n) => [
      `Nov 10 07:00:01 mx postfix/cleanup[9]: 4B${n}F: message-id=${messageId}`,
      `Nov 10 07:00:02 mx postfix/smtp[6]: 4B${n}F: to=<${to}>, relay=c, dsn=2.0.0, status=sent (250 ok)`,
    ])
    .join('\n');
}

it('is noticed by the record in the posts folder, and settled by a mail log: everyone has one mail in the end', async () => {
  const keeper = await openKeeper();
  const site = await openMailing();
  const env = { MAIL_URL: keeper.url, SIGNING_KEY: KEY };
  const run = (...args: readonly string[]) => tayori(site.root, args, { env });
  const send = (...more: readonly string[]) => run('send', '--week', WEEK, '--yes', ...more);
  await subscribe(site, readers(12));
  expect((await send()).code).toBe(0);
  expect(keeper.kept).toHaveLength(12);

  await rm(join(site.root, '.tayori'), { recursive: true });
  await subscribe(site, readers(16)); // four joined; all consents are of today, all ids are new
  for (const what of [[], ['--dry-run'], ['--first-run'], ['--only', 'new']]) {
    const refused = await send(...what);
    expect(refused.stderr).toMatch(
      /2025-W45 was sent by mail \(20..-..-..\), and this ledger knows nothing of it/,
    );
    expect(refused.stderr).toContain(`tayori settle --week ${WEEK} --lost-ledger "WHY" --log FILE`);
    expect(refused.code).toBe(1);
  }
  expect(keeper.kept).toHaveLength(12);

  await site.write('mail.log', postfixLog(keeper.kept.slice(0, 11)));
  const log = join(site.root, 'mail.log');
  const settled = await run('settle', '--week', WEEK, '--lost-ledger', 'a disk died', '--log', log, '--yes');
  expect(settled.stdout).toContain('16 people in doubt');
  expect(settled.stdout).toContain('Settled as sent: 11 people.');
  expect(settled.code).toBe(4);
  expect(
    await withLedger(site, ({ deliveries }) => deliveries.tally({ id: WEEK, channel: 'mail' })),
  ).toMatchObject({
    planned: 16,
    sent: 11,
    uncertain: 5,
  });
  // By default nobody in doubt is mailed; the one whom the log leaves out has it, and the editor says so.
  expect((await send()).code).toBe(4);
  expect(keeper.kept).toHaveLength(12);
  const last = keeper.kept.at(-1)?.to ?? '';
  expect((await run('settle', last, '--week', WEEK, '--as', 'sent', '--reason', 'asked', '--yes')).code).toBe(
    4,
  );
  expect(
    (await run('settle', '--week', WEEK, '--as', 'queued', '--reason', 'joined since', '--yes')).code,
  ).toBe(0);
  expect((await send()).code).toBe(0);
  expect(keeper.kept).toHaveLength(16);
  expect(new Set(keeper.kept.map(({ to }) => to))).toEqual(new Set(readers(16)));
  await keeper.close();
});

it('keeps no record of a digest of which no mail left: the server was away', async () => {
  const site = await openMailing();
  await subscribe(site, readers(3));
  const send = (url: string) =>
    tayori(site.root, ['send', '--week', WEEK, '--yes', '--wait', '0'], {
      env: { MAIL_URL: url, SIGNING_KEY: KEY },
    });
  expect((await send('smtp://127.0.0.1:1')).code).toBe(3);
  expect(await site.read('posts/.tayori-sent.json')).toBe('{}\n');
  await rm(join(site.root, '.tayori'), { recursive: true });
  await subscribe(site, readers(3));
  const keeper = await openKeeper();
  expect((await send(keeper.url)).code).toBe(0);
  expect(keeper.kept).toHaveLength(3);
  await keeper.close();
});
