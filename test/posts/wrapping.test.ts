import { describe, expect, it } from 'vitest';
import { joinBlocks, splitBlocks } from '../../src/posts/blocks.ts';
import { unwrap } from '../../src/posts/rules/leftovers/wrapping.ts';

const TEXT =
  '## 朝の港\n\n港では朝から荷が動き、三隻の船が予定より早く着いた。\n二隻は昼に出て、残る一隻は夜まで港で荷を待つことになった。';
const HTML =
  '<h2>The port</h2>\n<p>Three ships came in before noon, and two of them left again.</p>\n<p>The third one waits.</p>';

function unwrapped(body: string, title = '') {
  const { blocks, mends } = unwrap(splitBlocks(body, 7), title);
  return { text: joinBlocks(blocks).trim(), from: blocks[0]?.line, mends: mends.map(({ line }) => line) };
}

describe('what a program wraps around a text', () => {
  it.each<[why: string, body: string, text: string, from: number, mends: number[]]>([
    ['a fence of Markdown', `\`\`\`markdown\n${TEXT}\n\`\`\``, TEXT, 8, [7]],
    ['md, and a blank line inside', `\`\`\`md\n\n${TEXT}\n\n\`\`\`\n`, TEXT, 9, [7]],
    ['never closed', `\`\`\`markdown\n${TEXT}`, TEXT, 8, [7]],
    [
      'code inside, whose fences Markdown takes for the end',
      `\`\`\`markdown\n${TEXT}\n\n\`\`\`js\nlet a;\n\`\`\`\n\n終わり。\n\`\`\``,
      `${TEXT}\n\n\`\`\`js\nlet a;\n\`\`\`\n\n終わり。`,
      8,
      [7],
    ],
    ['without a name, where sentences and headings are inside', `\`\`\`\n${TEXT}\n\`\`\``, TEXT, 8, [7]],
    ['HTML that is a text', `\`\`\`html\n${HTML}\n\`\`\``, HTML, 8, [7]],
    [
      'a second front matter',
      `---\ntitle: 朝の港\ncategories:\n  - 港\ndate: 2026-11-20\n---\n\n${TEXT}`,
      TEXT,
      14,
      [7],
    ],
    ['both', `\`\`\`markdown\n---\ntitle: 朝の港\ndate: 2026-11-20\n---\n${TEXT}\n\`\`\``, TEXT, 12, [7, 8]],
  ])('%s', (_, body, text, from, mends) => {
    expect(unwrapped(body)).toEqual({ text, from, mends });
  });

  it.each([
    ['a text below shows that the fence is an example', `\`\`\`markdown\n# A\n\`\`\`\n\nThat is a heading.`],
    ['a text above', `So it looks:\n\n\`\`\`markdown\n${TEXT}\n\`\`\``],
    ['two examples', '```markdown\n# A\n```\n\n```markdown\n## B\n```\n\nBoth are headings.'],
    ['a program', '```js\n// A comment that is a sentence, and a long one, ends here.\nlet a = 1;\n```'],
    ['a shell: its comments are no headings', '```\n# install all\nnpm ci\n# and begin\nnpm start\n```'],
    ['a drawing', '```\n  |\\_/|\n  | o o |\n```'],
    ['a poem without headings', '```\n港の朝は早い。\n荷は夜も動く。\n```'],
    ['a page of HTML, as an example', '```html\n<!doctype html>\n<title>A</title>\n```'],
    ['a rule, and text', '---\nWarning: this text is old.\n\nRead the new one.'],
    ['a rule, and one key', '---\ntitle: what a title is\n---\n\nAn example.'],
    ['a sheet of signs', '```markdown\n# Heading\n\n**bold** and *italic*\n\n- one\n- two\n```'],
    ['a form to fill', '```md\n# 議事録\n\n- 日時：\n- 参加者：\n\n## 決定事項\n```'],
    [
      'comments over what they are about',
      '```\n# Vim\ndd deletes a line, and puts it into a register.\nyy copies a line, and puts it into a register.\n```',
    ],
    ['whose poem it is, and of when', '---\nauthor: 芭蕉\ndate: 1689\n---\n\n古池や蛙飛び込む水の音'],
    ['nothing below the keys', '---\ntitle: a\ndate: 2026-11-20\n---\n'],
  ])('left: %s', (_, body) => {
    expect(unwrapped(body)).toMatchObject({ text: body.trim(), mends: [] });
  });

  it.each(['A README template', 'Markdown 記法の早見表', 'Front matter by example', '我的模板'])(
    'left, because the title says that the source is shown: %s',
    (title) => {
      for (const body of [
        `\`\`\`markdown\n${TEXT}\n\`\`\``,
        `---\ntitle: 朝の港\ndate: 2026-11-20\n---\n\n${TEXT}`,
      ])
        expect(unwrapped(body, title)).toMatchObject({ text: body, mends: [] });
    },
  );
});
