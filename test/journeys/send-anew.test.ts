/** A frozen digest that can not, or must not, be sent as it is: it is laid aside, and nobody gets it twice. */
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { slotMark } from '../../src/mail/slots.ts';
import { openSink, type Sink } from '../smtp.ts';
import { KEY, openMailing, readers, subscribe, WEEK, withLedger } from './mailing.ts';
import { post, type Site } from './site.ts';

const send = ['send', '--week', WEEK, '--yes', '--wait', '0'];
const anew = [...send, '--anew', 'a post was wrong'];
const POST = 'posts/2025-11-03-port-1.md';

async function changePost(site: Site): Promise<void> {
  const text = await site.read(POST);
  await site.write(POST, text.replace('港の倉庫が検査場に変わる日 1', '直した見出し'));
  expect((await site.run(['digest', '--week', WEEK, '--again'])).code).toBe(0);
}

/** Two of four readers have it; the server asked for the others to come later. */
async function halfSent() {
  const site = await openMailing();
  await subscribe(site, readers(4));
  let refusing = true;
  const sink = await openSink({
    act: (step, line) =>
      step === 'RCPT' && refusing && /reader[23]@/.test(line) ? '450 4.2.1 later' : undefined,
  });
  const env = { MAIL_URL: sink.url, SIGNING_KEY: KEY };
  expect((await site.run(send, env)).code).toBe(3);
  expect(sink.accepted).toHaveLength(2);
  refusing = false;
  return { site, sink, env };
}

const bare = (address: string) => address.replace(/[<>]/g, '');
const reached = ({ accepted }: Sink) => accepted.map(({ to }) => bare(to)).toSorted();

const texts = async ({ accepted }: Sink) =>
  Object.fromEntries(
    await Promise.all(
      accepted.map(async ({ to, mail }) => [bare(to), (await PostalMime.parse(mail)).text ?? ''] as const),
    ),
  );

describe('send --anew', () => {
  it('sends the mended mail to who has none, and nothing to who has the old one', async () => {
    const { site, sink, env } = await halfSent();
    await changePost(site);
    const shown = await site.run([...anew, '--dry-run'], env);
    expect(shown.stdout).toContain('2 people, all still to be sent');
    expect(shown.stderr).toContain('nothing changes for 2 people who have it');
    expect(sink.accepted).toHaveLength(2);

    const done = await site.run([...anew, '--json'], env);
    expect(done.code).toBe(0);
    expect(JSON.parse(done.stdout)).toMatchObject({ planned: 4, sent: 4, queued: 0, deferred: 0 });
    expect(reached(sink)).toEqual(readers(4).toSorted());
    const mails = await texts(sink);
    for (const [index, address] of readers(4).entries())
      expect(mails[address]?.includes('直した見出し')).toBe(index >= 2);

    expect((await site.run(send, env)).stdout).toContain('Everyone has');
    expect((await site.run(['verify'])).code).toBe(0);
    const why = await site.run(['why', 'reader2@yahoo.example']);
    expect(why.stdout).toContain('a post was wrong');
    expect(sink.accepted).toHaveLength(4);
    expect((await site.run(anew, env)).stderr).toContain('[send-anew]'); // nobody is left
    await sink.close();
  });

  it('waits for a decision about who is in doubt', async () => {
    const site = await openMailing();
    await subscribe(site, readers(2));
    const sink = await openSink({ act: (step) => (step === 'dot' ? { drop: true } : undefined) });
    const env = { MAIL_URL: sink.url, SIGNING_KEY: KEY };
    expect((await site.run(send, env)).code).toBe(4);
    const refused = await site.run(anew, env);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('tayori settle --week');
    await sink.close();
  });

  it.for([
    { args: [...anew, '--only', 'failed'], code: 2, said: 'two things to do', why: 'with another choice' },
    { args: [...send, '--anew', ' '], code: 2, said: 'Say why', why: 'without a reason' },
  ])('is refused $why', async ({ args, code, said }) => {
    const site = await openMailing();
    const { code: found, stderr } = await site.run(args);
    expect(stderr).toContain(said);
    expect(found).toBe(code);
  });

  it('is how a week goes on that an earlier version froze and nobody can send', async () => {
    const site = await openMailing();
    await subscribe(site, readers(2));
    const mark = slotMark('unsubscribe_url');
    await withLedger(site, async ({ deliveries, subscribers }) => {
      const found = await Array.fromAsync(subscribers.list());
      const now = new Date();
      await deliveries.freeze(
        {
          id: WEEK,
          channel: 'mail',
          kind: 'digest',
          frozen: now,
          date: now,
          deadline: new Date(now.getTime() + 86_400_000),
          sender: {
            name: '週刊みなと',
            address: 'letter@minato.example',
            replyTo: undefined,
            returnPath: 'letter@minato.example',
            list: { title: '週刊みなと', host: 'minato.example' },
            webUrl: undefined,
            unsubscribeMailto: 'leave@minato.example',
          },
          editions: [{ key: 'all', subject: '古い号', html: `<img src="${mark}">`, text: mark, hash: '' }],
        },
        found.map(({ id, address }) => ({ subscriber: id, address, edition: 'all' })),
      );
    });
    const sink = await openSink();
    const env = { MAIL_URL: sink.url, SIGNING_KEY: KEY };
    const refused = await site.run(send, env);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('[mail-unsendable]');
    expect(refused.stderr).toContain('--anew');
    expect(sink.accepted).toEqual([]);
    expect((await site.run(anew, env)).code).toBe(0);
    expect(reached(sink)).toEqual(readers(2).toSorted());
    await sink.close();
  });
});

it('sends a week whose post names a slot that does not exist, or one that does', async () => {
  const image = (name: string, url: string) =>
    [
      `posts/2025-11-08-${name}.md`,
      post(name, '2025-11-08 09:00:00 +0900', '港の話です。').replace('layout: post', `image: ${url}`),
    ] as const;
  const site = await openMailing(
    Object.fromEntries([
      image('missing', 'https://tayori-slots.invalid/a.png'),
      image(
        'stranger',
        `https://other.example/p.png?a=${slotMark('address')}&u=${slotMark('unsubscribe_url')}`,
      ),
    ]),
  );
  await subscribe(site, ['hanako.7f3k@reader.example']);
  const sink = await openSink();
  expect((await site.run(send, { MAIL_URL: sink.url, SIGNING_KEY: KEY })).code).toBe(0);
  const [accepted] = sink.accepted;
  const { html = '', text = '' } = await PostalMime.parse(accepted?.mail ?? '');
  expect(html).toContain('https://other.example/p.png?a=your-address@tayori-slots.invalid');
  for (const body of [html, text]) {
    expect(body.split('hanako.7f3k@reader.example')).toHaveLength(2);
    expect(body.split('mailto:leave@minato.example')).toHaveLength(2);
  }
  await sink.close();
});
