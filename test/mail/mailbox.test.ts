import { describe, expect, it } from 'vitest';
import { headerMailbox, mailbox, phrase } from '../../src/mail/mailbox.ts';

describe('mailbox', () => {
  it.for([
    { address: 'hanako@example.jp', written: 'hanako@example.jp', why: 'an ordinary one' },
    { address: 'a+b_c@example.co.jp', written: 'a+b_c@example.co.jp', why: 'a dot-atom with signs' },
    {
      address: 'a..b@docomo.ne.jp',
      written: '"a..b"@docomo.ne.jp',
      why: 'dots in a row, as docomo gave out',
    },
    { address: 'abc.@ezweb.ne.jp', written: '"abc."@ezweb.ne.jp', why: 'a dot at the end, as au gave out' },
    { address: '"a..b"@docomo.ne.jp', written: '"a..b"@docomo.ne.jp', why: 'quoted already' },
    { address: 'a b@example.jp', written: '"a b"@example.jp', why: 'a space never makes two addresses' },
    {
      address: 'a@x.example, b@y.example',
      written: '"a@x.example, b"@y.example',
      why: 'a comma never makes two',
    },
    { address: 'a"b\\c@example.jp', written: '"a\\"b\\\\c"@example.jp', why: 'quotes are quoted' },
    { address: '花子@example.jp', written: '花子@example.jp', why: 'letters that only SMTPUTF8 carries' },
    { address: 'a@[192.0.2.1]', written: 'a@[192.0.2.1]', why: 'a domain literal' },
  ])('$address: $why', ({ address, written }) => {
    expect(mailbox(address)).toBe(written);
  });

  it.for([
    { address: 'nobody', why: 'no domain' },
    { address: '@example.jp', why: 'no local part' },
    { address: 'a@', why: 'an empty domain' },
    { address: 'a\r\nBcc: x@evil.example', why: 'a line break' },
    { address: 'a\r\nRCPT TO:<x@evil.example>\r\n@example.jp', why: 'a command hidden in the local part' },
    { address: 'a@example.jp> SIZE=1', why: 'something after the domain' },
    { address: 'a@b.example, c@d.example e', why: 'a space in the domain' },
    { address: '花 子@example.jp', why: 'a space among letters that can not be quoted' },
    { address: '花\u200b子@example.jp', why: 'a letter that nobody sees' },
    { address: '花子@例え.jp', why: 'a domain that was not made ASCII' },
  ])('refuses $address: $why', ({ address }) => {
    expect(() => mailbox(address)).toThrow(RangeError);
  });
});

describe('headerMailbox', () => {
  it.for([
    { name: undefined, written: '<a@example.jp>', why: 'no name' },
    { name: 'Minato Weekly', written: 'Minato Weekly <a@example.jp>', why: 'words' },
    { name: 'Minato, "Weekly"', written: '"Minato, \\"Weekly\\"" <a@example.jp>', why: 'a comma and quotes' },
    { name: '港', written: '=?UTF-8?B?5riv?= <a@example.jp>', why: 'Japanese (RFC 2047)' },
    {
      name: 'x\r\nBcc: b@evil.example',
      written: /^=\?UTF-8\?[BQ]\?\S+\?= <a@example\.jp>$/,
      why: 'a line break',
    },
  ])('$name: $why', ({ name, written }) => {
    if (typeof written === 'string') expect(headerMailbox('a@example.jp', name)).toBe(written);
    else expect(headerMailbox('a@example.jp', name)).toMatch(written);
  });

  it('splits a long Japanese name between letters', () => {
    const words = phrase('週刊みなと経済の編集部からお届けする投資と技術の一週間').split(' ');
    expect(words.length).toBeGreaterThan(1);
    for (const word of words) {
      const bytes = Buffer.from(/^=\?UTF-8\?B\?(.+)\?=$/.exec(word)?.[1] ?? '', 'base64');
      expect(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).not.toBe('');
    }
  });
});
