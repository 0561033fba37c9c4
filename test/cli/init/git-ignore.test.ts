import { expect, it } from 'vitest';
import { extendedIgnore } from '../../../src/cli/init/git-ignore.ts';

const ALL = `# Tayori: secrets, subscribers and what can be made again. out/digests/ is kept.
node_modules/
.env
.tayori/
/*.csv
/*.tsv
/*.xlsx
/out/*
!/out/digests/
`;

it.for([
  { before: undefined, after: ALL, why: 'there is none' },
  { before: '_site', after: `_site\n\n${ALL}`, why: 'a last line without an end stays a line of its own' },
  { before: '_site/\n', after: `_site/\n\n${ALL}`, why: 'below what was there' },
  {
    before: 'node_modules\n.env*\n.tayori\n*.csv\n/*.tsv\n/*.xlsx\nout\n',
    after: 'node_modules\n.env*\n.tayori\n*.csv\n/*.tsv\n/*.xlsx\nout\n',
    why: 'all of it is said already, in other words',
  },
  { before: ALL, after: ALL, why: 'a second time' },
  { before: '_site\r\n', after: `_site\r\n\r\n${ALL.replaceAll('\n', '\r\n')}`, why: 'line ends of Windows' },
])('$why', ({ before, after }) => {
  expect(extendedIgnore(before)).toBe(after);
});
