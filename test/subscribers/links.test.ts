import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEMONSTRATION_KEY,
  preferencesUrl,
  readKeys,
  readToken,
  type SigningKeys,
  signToken,
  unsubscribeUrl,
} from '../../src/subscribers/links.ts';

const KEYS: SigningKeys = ['a key of the tests, 32 letters long'];
const OTHER: SigningKeys = ['another key, of the year before it'];
const ID = 'dJqgWlCqSO2wO-LR';

describe('a token', () => {
  it('names its subscriber, for its purpose', () => {
    expect(readToken('unsubscribe', signToken('unsubscribe', ID, KEYS), KEYS)).toBe(ID);
    expect(readToken('preferences', signToken('preferences', ID, KEYS), KEYS)).toBe(ID);
  });

  it('is always the same for the same subscriber, so that a retry is the same mail', () => {
    expect(signToken('unsubscribe', ID, KEYS)).toBe('EUl0mqBaUKpI7bA74tEYFFa3vE4PTlRFTDVcOjoB');
  });

  it('can not be used for another purpose', () => {
    expect(readToken('preferences', signToken('unsubscribe', ID, KEYS), KEYS)).toBeUndefined();
    expect(readToken('unsubscribe', signToken('preferences', ID, KEYS), KEYS)).toBeUndefined();
  });

  it('of an earlier key works as long as that key is kept', () => {
    const old = signToken('unsubscribe', ID, OTHER);
    expect(readToken('unsubscribe', old, [...KEYS, ...OTHER])).toBe(ID);
    expect(readToken('unsubscribe', old, KEYS)).toBeUndefined();
  });

  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const withLetter = (token: string, at: number, letter: string) =>
    token.slice(0, at) + letter + token.slice(at + 1);

  it('is no token with any one letter changed, nor with any letter and its neighbour, in 70,000 ways', () => {
    const read: string[] = [];
    let tried = 0;
    for (const purpose of ['unsubscribe', 'preferences', 'undo', 'me'] as const) {
      const token = signToken(purpose, ID, KEYS);
      for (let at = 0; at < token.length; at += 1)
        for (const letter of letters) {
          const one = withLetter(token, at, letter);
          const others = [...letters].filter((_, n) => n % 8 === at % 8).slice(0, 7);
          const two = others.map((other) => withLetter(one, (at + 1) % token.length, other));
          for (const changed of [one, ...two]) {
            if (changed === token) continue;
            tried += 1;
            if (readToken(purpose, changed, KEYS) !== undefined) read.push(changed);
          }
        }
    }
    expect(read).toEqual([]);
    expect(tried).toBeGreaterThan(70_000);
  });

  it.for([
    { change: (token: string) => `${token}=`, why: 'padding' },
    { change: (token: string) => ` ${token}`, why: 'a space' },
    { change: (token: string) => token.slice(0, -1), why: 'one letter short' },
    { change: (token: string) => `${token}A`, why: 'one letter more' },
    { change: (token: string) => token.replace(/.$/, '+'), why: 'the other base64 alphabet' },
    { change: () => '', why: 'nothing' },
  ])('has one spelling: $why', ({ change }) => {
    expect(readToken('unsubscribe', change(signToken('unsubscribe', ID, KEYS)), KEYS)).toBeUndefined();
  });

  it('is never read from any other text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\w-]{40}$/)), (text) => {
        expect(readToken('unsubscribe', text, KEYS)).toBeUndefined();
      }),
      { numRuns: 2_000 },
    );
  });

  it('brings back any id that the ledger can give', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 12, maxLength: 12 }), (bytes) => {
        const id = Buffer.from(bytes).toString('base64url');
        expect(readToken('preferences', signToken('preferences', id, KEYS), KEYS)).toBe(id);
      }),
    );
  });

  it.for(['taro@example.jp', '', 'short', 'dJqgWlCqSO2wO+LR'])('is not made for %s, which is no id', (id) => {
    expect(() => signToken('unsubscribe', id, KEYS)).toThrow(RangeError);
  });
});

it('links stay short enough that no relay folds them', () => {
  const url = unsubscribeUrl('https://web.minato-keizai.example', ID, KEYS);
  expect(url).toBe(
    'https://web.minato-keizai.example/unsubscribe?t=EUl0mqBaUKpI7bA74tEYFFa3vE4PTlRFTDVcOjoB',
  );
  expect(preferencesUrl('https://web.minato-keizai.example', ID, KEYS)).toMatch(
    /\/preferences\?t=[\w-]{40}$/,
  );
  expect(url.length).toBeLessThan(100);
});

describe('SIGNING_KEY', () => {
  const [newest, older] = ['0123456789abcdef0123456789abcdef', 'qwertzuiopasdfghjklyxcvbnm0123456789'];
  it.for([
    { text: undefined, keys: undefined, why: 'there is none' },
    { text: '', keys: undefined, why: 'it is empty' },
    { text: 'n'.repeat(31), keys: undefined, why: 'it is too short' },
    { text: newest, keys: [newest], why: 'one key' },
    {
      text: `${newest}, ${older}`,
      keys: [newest, older],
      why: 'the newest signs, the older one still verifies',
    },
    { text: `${newest},short`, keys: undefined, why: 'a short one among them would do for a forger' },
    { text: DEMONSTRATION_KEY, keys: undefined, why: 'everybody knows it' },
    { text: `${newest},${DEMONSTRATION_KEY}`, keys: undefined, why: 'an older key verifies links, too' },
    { text: 'a'.repeat(64), keys: undefined, why: 'one letter' },
    { text: 'ab'.repeat(20), keys: undefined, why: 'two letters' },
    { text: 'change-me!'.repeat(4), keys: undefined, why: 'one word, again and again' },
    { text: `${newest},${'0'.repeat(32)}`, keys: undefined, why: 'an older key of one letter' },
  ])('is read as $keys: $why', ({ text, keys }) => {
    expect(readKeys(text)).toEqual(keys);
  });
});
