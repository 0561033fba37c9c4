import { describe, expect, it } from 'vitest';
import { addresseeOf, keyPrint, keysFor } from '../../src/mail/addressee.ts';
import type { SigningKeys } from '../../src/subscribers/links.ts';
import { mailing, sender } from './mailings.ts';

const OLD = 'the-key-of-2025-the-key-of-2025-the-key';
const NEW = 'the-key-of-2026-the-key-of-2026-the-key';
const frozen = mailing({ sender: { ...sender, keyPrint: keyPrint([OLD]) } });

describe('keysFor', () => {
  it.for<{ keys: SigningKeys; found: SigningKeys | undefined; why: string }>([
    { keys: [OLD], found: [OLD], why: 'nothing changed' },
    { keys: [NEW, OLD], found: [OLD, NEW], why: 'a new key, the old one kept behind it' },
    { keys: [NEW], found: undefined, why: 'the old one is gone' },
  ])('$why', ({ keys, found }) => {
    expect(keysFor(frozen, keys)).toEqual(found);
  });

  it('takes the keys as they are where a freeze did not say', () => {
    expect(keysFor(mailing(), [NEW, OLD])).toEqual([NEW, OLD]);
  });

  it('keeps Message-ID and links through a change of keys', () => {
    const delivery = { subscriber: Buffer.alloc(12, 7).toString('base64url'), address: 'hanako@example.jp' };
    const before = addresseeOf(frozen, delivery, [OLD]);
    expect(addresseeOf(frozen, delivery, keysFor(frozen, [NEW, OLD]) ?? [NEW])).toEqual(before);
    expect(addresseeOf(frozen, delivery, [NEW, OLD]).messageId).not.toBe(before.messageId);
  });

  it('says nothing of the key itself', () => {
    expect(keyPrint([OLD])).toMatch(/^[0-9a-f]{16}$/);
    expect(keyPrint([OLD])).not.toBe(keyPrint([NEW]));
  });
});

describe('the links of a publication without a public service', () => {
  const delivery = { subscriber: Buffer.alloc(12, 7).toString('base64url'), address: 'hanako@example.jp' };
  const own = { ...sender, webUrl: undefined, unsubscribeMailto: 'leave@minato.example' };
  it.for([
    { replyTo: undefined, to: sender.address, why: 'editors are reached at the sender' },
    { replyTo: 'desk@minato.example', to: 'desk@minato.example', why: 'or where answers go' },
  ])('$why: what comes to the address for leaving is read as leaving', ({ replyTo, to }) => {
    const made = addresseeOf(mailing({ sender: { ...own, replyTo } }), delivery, [NEW]);
    expect(made.unsubscribeUrl).toBe('mailto:leave@minato.example?subject=unsubscribe');
    expect(made.preferencesUrl).toBe(`mailto:${to}?subject=preferences`);
  });
});
