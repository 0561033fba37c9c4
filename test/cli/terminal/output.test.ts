import { describe, expect, it } from 'vitest';
import { asTyped, type Output, openOutput, type Streams } from '../../../src/cli/terminal/output.ts';
import { fold } from '../../../src/cli/terminal/table.ts';

function record(over: Partial<Streams> = {}) {
  const said = { stdout: '', stderr: '' };
  const streams: Streams = {
    stdout: (text) => (said.stdout += text),
    stderr: (text) => (said.stderr += text),
    columns: undefined,
    width: undefined,
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
    const { said, streams } = record({ columns: 10 });
    const output = openOutput(streams, false);
    output.progress('配信中 10/20');
    expect(said.stderr).toBe('配信中 ');
    output.lines('done');
    expect(said.stderr).toBe('配信中 \r\u001b[K');
  });

  it.for([
    { columns: 80, shown: ' 186 / 2,000     9 %   51/s   35 s left', why: 'all of it' },
    {
      columns: 40,
      shown: ' 186 / 2,000     9 %   51/s',
      why: 'no half of a part, and room for the ^C of a terminal',
    },
    { columns: 12, shown: ' 186 / 2,', why: 'the first part is all there is' },
    { columns: 2, shown: '', why: 'nothing fits' },
  ])('shows of progress at $columns columns: $why', ({ columns, shown }) => {
    const { said, streams } = record({ columns });
    openOutput(streams, false).progress(' 186 / 2,000     9 %   51/s   35 s left');
    expect(said.stderr).toBe(shown);
  });

  it('colours only where asked', () => {
    const { said, streams } = record({ color: true });
    openOutput(streams, false).problems([problem]);
    expect(said.stderr).toContain('\u001b[31mposts/a.md:4:1');
  });
});

const HOSTILE = '港\u001b[2J\u202e湾\u009b31m';
const SHOWN = '港\\u001b[2J\\u202e湾\\u009b31m';

describe('what others wrote, where a terminal would obey it', () => {
  const doors: readonly { door: string; say: (output: Output) => unknown; shown: string }[] = [
    { door: 'lines', say: (output) => output.lines(HOSTILE), shown: `${SHOWN}\n` },
    {
      door: 'lines',
      say: (output) => output.lines(`a\nSent  1 ${HOSTILE}`),
      shown: `a\\nSent  1 ${SHOWN}\n`,
    },
    { door: 'note', say: (output) => output.note(HOSTILE), shown: `${SHOWN}\n` },
    { door: 'progress', say: (output) => output.progress(HOSTILE), shown: SHOWN },
    {
      door: 'problems',
      say: (output) => output.problems([{ ...problem, at: { file: 'a.md' }, message: HOSTILE }]),
      shown: `a.md: ${SHOWN} [post-date]\n  -> Write one.\n`,
    },
    { door: 'ask', say: (output) => output.ask(HOSTILE), shown: SHOWN },
    { door: 'copy', say: (output) => output.copy(`${HOSTILE}\r\nb\r\n`), shown: `${SHOWN}\r\nb\r\n` },
  ];
  it.for(doors)('is written out by $door', ({ say, shown }) => {
    const { said, streams } = record({ columns: 80, width: 80 });
    const question = async (text: string) => {
      said.stderr += text;
      return '';
    };
    say(openOutput({ ...streams, question }, false));
    expect(said.stdout + said.stderr).toBe(shown);
  });

  it('is the same text still for a script', () => {
    const { said, streams } = record();
    openOutput(streams, true).document({ name: HOSTILE });
    expect(said.stdout).toBe(`{\n  "name": "${SHOWN}"\n}\n`);
    expect(JSON.parse(said.stdout)).toEqual({ name: HOSTILE });
  });

  it('is copied byte for byte into a pipe', () => {
    const { said, streams } = record({ columns: 80 });
    openOutput(streams, false).copy(HOSTILE);
    expect(said.stdout).toBe(HOSTILE);
  });
});

describe('a line that is too long', () => {
  it.for([
    {
      line: '  jiro@docomo.ne.jp  550 5.1.1 Recipient address rejected: User unknown',
      width: 48,
      shown: [
        '  jiro@docomo.ne.jp  550 5.1.1 Recipient address',
        '                     rejected: User unknown',
      ],
      why: 'goes on below its last cell',
    },
    {
      line: '    本文の二段落目と同じ段落が、もう一度あります。',
      width: 30,
      shown: ['    本文の二段落目と同じ段落', '    が、もう一度あります。'],
      why: 'goes on below its beginning; two columns each, and no line begins with 、',
    },
    {
      line: '  -> Go on with `tayori send --week 2025-W45` when the server is there again.',
      width: 44,
      shown: [
        '  -> Go on with',
        '     `tayori send --week 2025-W45` when the',
        '     server is there again.',
      ],
      why: 'keeps a command whole, to be copied, and goes on below the hint',
    },
    {
      line: 'Written to https://minato.example/2025/11/08/a-long-address-of-a-post/ today.',
      width: 40,
      shown: ['Written to', 'https://minato.example/2025/11/08/a-long-address-of-a-post/', 'today.'],
      why: 'keeps an address whole, whatever its length',
    },
    {
      line: '2025-W45  業界動向',
      width: 24,
      shown: ['2025-W45  業界動向'],
      why: 'stays as it is where it fits',
    },
  ])('of a terminal with $width columns $why', ({ line, width, shown }) => {
    const { said, streams } = record({ width });
    openOutput(streams, false).lines(line);
    expect(said.stdout).toBe(`${shown.join('\n')}\n`);
    const pipe = record({ columns: width });
    openOutput(pipe.streams, false).lines(line);
    expect(pipe.said.stdout, 'whoever reads a pipe gets it whole').toBe(`${line}\n`);
  });

  it('is broken on stderr by the width of stderr, and each part is coloured', () => {
    const { said, streams } = record({ columns: 40, color: true });
    openOutput(streams, false).problems([problem]);
    expect(said.stderr).toBe(
      '\u001b[31mposts/a.md:4:1: The date is no date.\u001b[0m\n\u001b[31m[post-date]\u001b[0m\n  -> Write one.\n',
    );
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

describe('a line that is too long', () => {
  it.for([
    {
      line: '  11-14 06:20  増配の前に読む一行  投資分析  /2026/11/14/cash/',
      columns: 48,
      lines: ['  11-14 06:20  増配の前に読む一行  投資分析', '               /2026/11/14/cash/'],
      why: 'cells stay whole',
    },
    {
      line: '  npm run subscribers -- --help  the list of those who get the digest',
      columns: 56,
      lines: [
        '  npm run subscribers -- --help  the list of those who',
        '                                 get the digest',
      ],
      why: 'below the cell, not below the blanks before it',
    },
    {
      line: '  2026-11-29 09:55  sent          written to outbox/hanako@example.jp.eml',
      columns: 50,
      lines: [
        '  2026-11-29 09:55  sent',
        '                    written to',
        '                    outbox/hanako@example.jp.eml',
      ],
      why: 'a cell that begins far to the right goes below',
    },
    {
      line: 'Subject   現金はどこから来たか ほか5本｜11月9日〜15日',
      columns: 44,
      lines: ['Subject   現金はどこから来たか ほか5本｜', '          11月9日〜15日'],
      why: 'dates stay whole, and no line begins with a bar',
    },
  ])('$line in $columns columns: $why', ({ line, columns, lines }) => {
    expect(fold(line, columns)).toEqual(lines);
  });
});
