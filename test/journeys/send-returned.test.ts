import { expect, it } from 'vitest';
import { complaintMail, personMail, statusMail } from '../bounces/mails.ts';
import { openSink } from '../smtp.ts';
import { KEY, openMailing, readers, subscribe, WEEK, withLedger } from './mailing.ts';
import { CONFIG } from './site.ts';

/**
 * A publisher without a public service: the digest goes out over SMTP, what comes back lies in a maildir, and cron
 * takes it in. Whoever is gone by then gets no next digest.
 */
it('sends, takes in what comes back, and sends the next digest to those who are still there', async () => {
  const config = CONFIG.replace('mail: {', "mail: { bounces: 'bounce@minato.example',");
  const site = await openMailing({ 'tayori.config.ts': config });
  const people = readers(6);
  await subscribe(site, people);
  const sink = await openSink();
  const env = { MAIL_URL: sink.url, SIGNING_KEY: KEY };
  expect((await site.run(['send', '--week', WEEK, '--yes'], env)).code).toBe(0);
  expect(sink.accepted).toHaveLength(6);

  const [gone = '', full = '', angry = '', leaving = '', forged = ''] = people;
  const returnAddress = (to: string) => {
    const at = sink.commands.indexOf(`RCPT TO:<${to}>`);
    return /<(.*?)>/.exec(sink.commands[at - 1] ?? '')?.[1] ?? '';
  };
  /** The head of the mail as it went to somebody. */
  const headOf = (to: string) => {
    const mail = sink.accepted.find((one) => one.to === `<${to}>`)?.mail ?? '';
    return mail.slice(0, mail.search(/\r?\n\r?\n/)).split(/\r?\n/);
  };
  const mails = {
    // To the signed return address, and no more of our mail in it
    gone: statusMail({ to: gone, returnAddress: returnAddress(gone) }),
    // To the plain mailbox: the Message-ID of the mail is all there is
    full: statusMail({ to: full, status: '5.2.2', said: '552 5.2.2 mailbox full', returned: headOf(full) }),
    angry: complaintMail(
      'abuse',
      [],
      headOf(angry).filter((line) => !line.startsWith('To:')),
    ),
    leaving: personMail(leaving, '配信停止希望', ''),
    forged: statusMail({
      to: forged,
      returned: [`To: ${forged}`, 'Message-ID: <2025-W45.0@minato.example>'],
    }),
    letter: personMail(forged, 'Re: 港の一週間', 'とても面白かったです。'),
  };
  for (const [name, mail] of Object.entries(mails)) await site.write(`Maildir/new/${name}`, mail);
  const taken = await site.run(['bounces', 'Maildir', '--move', '--json'], env);
  expect(taken.stderr).toBe('Ledger: .tayori/ledger.db (the default; LEDGER_URL names another).\n');
  expect(taken.code).toBe(0);
  const { decisions } = JSON.parse(taken.stdout);
  const outcomes = decisions.map(
    (one: { file: string; outcome: string }) => `${one.file.split('/')[2]} ${one.outcome}`,
  );
  expect(outcomes).toEqual([
    'angry complained',
    'forged untied',
    'full open',
    'gone open',
    'leaving unsubscribed',
    'letter reply',
  ]);
  expect(await site.files('Maildir/new')).toEqual(['Maildir/new/forged', 'Maildir/new/letter']);

  const states = await withLedger(site, ({ subscribers }) =>
    Promise.all(people.map(async (address) => (await subscribers.find({ address }))?.status)),
  );
  expect(states).toEqual(['bounced', 'confirmed', 'complained', 'unsubscribed', 'confirmed', 'confirmed']);
  expect((await site.run(['why', full])).stdout).toContain('2025-W45 soft 5.2.2 mailbox-full');

  expect((await site.run(['digest', '--day', '2025-11-05'])).code).toBe(0);
  const plan = await site.run(['send', '--day', '2025-11-05', '--yes', '--json'], env);
  expect(plan.code).toBe(0);
  expect(JSON.parse(plan.stdout)).toMatchObject({ planned: 3, sent: 3 });
  await sink.close();
});
