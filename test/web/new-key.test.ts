/** A new SIGNING_KEY in front of the old one: all that went out in mails before works on. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { codeIn, HANA, KEYS, linkIn, openScene } from './scene.ts';

const NEW = 'fedcba9876543210fedcba9876543210';

it('lets links, digits and open forms of the old key work, and nothing of it once that key is gone', async () => {
  const ledgerUrl = `sqlite:${join(await mkdtemp(join(tmpdir(), 'tayori-key-')), 'ledger.db')}`;
  await using before = await openScene({ ledgerUrl });
  await before.post('/subscribe', { email: HANA });
  const code = codeIn((await before.mails())[0]);
  const id = await before.confirmed('taro@example.jp');
  await before.post('/link', { email: 'taro@example.jp' });
  const me = linkIn((await before.mails())[0], 'me');

  await using without = await openScene({ ledgerUrl, keys: NEW });
  for (const link of [before.link('preferences', id), before.link('unsubscribe', id), me])
    expect((await without.get(link)).status).toBe(400);
  await without.post('/confirm', { email: HANA, code });
  expect((await without.person())?.status).toBe('unconfirmed');

  await using after = await openScene({ ledgerUrl, keys: `${NEW},${KEYS[0]}` });
  await after.post('/confirm', { email: HANA, code });
  expect((await after.person())?.status).toBe('confirmed');
  for (const link of [before.link('preferences', id), before.link('unsubscribe', id), me])
    expect((await after.get(link)).status).toBe(200);
  expect((await after.post(before.link('unsubscribe', id))).status).toBe(200);
  expect((await after.post(before.link('undo', id))).status).toBe(200);
  expect((await after.person('taro@example.jp'))?.status).toBe('confirmed');
});

it('says of a link whose time is over that it is over, and not that it is broken', async () => {
  await using scene = await openScene();
  const id = await scene.confirmed();
  await scene.post('/link', { email: HANA });
  const me = linkIn((await scene.mails())[0], 'me');
  await scene.post(scene.link('unsubscribe', id));
  const undo = linkIn((await scene.mails())[0], 'undo');
  scene.pass(31 * 86_400_000);
  for (const link of [me, undo])
    for (const answer of [await scene.get(link), await scene.post(link)]) {
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain('期限が過ぎています');
    }
});
