/** Orders about a text in a post that is about something else, and people who order texts, who speak of them all the time. */
import { describe, expect, it } from 'vitest';
import { held } from './held.ts';

const JAPANESE = [
  '潮の満ち引きは百年先まで分かる。',
  '三社は去年より大きな羽根を沈めた。',
  '費用は一基で四億円になる。',
];
const ENGLISH = [
  'The tide can be told for a hundred years.',
  'Three firms have sunk a larger turbine this year. It turns in both directions.',
];

const within = (paragraphs: readonly string[], one: string, at: number, title = '潮の発電に戻る三社') => ({
  title,
  body: paragraphs.toSpliced(at, 0, one).join('\n\n'),
});

describe('a machine was told', () => {
  it.for<readonly [what: string, text: string]>([
    ['how many', '見出しは四つまで。段落は各二つとし、箇条書きは使わない。'],
    ['which style', '体言止めを続けないこと。語尾は「だ」でそろえる。'],
    ['which words', '次の語は入れないでください：必見、最強。'],
    ['the end', '結論の段落は問いかけで終えないこと。'],
    ['what to do again', 'この段落をもっと短く書き直してください。'],
    ['a list', '- 一文は40字以内に収める\n- 専門用語には説明を添える\n- 主観を入れない'],
    ['how to answer', '出力は本文だけにしてください。前置きはいらない。'],
    ['a place', '三社は羽根を沈めた。（次の段落では費用に触れる。120字程度。数字は一つだけ）'],
  ])('in Japanese, %s: %s', ([, text]) => {
    for (const at of [0, 1, 3]) expect(held(within(JAPANESE, text, at))).toEqual(['post-prompt']);
  });

  it.for([
    'Keep the paragraphs short. Do not use exclamation marks. Vary the length of your sentences.',
    'Headline: at most nine words. Avoid jargon in the intro and cite every figure.',
    'Summarize the text below for busy readers in four bullet points.',
    'Verwende keine Floskeln im Text. Schreibe höchstens drei Absätze und einen Titel.',
    'Utilise un ton neutre. N’invente pas de citations. Structure le texte en deux intertitres.',
  ])('in other languages: %s', (text) => {
    expect(held(within(ENGLISH, text, 2, 'Tides'))).toEqual(['post-prompt']);
  });
});

describe('a person is told', () => {
  it.for<readonly [why: string, title: string, paragraphs: readonly string[], text: string]>([
    [
      'a contest',
      '港の作文',
      ['海の話を募集する。', '締め切りは三月。'],
      '一文は40字まで。題名を付けること。',
    ],
    [
      'a lesson',
      '六年生の国語',
      ['二時間目の課題である。', '班で読み合う。'],
      '段落は三つ。語尾をそろえること。',
    ],
    ['an editor who speaks of it', '文体のこと', JAPANESE, '語尾をそろえること。段落は三つ。'],
    [
      'a recipe',
      '栗の煮方',
      ['栗は熱湯につける。', '渋皮は残す。'],
      '強火にしないこと。三度に分けて入れる。',
    ],
    [
      'a machine',
      '計器の扱い',
      ['針は左から動く。', '音はしない。'],
      '数値は三回読むこと。針に触れないこと。',
    ],
    ['a pointer', '潮の話', JAPANESE, '詳しくは前の記事を参照してください。'],
    ['an exercise', 'Exercise: rewrite this', ENGLISH, 'Rewrite the paragraph above. Keep the facts.'],
    ['a desk', 'Oak desk', ENGLISH, 'Length: 140 cm. Output: two strips. Do not place hot objects on it.'],
  ])('%s: %s', ([, title, paragraphs, text]) => {
    expect(held(within(paragraphs, text, 1, title))).toEqual([]);
  });

  it('in quotation marks or code', () => {
    expect(held(within(JAPANESE, '彼は「語尾をそろえること。段落は三つ」と書いた。', 1))).toEqual([]);
    expect(held(within(JAPANESE, '```\n段落は三つ。語尾をそろえること。\n```', 1))).toEqual([]);
  });
});
