/** What of a passage that was said before stays, because the next sentence leans on it, and what goes with it. */
import { describe, expect, it } from 'vitest';
import { joinBlocks, splitBlocks } from '../../src/posts/blocks.ts';
import { readHead } from '../../src/posts/head/read-head.ts';
import { contextOf } from '../../src/posts/rules/rule-context.ts';
import { repairBody } from '../../src/posts/rules/table.ts';
import { settingsWith } from './settings.ts';

const settings = settingsWith();
const { post } = readHead('posts/a.md', '---\ntitle: 岸壁の発電機\ndate: 2025-11-07\n---\n', settings);
if (post === undefined) throw new Error('the head of a test must be good');
const context = contextOf(post, settings);

const repaired = (body: string) => joinBlocks(repairBody(splitBlocks(body, 1), context).blocks).trim();

const TEXT =
  '港の電力は、船を待つあいだも岸壁の明かりと冷蔵庫に要る。市は古い発電機を三台とも新しくし、費用の半分を国の補助でまかなう。';
const OLD =
  '古い発電機は三台とも岸壁の端にあり、潮をかぶるたびに止まるので、夜の荷役は長いあいだ人の手に頼ってきた。';
const TASK =
  '荷役を急ぐ港にとって最も重い課題は、夜のあいだも冷蔵庫の温度を一度も上げずに船から船へと品を渡すことである。';
const THAT = 'それは、沖の波が高い夜にはとても難しく、慣れた人でも一晩に二度は手を止めてしまう。';
const ASKED = '私たちは、夜の港で働く人の手をどうすれば休ませることができるだろうか。';

/** The sentences stand in the post, and are told again behind a marker. */
const again = (told: string, rest: string) => `${TEXT}\n\n${told}\n\n北の港は遠い。\n\n---END---\n\n${rest}`;
const told = (first: string, rest: string) => `${TEXT}\n\n${first}\n\n北の港は遠い。\n\n${rest}`;

describe('behind a sentence that was said', () => {
  it.for([
    {
      body: again(OLD, `東の港は広い。${OLD}しかし、南の港は近い。`),
      text: told(OLD, '東の港は広い。南の港は近い。'),
      why: 'a word that only joins goes with it',
    },
    {
      body: again(OLD, `東の港は広い。${OLD}しかし、これは南の港にも言える。`),
      text: told(OLD, `東の港は広い。${OLD}しかし、これは南の港にも言える。`),
      why: 'what points at it keeps it',
    },
    {
      body: again(TASK, `東の港は広い。${TASK}例えば、氷の箱や古い毛布などが考えられます。`),
      text: told(TASK, `東の港は広い。${TASK}例えば、氷の箱や古い毛布などが考えられます。`),
      why: 'examples without a subject keep it',
    },
    {
      body: again(TASK, `東の港は広い。${TASK}人手の足りない今年、この課題を解く鍵は蓄電池にある。`),
      text: told(TASK, `東の港は広い。${TASK}人手の足りない今年、この課題を解く鍵は蓄電池にある。`),
      why: 'so does what points at it in mid-sentence, with its noun',
    },
    {
      body: again(TASK, `東の港は広い。${TASK}人手の足りない今年、この設備の鍵は蓄電池にある。`),
      text: told(TASK, '東の港は広い。人手の足りない今年、この設備の鍵は蓄電池にある。'),
      why: 'but not with another noun',
    },
    {
      body: again(TASK, `東の港は広い。${TASK}この大きな変化の中で、港の人は落ち着いている。`),
      text: told(TASK, '東の港は広い。この大きな変化の中で、港の人は落ち着いている。'),
      why: 'a word for the matter of the whole text does not',
    },
    {
      body: again(TASK, `東の港は広い。${TASK}\n\nなぜなら、氷の値がこの三年で倍になったからです。`),
      text: told(TASK, `東の港は広い。${TASK}\n\nなぜなら、氷の値がこの三年で倍になったからです。`),
      why: 'a reason keeps it, also from the next paragraph',
    },
    {
      body: again(TASK, `${OLD}${TASK}\n\nなぜなら、氷の値がこの三年で倍になったからです。`),
      text: told(TASK, `${OLD}${TASK}\n\nなぜなら、氷の値がこの三年で倍になったからです。`),
      why: 'and in a paragraph that says something new',
    },
    {
      body: again(ASKED, `東の港は広い。${ASKED}この問いに、市はまだ答えない。`),
      text: told(ASKED, `東の港は広い。${ASKED}この問いに、市はまだ答えない。`),
      why: 'a question stays for what answers it',
    },
    {
      body: again(`${TASK}${THAT}`, `東の港は広い。${TASK}${THAT}これは、南の港にも言える。`),
      text: told(`${TASK}${THAT}`, `東の港は広い。${TASK}${THAT}これは、南の港にも言える。`),
      why: 'one that points itself keeps another one',
    },
    {
      body: again(`${OLD}${TASK}`, `${OLD}${TASK}\n\n---END---\n\nこれは、南の港にも言える。`),
      text: told(`${OLD}${TASK}`, 'これは、南の港にも言える。'),
      why: 'a whole paragraph goes',
    },
    {
      body: `${TEXT}\n\n北の港は遠い。${TASK}\n\n---END---\n\n${TASK}これは、南の港にも言える。`,
      text: `${TEXT}\n\n北の港は遠い。${TASK}\n\nこれは、南の港にも言える。`,
      why: 'it need not stand again where it stands right above',
    },
  ])('$why', ({ body, text }) => {
    expect(repaired(body)).toBe(text);
  });
});

describe('of a passage that was said', () => {
  it.for([
    {
      body: again(`船の朝は早くて寒い。${ASKED}`, `東の港は広い。船の朝は早くて寒い。${ASKED}南の港は近い。`),
      text: told(`船の朝は早くて寒い。${ASKED}`, '東の港は広い。南の港は近い。'),
      why: 'two short sentences go',
    },
    {
      body: again(`次に、人の手である。${ASKED}`, `東の港は広い。次に、人の手である。${ASKED}南の港は近い。`),
      text: told(`次に、人の手である。${ASKED}`, `東の港は広い。次に、人の手である。${ASKED}南の港は近い。`),
      why: 'but not one of several points: what follows is about it',
    },
    {
      body: again(`**港の人へ：** ${OLD}`, `**港の人へ：** ${OLD}南の港は近い。`),
      text: told(`**港の人へ：** ${OLD}`, '**港の人へ：** 南の港は近い。'),
      why: 'the subject in bold stays',
    },
    {
      body: `${TEXT}\n\n${TASK}\n\n---END---\n\n東の港は広い。また、荷役を急ぐ港にとって最も\n\n---END---\n\n## 南の港\n\n南の港は近い。`,
      text: `${TEXT}\n\n${TASK}\n\n東の港は広い。\n\n## 南の港\n\n南の港は近い。`,
      why: 'a fragment goes, with the word before it',
    },
  ])('$why', ({ body, text }) => {
    expect(repaired(body)).toBe(text);
  });

  it('the sentence that stays for the next one stays in the file that was repaired, too', () => {
    const body = again(
      `${OLD}${TASK}${THAT}`,
      `東の港は広い。${OLD}${TASK}${THAT}これは、南の港にも言える。`,
    );
    const once = repaired(body);
    expect(once).toContain(`東の港は広い。${TASK}${THAT}これは`);
    expect(repaired(once)).toBe(once);
  });
});

describe('a word that the heading of the section has, too', () => {
  const below = 'この冷蔵庫には、北の島の牛乳も預けられている。';
  const cold = '港の冬は長く、岸壁の奥にある古い冷蔵庫は、雪の夜も止まらずに回り続けてきた。';
  it.for([
    {
      body: again(`${OLD}${cold}`, `## 岸壁の冷蔵庫の今\n\n東の港は広い。${OLD}${cold}\n\n${below}`),
      text: told(`${OLD}${cold}`, `## 岸壁の冷蔵庫の今\n\n東の港は広い。\n\n${below}`),
      why: 'needs no sentence that says it again',
    },
    {
      body: again(`${OLD}${cold}`, `## 岸壁の今\n\n東の港は広い。${OLD}${cold}\n\n${below}`),
      text: told(OLD, `## 岸壁の今\n\n東の港は広い。${cold}\n\n${below}`),
      why: 'keeps it where the heading is another one, and the first one goes',
    },
  ])('$why', ({ body, text }) => {
    expect(repaired(body)).toBe(text);
  });
});
