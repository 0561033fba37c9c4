import { describe, expect, it } from 'vitest';
import { joinBlocks, splitBlocks } from '../../src/posts/blocks.ts';
import { dropCitationMarks } from '../../src/posts/rules/leftovers/citation-mark.ts';

function mended(body: string) {
  const { blocks, mends } = dropCitationMarks(splitBlocks(body, 1));
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
    ['words that begin like a mark', 'We cite turn 0, and turn0 of the game. [cite: Smith 2020]'],
  ])('left: %s', (_, body) => {
    expect(mended(body)).toEqual({ text: body, places: [] });
  });
});
