import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addresseeOf } from '../../src/mail/addressee.ts';
import { bounceAddress, readBounceAddress } from '../../src/mail/bounce-address.ts';
import type { SigningKeys } from '../../src/subscribers/links.ts';
import { mailing } from './mailings.ts';

const KEYS: SigningKeys = ['0123456789abcdef0123456789abcdef'];
const OTHER: SigningKeys = ['fedcba9876543210fedcba9876543210'];
const TARO = 'AQIDBAUGBwgJCgsM';
const BOUNCES = 'bounce@minato.example';
const about = { digest: '2025-W45', subscriber: TARO };

describe('bounceAddress', () => {
  it('is the same each time: the address of this digest and this subscriber', () => {
    expect(bounceAddress(BOUNCES, about, KEYS)).toBe(
      'bounce+ctmap2jnaaaqeayeaudaocajbifqzw4zozsilkjwxz4mlep2@minato.example',
    );
  });

  it.for([
    { bounces: 'bounce@minato.example', local: /^bounce\+[a-z2-7]{48}$/, why: 'after a plus' },
    { bounces: 'b-{token}-r@minato.example', local: /^b-[a-z2-7]{48}-r$/, why: 'where the pattern says' },
    { bounces: 'abcdefgh+{token}.ijklmn@minato.example', local: /^.{64}$/, why: 'as long as may be' },
    { bounces: '{token}@b.minato.example', local: /^[a-z2-7]{48}$/, why: 'nothing but the token' },
  ])('of $bounces has it $why', ({ bounces, local }) => {
    const address = bounceAddress(bounces, about, KEYS);
    expect(address.slice(0, address.indexOf('@'))).toMatch(local);
    expect(readBounceAddress(address, bounces, KEYS)).toEqual(about);
  });

  it.for([
    { digest: '2025-W45', read: '2025-W45', why: 'a week' },
    { digest: '2024-12-31', read: '2024-12-31', why: 'a day' },
    { digest: '2026-02', read: '2026-02', why: 'a month' },
    { digest: '2025-W45.test.1762725600000', read: undefined, why: 'a test mail is of no digest' },
  ])('names $digest: $why', ({ digest, read }) => {
    const address = bounceAddress(BOUNCES, { digest, subscriber: TARO }, KEYS);
    expect(readBounceAddress(address, BOUNCES, KEYS)).toEqual({ digest: read, subscriber: TARO });
  });

  it('goes onto the envelope, where the setting was frozen with the mailing', () => {
    const frozen = mailing();
    const to = { subscriber: TARO, address: 'taro@example.jp' };
    expect(addresseeOf(frozen, to, KEYS).returnPath).toBeUndefined();
    const withBounces = { ...frozen, sender: { ...frozen.sender, bounces: BOUNCES } };
    const { returnPath = '' } = addresseeOf(withBounces, to, KEYS);
    expect(readBounceAddress(returnPath, BOUNCES, KEYS)).toEqual({ digest: frozen.id, subscriber: TARO });
  });
});

describe('readBounceAddress', () => {
  const genuine = bounceAddress(BOUNCES, about, KEYS);
  it.for<[why: string, address: string, bounces: string, keys: SigningKeys, reads: boolean]>([
    ['as it was written', genuine, BOUNCES, KEYS, true],
    ['in capitals, as some servers write it', genuine.toUpperCase(), BOUNCES, KEYS, true],
    ['with an older key behind a newer', genuine, BOUNCES, [...OTHER, ...KEYS], true],
    ['with another key', genuine, BOUNCES, OTHER, false],
    ['at another domain', genuine.replace('minato', 'other'), BOUNCES, KEYS, false],
    ['of another pattern', genuine, 'b-{token}@minato.example', KEYS, false],
    ['without a token', 'bounce@minato.example', BOUNCES, KEYS, false],
    ['with half a token', genuine.replace(/.@/, '@'), BOUNCES, KEYS, false],
    ['with letters behind the token', genuine.replace('@', 'a@'), BOUNCES, KEYS, false],
    ['of zeros', `bounce+${'a'.repeat(48)}@minato.example`, BOUNCES, KEYS, false],
    ['of nothing', '', BOUNCES, KEYS, false],
  ])('reads one %s or not', ([_why, address, bounces, keys, reads]) => {
    expect(readBounceAddress(address, bounces, keys)).toEqual(reads ? about : undefined);
  });

  it('reads no token of which any letter was changed', () => {
    const start = 'bounce+'.length;
    fc.assert(
      fc.property(
        fc.integer({ min: start, max: start + 47 }),
        fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz234567'),
        (at, letter) => {
          const forged = genuine.slice(0, at) + letter + genuine.slice(at + 1);
          expect(readBounceAddress(forged, BOUNCES, KEYS)).toEqual(forged === genuine ? about : undefined);
        },
      ),
    );
  });

  it('gives back any subscriber', () => {
    const ids = fc
      .uint8Array({ minLength: 12, maxLength: 12 })
      .map((id) => Buffer.from(id).toString('base64url'));
    fc.assert(
      fc.property(ids, (subscriber) => {
        const address = bounceAddress(BOUNCES, { digest: '2025-W45', subscriber }, KEYS);
        expect(readBounceAddress(address, BOUNCES, KEYS)?.subscriber).toBe(subscriber);
      }),
    );
  });
});
