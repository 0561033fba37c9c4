import { describe, expect, it } from 'vitest';
import { composeEdition } from '../../../src/mail/message.ts';
import { isPlain } from '../../../src/mail/smtp/plain-content.ts';
import { addressee, edition, mailing } from '../mailings.ts';

describe('isPlain', () => {
  it.for([
    { part: '', plain: true, why: 'nothing' },
    { part: 'To: <hanako@example.jp>\r\n', plain: true, why: 'a header' },
    { part: 'one.\r\ntwo.three\r\n', plain: true, why: 'dots within lines and at their end' },
    { part: '.one\r\n', plain: false, why: 'a dot where the line before has just ended' },
    { part: 'one\r\n.two\r\n', plain: false, why: 'a dot at the start of a line' },
    { part: 'one\r\ntwo', plain: false, why: 'an end within a line: the next part may begin with a dot' },
    { part: 'one\ntwo\r\n', plain: false, why: 'a lone LF, which some servers take for a line end' },
    { part: 'one\rtwo\r\n', plain: false, why: 'a lone CR' },
    { part: 'one\r\n\r', plain: false, why: 'half a line end' },
    { part: '\n', plain: false, why: 'the other half' },
  ])('$plain: $why', ({ part, plain }) => {
    expect(isPlain(Buffer.from(part))).toBe(plain);
    expect(isPlain(Buffer.from('a long line\r\n'.repeat(200) + part))).toBe(plain && part !== '\n');
  });

  it('holds for every part of a composed mail, so that none is looked at byte by byte', async () => {
    const { content } = (await composeEdition(mailing(), edition()))(addressee);
    expect(content.map(isPlain)).toEqual(content.map(() => true));
  });
});
