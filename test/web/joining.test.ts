/** Subscribing and confirming: what becomes of a form, and what nobody can tell from its answer. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeIn, HANA, linkIn, openScene, type RuleContext, readMail, START } from './scene.ts';

const DAY = 86_400_000;
let scene: RuleContext;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene[Symbol.asyncDispose]());

const ask = (address = HANA, more: Readonly<Record<string, string>> = {}) =>
  scene.post('/subscribe', { email: address, ...more });

describe('subscribing', () => {
  it('asks by mail, and nobody is on the list before the button is pressed', async () => {
    expect((await ask()).status).toBe(200);
    expect(await scene.person()).toBeUndefined();
    const [mail] = await scene.mails();
    expect(mail?.to).toEqual([{ address: HANA, name: '' }]);
    expect(mail?.subject).toBe('登録の確認をお願いします｜週刊みなと');
    expect((await scene.person())?.status).toBe('unconfirmed');
    const link = linkIn(mail, 'confirm');
    const page = await (await scene.get(link)).text();
    expect(page).toContain('h***@e***.jp');
    expect(page).not.toContain(HANA);
    expect((await scene.person())?.status).toBe('unconfirmed');
    expect((await scene.post(link)).status).toBe(200);
    expect(await scene.person()).toMatchObject({
      status: 'confirmed',
      consent: {
        source: expect.stringContaining('wording ja-1), confirmed by'.replace('),', ');')),
        at: START,
      },
    });
    const [welcome] = await scene.mails();
    expect(welcome?.subject).toBe('ご登録ありがとうございます｜週刊みなと');
    expect(linkIn(welcome, 'preferences')).not.toBe('');
  });

  it('says so to who opens the link again, and shows nothing more once they left', async () => {
    await ask();
    const link = linkIn((await scene.mails())[0], 'confirm');
    await scene.post(link);
    for (const again of [await scene.get(link), await scene.post(link)]) {
      expect(again.status).toBe(200);
      expect(await again.text()).toContain('登録が完了しました');
    }
    await scene.ledger.subscribers.act('unsubscribe', (await scene.person())?.id ?? '', 'the test', START);
    expect((await scene.get(link)).status).toBe(400);
    expect((await scene.post(link)).status).toBe(400);
    expect((await scene.person())?.status).toBe('unsubscribed');
  });

  it('goes on with the others where one form can not be acted on, and gives it up after a day', async () => {
    const broken = {
      kind: 'move',
      address: 'x@example.jp',
      subscriber: 'nobody',
      categories: undefined,
    } as const;
    await scene.ledger.forms.keep({ ...broken, kind: 'nonsense' as 'move', form: 'the test' }, START);
    await ask();
    expect(await scene.mails()).toHaveLength(1);
    expect(await scene.ledger.forms.waiting(10)).toHaveLength(1);
    scene.pass(DAY + 1);
    await scene.work();
    expect(await scene.ledger.forms.waiting(10)).toEqual([]);
    expect(scene.lines.filter(({ what }) => what === 'form').length).toBeGreaterThan(1);
  });

  it('takes the six digits instead of the link, in full width too', async () => {
    await ask();
    const code = codeIn((await scene.mails())[0]);
    const wide = [...code].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('');
    expect((await scene.post('/confirm', { email: HANA, code: `${wide} ` })).status).toBe(200);
    expect((await scene.person())?.status).toBe('confirmed');
  });

  it('believes no digits any more after five wrong ones, and the link still', async () => {
    await ask();
    const [mail] = await scene.mails();
    const code = codeIn(mail);
    const wrong = code === '000000' ? '000001' : '000000';
    for (let tries = 0; tries < 5; tries += 1)
      expect((await scene.post('/confirm', { email: HANA, code: wrong })).status).toBe(422);
    expect((await scene.post('/confirm', { email: HANA, code })).status).toBe(422);
    expect((await scene.post(linkIn(mail, 'confirm'))).status).toBe(200);
  });

  it('keeps the categories that were ticked', async () => {
    await ask(HANA, { category: 'technology' });
    await scene.mails();
    expect((await scene.person())?.categories).toEqual(['technology']);
  });

  it.for([
    { times: 10_000, pass: 0, mails: 1, why: 'one mail a day, however often the form is sent' },
    { times: 10, pass: DAY, mails: 3, why: 'three ever, if nobody confirms' },
  ])('$why', async ({ times, pass, mails }) => {
    scene = await openScene({ web: { perNetwork: 100_000 } });
    for (let time = 0; time < times; time += 1) {
      await ask();
      if (time % 1000 === 0 || pass > 0) await scene.work();
      scene.pass(pass);
    }
    await scene.work();
    expect(scene.messages).toHaveLength(mails);
  });

  it('forgets after a week who never confirmed', async () => {
    await ask();
    const [mail] = await scene.mails();
    scene.pass(8 * DAY);
    await scene.work();
    expect(await scene.person()).toBeUndefined();
    expect((await scene.post(linkIn(mail, 'confirm'))).status).toBe(400);
  });

  it('brings back who left, complained or bounced, by their own act alone', async () => {
    for (const act of ['unsubscribe', 'complain', 'bounce'] as const) {
      const address = `${act}@example.jp`;
      const id = await scene.confirmed(address);
      await scene.ledger.subscribers.act(act, id, 'the test', START);
      await ask(address);
      const [mail] = await scene.mails();
      expect((await scene.person(address))?.status).not.toBe('confirmed');
      await scene.post(linkIn(mail, 'confirm'));
      expect((await scene.person(address))?.status).toBe('confirmed');
      await scene.mails();
    }
  });

  it('sends who is on the list their links, once a day, and changes nothing', async () => {
    await scene.confirmed(HANA, ['technology']);
    await ask(HANA, { category: 'investment' });
    const [mail] = await scene.mails();
    expect(mail?.subject).toBe('設定と配信停止のリンク｜週刊みなと');
    await ask();
    expect(await scene.mails()).toEqual([]);
    expect((await scene.person())?.categories).toEqual(['technology']);
  });
});

/** A worker that died after it had queued the mail for a form, and before it took the form away. */
describe('a form that is acted on again after a crash', () => {
  const actTwice = async (): Promise<number> => {
    using file = new DatabaseSync(join(scene.root, 'forms.db'));
    const forms = file.prepare('select * from form_requests').all();
    const first = await scene.mails();
    for (const form of forms)
      file
        .prepare(
          `insert into form_requests (${Object.keys(form).join()}) values (${Object.keys(form)
            .map(() => '?')
            .join()})`,
        )
        .run(...Object.values(form));
    expect(await scene.ledger.forms.waiting(10)).toHaveLength(1);
    const second = await scene.mails();
    expect(await scene.ledger.forms.waiting(10)).toEqual([]);
    return first.length + second.length;
  };
  beforeEach(async () => {
    await scene[Symbol.asyncDispose]();
    scene = await openScene({ ledgerFile: 'forms.db' });
  });

  it('asks once to confirm, and the link in that mail works', async () => {
    await ask();
    expect(await actTwice()).toBe(1);
    const [mail] = await Promise.all(scene.messages.map(readMail));
    expect((await scene.post(linkIn(mail, 'confirm'))).status).toBe(200);
    expect((await scene.person())?.status).toBe('confirmed');
  });

  it('says goodbye once', async () => {
    await scene.post(scene.link('unsubscribe', await scene.confirmed()));
    expect(await actTwice()).toBe(1);
  });

  it('sends the links once', async () => {
    await scene.confirmed();
    await ask();
    expect(await actTwice()).toBe(1);
  });
});

it('answers the same for every address, and asks the ledger the same', async () => {
  const states = ['new', 'unconfirmed', 'confirmed', 'unsubscribed', 'complained', 'erased'];
  const ids = new Map<string, string>();
  for (const state of states.slice(1)) ids.set(state, await scene.confirmed(`${state}@example.jp`));
  await scene.ledger.subscribers.act('unsubscribe', ids.get('unsubscribed') ?? '', 'the test', START);
  await scene.ledger.subscribers.act('complain', ids.get('complained') ?? '', 'the test', START);
  await scene.ledger.subscribers.erase(ids.get('erased') ?? '', START);
  for (const path of ['/subscribe', '/link']) {
    const answers = [];
    for (const state of states) {
      const before = scene.asked.length;
      const answer = await scene.post(path, { email: `${state}@example.jp` });
      const asked = scene.asked.slice(before);
      const body = (await answer.text()).replaceAll(`${state}@example.jp`, 'ADDRESS');
      answers.push({ status: answer.status, headers: [...answer.headers], body, asked });
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.asked).toEqual(['forms.keep']);
  }
  const kept = await scene.ledger.forms.waiting(100);
  expect(kept).toHaveLength(2 * states.length);
});

it.for([
  '',
  'nobody',
  'a@b',
  'a b@example.jp',
  'a@example.jp, b@example.jp',
  'a@example.jp\r\nBcc: b@example.jp',
  `${'x'.repeat(300)}@example.jp`,
])('refuses %j as an address, and keeps nothing', async (email) => {
  expect((await scene.post('/subscribe', { email })).status).toBe(422);
  expect(await scene.ledger.forms.waiting(1)).toEqual([]);
});

it('gives a form back to be mended, with what was ticked', async () => {
  const answer = await scene.post('/subscribe', { email: 'hana@', category: 'technology' });
  const page = await answer.text();
  expect(page).toContain('role="alert"');
  expect(page).toContain('value="hana@"');
  expect(page).toContain('value="technology" checked');
  expect(page).not.toContain('value="investment" checked');
});
