/** What a program says again in nearly the same words, the title again in the text, and a heading inside a sentence. */
import { describe, expect, it } from 'vitest';
import { joinBlocks, splitBlocks } from '../../src/posts/blocks.ts';
import { readHead } from '../../src/posts/head/read-head.ts';
import { sameWordsOf, wordNumbersIn } from '../../src/posts/rules/repeats/same-words.ts';
import { contextOf } from '../../src/posts/rules/rule-context.ts';
import { repairBody } from '../../src/posts/rules/table.ts';
import { settingsWith } from './settings.ts';

const settings = settingsWith();
const TITLE = '谷の養蜂家が冬に備える理由とは';
const { post } = readHead('posts/a.md', `---\ntitle: ${TITLE}\ndate: 2025-11-07\n---\n`, settings);
if (post === undefined) throw new Error('the head of a test must be good');
const context = contextOf(post, settings);
const repaired = (body: string) => joinBlocks(repairBody(splitBlocks(body, 1), context).blocks).trim();

const FIRST = '養蜂箱の底に敷く藁の厚さを決めるのは、雪の量よりも風の向きだと谷の人々は感じています。';

describe('two sentences say the same', () => {
  it.for([
    {
      other: '養蜂箱の底に敷く藁の厚さを決めるのは、雪の量よりも風の向きだと谷の人々は強く考えています。',
      same: true,
      why: 'in another manner',
    },
    {
      other:
        '養蜂箱の底に敷く藁の厚さを決めるのは、まさに雪の量よりも風の向きだと谷の人々は確信しているのです。',
      same: true,
      why: 'with another end',
    },
    {
      other: '養蜂箱の底に敷く藁の厚さを決めるのは、雪の量よりも風の向きだと谷の人々は見ると感じています。',
      same: true,
      why: 'with 「見ると」 or 「見れば」 in it',
    },
    {
      other: '養蜂箱の底に敷く藁の厚さを決めるのは、風の量よりも雪の向きだと谷の人々は感じています。',
      same: false,
      why: 'but not in another order',
    },
    {
      other: '養蜂箱の底に敷く藁の厚さを決めるのは、雪の量よりも風の向きではないと谷の人々は感じています。',
      same: false,
      why: 'but not where one denies it',
    },
    {
      other: '養蜂箱の底に敷く藁の厚さを決めるのは、雪の量よりも風の向きだと町の人々は感じています。',
      same: false,
      why: 'but not of somebody else',
    },
  ])('$why', ({ other, same }) => {
    expect(sameWordsOf(FIRST) === sameWordsOf(other)).toBe(same);
    // Sentences with other numbers are never compared: those with the same words must have the same one.
    if (same) expect(wordNumbersIn(other)).toEqual(wordNumbersIn(FIRST));
  });

  it.for([
    [
      '費用は3億円から5億円になり、来年の春に支払うと町は見ています。',
      '費用は3億円から8億円になり、来年の春に支払うと町は見ています。',
    ],
    [
      '岸壁の補修工事は二年で終わり、港の夜の照明はとても明るくなると市は考えています。',
      '岸壁の補修工事は五年で終わり、港の夜の照明はとても明るくなると市は考えています。',
    ],
    [
      'この窯は古い土でも使いやすいので、若い職人の手にもよくなじみます。',
      'この窯は古い土でも使いにくいので、若い職人の手にもよくなじみます。',
    ],
    [
      '岸壁の補修工事は雨の夜にも休まず、港の明かりの数は去年の春より増えました。',
      '岸壁の補修工事は雨の夜にも休み、港の明かりの数は去年の春より増えました。',
    ],
    [
      '岸壁の補修工事は雨が続くので、港の明かりの数を去年の春より増やしました。',
      '岸壁の補修工事は雨が続くのに、港の明かりの数を去年の春より増やしました。',
    ],
    [
      '岸壁の補修工事を夜に進めれば、港の明かりの数は去年の春より増えます。',
      '岸壁の補修工事を夜に進めても、港の明かりの数は去年の春より増えます。',
    ],
    [
      '倉庫の鍵は北の門から入った人だけが、夜のあいだも使うことができる。',
      '倉庫の鍵は北の門まで入った人だけが、夜のあいだも使うことができる。',
    ],
  ])('not with another figure, limit or condition, or where one denies it: %s', ([one = '', other = '']) => {
    expect(sameWordsOf(one)).not.toBe(sameWordsOf(other));
  });
});

const TEXT = '谷の朝は早く、蜂はまだ眠っている。養蜂家は箱の蓋に耳を当て、羽の音で冬の越し方を知るという。';
const AGAIN = '養蜂箱の底に敷く藁の厚さを決めるのは、雪の量よりも風の向きだと谷の人々は強く考えています。';

describe('in a post that a program wrote', () => {
  it.for([
    {
      body: `${TEXT}${FIRST}\n\n---END---\n\n${AGAIN}来年の春には、新しい箱が届く。`,
      text: `${TEXT}${FIRST}\n\n来年の春には、新しい箱が届く。`,
      why: 'a sentence goes that says the same as one before',
    },
    {
      body: `${TEXT}\n\n---END---\n\n${FIRST}蜂の数は去年と同じだった。${FIRST}`,
      text: `${TEXT}\n\n${FIRST}蜂の数は去年と同じだった。`,
      why: 'a long sentence goes that stands twice in its paragraph',
    },
    {
      body: `${TEXT}\n\n---END---\n\n北の箱は静かだ。\n\n${TITLE}\n\n${FIRST}蜂の数は去年と同じだった。${'南の箱は重い。'.repeat(6)}`,
      text: `${TEXT}\n\n北の箱は静かだ。\n\n${FIRST}蜂の数は去年と同じだった。${'南の箱は重い。'.repeat(6)}`,
      why: 'the title goes in mid-text, too',
    },
    {
      body: `${TEXT}谷の養蜂の三代の話は、ただの昔語りではありません。${FIRST}\n\n春は遠い。\n\n---END---\n\n谷の漁の話は、ただの昔語りではありません。${FIRST}\n\n北の箱は静かだ。`,
      text: `${TEXT}谷の養蜂の三代の話は、ただの昔語りではありません。${FIRST}\n\n春は遠い。\n\n谷の漁の話は、ただの昔語りではありません。\n\n北の箱は静かだ。`,
      why: 'a sentence of something else stays, even if the same follows it',
    },
    {
      body: `${TEXT}谷の養蜂の三代の話は、ただの昔語りではありません。${FIRST}\n\n春は遠い。\n\n---END---\n\n谷の養蜂の話は、ただの昔語りではありません。${FIRST}\n\n北の箱は静かだ。`,
      text: `${TEXT}谷の養蜂の三代の話は、ただの昔語りではありません。${FIRST}\n\n春は遠い。\n\n北の箱は静かだ。`,
      why: 'a sentence that lacks a word goes with what follows both forms of it',
    },
    {
      body: `谷の養蜂家が冬に備えるのはなぜなのか？\n\n${TEXT}秋のうちに箱の屋根を厚い板へ替え、底には乾いた藁を入れておく家も多い。\n\n---END---\n\n北の箱は静かだ。\n\n谷の養蜂家が冬に備えるのはなぜなのか？`,
      text: `${TEXT}秋のうちに箱の屋根を厚い板へ替え、底には乾いた藁を入れておく家も多い。\n\n北の箱は静かだ。`,
      why: 'so does the first line, at the end as well, where it is another form of the title',
    },
    {
      body: `${TEXT}${FIRST}\n\n---END---\n\n**谷の人へ：** ${FIRST}${TEXT}\n\n来年の春には、新しい箱が届く。`,
      text: `${TEXT}${FIRST}\n\n来年の春には、新しい箱が届く。`,
      why: 'a subject in bold goes with its text',
    },
    {
      body: `## 箱の冬\n\n${TEXT}蜂の羽の音は、雪の夜のあいだに\n\n---END---\n\n## 箱の冬\n\n蜂の羽の音は、雪の夜のあいだにいちばん低くなる。`,
      text: `## 箱の冬\n\n${TEXT}\n\n蜂の羽の音は、雪の夜のあいだにいちばん低くなる。`,
      why: 'a heading goes that stands again inside a sentence',
    },
    {
      body: `${TEXT}春の箱は、雪の重さを考慮\n\n---END---\n\n考慮して屋根を低く作る。`,
      text: `${TEXT}春の箱は、雪の重さを考慮して屋根を低く作る。`,
      why: 'a word that stands on both sides of a cut goes once',
    },
    {
      body: `${TEXT}しかし\n\n---END---\n\n北の谷の人々は箱を二つ重ねて冬を越す。`,
      text: `${TEXT}\n\n北の谷の人々は箱を二つ重ねて冬を越す。`,
      why: 'a word that only begins a sentence goes',
    },
    {
      body: `${TEXT}${FIRST}\n\n---END---\n\n${FIRST}」\n\n来年の春には、新しい箱が届く。`,
      text: `${TEXT}${FIRST}\n\n来年の春には、新しい箱が届く。`,
      why: 'a sentence goes that stands again with a 」 that was never opened',
    },
    {
      body: `${TEXT}古い箱は直さざざるを得ない。\n\n---END---\n\n次の春を待つ。`,
      text: `${TEXT}古い箱は直さざるを得ない。\n\n次の春を待つ。`,
      why: 'letters that stand twice inside a word go once',
    },
    {
      body: `${TEXT}既存の記事で触れたポイントに加え、さらに次の点も見たい。\n\n---END---`,
      text: `${TEXT}さらに次の点も見たい。`,
      why: 'talk about the article goes before さらに',
    },
    {
      body: `${TEXT}\n\n- 藁\n- 板\n\n---END---\n\n- 藁\n- 板\n- 縄\n\n来年の春には、新しい箱が届く。`,
      text: `${TEXT}\n\n- 藁\n- 板\n- 縄\n\n来年の春には、新しい箱が届く。`,
      why: 'a list of words goes that begins again, and its items are whole',
    },
  ])('$why', ({ body, text }) => {
    expect(repaired(body)).toBe(text);
  });

  it.for([
    {
      body: `${TEXT}${FIRST}\n\n${AGAIN}来年の春には、新しい箱が届く。`,
      why: 'a person may say it in two ways',
    },
    {
      body: `${FIRST}蜂の数は去年と同じだった。${FIRST}`,
      why: 'a person may repeat a sentence in a paragraph',
    },
    {
      body: `${TEXT}\n\n${TITLE}\n\n${FIRST}${TEXT.replaceAll('谷', '山')}`,
      why: 'a person may quote the title',
    },
    {
      body: `## 箱の冬\n\n${TEXT}\n\n---END---\n\n## 箱の春\n\nいちばん低い枝に、蜂は群れる。`.replace(
        '---END---\n\n',
        '',
      ),
      why: 'a heading between two sentences stays',
    },
  ])('but $why', ({ body }) => {
    expect(repaired(body)).toBe(body);
  });
});
