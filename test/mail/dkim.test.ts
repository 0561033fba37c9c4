/** Verified by `mailauth`, which shares no code with us; the DNS is a stand-in that knows our record only. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { describe, expect, it } from 'vitest';
import { type DkimKey, dnsRecord, readDkimKey } from '../../src/mail/dkim-key.ts';
import { composeEdition } from '../../src/mail/message.ts';
import { openTransport } from '../../src/mail/open-transport.ts';
import { openKeeper } from '../smtp.ts';
import { bytesOf } from './contract.ts';
import { addressee, edition, mailing } from './mailings.ts';

const names = { domain: 'minato-keizai.example', selector: 'tayori' };
const pemOf = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString();
const rsa = pemOf(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);
const ed25519 = pemOf(generateKeyPairSync('ed25519').privateKey);

function keyOf(pem: string): DkimKey {
  const key = readDkimKey(pem, names);
  if ('code' in key) throw new Error(key.message);
  return key;
}

async function signed(pem: string, to = addressee): Promise<string> {
  const compose = await composeEdition(mailing(), edition(), keyOf(pem));
  compose(addressee); // what is shared between mails is kept after the first
  compose({ ...addressee, address: 'someone-else@example.jp' });
  return bytesOf(compose(to)).toString('latin1');
}

async function verdict(mail: string, pem: string): Promise<string | undefined> {
  const resolver = async (name: string) => {
    if (name !== 'tayori._domainkey.minato-keizai.example')
      throw Object.assign(new Error(name), { code: 'ENOTFOUND' });
    return [[dnsRecord(keyOf(pem))]];
  };
  const { results } = await dkimVerify(Buffer.from(mail, 'latin1'), { resolver });
  return results[0]?.status.result;
}

const covered = [
  'From',
  'To',
  'Subject',
  'Date',
  'Reply-To',
  'Message-ID',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
  'List-ID',
  'MIME-Version',
  'Content-Type',
  'Precedence',
  'Feedback-ID',
];

describe.for([
  { algorithm: 'rsa-sha256', pem: rsa },
  { algorithm: 'ed25519-sha256', pem: ed25519 },
])('$algorithm', ({ algorithm, pem }) => {
  it('signs what another program verifies', async () => {
    const mail = await signed(pem);
    expect(mail).toContain(`a=${algorithm}; c=relaxed/simple; d=minato-keizai.example; s=tayori;`);
    expect(await verdict(mail, pem)).toBe('pass');
  });

  it('signs each mail of an edition for itself', async () => {
    const other = {
      ...addressee,
      address: 'a..b@docomo.ne.jp',
      unsubscribeUrl: 'https://web.minato-keizai.example/unsubscribe?t=other',
    };
    expect(await verdict(await signed(pem, other), pem)).toBe('pass');
  });

  it('gives a retry the same bytes', async () => {
    expect(await signed(pem)).toBe(await signed(pem));
  });

  describe('to an address beyond ASCII', () => {
    /** As it left the wire: the To: is UTF-8 (RFC 6532), and it is its octets that are signed (RFC 8616). */
    const received = async (): Promise<string> => {
      const keeper = await openKeeper();
      await using transport = openTransport(keeper.url, '/');
      const compose = await composeEdition(mailing(), edition(), keyOf(pem));
      compose(addressee);
      const message = compose({ ...addressee, address: 'à.花子@example.jp' });
      expect(await transport.deliver(message, async () => true)).toMatchObject({ kind: 'accepted' });
      await keeper.close();
      return keeper.kept[0]?.raw.toString('latin1') ?? '';
    };
    const octets = (text: string) => Buffer.from(text).toString('latin1');

    it('another program verifies it as it came', async () => {
      const mail = await received();
      expect(mail).toContain(octets('\r\nTo: <à.花子@example.jp>\r\n'));
      expect(await verdict(mail, pem)).toBe('pass');
    });

    it.for([
      { from: '花子', to: '花予', why: 'another letter of as many octets' },
      { from: 'à', to: 'à'.normalize('NFD'), why: 'the same letter, composed in another way' },
      { from: '子@', to: '@', why: 'a letter less' },
    ])('fails after $why', async ({ from, to }) => {
      const mail = await received();
      const changed = mail.replace(octets(from), octets(to));
      expect(changed).not.toBe(mail);
      expect(await verdict(changed, pem)).not.toBe('pass');
    });
  });

  it.for(covered)('fails where %s was changed', async (name) => {
    const mail = await signed(pem);
    const changed = mail.replace(new RegExp(`^(${name}: .*)`, 'm'), '$1x');
    expect(changed).not.toBe(mail);
    expect(await verdict(changed, pem)).not.toBe('pass');
  });

  it.for(['From', 'To', 'Subject', 'Date', 'Reply-To', 'List-Unsubscribe', 'List-Unsubscribe-Post'])(
    'fails where a second %s was added',
    async (name) => {
      expect(await verdict(`${name}: another@evil.example\r\n${await signed(pem)}`, pem)).not.toBe('pass');
    },
  );

  it('fails where a letter of the body was changed', async () => {
    const mail = await signed(pem);
    const at = mail.length - 200;
    const changed = `${mail.slice(0, at)}${mail[at] === 'A' ? 'B' : 'A'}${mail.slice(at + 1)}`;
    expect(await verdict(changed, pem)).not.toBe('pass');
  });
});

describe('readDkimKey', () => {
  const ec = pemOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
  const short = pemOf(generateKeyPairSync('rsa', { modulusLength: 768 }).privateKey);
  it.for([
    { pem: undefined, message: '`mail.dkim` is set, and DKIM_KEY is missing.' },
    { pem: 'a secret', message: 'DKIM_KEY is no private key in PEM form.' },
    { pem: ec, message: 'DKIM_KEY is a key for ec, which DKIM does not know.' },
    { pem: short, message: 'DKIM_KEY has 768 bits, and receivers ignore fewer than 1024.' },
  ])('refuses: $message', ({ pem, message }) => {
    expect(readDkimKey(pem, names)).toMatchObject({ code: 'send-dkim', message });
  });

  it('reads a key whose line ends were written as \\n, as environments often need', () => {
    expect(readDkimKey(rsa.replaceAll('\n', '\\n'), names)).toMatchObject(names);
  });
});
