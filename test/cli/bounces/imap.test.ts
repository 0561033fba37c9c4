/** `tayori bounces` over IMAP, against a real server: where it goes on, what becomes of the mails, and a broken line. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openImapSink, rowOf } from '../../bounces/imap-sink.ts';
import { personMail } from '../../bounces/mails.ts';
import { openPost, PASSWORD, type Post } from '../../imap.ts';
import { CONFIG, openSite, type Site } from '../../journeys/site.ts';
import { begin } from '../program.ts';

const KEY = '0123456789abcdef0123456789abcdef';

let post: Post;
let site: Site;
beforeEach(async () => {
  post = await openPost();
  site = await openSite();
});
afterEach(() => post.close());

const env = () => ({ SIGNING_KEY: KEY, IMAP_URL: post.url });
const bounces = async (...args: readonly string[]) => {
  const said = await site.run(['bounces', ...args, '--json'], env());
  return { ...said, document: JSON.parse(said.stdout) };
};
const letter = (subject: string) => post.comes(personMail('hana@example.jp', subject, 'Thank you.'));
const leaving = () => post.comes(personMail('nobody@example.jp', 'Out of office: x', 'I am away.'));

describe('once', () => {
  it('goes on after the last mail, and reads nothing twice', async () => {
    letter('one');
    letter('two');
    expect((await bounces()).document).toMatchObject({ read: 2, known: 0 });
    expect((await bounces()).document).toMatchObject({ read: 0 });
    letter('three');
    const { document } = await bounces();
    expect(document).toMatchObject({ read: 1, decisions: [{ file: 'INBOX#3', outcome: 'reply' }] });
  });

  it('reads all again where the server has other numbers, and does nothing twice', async () => {
    letter('one');
    letter('two');
    await bounces();
    post.renumber(7);
    expect((await bounces()).document).toMatchObject({ read: 2, known: 2 });
    expect((await bounces()).document).toMatchObject({ read: 0 });
  });

  it('reads all again with a ledger that knows nothing of it', async () => {
    letter('one');
    await bounces();
    const other = await site.run(['bounces', '--json'], { ...env(), LEDGER_URL: 'sqlite:.tayori/other.db' });
    expect(JSON.parse(other.stdout)).toMatchObject({ read: 1, known: 0 });
  });

  it.for([
    { args: [], seen: [false, false], why: 'nothing is changed without being asked' },
    { args: ['--move'], seen: [false, true], why: 'what needs nobody any more is marked as read' },
  ])('$why', async ({ args, seen }) => {
    letter('a letter');
    leaving();
    await bounces(...args);
    expect(post.mails().map((mail) => mail.seen)).toEqual(seen);
  });

  it('moves what needs nobody any more into a folder, which it makes', async () => {
    const moving = CONFIG.replace('mail: {', "mail: { handledFolder: 'Handled',");
    site = await openSite({ 'tayori.config.ts': moving });
    letter('a letter');
    leaving();
    await bounces('--move');
    leaving();
    await bounces('--move');
    expect(post.mails().map(({ subject }) => subject)).toEqual(['a letter']);
    expect(post.mails('Handled')).toHaveLength(2);
  });

  it('says that the login is refused, and never the password', async () => {
    post.setPassword('another');
    const { code, stderr, stdout } = await bounces();
    expect(code).toBe(1);
    expect(stdout + stderr).toContain('imap-login');
    for (const form of [PASSWORD, encodeURIComponent(PASSWORD), Buffer.from(PASSWORD).toString('base64')])
      expect(stdout + stderr).not.toContain(form);
  });

  it.for([
    { url: 'http://u:p@h/', says: 'is no URL of an IMAP server' },
    { url: 'imap://127.0.0.1', says: 'has no user or no password' },
    { url: 'imap://user@127.0.0.1', says: 'has no user or no password' },
    { url: 'imaps://u:p%ZZ@h', says: 'stands for nothing' },
    { url: 'imaps://u:p@h?color=red', says: 'an option `color`' },
    { url: 'imaps://u:p@h?tls=maybe', says: 'has a `tls` that is not' },
    { url: 'imaps://u:p@h?auth=plain', says: 'has an `auth` that is not' },
  ])('refuses $url: $says', async ({ url, says }) => {
    const { code, stderr } = await site.run(['bounces', '--imap', url], { SIGNING_KEY: KEY });
    expect([code, stderr]).toEqual([1, expect.stringContaining(says)]);
    expect(stderr).toContain('[imap-url]');
  });

  it('says that there is no such folder', async () => {
    const { stderr } = await site.run(['bounces', '--imap', post.url.replace('INBOX', 'Nowhere')], env());
    expect(stderr).toContain('The mailbox has no folder `Nowhere`. [imap-url]');
  });

  it('says that the server is away', async () => {
    await post.close();
    expect((await bounces()).stdout).toContain('imap-away');
    post = await openPost();
  });

  it('waits for encryption before the login where the server is elsewhere', async () => {
    const url = `${post.url}?tls=required`;
    const { code, stderr } = await site.run(['bounces', '--imap', url], { SIGNING_KEY: KEY });
    expect([code, stderr]).toEqual([1, expect.stringContaining('[imap-away]')]);
  });
});

describe('where the server', () => {
  const written = (n: number) =>
    personMail(`r${n}@example.jp`, `letter ${n}`, 'Thank you.').replaceAll('\n', '\r\n');
  const three = new Map([1, 2, 3].map((n) => [n, written(n)]));

  it('hangs up in the middle, what was read counts and is told, and the next run goes on there', async () => {
    let isBroken = true;
    const sink = await openImapSink({
      mails: three,
      act: ({ line, socket }) => {
        if (!isBroken || !line.startsWith('UID FETCH 3 ')) return undefined;
        socket.end(rowOf(3, written(3)).slice(0, -40));
        return 'nothing';
      },
    });
    const run = async () => {
      const said = await site.run(['bounces', '--json'], { ...env(), IMAP_URL: sink.url });
      const files = JSON.parse(said.stdout).decisions.map(({ file }: { file: string }) => file);
      return [said.code, files, said.stderr.match(/(?<=\[)[\w-]+(?=\]$)/gm) ?? []];
    };
    expect(await run()).toEqual([1, ['INBOX#1', 'INBOX#2'], ['imap-away']]);
    isBroken = false;
    expect(await run()).toEqual([0, ['INBOX#3'], []]);
    expect(await run()).toEqual([0, [], []]);
    await sink.close();
  });

  it('hangs up in the middle, the mails are marked as read by the next run', async () => {
    const away = personMail('nobody@example.jp', 'Out of office: x', 'I am away.').replaceAll('\n', '\r\n');
    let isBroken = true;
    const sink = await openImapSink({
      mails: new Map([
        [1, away],
        [2, `${away}\r\n2`],
      ]),
      act: ({ line, socket }) => {
        if (!isBroken || !line.startsWith('UID FETCH 2 ')) return undefined;
        socket.destroy();
        return 'nothing';
      },
    });
    const run = () => site.run(['bounces', '--move', '--json'], { ...env(), IMAP_URL: sink.url });
    expect(JSON.parse((await run()).stdout)).toMatchObject({ read: 1, known: 0 });
    isBroken = false;
    expect(JSON.parse((await run()).stdout)).toMatchObject({ read: 2, known: 1 });
    expect(sink.commands.filter((line) => line.startsWith('UID STORE'))).toEqual([
      expect.stringContaining('UID STORE 1,2 '),
    ]);
    await sink.close();
  });

  it('does not give a mail, this is told in each run, and no other is lost or counted twice', async () => {
    let isBroken = true;
    const sink = await openImapSink({
      mails: three,
      act: ({ line, tag }) =>
        isBroken && line.startsWith('UID FETCH 2 ') ? `${tag} OK done\r\n` : undefined,
    });
    const run = async () => {
      const said = await site.run(['bounces', '--json'], { ...env(), IMAP_URL: sink.url });
      const { read, known } = JSON.parse(said.stdout);
      const told = said.stderr.match(/^INBOX#\d+(?=: The mail is in the mailbox)/gm) ?? [];
      return { code: said.code, read, known, told };
    };
    expect(await run()).toEqual({ code: 1, read: 2, known: 0, told: ['INBOX#2'] });
    expect(await run()).toEqual({ code: 1, read: 1, known: 1, told: ['INBOX#2'] });
    isBroken = false;
    expect(await run()).toEqual({ code: 0, read: 2, known: 1, told: [] });
    await sink.close();
  });

  it('has no UIDVALIDITY, all is read each time, and nothing is done twice', async () => {
    const sink = await openImapSink({ mails: three, validity: '' });
    const run = async () => {
      const { stdout } = await site.run(['bounces', '--json'], { ...env(), IMAP_URL: sink.url });
      const { read, known } = JSON.parse(stdout);
      return [read, known];
    };
    expect([await run(), await run()]).toEqual([
      [3, 0],
      [3, 3],
    ]);
    await sink.close();
  });
});

describe('with --watch', () => {
  it('takes in what comes, connects anew when the line breaks, and says when it is deaf', async () => {
    const { port } = post;
    const ending = new AbortController();
    const watching = begin(site.root, ['bounces', '--watch', '--json'], {
      env: env(),
      clock: () => new Date(),
      signal: ending.signal,
    });
    await watching.says('Watching letter@minato.example at 127.0.0.1/INBOX.');
    await watching.says('Hears the mailbox.');
    letter('while it listens');
    await watching.prints('INBOX#1');
    post.hangUp();
    await watching.says('Deaf: the mailbox can not be heard');
    await watching.says('Hears the mailbox again.');
    letter('after the line broke');
    await watching.prints('INBOX#2');
    await post.close();
    await watching.says('Trying again in 2 s.');
    post = await openPost(port);
    ending.abort();
    const { code, stdout, stderr } = await watching.finished;
    expect(stdout.match(/INBOX#\d/g)).toEqual(['INBOX#1', 'INBOX#2']);
    expect([code, stderr]).toEqual([0, expect.stringContaining('Ended: what was under way is done.')]);
    expect(stderr).not.toContain(PASSWORD);
  });
});
