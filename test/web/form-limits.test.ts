/** How many forms are taken: of one network, for one operator of mail servers, and in all. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openScene, type RuleContext } from './scene.ts';

let scene: RuleContext;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene[Symbol.asyncDispose]());

it('takes so many forms of one network, and of the world', async () => {
  scene = await openScene({ web: { perNetwork: 5, perHour: 12 } });
  const statuses = async (peer: string, count: number) => {
    const found: number[] = [];
    for (let index = 0; index < count; index += 1)
      found.push(
        (await scene.post('/subscribe', { email: `a${index}@${peer.length}.example` }, peer)).status,
      );
    return found;
  };
  expect(await statuses('203.0.113.1', 4)).toEqual([200, 200, 200, 200]);
  expect(await statuses('203.0.113.200', 2)).toEqual([200, 429]);
  expect(await statuses('2001:db8:1:2::1', 5)).toEqual([200, 200, 200, 200, 200]);
  expect(await statuses('2001:db8:1:2:ffff::1', 1)).toEqual([429]);
  expect(await statuses('198.51.100.1', 3)).toEqual([200, 200, 429]);
  scene.pass(3_600_000);
  expect(await statuses('203.0.113.1', 1)).toEqual([200]);
});

it('asks nobody beyond the limit by mail, of 10,000 addresses that one network sends', async () => {
  scene = await openScene({ web: { perNetwork: 20 } });
  let taken = 0;
  for (let n = 0; n < 10_000; n += 1) {
    const peer = `203.0.113.${n % 256}`;
    const { status } = await scene.post('/subscribe', { email: `reader${n}@example.jp` }, peer);
    if (status === 200) taken += 1;
    else expect(status).toBe(429);
  }
  expect(taken).toBe(20);
  await scene.work();
  expect(scene.messages).toHaveLength(20);
});

describe('the mail servers behind the addresses', () => {
  const zone = {
    'MX a.example': ['10 mx1.bots.example', '20 other.example'],
    'MX b.example': ['5 mx9.bots.example'],
    'MX hana.example': ['1 mx.hana.example'],
    'MX slow.example': ['TIMEOUT'],
  };
  const statusOf = async (address: string) => (await scene.post('/subscribe', { email: address })).status;

  it('are counted, however many domains share one', async () => {
    scene = await openScene({ web: { perMailServer: 3 }, zone });
    const many = ['1@a.example', '2@b.example', '3@a.example', '4@b.example', '5@a.example'];
    const statuses: number[] = [];
    for (const address of many) statuses.push(await statusOf(address));
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    expect(await statusOf('hana@hana.example')).toBe(200);
    expect(scene.lines).toContainEqual({ what: 'limit', of: 'mail server' });
    scene.pass(3_600_000);
    expect(await statusOf('6@b.example')).toBe(200);
  });

  it('refuse nobody where the DNS does not answer', async () => {
    scene = await openScene({ web: { perMailServer: 1 }, zone });
    for (let each = 0; each < 5; each += 1) expect(await statusOf(`${each}@slow.example`)).toBe(200);
  });

  it('answer the same for who is on the list and who is not', async () => {
    scene = await openScene({ web: { perMailServer: 1 }, zone });
    await scene.confirmed('known@a.example');
    await statusOf('first@a.example');
    const [known, unknown] = [
      await scene.post('/subscribe', { email: 'known@a.example' }),
      await scene.post('/subscribe', { email: 'other@a.example' }),
    ];
    expect([known.status, await known.text()]).toEqual([unknown.status, await unknown.text()]);
  });
});
