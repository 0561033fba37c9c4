import { mkdir, mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MailingRef } from '../../../src/ledger/ledger.ts';
import { bounceAddress } from '../../../src/mail/bounce-address.ts';
import { messageIdOf } from '../../../src/mail/message.ts';
import { type SigningKeys, unsubscribeUrl } from '../../../src/subscribers/links.ts';
import { complaintMail, personMail, statusMail, wordsMail } from '../../bounces/mails.ts';
import { openSite } from '../../journeys/site.ts';
import { all, later, mailing, NOW, person } from '../../ledger/people.ts';
import { type LedgerSite, openLedgerSite, SENT } from '../ledger-site.ts';
import { type Said, tayori } from '../program.ts';

const KEYS: SigningKeys = ['0123456789abcdef0123456789abcdef'];
const FORGED: SigningKeys = ['fedcba9876543210fedcba9876543210'];
const BOUNCES = 'bounce@minato.example';
const DAY = 24 * 60;

type Sent = LedgerSite & {
  readonly ids: Readonly<Record<string, string>>;
  readonly bounces: (args: readonly string[]) => Promise<Said>;
  readonly put: (file: string, mail: string) => Promise<string>;
  readonly status: (address: string) => Promise<string | undefined>;
};

/** Everybody has these digests. */
async function openSent(
  addresses: readonly string[],
  weeks: readonly string[] = ['2025-W45'],
): Promise<Sent> {
  const site = await openLedgerSite();
  const ids = await site.ledger(async (ledger) => {
    await ledger.subscribers.add(
      addresses.map((address) => person(address)),
      NOW,
    );
    const people = await all(ledger.subscribers.list());
    const recipients = people.map(({ id, address }) => ({ subscriber: id, address, edition: 'all' }));
    for (const [index, id] of weeks.entries()) {
      const of: MailingRef = { id, channel: 'mail' };
      const frozen = mailing(of);
      const sender = { ...frozen.sender, bounces: BOUNCES };
      await ledger.deliveries.freeze({ ...frozen, frozen: later(index * 7 * DAY), sender }, recipients);
      await ledger.deliveries.claim(of, 'me', recipients.length, NOW);
      for (const { subscriber } of recipients)
        await ledger.deliveries.record(of, subscriber, 'me', SENT, NOW);
    }
    return Object.fromEntries(people.map(({ id, address }) => [address, id]));
  });
  return {
    ...site,
    ids,
    bounces: (args) => site.tayori(['bounces', ...args], { SIGNING_KEY: KEYS[0] }),
    put: async (file, mail) => {
      await mkdir(dirname(join(site.root, file)), { recursive: true });
      await writeFile(join(site.root, file), mail);
      return file;
    },
    status: (address) => site.ledger(async (ledger) => (await ledger.subscribers.find({ address }))?.status),
  };
}

const people = (count: number) =>
  Array.from({ length: count }, (_, index) => `reader${index}@shop${index}.example`);
const returnAddress = (subscriber = '', digest = '2025-W45', keys = KEYS) =>
  bounceAddress(BOUNCES, { digest, subscriber }, keys);

describe('tayori bounces', () => {
  it('takes off the list whose bounce is tied to a mail of ours, once, and why tells it', async () => {
    await using site = await openSent(people(3));
    const [taro = ''] = people(3);
    const file = await site.put(
      'in/1.eml',
      statusMail({ to: taro, returnAddress: returnAddress(site.ids[taro]) }),
    );
    const first = await site.bounces([file, '--json']);
    expect(first.code).toBe(0);
    expect(JSON.parse(first.stdout)).toMatchObject({
      read: 1,
      known: 0,
      bounced: [{ mailing: '2025-W45', address: taro, code: '5.1.1' }],
      held: [],
      decisions: [
        { file, outcome: 'open', kind: 'hard', recipient: taro, address: taro, mailing: '2025-W45' },
      ],
    });
    expect(await site.status(taro)).toBe('bounced');
    const why = await site.tayori(['why', taro]);
    expect(why.stdout).toContain('returned');
    expect(why.stdout).toContain('by its return address');
    expect(why.stdout).toContain('came back from 2025-W45: smtp; 550 5.1.1');
    // The same mail, with other line ends and in an mbox, is known.
    await site.put(
      'in.mbox',
      `From MAILER-DAEMON Mon Nov 10 09:00:00 2025\n${await readFile(join(site.root, file), 'utf8')}`,
    );
    expect(JSON.parse((await site.bounces(['in.mbox', 'in', '--json'])).stdout)).toMatchObject({
      read: 2,
      known: 2,
      bounced: [],
    });
  });

  it.for<{ why: string; mail: (id: string, address: string) => string }>([
    {
      why: 'a token of another key',
      mail: (id, to) => statusMail({ to, returnAddress: returnAddress(id, '2025-W45', FORGED) }),
    },
    { why: 'no token at all', mail: (_id, to) => statusMail({ to }) },
    {
      why: 'a Message-ID that is nearly ours',
      mail: (_id, to) =>
        statusMail({ to, returned: [`Message-ID: <2025-W45.${'0'.repeat(32)}@minato-keizai.example>`] }),
    },
    {
      why: 'a genuine token of a digest that they were never sent',
      mail: (id, to) => statusMail({ to, returnAddress: returnAddress(id, '2025-W50') }),
    },
    {
      why: 'a forged complaint',
      mail: (_id, to) => complaintMail('abuse', [`Original-Rcpt-To: ${to}`], [`To: ${to}`]),
    },
    {
      why: 'somebody who writes in their name, as the mail server says',
      mail: (_id, to) =>
        personMail(to, 'unsubscribe', '', [
          'Authentication-Results: mx.minato.example; dmarc=fail header.from=x',
        ]),
    },
  ])('changes nothing for $why', async ({ mail }) => {
    await using site = await openSent(people(2));
    const [taro = ''] = people(2);
    const { code, stdout } = await site.bounces([
      await site.put('forged.eml', mail(site.ids[taro] ?? '', taro)),
      '--json',
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ bounced: [], decisions: [{ address: taro }] });
    expect(await site.status(taro)).toBe('confirmed');
  });

  it.for<{ why: string; returned: (id: string) => readonly string[] }>([
    {
      why: 'Message-ID',
      returned: (id) => [`Message-ID: ${messageIdOf({ ...mailing(), planned: 0 }, id, KEYS[0])}`],
    },
    {
      why: 'return address in it',
      returned: (id) => [`Return-Path: <${returnAddress(id)}>`, 'Received: by x', 'MIME-Version: 1.0'],
    },
  ])('knows the mail by its $why, even where another address is named', async ({ returned }) => {
    await using site = await openSent(people(2));
    const [taro = ''] = people(2);
    const mail = statusMail({ to: 'behind@forward.example', returned: returned(site.ids[taro] ?? '') });
    await site.bounces([await site.put('1.eml', mail)]);
    expect(await site.status(taro)).toBe('bounced');
  });

  it('believes no more than is usual: nobody is taken off, until an editor says so', async () => {
    const addresses = people(20);
    await using site = await openSent(addresses);
    for (const [index, to] of addresses.slice(0, 8).entries())
      await site.put(`box/${index}.eml`, statusMail({ to, returnAddress: returnAddress(site.ids[to]) }));
    const held = await site.bounces(['box']);
    expect(held.code).toBe(1);
    expect(held.stderr).toContain('[send-bounces]');
    expect(held.stderr).toContain('`tayori bounces --believe 2025-W45`');
    expect(await Promise.all(addresses.map(site.status))).toEqual(addresses.map(() => 'confirmed'));
    const believed = await site.bounces(['--believe', '2025-W45', '--json']);
    expect(believed.code).toBe(0);
    expect(JSON.parse(believed.stdout).bounced).toHaveLength(8);
    expect(await Promise.all(addresses.slice(0, 9).map(site.status))).toEqual([
      ...Array(8).fill('bounced'),
      'confirmed',
    ]);
  });

  it('asks no more, once an editor does not believe it', async () => {
    const addresses = people(20);
    await using site = await openSent(addresses);
    for (const [index, to] of addresses.slice(0, 8).entries())
      await site.put(`box/${index}.eml`, statusMail({ to, returnAddress: returnAddress(site.ids[to]) }));
    expect((await site.bounces(['box'])).code).toBe(1);
    expect((await site.bounces(['--disbelieve', '2025-W45'])).code).toBe(0);
    expect((await site.bounces(['box'])).code).toBe(0);
    expect(await Promise.all(addresses.map(site.status))).toEqual(addresses.map(() => 'confirmed'));
  });

  it('counts earlier bounces of the digest: coming one by one they add up to no more', async () => {
    const addresses = people(20);
    await using site = await openSent(addresses);
    const codes: number[] = [];
    for (const to of addresses.slice(0, 7)) {
      const file = await site.put(
        `${to}.eml`,
        statusMail({ to, returnAddress: returnAddress(site.ids[to]) }),
      );
      codes.push((await site.bounces([file])).code);
    }
    expect(codes).toEqual([0, 0, 0, 0, 0, 1, 1]);
    const states = await Promise.all(addresses.map(site.status));
    expect(states.filter((status) => status === 'bounced')).toHaveLength(5);
  });

  it('gives up a full mailbox at the third digest in a row, and never one that refuses us', async () => {
    const weeks = ['2025-W45', '2025-W46', '2025-W47'];
    await using site = await openSent(people(2), weeks);
    const [full = '', refusing = ''] = people(2);
    const states: (string | undefined)[] = [];
    for (const week of weeks) {
      const came = (to: string) => returnAddress(site.ids[to], week);
      await site.put(
        `${week}-1.eml`,
        statusMail({ to: full, status: '5.2.2', said: '552 5.2.2 mailbox full', returnAddress: came(full) }),
      );
      await site.put(
        `${week}-2.eml`,
        statusMail({
          to: refusing,
          status: '5.7.1',
          said: '550 5.7.1 policy',
          returnAddress: came(refusing),
        }),
      );
      await site.bounces([`${week}-1.eml`, `${week}-2.eml`]);
      states.push(await site.status(full), await site.status(refusing));
    }
    expect(states).toEqual(['confirmed', 'confirmed', 'confirmed', 'confirmed', 'bounced', 'confirmed']);
  });

  it('tells apart what comes to one mailbox, and leaves for the editor what a person wrote', async () => {
    await using site = await openSent(people(5));
    const [a = '', b = '', c = '', d = ''] = people(5);
    const link = unsubscribeUrl('https://minato.example', site.ids[b] ?? '', KEYS);
    const mails = {
      complaint: complaintMail(
        'abuse',
        [],
        [
          'To: redacted',
          `List-Unsubscribe: <${unsubscribeUrl('https://m.example', site.ids[a] ?? '', KEYS)}>`,
        ],
      ),
      leaving: personMail(
        'other-address@home.example',
        'Re: 港の一週間',
        `配信停止をお願いします\n\n> 港の一週間\n> ${link}`,
      ),
      leaving2: personMail(`C <${c}>`, '配信停止希望', ''),
      stranger: personMail('nobody@home.example', 'unsubscribe', ''),
      joining: personMail('new@home.example', '登録希望', ''),
      away: personMail(d, 'Out of office', 'Back on Monday.', ['Auto-Submitted: auto-replied']),
      letter: personMail(d, 'Re: 港の一週間', 'とても面白かったです。'),
      mystery: wordsMail('failure notice', 'Something went wrong.'),
    };
    for (const [name, mail] of Object.entries(mails)) await site.put(`Maildir/new/${name}`, mail);
    await mkdir(join(site.root, 'Maildir/cur'));
    const { code, stdout, stderr } = await site.bounces(['Maildir', '--move']);
    expect(code).toBe(0);
    expect(await Promise.all([a, b, c, d].map(site.status))).toEqual([
      'complained',
      'unsubscribed',
      'unsubscribed',
      'confirmed',
    ]);
    expect(stdout).toContain('Answers of people, for you to read (2 people)');
    expect(stdout).toContain('Maildir/new/letter: ');
    expect(stdout).toContain('new@home.example (Maildir/new/joining)');
    expect(stderr).toContain('[bounce-unreadable]');
    expect(await readdir(join(site.root, 'Maildir/new'))).toEqual(['joining', 'letter', 'stranger']);
    const [kept = ''] = await readdir(join(site.root, '.tayori/quarantine'));
    expect((await stat(join(site.root, '.tayori/quarantine', kept))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(site.root, '.tayori/quarantine', kept), 'utf8')).toBe(mails.mystery);
  });

  it('explains without a ledger, a key or a config', async () => {
    await using site = await openLedgerSite();
    const mail = `From MAILER-DAEMON Mon Nov 10 09:00:00 2025\n${statusMail()}\nFrom taro@shop.example Mon Nov 10 09:00:01 2025\n${personMail('taro@shop.example', 'Hello', 'From here\n\n>From there, with love')}`;
    await writeFile(join(site.root, 'both.mbox'), mail);
    const { code, stdout } = await site.tayori(['bounces', 'both.mbox', '--explain', '--json'], {
      LEDGER_URL: '',
    });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual([
      { file: 'both.mbox#1', recipient: 'taro@shop.example', kind: 'hard', code: '5.1.1' },
      { file: 'both.mbox#2', recipient: 'taro@shop.example', kind: 'reply', code: null },
    ]);
    expect(await readdir(site.root)).not.toContain('.tayori');
  });

  it.for<{ args: readonly string[]; code: number; says: string }>([
    { args: [], code: 2, says: 'No mail is named' },
    { args: ['missing.eml'], code: 1, says: '[file-unreadable]' },
  ])('refuses $args', async ({ args, code, says }) => {
    await using site = await openLedgerSite();
    const said = await site.tayori(['bounces', ...args], { SIGNING_KEY: KEYS[0] });
    expect(said.code).toBe(code);
    expect(said.stderr).toContain(says);
  });

  it('says that it can tie nothing without the key', async () => {
    await using site = await openLedgerSite();
    const said = await site.tayori(['bounces', 'x.eml']);
    expect(said.code).toBe(1);
    expect(said.stderr).toContain('[send-key]');
  });

  it('believes nothing of a digest that was never sent', async () => {
    await using site = await openSent(people(2));
    const said = await site.bounces(['--believe', '2025-W40']);
    expect(said.code).toBe(1);
    expect(said.stderr).toContain('[ledger-mailing]');
  });
});

it('says of bytes that are no mail that they are none', async () => {
  const root = await mkdtemp(join(tmpdir(), 'tayori-explain-'));
  await writeFile(join(root, 'noise.eml'), Buffer.from([0, 1, 2, 250, 251, 13, 10, 9, 200]));
  await writeFile(join(root, 'empty.eml'), '');
  const noise = await tayori(root, ['bounces', '--explain', join(root, 'noise.eml')]);
  expect(noise.stdout).toContain('noise.eml: unreadable (it can not be told what it is)\n');
  const empty = await tayori(root, ['bounces', '--explain', join(root, 'empty.eml')]);
  expect([empty.stdout, empty.stderr]).toEqual([
    '',
    expect.stringContaining('empty.eml: there is no mail in it.'),
  ]);
});

it('leaves in a folder what is no mail, and says so', async () => {
  const site = await openSite({
    'mails/1.eml': 'From: hana@example.jp\nSubject: hello\n\nx\n',
    'mails/list.csv': 'email\nhana@example.jp\n',
    'mails/picture.png': '\x89PNG\r\n',
  });
  const env = { SIGNING_KEY: '0123456789abcdef0123456789abcdef' };
  const { code, stdout, stderr } = await site.run(['bounces', 'mails', '--json'], env);
  expect([code, JSON.parse(stdout).read]).toEqual([0, 1]);
  expect(stderr).toContain('No mails, and left as they are: mails/list.csv, mails/picture.png.');
  expect((await site.files('.tayori')).filter((file) => file.includes('quarantine'))).toEqual([]);
});
