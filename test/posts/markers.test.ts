import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinBlocks, splitBlocks } from '../../src/posts/blocks.ts';
import { mendCuts } from '../../src/posts/rules/scars/cut.ts';
import { dropMarkers } from '../../src/posts/rules/scars/marker.ts';

const MARKERS = ['---END---', '【既存の記事の最後の部分】'];
const TITLE = '白波ロボティクス、港の物流を変える新工場を発表';

function drop(body: string) {
  const cut = dropMarkers(splitBlocks(body, 10), MARKERS, TITLE);
  const { blocks, mends } = mendCuts(cut.blocks, () => true);
  const all = [...cut.mends, ...mends].toSorted((a, b) => a.line - b.line || a.column - b.column);
  return { text: joinBlocks(blocks), mends: all };
}

describe('dropMarkers', () => {
  it.for([
    { body: '柔軟\n\n---END---\n\nな戦略。', text: '柔軟な戦略。', why: 'between paragraphs' },
    {
      body: '港の話。\n---END---\n\n次の話。',
      text: '港の話。\n\n次の話。',
      why: 'at the foot of a paragraph',
    },
    { body: '港の話。\n\n---END---\n次の話。', text: '港の話。\n\n次の話。', why: 'at the head of one' },
    { body: '港の話。---END---次の話。', text: '港の話。次の話。', why: 'inside a line' },
    { body: '港の話。\n\n**---END---**', text: '港の話。', why: 'in bold, at the end' },
    { body: '---END---\n\n港の話。', text: '港の話。', why: 'at the beginning' },
    { body: '---END---\n\n---END---\n', text: '', why: 'nothing else' },
    {
      body: '柔軟\n\n---END---\n\n---END---\n\n【既存の記事の最後の部分】\nな戦略。',
      text: '柔軟な戦略。',
      why: 'several in a row',
    },
    {
      body: '港の話。\n\n---END---\n\n---\n\n次の話。',
      text: '港の話。\n\n次の話。',
      why: 'with a rule behind it',
    },
    {
      body: '港の話。\n\n---END---\n\n---。\n\n次の話。\n\n---END---\n\n---。船の話。',
      text: '港の話。\n\n次の話。\n\n船の話。',
      why: 'with a rule that the program took for a sentence',
    },
    {
      body: `港の話。\n\n---END---\n\n${TITLE}\n\n次の話。`,
      text: '港の話。\n\n次の話。',
      why: 'the title again',
    },
    {
      body: `港の話。\n\n---END---\n\n## ${TITLE}？ 次の話。`,
      text: '港の話。\n\n次の話。',
      why: 'the title before a text',
    },
    {
      body: '港の話。\n\n---END---\n\n白波ロボティクス、港の物\n\n---END---\n\n次の話。',
      text: '港の話。\n\n次の話。',
      why: 'the title, cut',
    },
    {
      body: '印は`---END---`か``【既存の記事の最後の部分】``です。\n\n`---END---`',
      text: '印は`---END---`か``【既存の記事の最後の部分】``です。\n\n`---END---`',
      why: 'in code spans it is code',
    },
    {
      body: '`a`の話。---END---次の`b`の話。',
      text: '`a`の話。次の`b`の話。',
      why: 'between two code spans it is a marker',
    },
    { body: '港の`話。---END---', text: '港の`話。', why: 'a lone backtick is no code' },
    {
      body: '港。\n\n---END---\n\n```\na\n---END---\nb\n```\n',
      text: '港。\n\n```\na\n\nb\n```',
      why: 'inside code, which stays whole, if the post has others',
    },
    {
      body: '印の例：\n\n```\na\n---END---\nb\n```\n\n    ---END---\n\nこれを取る。',
      text: '印の例：\n\n```\na\n---END---\nb\n```\n\n    ---END---\n\nこれを取る。',
      why: 'only inside code it is an example',
    },
    {
      body: '<pre>\na\n---END---\n</pre>\n\nこれを取る。',
      text: '<pre>\na\n---END---\n</pre>\n\nこれを取る。',
      why: 'only in <pre>, too',
    },
    {
      body: '{% highlight text %}\na\n---END---\n{% endhighlight %}\n\nこれを取る。',
      text: '{% highlight text %}\na\n---END---\n{% endhighlight %}\n\nこれを取る。',
      why: 'and in {% highlight %}',
    },
    {
      body: '印は「---END---」と「【既存の記事の最後の部分】」、"---END---"です。',
      text: '印は「---END---」と「【既存の記事の最後の部分】」、"---END---"です。',
      why: 'in quotation marks it is spoken of',
    },
    {
      body: '-----END-----\n\n港の話。\n\n----END----',
      text: '-----END-----\n\n港の話。\n\n----END----',
      why: 'a longer row of dashes is of a person',
    },
    { body: '港の話。\n\n---END------END---\n\n次の話。', text: '港の話。\n\n次の話。', why: 'two in a row' },
    { body: '```\na\n---END---\n\n次の話。', text: '```\na\n```\n\n次の話。', why: 'code that it cut' },
    { body: '港\n\n---\n\n話', text: '港\n\n---\n\n話', why: 'a rule is no marker' },
  ])('$why', ({ body, text }) => {
    expect(drop(body).text.trim()).toBe(text);
  });

  it('names the marker and what became of the cut, by line and column of the file', () => {
    expect(drop('港の話。\n\n柔軟\n\n---END---\n\nな戦略。\n\nそして---END---').mends).toEqual([
      { code: 'post-marker', message: 'A leaked marker is dropped.', line: 14, column: 1 },
      {
        code: 'post-cut-joined',
        message: 'A sentence that the marker cut is joined: 「柔軟」 + 「な戦略。」.',
        line: 14,
        column: 1,
      },
      { code: 'post-marker', message: 'A leaked marker is dropped.', line: 18, column: 4 },
      {
        code: 'post-cut-open',
        message: 'A sentence stops at the marker and now ends in …: 「そして」.',
        line: 18,
        column: 4,
      },
    ]);
  });

  it('leaves no marker, whatever stands around it, and invents no letter but …', () => {
    const word = fc.constantFrom(
      '港',
      'の',
      '話。',
      '\n',
      '\n\n',
      '```\n',
      '- ',
      '**',
      '# ',
      '| ',
      ...MARKERS,
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (words) => {
        const body = `${MARKERS[0]}\n\n${words.join('')}`;
        const { text } = drop(body);
        for (const marker of MARKERS) expect(text).not.toContain(marker);
        for (const letter of ['港', 'の', '話']) {
          expect(text.split(letter).length).toBeLessThanOrEqual(body.split(letter).length);
        }
      }),
    );
  });
});

it('splits a body into blocks that join to the same body', () => {
  const word = fc.constantFrom('港の話', '\n', '\n\n', ' ', '```', '```\n', '~~~\n', '    ', '- ', '> ');
  fc.assert(
    fc.property(fc.array(word, { maxLength: 40 }), (words) => {
      const body = words.join('');
      expect(joinBlocks(splitBlocks(body, 1)).trimEnd()).toBe(body.trimEnd());
    }),
  );
});
