import { expect, it } from 'vitest';
import { sizeProblems } from '../../src/digest/size.ts';

const edition = (bytes: number) => ({ key: 'all', subject: '', html: 'x'.repeat(bytes), text: '' });

it.for([
  { bytes: 80_000, codes: [], why: 'small enough' },
  { bytes: 80_001, codes: ['digest-large'], why: 'a warning' },
  { bytes: 100_000, codes: ['digest-large'], why: 'still a warning' },
  { bytes: 100_001, codes: ['digest-size'], why: 'Gmail would hide the footer' },
])('$bytes bytes: $why', ({ bytes, codes }) => {
  expect(sizeProblems([edition(bytes)]).map(({ code }) => code)).toEqual(codes);
});

it('names the setting to change', () => {
  expect(sizeProblems([edition(100_001)])[0]).toMatchObject({
    hint: expect.stringContaining('`digest.totalLimit`'),
    at: { key: 'digest.totalLimit' },
  });
});

it('counts bytes, not letters', () => {
  expect(sizeProblems([{ ...edition(0), html: '港'.repeat(27_000) }])).toHaveLength(1);
});
