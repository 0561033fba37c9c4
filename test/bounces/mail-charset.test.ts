import { describe, expect, it } from 'vitest';
import { inUtf8, readableText } from '../../src/bounces/mail-parts/mail-charset.ts';
import { readMail } from '../../src/bounces/read-mail.ts';

/** 配信停止 in three encodings of Japan. */
const STOP = {
  shift_jis: [0x94, 0x7a, 0x90, 0x4d, 0x92, 0xe2, 0x8e, 0x7e],
  'euc-jp': [0xc7, 0xdb, 0xbf, 0xae, 0xc4, 0xe4, 0xbb, 0xdf],
  'iso-2022-jp': [0x1b, 0x24, 0x42, 0x47, 0x5b, 0x3f, 0x2e, 0x44, 0x64, 0x3b, 0x5f, 0x1b, 0x28, 0x42],
} as const;

it.for(Object.entries(STOP))('reads %s whose name nobody wrote', ([, bytes]) => {
  expect(inUtf8(Uint8Array.from(bytes))).toBe('配信停止');
});

it.for(Object.entries(STOP))('reads a subject in %s that is not encoded', async ([, bytes]) => {
  const mail = Buffer.concat([
    Buffer.from('From: hana@shop.example\nSubject: '),
    Uint8Array.from(bytes),
    Buffer.from('\n\n'),
  ]);
  const { findings, subject } = await readMail(mail);
  expect(subject).toBe('配信停止');
  expect(findings[0]?.kind).toBe('unsubscribe');
});

describe('what is not Japanese', () => {
  it('is Western where a lone sign stands among letters', () => {
    expect(inUtf8(Buffer.from('André écrit', 'latin1'))).toBe('André écrit');
  });
  it('is UTF-8 where most of it is', () => {
    expect(inUtf8(Buffer.concat([Buffer.from('配信'), Uint8Array.of(0xff)]))).toBe('配信\ufffd');
  });
});

it('reads Japanese that a parser took for ASCII, and leaves other text alone', () => {
  const escaped = Buffer.from(STOP['iso-2022-jp']).toString('latin1');
  expect(readableText(`${escaped} ok`)).toBe('配信停止 ok');
  expect(readableText('配信停止')).toBe('配信停止');
});
