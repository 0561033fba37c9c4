/** Leaving, coming back, choosing, pausing, moving, and being erased. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HANA, linkIn, openScene, type RuleContext, START, URL_OF_SERVICE } from './scene.ts';

const DAY = 86_400_000;
let scene: RuleContext;
let id: string;
beforeEach(async () => {
  scene = await openScene();
  id = await scene.confirmed();
});
afterEach(() => scene[Symbol.asyncDispose]());

const status = async () => (await scene.person())?.status;

describe('one click', () => {
  const multipart = new FormData();
  multipart.append('List-Unsubscribe', 'One-Click');
  it.for([
    { body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }), why: 'form-urlencoded' },
    { body: multipart, why: 'multipart' },
    { body: undefined, why: 'with no body' },
    { body: 'List-Unsubscribe=One-Click', why: 'as plain text' },
    { body: new Blob(['--x\r\n'], { type: 'multipart/form-data; boundary=y' }), why: 'with a broken body' },
  ])('leaves, $why: 200 at once, without a redirect or a cookie', async ({ body }) => {
    const post = () => scene.fetch(scene.link('unsubscribe', id), { method: 'POST', body: body ?? null });
    const answer = await post();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(await status()).toBe('unsubscribed');
    expect((await post()).status).toBe(200);
    expect(await scene.mails()).toHaveLength(1);
  });

  it('ends well for somebody who is gone, and not with a forged link', async () => {
    const link = scene.link('unsubscribe', id);
    await scene.ledger.subscribers.erase(id, START);
    expect((await scene.post(link)).status).toBe(200);
    expect((await scene.get(link)).status).toBe(200);
    const forged = link.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    expect((await scene.post(forged)).status).toBe(400);
    expect((await scene.get(forged)).status).toBe(400);
  });
});

it('undoes leaving for thirty days, by the goodbye mail', async () => {
  await scene.post(scene.link('unsubscribe', id));
  const [mail] = await scene.mails();
  const link = linkIn(mail, 'undo');
  expect((await scene.get(link)).status).toBe(200);
  expect(await status()).toBe('unsubscribed');
  scene.pass(29 * DAY);
  expect((await scene.post(link)).status).toBe(200);
  expect(await status()).toBe('confirmed');
  await scene.post(scene.link('unsubscribe', id));
  scene.pass(31 * DAY);
  expect((await scene.post(link)).status).toBe(400);
  expect(await status()).toBe('unsubscribed');
});

it('brings nobody back by the goodbye mail who called a mail spam since', async () => {
  await scene.post(scene.link('unsubscribe', id));
  await scene.ledger.subscribers.act('complain', id, 'ARF', START);
  expect((await scene.post(scene.link('undo', id))).status).toBe(400);
  expect(await status()).toBe('complained');
});

describe('the page of a subscription', () => {
  const change = (fields: Readonly<Record<string, string>>) =>
    scene.post(scene.link('preferences', id), fields);

  it('keeps the categories, all of them as all that will come', async () => {
    expect((await change({ do: 'categories', category: 'technology' })).status).toBe(200);
    expect((await scene.person())?.categories).toEqual(['technology']);
    const body = new URLSearchParams([
      ['do', 'categories'],
      ['category', 'technology'],
      ['category', 'investment'],
      ['category', 'unknown'],
    ]);
    await scene.fetch(scene.link('preferences', id), { method: 'POST', body });
    expect((await scene.person())?.categories).toBeUndefined();
    expect((await change({ do: 'categories' })).status).toBe(422);
  });

  it.for([
    {
      until: '2025-11-20',
      status: 200,
      ends: '2025-11-19T15:00:00.000Z',
      why: 'midnight in the zone of the site',
    },
    { until: '2025-11-10', status: 422, ends: undefined, why: 'today' },
    { until: '2027-11-10', status: 422, ends: undefined, why: 'in two years' },
    { until: '2025-02-30', status: 422, ends: undefined, why: 'no day' },
    { until: '', status: 422, ends: undefined, why: 'nothing' },
  ])('pauses until $until: $why', async ({ until, status: expected, ends }) => {
    expect((await change({ do: 'pause', until })).status).toBe(expected);
    expect((await scene.person())?.pausedUntil?.toISOString()).toBe(ends);
    await change({ do: 'resume' });
    expect((await scene.person())?.pausedUntil).toBeUndefined();
    expect(await status()).toBe('confirmed');
  });

  it('promises no mails to who left in another tab, and then pauses here', async () => {
    await scene.post(scene.link('unsubscribe', id));
    const left = await (await scene.get(scene.link('unsubscribe', id))).text();
    const answer = await scene.post(scene.link('unsubscribe', id), { do: 'pause', until: '2025-12-01' });
    expect([answer.status, await answer.text()]).toEqual([200, left]);
    expect((await scene.person())?.pausedUntil).toBeUndefined();
    expect(await status()).toBe('unsubscribed');
  });

  it('can pause from the page for leaving too', async () => {
    await scene.post(scene.link('unsubscribe', id), { do: 'pause', until: '2025-12-01' });
    expect(await status()).toBe('confirmed');
    expect((await scene.person())?.pausedUntil).toBeDefined();
  });

  it('moves to another address once that one has confirmed, and tells the old one', async () => {
    expect((await change({ do: 'move', email: 'hana@new.example' })).status).toBe(200);
    const [mail] = await scene.mails();
    expect(mail?.to?.[0]?.address).toBe('hana@new.example');
    expect((await scene.person())?.id).toBe(id);
    await scene.post(linkIn(mail, 'confirm'));
    expect((await scene.person('hana@new.example'))?.id).toBe(id);
    const [told] = await scene.mails();
    expect(told?.to?.[0]?.address).toBe(HANA);
    expect(told?.text).not.toContain('new.example');
  });

  it('does not move who left in between, and offers to subscribe', async () => {
    await change({ do: 'move', email: 'hana@new.example' });
    const [mail] = await scene.mails();
    await scene.post(scene.link('unsubscribe', id));
    const answers = [await scene.get(linkIn(mail, 'confirm')), await scene.post(linkIn(mail, 'confirm'))];
    for (const answer of answers) {
      const text = await answer.text();
      expect([answer.status, text]).toEqual([400, expect.stringContaining('/subscribe"')]);
      expect(text).not.toContain('<button');
    }
    expect(await status()).toBe('unsubscribed');
    expect(await scene.person('hana@new.example')).toBeUndefined();
  });

  it('does not say that somebody moved who left, tried the link, and came back', async () => {
    await change({ do: 'move', email: 'hana@new.example' });
    const [mail] = await scene.mails();
    await scene.post(scene.link('unsubscribe', id));
    await scene.post(linkIn(mail, 'confirm'));
    await scene.post(scene.link('undo', id));
    const page = await (await scene.get(linkIn(mail, 'confirm'))).text();
    expect(page).toContain('<button');
    expect((await scene.post(linkIn(mail, 'confirm'))).status).toBe(200);
    expect((await scene.person('hana@new.example'))?.id).toBe(id);
  });

  it('says the same whether the new address is on the list or not', async () => {
    await scene.confirmed('taro@example.jp');
    const answers = [];
    for (const email of ['taro@example.jp', 'nobody@example.jp'])
      answers.push(await (await change({ do: 'move', email })).text());
    expect(answers[0]).toBe(answers[1]);
  });

  it('lets them leave', async () => {
    await change({ do: 'leave' });
    expect(await status()).toBe('unsubscribed');
  });

  it('changes nothing without an act that it knows', async () => {
    for (const act of ['', 'constructor', 'erase']) expect((await change({ do: act })).status).toBe(200);
    expect(await status()).toBe('confirmed');
  });
});

describe('their own data', () => {
  const ask = async () => {
    await scene.post('/link', { email: HANA });
    return linkIn((await scene.mails())[0], 'me');
  };

  it('comes as a file to whoever asked by mail', async () => {
    const answer = await scene.post(await ask(), { do: 'export' });
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="my-data.json"');
    const data = (await answer.json()) as { subscriber: { address: string }; history: { what: string }[] };
    expect(data.subscriber.address).toBe(HANA);
    expect(data.history.map(({ what }) => what)).toContain('confirmed');
  });

  it('is erased, and an import does not bring it back', async () => {
    const link = await ask();
    expect((await scene.post(link, { do: 'erase' })).status).toBe(422);
    expect((await scene.post(link, { do: 'erase', sure: 'yes' })).status).toBe(200);
    expect(await scene.person()).toBeUndefined();
    await scene.confirmed();
    expect(await scene.person()).toBeUndefined();
    // Who presses the button twice reads the same as before, and there is nothing to take away.
    const again = await scene.post(link, { do: 'export' });
    expect([again.status, again.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  });

  it('is shown to nobody who only has a link from a digest, or an old mail', async () => {
    expect((await scene.get(scene.link('me', id))).status).toBe(400);
    const link = await ask();
    expect((await scene.get(link)).status).toBe(200);
    scene.pass(8 * DAY);
    expect((await scene.get(link)).status).toBe(400);
  });
});

it('sends the links only to who is on the list', async () => {
  await scene.post('/link', { email: 'nobody@example.jp' });
  expect(await scene.mails()).toEqual([]);
  await scene.post('/link', { email: HANA.toUpperCase().replace('EXAMPLE.JP', 'example.jp') });
  const [mail] = await scene.mails();
  expect(mail?.text).toContain(`${URL_OF_SERVICE}${scene.link('unsubscribe', id)}`);
});
