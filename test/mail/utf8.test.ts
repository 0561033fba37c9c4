import { generateKeyPairSync } from 'node:crypto';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { readDkimKey } from '../../src/mail/dkim-key.ts';
import { composeEdition } from '../../src/mail/message.ts';
import { openTransport } from '../../src/mail/open-transport.ts';
import { outcomeOf } from '../../src/sending/replies/outcome.ts';
import { openKeeper } from '../smtp.ts';
import { bytesOf, messageTo } from './contract.ts';
import { addressee, edition, mailing } from './mailings.ts';

const HANAKO = '花子@example.jp';
const yes = async () => true;

/** A real mail server, with SMTPUTF8 or without, that notes the parameters of each MAIL. */
async function openMailServer(offers: boolean) {
  const parameters: Record<string, unknown>[] = [];
  const keeper = await openKeeper({
    server: {
      hideSMTPUTF8: !offers,
      onMailFrom: ({ args }, _session, callback) => {
        parameters.push({ ...args });
        callback();
      },
    },
  });
  return { keeper, parameters };
}

describe('an address beyond ASCII', () => {
  it('goes where SMTPUTF8 is offered, and stands in the header as it is', async () => {
    const { keeper, parameters } = await openMailServer(true);
    await using transport = openTransport(keeper.url, '/');
    const message = await messageTo(HANAKO);
    expect(await transport.deliver(message, yes)).toMatchObject({ kind: 'accepted' });
    expect(parameters).toEqual([expect.objectContaining({ SMTPUTF8: true, BODY: '8BITMIME' })]);
    const [mail] = keeper.kept;
    expect(mail?.to).toBe(HANAKO);
    expect(mail?.raw.equals(bytesOf(message))).toBe(true);
    expect(mail?.raw.toString()).toContain(`\r\nTo: <${HANAKO}>\r\n`);
    expect((await PostalMime.parse(mail?.raw ?? '')).to?.[0]?.address).toBe(HANAKO);
    expect(await transport.deliver(await messageTo('taro@example.jp'), yes)).toMatchObject({
      kind: 'accepted',
    });
    expect(parameters[1]).not.toHaveProperty('SMTPUTF8');
    await keeper.close();
  });

  it('fails by name where it is not offered, and nobody else does', async () => {
    const { keeper, parameters } = await openMailServer(false);
    await using transport = openTransport(`${keeper.url}?connections=1`, '/');
    let marks = 0;
    const reply = await transport.deliver(await messageTo(HANAKO), async () => {
      marks += 1;
      return true;
    });
    expect(reply).toMatchObject({
      kind: 'refused',
      code: 553,
      enhanced: '5.6.7',
      response: `553 5.6.7 The mail server does not offer SMTPUTF8, which ${HANAKO} needs`,
      own: true,
    });
    expect([marks, parameters.length]).toEqual([0, 0]);
    const now = new Date('2025-11-09T22:00:00Z');
    expect(outcomeOf(reply, { address: HANAKO, attempts: 1 }, new Date('2025-11-12T22:00:00Z'), now)).toEqual(
      {
        outcome: { state: 'failed', response: expect.stringContaining('SMTPUTF8') },
        trouble: 'none',
      },
    );
    expect(await transport.deliver(await messageTo('taro@example.jp'), yes)).toMatchObject({
      kind: 'accepted',
    });
    expect(keeper.kept.map(({ to }) => to)).toEqual(['taro@example.jp']);
    await keeper.close();
  });

  it('goes through the one of two relays that takes it', async () => {
    const [without, having] = [await openMailServer(false), await openMailServer(true)];
    await using transport = openTransport(`${without.keeper.url}?weight=9 ${having.keeper.url}`, '/');
    for (const name of ['花子', '太郎'])
      expect(await transport.deliver(await messageTo(`${name}@example.jp`), yes)).toMatchObject({
        kind: 'accepted',
      });
    expect(having.keeper.kept.map(({ to }) => to)).toEqual([HANAKO, '太郎@example.jp']);
    expect(transport.relays?.()[0]).toMatchObject({ rests: 0, down: false });
    await without.keeper.close();
    await having.keeper.close();
  });

  it('is signed as it is sent, byte for byte, each time', async () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const key = readDkimKey(pem, { domain: 'minato-keizai.example', selector: 's' });
    if ('code' in key) throw new Error(key.message);
    const compose = await composeEdition(mailing(), edition(), key);
    const to = { ...addressee, address: 'à.花子@example.jp' };
    const [first, second] = [bytesOf(compose(to)), bytesOf(compose(to))];
    expect(first.equals(second)).toBe(true);
    expect(first.toString()).toContain('To: <à.花子@example.jp>');
    expect(first.toString()).toMatch(/^DKIM-Signature: /);
  });
});
