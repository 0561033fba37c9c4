import { expect, it } from 'vitest';
import { sizeProblems } from '../../../src/digest/templates/mail-size.ts';

import { item } from '../example.ts';

const edition = (bytes: number) => ({ key: 'all', subject: '', html: 'x'.repeat(bytes), text: '' });

it.for([
  { bytes: 80_000, codes: [], why: 'small enough' },
  { bytes: 80_001, codes: ['digest-large'], why: 'a warning' },
  { bytes: 100_000, codes: ['digest-large'], why: 'still a warning' },
  { bytes: 100_001, codes: ['digest-size'], why: 'Gmail would hide the footer' },
])('$bytes bytes: $why', ({ bytes, codes }) => {
  expect(sizeProblems([edition(bytes)], []).map(({ code }) => code)).toEqual(codes);
});

it('names the setting to change', () => {
  expect(sizeProblems([edition(100_001)], [])[0]).toMatchObject({
    hint: expect.stringContaining('`digest.totalLimit`'),
    at: { key: 'digest.totalLimit' },
  });
});

it('counts bytes, not letters', () => {
  expect(sizeProblems([{ ...edition(0), html: '港'.repeat(27_000) }], [])).toHaveLength(1);
});

it('names the post that alone takes much of the room', () => {
  const [light, heavy] = [
    item('軽い記事', 1),
    item('重い記事', 2, { image: `https://x.example/${'a'.repeat(30_000)}` }),
  ];
  const html = `${light?.url} ${heavy?.url} ${'x'.repeat(90_000)}`;
  const [problem] = sizeProblems(
    [{ ...edition(0), html }],
    [light, heavy].filter((one) => one !== undefined),
  );
  expect(problem?.message).toContain('«重い記事» alone have 30.1 KB');
  expect(sizeProblems([{ ...edition(0), html }], [item('軽い記事', 1)])[0]?.message).not.toContain('alone');
});
