import { describe, expect, it } from 'vitest';
import { asTyped, openOutput, type Streams } from '../../src/cli/output.ts';

function record(over: Partial<Streams> = {}) {
  const said = { stdout: '', stderr: '' };
  const streams: Streams = {
    stdout: (text) => (said.stdout += text),
    stderr: (text) => (said.stderr += text),
    columns: undefined,
    color: false,
    question: undefined,
    ...over,
  };
  return { said, streams };
}

const problem = {
  code: 'post-date',
  message: 'The date is no date.',
  hint: 'Write one.',
  at: { file: 'posts/a.md', line: 4, column: 1 },
} as const;

describe('openOutput', () => {
  it('keeps results on stdout and everything else on stderr', () => {
    const { said, streams } = record();
    const output = openOutput(streams, false);
    output.lines('Posts  1');
    output.document({ posts: 1 });
    output.problems([problem]);
    output.note('Ledger: here.');
    expect(said).toEqual({
      stdout: 'Posts  1\n',
      stderr: 'posts/a.md:4:1: The date is no date. [post-date]\n  -> Write one.\nLedger: here.\n',
    });
  });

  it('prints only the document with --json', () => {
    const { said, streams } = record();
    const output = openOutput(streams, true);
    output.lines('Posts  1');
    output.document({ posts: 1 });
    expect(JSON.parse(said.stdout)).toEqual({ posts: 1 });
  });

  it('shows progress only on a terminal, cut to its width, and clears it before it speaks', () => {
    const quiet = record();
    openOutput(quiet.streams, false).progress('配信中 10/20');
    expect(quiet.said.stderr).toBe('');
    const { said, streams } = record({ columns: 8 });
    const output = openOutput(streams, false);
    output.progress('配信中 10/20');
    expect(said.stderr).toBe('配信中 ');
    output.lines('done');
    expect(said.stderr).toBe('配信中 \r\u001b[K');
  });

  it('colours only where asked', () => {
    const { said, streams } = record({ color: true });
    openOutput(streams, false).problems([problem]);
    expect(said.stderr).toContain('\u001b[31mposts/a.md:4:1');
  });
});

it.for([
  {
    text: 'Write `tayori digest --week 2025-W45`.',
    typing: { npm: true, root: undefined },
    typed: 'Write `npm run digest -- --week 2025-W45`.',
    why: 'options go behind --',
  },
  {
    text: 'Run `tayori check`.',
    typing: { npm: true, root: undefined },
    typed: 'Run `npm run check`.',
    why: 'no options',
  },
  {
    text: 'Run `tayori send --yes`.',
    typing: { npm: false, root: '../みなと 便り' },
    typed: "Run `tayori send --yes --root '../みなと 便り'`.",
    why: 'the publication stays the same',
  },
  {
    text: 'See `tayori send --help`.',
    typing: { npm: true, root: 'site' },
    typed: 'See `npm run send -- --help`.',
    why: 'help is the same everywhere',
  },
  {
    text: '題名 tayori send',
    typing: { npm: true, root: 'site' },
    typed: '題名 tayori send',
    why: 'not in back quotes: someone else’s words',
  },
])('"$text" becomes what works where the person is: $why', ({ text, typing, typed }) => {
  expect(asTyped(text, typing)).toBe(typed);
});
