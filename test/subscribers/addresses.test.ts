import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress, parseTypedAddress } from '../../src/subscribers/addresses.ts';
import { addressInCell } from '../../src/subscribers/lists/address-cell.ts';
import { inTwoBytes } from '../two-bytes.ts';

describe('an address', () => {
  it.for([
    { text: 'taro@example.jp', address: 'taro@example.jp', why: 'as it should be' },
    {
      text: ' \u3000taro@example.jp\n',
      address: 'taro@example.jp',
      why: 'white space around it, full-width too',
    },
    {
      text: 'Taro.Yamada+news@EXAMPLE.CO.JP',
      address: 'Taro.Yamada+news@example.co.jp',
      why: 'only the domain has no case',
    },
    {
      text: "o'brien!#$%&*/=?^_`{|}~-@example.jp",
      address: "o'brien!#$%&*/=?^_`{|}~-@example.jp",
      why: 'every sign of RFC 5322, 3.2.3',
    },
    { text: 'a..b@docomo.ne.jp', address: 'a..b@docomo.ne.jp', why: 'doubled dots, as docomo gave out' },
    { text: 'abc.@ezweb.ne.jp', address: 'abc.@ezweb.ne.jp', why: 'a dot before the @, as au gave out' },
    { text: 'a-..b.@t.vodafone.ne.jp', address: 'a-..b.@t.vodafone.ne.jp', why: 'and as SoftBank took over' },
    {
      text: 'x@例え。テスト',
      address: 'x@xn--r8jz45g.xn--zckzah',
      why: 'a Japanese domain, its full stop too',
    },
    { text: '山田.太郎@例え.テスト', address: '山田.太郎@xn--r8jz45g.xn--zckzah', why: 'for SMTPUTF8' },
    { text: 'jose\u0301@example.jp', address: 'jos\u00e9@example.jp', why: 'composed (RFC 6532, 3.1)' },
    { text: '\u202ataro@example.jp\u202c', address: 'taro@example.jp', why: 'copied from an address book' },
    { text: '\u200b\u3000taro@example.jp\ufeff', address: 'taro@example.jp', why: 'copied from a page' },
    { text: '①@example.jp', address: '①@example.jp', why: 'no letter is made another' },
    {
      text: `${'a'.repeat(64)}@example.jp`,
      address: `${'a'.repeat(64)}@example.jp`,
      why: '64 letters before the @',
    },
  ])('$text is read as $address: $why', ({ text, address }) => {
    expect(parseAddress(text)).toEqual({ ok: true, address, widened: false });
  });

  it('in full-width letters is read, and remarked on', () => {
    expect(parseAddress('ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ')).toEqual({
      ok: true,
      address: 'taro@example.jp',
      widened: true,
    });
  });

  it.for([
    { text: '', reason: 'no address', why: 'an empty cell' },
    { text: 'taro', reason: 'no @', why: 'a name' },
    { text: '@example.jp', reason: 'nothing stands before', why: 'no local part' },
    { text: 'a@b@example.jp', reason: 'more than one @', why: 'one @ only' },
    { text: 'a@example.jp,b@example.jp', reason: 'comma', why: 'two addresses' },
    { text: 'a@example.jp b@example.jp', reason: 'space', why: 'two again' },
    { text: '山田 <taro@example.jp>', reason: 'bracket', why: 'a name belongs into its own column' },
    {
      text: '"a b"@example.jp',
      reason: 'quote',
      why: 'quoted local parts are read differently by different servers',
    },
    { text: 'a@[192.0.2.1]', reason: 'bracket', why: 'literals are no domain' },
    { text: 'mailto:a@example.jp', reason: 'colon', why: 'a link' },
    { text: 'a\u200b@example.jp', reason: 'invisible', why: 'a zero-width space, pasted along' },
    { text: 'a@ex\u00adample.jp', reason: 'invisible', why: 'a soft hyphen would vanish from the domain' },
    { text: 'a\r\nBcc: x@example.jp', reason: 'invisible', why: 'a header can not be forged' },
    { text: '山田😀@example.jp', reason: 'not allowed', why: 'a picture is no letter' },
    { text: '山田、花子@example.jp', reason: 'not allowed', why: 'two names, perhaps' },
    { text: `${'山'.repeat(22)}@example.jp`, reason: 'more than 64', why: '66 octets in UTF-8' },
    { text: '.a@example.jp', reason: 'dots', why: 'a dot first' },
    { text: 'a..b@example.jp', reason: 'dots', why: 'doubled dots anywhere but at a carrier' },
    { text: 'a..b@docomo.ne.jp.example.com', reason: 'dots', why: 'that is not docomo' },
    { text: '.a@docomo.ne.jp', reason: 'dots', why: 'no carrier gave that out' },
    { text: 'a@localhost', reason: 'no domain', why: 'one label' },
    { text: 'a@192.0.2.1', reason: 'no domain', why: 'a number is no top level' },
    { text: 'a@0x7f.1', reason: 'no domain', why: 'URL rules would make 127.0.0.1 of it' },
    { text: 'a@example.jp.', reason: 'no domain', why: 'a dot at the end' },
    { text: 'a@-example.jp', reason: 'no domain', why: 'a hyphen first' },
    { text: 'a@ex%41mple.jp', reason: 'no domain', why: 'nothing is decoded' },
    { text: 'a@example.jp/b', reason: 'no domain', why: 'nothing is cut off' },
    { text: `a@${'b'.repeat(64)}.jp`, reason: 'no domain', why: 'a label has 63 letters' },
    { text: `${'a'.repeat(65)}@example.jp`, reason: 'more than 64', why: 'RFC 5321, 4.5.3.1.1' },
    { text: `a@${'b.'.repeat(126)}jp`, reason: 'more than 254', why: 'RFC 5321, 4.5.3.1.3' },
  ])('$text is refused: $why', ({ text, reason }) => {
    expect(parseAddress(text)).toEqual({ ok: false, reason: expect.stringContaining(reason) });
  });

  const signs = fc.stringMatching(/^[A-Za-z0-9@.,<>"' \u3000＠．山%\r\n-]{0,40}$/);

  it('is one recipient or none, whatever stands there', () => {
    fc.assert(
      fc.property(fc.oneof(signs, fc.string({ unit: 'binary' }), fc.emailAddress()), (text) => {
        const parsed = parseAddress(text);
        if (!parsed.ok) {
          expect(parsed.reason).not.toBe('');
          return;
        }
        expect(parsed.address).toMatch(/^[\p{L}\p{M}\p{N}\x21-\x7e]+@[a-z0-9.-]+$/u);
        expect(parsed.address).not.toMatch(/[\s,;<>()"[\]\\:]|@.*@/);
        expect(Buffer.byteLength(parsed.address)).toBeLessThanOrEqual(254);
      }),
      { numRuns: 2_000 },
    );
  });

  it('that was read is read again as itself', () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), signs), (text) => {
        const parsed = parseAddress(text);
        if (parsed.ok) expect(parseAddress(parsed.address)).toEqual({ ...parsed, widened: false });
      }),
    );
  });
});

it.for([
  { text: 'taro@example.jp', ok: true, why: 'as it should be' },
  { text: 'ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ', ok: true, why: 'full-width letters are read' },
  { text: 'taro@例え.テスト', ok: true, why: 'a Japanese domain has an ASCII form' },
  { text: 'a..b@docomo.ne.jp', ok: true, why: 'the old form of a carrier' },
  { text: 'たろう@example.jp', ok: false, why: 'a keyboard that still wrote Japanese' },
  { text: 'ﾀﾛｳ@example.jp', ok: false, why: 'the same, narrow' },
  { text: 'jos\u00e9@example.jp', ok: false, why: 'an accent, for which few servers have SMTPUTF8' },
  { text: 'tаro@example.jp', ok: false, why: 'a Cyrillic а, which looks the same' },
])('a form takes $text: $ok, $why', ({ text, ok }) => {
  expect(parseTypedAddress(text).ok).toBe(ok);
});

it.for([' ', '\u200d', '\u3000', '.', 'a.', '@', '港'])(
  'a cell of a megabyte is no address, at once: %j',
  (sign) => {
    const cell = inTwoBytes(`a${sign.repeat(900_000 / sign.length)}b`);
    expect(parseAddress(cell).ok).toBe(false);
    expect(addressInCell(cell).address).toBe(cell);
  },
);
