import { describe, expect, it } from 'vitest';
import { joinBlocks, splitBlocks } from '../../src/posts/blocks.ts';
import { dropCitationMarks } from '../../src/posts/rules/leftovers/citation-mark.ts';

function mended(body: string, title = '') {
  const { blocks, mends } = dropCitationMarks(splitBlocks(body, 1), title);
  return { text: joinBlocks(blocks).trim(), places: mends.map(({ line, column }) => `${line}:${column}`) };
}

describe('marks with which chat programs point at sources are dropped', () => {
  it.each<[why: string, body: string, text: string, places: string[]]>([
    [
      'a file that ChatGPT read, and lines of it',
      '需要は増えた【4†source】。供給も【12:3†決算短信.pdf】【3†L10-L12】増えた。',
      '需要は増えた。供給も増えた。',
      ['1:7', '1:21'],
    ],
    [
      'the blank before goes, too; a paragraph of marks goes whole',
      'Demand grew. :contentReference[oaicite:0]{index=0}\n\n:contentReference[oaicite:1]{index=1}\n\nSo did supply.',
      'Demand grew.\n\nSo did supply.',
      ['1:14', '3:1'],
    ],
    [
      'the link to the source stays, and loses the number',
      'It grew ([oai_citation:1‡harbour.example](https://harbour.example/q3)).',
      'It grew ([harbour.example](https://harbour.example/q3)).',
      ['1:11'],
    ],
    [
      'a search: with its letters for private use, and without them',
      'Rates fell \ue200cite\ue202turn0search1\ue202turn0search2\ue201. They rose citeturn0news3turn1view0.',
      'Rates fell. They rose.',
      ['1:12', '1:56'],
    ],
    [
      'Gemini marks where a sentence begins, and where it ends',
      '[cite_start]The bank cut rates[cite: 12, 13]. [cite_start]Prices rose [cite: 4].',
      'The bank cut rates. Prices rose.',
      ['1:1', '1:31', '1:47', '1:71'],
    ],
    [
      'Perplexity and Copilot',
      'Rates fell [web:1][page:3]. Prices rose [^1^][2].',
      'Rates fell. Prices rose.',
      ['1:12', '1:41'],
    ],
    [
      'an item with nothing else, and a cell',
      '- one【1†a】\n- 【2†b】\n- three\n\n| a | b |\n|---|---|\n| 1【4†c】 | 2 |',
      '- one\n- three\n\n| a | b |\n|---|---|\n| 1 | 2 |',
      ['1:6', '2:3', '7:4'],
    ],
    [
      'an item with code of its own stays an item',
      '- one\n- 【2†b】\n\n      code',
      '- one\n-\n\n      code',
      ['2:3'],
    ],
    [
      'ChatGPT in square brackets',
      'Demand grew[4:0†source], as told[2†report.pdf].',
      'Demand grew, as told.',
      ['1:12', '1:33'],
    ],
    ['DeepSeek', '輸出は増えた[citation:3][citation:5]。', '輸出は増えた。', ['1:7']],
    [
      'Grok: what stands between its tags would be read',
      'Demand grew.<grok:render card_id="ab" card_type="citation_card"><argument name="citation_id">3</argument></grok:render>',
      'Demand grew.',
      ['1:13'],
    ],
    ['raised by HTML', 'Demand grew <sup>[cite: 4]</sup>.', 'Demand grew.', ['1:13']],
    [
      'a name in a mark is a word of the sentence',
      '\ue200entity\ue202["company","Acme","maker"]\ue201 grew, and entity["city","Bonn"] shrank.',
      'Acme grew, and Bonn shrank.',
      ['1:1', '1:47'],
    ],
    [
      'the name of a link in a mark',
      'As \ue200url\ue202The Port\ue202turn0search1\ue201 says.',
      'As The Port says.',
      ['1:4'],
    ],
    ['the first paragraph', '【4†source】\n\nThe port.', 'The port.', ['1:1']],
  ])('%s', (_, body, text, places) => {
    expect(mended(body)).toEqual({ text, places });
  });

  it.each([
    ['code shows what a mark is', 'The mark `【4†source】` leads nowhere.'],
    ['a block of code', '```\n[cite_start]【4†source】\n```'],
    ['quoted text shows it, too', '回答の末尾に「【4†source】」と出ることがある。'],
    ['a dagger is a footnote of printers', '田中【†】と鈴木† は 【注1】 を見よ。'],
    ['a footnote that is named so', 'As told[^1^].\n\n[^1^]: In March.'],
    [
      'links and definitions',
      '[web:1](https://a.example) and [file:2]: no mark.\n\n[web:3]: https://a.example',
    ],
    ['a word of the sentence', 'The log says [web:1] started, and the compiler writes [file:12] and stops.'],
    ['cells', '| a | b |\n|---|---|\n| [page:1] | [page:2] |'],
    ['a power', 'x[^2^] is the square.'],
    [
      'labels that the post defines',
      'See [page:1].\n\nAs told[^1^][1].\n\n[page:1]: https://a.example\n[1]: https://b.example',
    ],
    [
      'a part of an address',
      'See https://a.example/citeturn0search0 and [it](https://a.example/?q=[cite:1]).',
    ],
    ['icons, which have letters for private use, too', 'Press \ue200 or \ue201 to go on.'],
    ['a mark that is shown in code elsewhere', 'Such are `[cite: 1]` and [cite: 2]: remove them.'],
    ['a field of a program', 'Write entity["x","y"] here, and see (turn0a1) of the game.'],
    ['words that begin like a mark', 'We cite turn 0, and turn0 of the game. [cite: Smith 2020]'],
  ])('left: %s', (_, body) => {
    expect(mended(body)).toEqual({ text: body, places: [] });
  });

  it.each(['What is 【4†source】?', 'How to remove citation marks', 'ChatGPTの出典の印'])(
    'left in a post about them: %s',
    (title) => {
      const body = 'You see 【4†source】 in answers, or [cite: 1].';
      expect(mended(body, title)).toEqual({ text: body, places: [] });
    },
  );
});
