/** A 「特に、」 that joined a sentence to one that is gone from there. */
import { describe, expect, it } from 'vitest';
import { joinBlocks, splitBlocks } from '../../src/posts/blocks.ts';
import { readHead } from '../../src/posts/head/read-head.ts';
import { contextOf } from '../../src/posts/rules/rule-context.ts';
import { repairBody } from '../../src/posts/rules/table.ts';
import { settingsWith } from './settings.ts';

const settings = settingsWith();
const { post } = readHead('posts/a.md', '---\ntitle: 塩田の一年\ndate: 2025-11-07\n---\n', settings);
if (post === undefined) throw new Error('the head of a test must be good');
const context = contextOf(post, settings);
const repaired = (body: string) => joinBlocks(repairBody(splitBlocks(body, 1), context).blocks).trim();

const SAID =
  '塩田の仕事は天気に左右され、雨の多い年には、夏の終わりまで一度も釜に火が入らないことさえあります。それでも職人たちは毎朝まだ暗いうちから、空を見上げて砂をならします。';
const OTHER = '港の倉庫では、古い計量器がいまも使われています。';
const NEW = '梅雨の長い年の苦労は、帳面に細かく残されています。';
const END = '塩の値は、秋の市で決まりました。';

describe('dropLeftJoining', () => {
  it.for([
    {
      again: `${OTHER}\n\n${SAID}特に、${NEW}`,
      shown: `${OTHER}\n\n${NEW}`,
      why: '「特に、」 goes with what it was about',
    },
    {
      again: `${OTHER}\n\n${SAID}特に、その苦労は、帳面に細かく残されています。`,
      shown: `${OTHER}\n\n特に、その苦労は、帳面に細かく残されています。`,
      why: 'it stays where the sentence points at what is gone: that is not mended by a word',
    },
    {
      again: `${OTHER}\n\n${SAID}特に、梅雨の長い年の帳面は、その苦労を細かく伝えています。`,
      shown: `${OTHER}\n\n梅雨の長い年の帳面は、その苦労を細かく伝えています。`,
      why: '「その」 behind the subject may well mean the subject',
    },
    {
      again: `${OTHER}特に、${NEW}`,
      shown: `${OTHER}特に、${NEW}`,
      why: 'it stays behind the sentence to which it was joined',
    },
    {
      again: `${OTHER}\n\n## 帳面\n\n${SAID}\n\nさらに、${NEW}`,
      shown: `${OTHER}\n\n## 帳面\n\n${NEW}`,
      why: 'right below a heading nothing is left that 「さらに、」 could join it to',
    },
    {
      again: `${OTHER}\n\n## 帳面\n\nさらに、${NEW}`,
      shown: `${OTHER}\n\n## 帳面\n\nさらに、${NEW}`,
      why: 'it stays where the post was written like that',
    },
  ])('$why', ({ again, shown }) => {
    expect(repaired(`${SAID}\n\n${END}\n\n---END---\n\n${again}`)).toBe(`${SAID}\n\n${END}\n\n${shown}`);
  });
});
