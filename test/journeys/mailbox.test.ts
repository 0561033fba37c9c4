/**
 * A publisher with a static site and a mailbox, and no public service: a reader joins by mail, confirms by an answer,
 * gets the digest, leaves by the link of the mail, is not brought back by a list, and joins again. `tayori bounces`
 * runs as from cron; mail goes out by SMTP and comes in through a maildir, or over IMAP.
 */
import PostalMime, { type Email } from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lines } from '../bounces/mails.ts';
import { openPost, type Post } from '../imap.ts';
import { type Keeper, openKeeper } from '../smtp.ts';
import { KEY, openMailing, WEEK, withLedger } from './mailing.ts';
import { CONFIG, type Site } from './site.ts';

const HANA = 'hana@reader.example';
const JOIN = 'letter+join@minato.example';

describe.for(['a maildir', 'IMAP'])('through %s', (way) => {
  let keeper: Keeper;
  let site: Site;
  let post: Post;
  let [read, written] = [0, 0];
  beforeAll(async () => {
    [read, written] = [0, 0];
    post = await openPost();
    keeper = await openKeeper();
    site = await openMailing({
      'tayori.config.ts': CONFIG.replace(
        "unsubscribe: 'leave@minato.example'",
        `unsubscribe: 'letter+leave@minato.example', subscribe: '${JOIN}'`,
      ),
    });
  });
  afterAll(async () => {
    await keeper.close();
    await post.close();
  });

  const env = () => ({ MAIL_URL: keeper.url, SIGNING_KEY: KEY, IMAP_URL: post.url });
  const person = (address = HANA) => withLedger(site, (ledger) => ledger.subscribers.find({ address }));

  /** A mail arrives, and cron takes it in. */
  async function comes(from: string, to: string, subject: string, text = '', head: readonly string[] = []) {
    written += 1;
    const mail = lines(
      `From: ${from}`,
      `To: ${to}`,
      `Subject: ${subject}`,
      `Message-ID: <${written}@reader.example>`,
      'Content-Type: text/plain; charset=utf-8',
      ...head,
      '',
      text,
    );
    if (way === 'IMAP') post.comes(mail);
    else await site.write(`Maildir/new/${written}.mail`, mail);
    const places = way === 'IMAP' ? [] : ['Maildir'];
    const taken = await site.run(['bounces', ...places, '--move', '--json'], env());
    return { ...taken, document: JSON.parse(taken.stdout) };
  }

  /** The next mail that the server took, and that nobody has read here. */
  async function nextMail(): Promise<Email> {
    const mail = keeper.kept[read];
    read += 1;
    return PostalMime.parse(mail?.raw ?? Buffer.alloc(0));
  }

  const answers = (mail: Email) => [`In-Reply-To: ${mail.messageId}`, `References: ${mail.messageId}`];
  const mailto = (mail: Email) => /mailto:(\S+@\S+?)\?subject=(\S+)/.exec(mail.text ?? '')?.slice(1) ?? [];

  it('asks by mail who writes to the address for joining, and puts nobody on the list', async () => {
    const { code, document, stderr } = await comes(HANA, JOIN, '登録');
    expect(code, stderr).toBe(0);
    expect(document).toMatchObject({ decisions: [{ outcome: 'joining' }], mails: { sent: 1, failed: 0 } });
    expect((await person())?.status).toBe('unconfirmed');
    expect(keeper.kept).toHaveLength(1);
  });

  it('asks once a day, however often they write', async () => {
    for (let time = 0; time < 3; time += 1) await comes(HANA, JOIN, '');
    expect(keeper.kept).toHaveLength(1);
  });

  it('takes the answer of a program for none, and the answer of the person for theirs', async () => {
    const mail = await nextMail();
    expect(mail.replyTo).toEqual([{ address: JOIN, name: '' }]);
    expect(mail.text).not.toContain('http://');
    const away = ['Auto-Submitted: auto-replied', ...answers(mail)];
    await comes(HANA, JOIN, 'Re: 登録の確認', '', away);
    const desk = await comes(HANA, JOIN, 'Re: 登録の確認', 'お問い合わせを受け付けました。', answers(mail));
    expect(desk.document.decisions).toMatchObject([{ outcome: 'reply' }]);
    expect((await person())?.status).toBe('unconfirmed');
    const forged = await comes('mallory@evil.example', JOIN, 'Re: 登録の確認', 'はい', [
      'In-Reply-To: <confirmation.AAAAAAAAAAAA.00000000000000000000000000000000@minato.example>',
    ]);
    expect(forged.document.decisions).toMatchObject([{ outcome: 'reply' }]);
    const yes = await comes(HANA, JOIN, 'Re: 登録の確認をお願いします', 'はい、登録します。', answers(mail));
    expect(yes.document).toMatchObject({
      decisions: [{ outcome: 'confirmed', address: HANA }],
      mails: { sent: 1 },
    });
    expect(await person()).toMatchObject({
      status: 'confirmed',
      consent: { source: `a mail to ${JOIN} (wording ja-1); confirmed by an answer by mail` },
    });
    expect((await nextMail()).subject).toBe('ご登録ありがとうございます｜週刊みなと');
  });

  it('gets the digest, and leaves by the mail that its header begins', async () => {
    const sent = await site.run(['send', '--week', WEEK, '--yes', '--json'], env());
    expect(sent.code, sent.stderr).toBe(0);
    const digest = await nextMail();
    const header = digest.headers.find(({ key }) => key === 'list-unsubscribe')?.value;
    expect(header).toBe('<mailto:letter+leave@minato.example?subject=unsubscribe>');
    const left = await comes(HANA, 'letter+leave@minato.example', 'unsubscribe');
    expect(left.document).toMatchObject({ decisions: [{ outcome: 'unsubscribed', address: HANA }] });
    expect((await person())?.status).toBe('unsubscribed');
    expect((await nextMail()).subject).toBe('配信を停止しました｜週刊みなと');
  });

  it('is not brought back by a list, and by the link of the goodbye mail and another answer', async () => {
    await site.write('list.csv', `email\n${HANA}\n`);
    const imported = ['subscribers', 'import', 'list.csv', '--already-confirmed', 'an old list', '--json'];
    expect(JSON.parse((await site.run(imported)).stdout)).toMatchObject({ left: 1, added: 0 });
    await comes(HANA, JOIN, 'subscribe');
    const again = await nextMail();
    const [to = '', subject = ''] = mailto(again);
    expect(to).toBe(JOIN);
    const confirmed = await comes(HANA, to, decodeURIComponent(subject));
    expect(confirmed.document).toMatchObject({ decisions: [{ outcome: 'confirmed' }] });
    expect((await person())?.status).toBe('confirmed');
    expect((await nextMail()).subject).toBe('ご登録ありがとうございます｜週刊みなと');
    const twice = await comes(HANA, to, decodeURIComponent(subject), ' ');
    expect(twice.document).toMatchObject({ decisions: [{ outcome: 'confirmed' }], mails: null });
  });

  it('confirms with the six digits too, and says so to who is on the list already', async () => {
    await comes('jiro@reader.example', JOIN, '登録');
    const code = /^(\d{6})$/m.exec((await nextMail()).text ?? '')?.[1] ?? '';
    const done = await comes('jiro@reader.example', JOIN, 'Re: 登録', code);
    expect(done.document).toMatchObject({ decisions: [{ outcome: 'confirmed' }] });
    await nextMail();
    await comes('jiro@reader.example', JOIN, '登録');
    expect((await nextMail()).subject).toBe('配信停止のご案内｜週刊みなと');
  });
});

it('asks so many in an hour and no more, and takes the others in later', async () => {
  const keeper = await openKeeper();
  const few = CONFIG.replace('mail: {', `web: { perHour: 2 },\n  mail: { subscribe: '${JOIN}',`);
  const crowd = await openMailing({ 'tayori.config.ts': few });
  for (const name of ['a', 'b', 'c', 'd'])
    await crowd.write(`Maildir/new/${name}`, lines(`From: ${name}@reader.example`, `To: ${JOIN}`, '', ''));
  const taken = await crowd.run(['bounces', 'Maildir', '--move', '--json'], {
    MAIL_URL: keeper.url,
    SIGNING_KEY: KEY,
  });
  expect(taken.code).toBe(3);
  const outcomes = JSON.parse(taken.stdout).decisions.map(({ outcome }: { outcome: string }) => outcome);
  expect(outcomes).toEqual(['joining', 'joining', 'later', 'later']);
  expect(await crowd.files('Maildir/new')).toEqual(['Maildir/new/c', 'Maildir/new/d']);
  expect(JSON.parse(taken.stdout).mails).toEqual({ sent: 2, failed: 0, trouble: null });
  await keeper.close();
});

it('refuses to take wishes that nobody could answer: without a mail server', async () => {
  const mute = await openMailing({
    'tayori.config.ts': CONFIG.replace('mail: {', `mail: { subscribe: '${JOIN}',`),
  });
  const { code, stderr } = await mute.run(['bounces', 'Maildir'], { SIGNING_KEY: KEY });
  expect([code, stderr]).toEqual([1, expect.stringContaining('[mail-unset]')]);
});
