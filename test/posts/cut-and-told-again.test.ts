/**
 * An article that a program broke off in the middle of a sentence, and went on with: each way in which it does so, at any
 * place, and readers get the article as it was written.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repaired } from './ferry.ts';

/** Sections of paragraphs of sentences. No sentence says what another one says, and none leans on the one before it. */
const MILL = [
  '谷のいちばん奥に建つ水車小屋は、雪どけの水で春の三月だけ大きな石臼をまわす。',
  '粉をひく老人は朝の四時に水門を一尺だけ開け、歯車の音が低くなるまで耳をすませている。',
  '樫の木で作った歯車は二十年ごとに取りかえられ、古い歯は子どもの独楽になって村に残る。',
];
const FLOUR = [
  'そば粉は袋に詰める前に絹のふるいを三度くぐらせ、湿気を吸った夜の分だけ値を下げて売られる。',
  '麦をひく日には隣村の荷馬車が九台も並び、待つあいだに御者たちは将棋を指す習わしである。',
];
const RIVER = [
  '上流の堰は石を組んだだけのもので、大水のたびに村の男たちが冬の前に積みなおしてきた。',
  '鮎の通り道をあけておく決まりは百年前の帳面に書かれ、破った者は酒を一樽出すことになっている。',
  '水の取り分をめぐる争いは、寺の鐘を合図に堰板を半刻ずつ外すことで静かに収まった。',
];
const LAMP = [
  '小屋の軒先に吊るされた油の灯りは、夜道を帰る娘たちのために明け方まで消されない。',
  '煤けた硝子を磨くのは末の孫の役目で、月に二度の駄賃には干し柿が四つ与えられる。',
];
const WINTER = [
  '凍った水車に湯をかけることは固く禁じられ、氷は日が高くなるのを待って木槌で割る。',
  '薪の束は軒下に七段まで積まれ、その影で冬眠する蛇を誰も追い払おうとはしない。',
];

type Section = { readonly heading: string; readonly paragraphs: readonly (readonly string[])[] };

const SECTIONS: readonly Section[] = [
  { heading: '## 谷の水車', paragraphs: [MILL, FLOUR] },
  { heading: '## 2. 堰を守る人々', paragraphs: [RIVER] },
  { heading: '### 軒先の灯り', paragraphs: [LAMP] },
  { heading: '## 氷と薪の季節', paragraphs: [WINTER] },
];

const BLOCKS = SECTIONS.flatMap(({ heading, paragraphs }) => [
  heading,
  ...paragraphs.map((lines) => lines.join('')),
]);

/** Where the article is broken off: the paragraph, the sentence in it, and the letter in that. */
type Place = { readonly block: number; readonly sentence: string; readonly letters: number };

const places = SECTIONS.flatMap(({ paragraphs }) => paragraphs)
  .slice(1)
  .flatMap((lines) => lines.map((sentence) => ({ block: BLOCKS.indexOf(lines.join('')), sentence })));
const place: fc.Arbitrary<Place> = fc
  .tuple(fc.constantFrom(...places), fc.integer({ min: 8, max: 24 }))
  .map(([at, letters]) => ({ ...at, letters }));

/** The headings, and the text below each: where a sentence begins anew, so does a paragraph. */
const read = (text: string) => text.replace(/。\n{2,}(?![#\n])/g, '。').split(/\n{2,}/);

const article = read(BLOCKS.join('\n\n'));

/**
 * @param goesOn what the program writes behind the cut
 */
function brokenOff(
  { block, sentence, letters }: Place,
  cut: string,
  goesOn: (parts: { readonly before: string; readonly from: string; readonly after: string }) => string,
): string {
  const text = BLOCKS[block] ?? '';
  const at = text.indexOf(sentence);
  const [before, from] = [text.slice(0, at), text.slice(at)];
  const after = ['', ...BLOCKS.slice(block + 1)].join('\n\n');
  return [
    ...BLOCKS.slice(0, block),
    before + sentence.slice(0, letters) + cut + goesOn({ before, from, after }) + after,
  ].join('\n\n');
}

const unmarked = (text: string) => text.replace(/^#+ /, '');

/** The sections before a place, from that of a number on. */
function quoted(block: number, from: number): readonly string[] {
  const headings = BLOCKS.flatMap((text, index) => (text.startsWith('#') && index < block ? [index] : []));
  return BLOCKS.slice(headings[from % headings.length] ?? 0, block);
}

describe.each([
  { marker: 'a marker', cut: '\n\n---END---\n\n' },
  { marker: 'two empty lines, where somebody deleted the marker', cut: '\n\n\n' },
])('an article that is broken off at $marker', ({ cut }) => {
  /** Without a marker, only a sentence that stops as no sentence ends is a cut for sure. */
  const anyPlace = cut.includes('END') ? place : place.filter(isSurelyOpen);

  it.each<{ way: string; goesOn: (from: number, at: Place) => Parameters<typeof brokenOff>[2] }>([
    {
      way: 'with the sentence once more',
      goesOn:
        () =>
        ({ from }) =>
          from,
    },
    {
      way: 'with its paragraph once more',
      goesOn:
        () =>
        ({ before, from }) =>
          before + from,
    },
    {
      way: 'with sections that it wrote before',
      goesOn:
        (section, { block }) =>
        ({ before, from }) =>
          [...quoted(block, section), before + from].join('\n\n'),
    },
    {
      way: 'with sections that it wrote before, all on one line',
      goesOn:
        (section, { block }) =>
        ({ before, from }) =>
          [...quoted(block, section), before + from].join(' '),
    },
    {
      way: 'with sections that it wrote before, all on one line, and headings like any text',
      goesOn:
        (section, { block }) =>
        ({ before, from }) =>
          [...quoted(block, section).map(unmarked), before + from].join(' '),
    },
    {
      way: 'with sections that it wrote before, and nothing between a heading and its text',
      goesOn:
        (section, { block }) =>
        ({ before, from }) =>
          [...quoted(block, section).map(unmarked), before + from].join(''),
    },
    {
      way: 'with a section that it breaks off again',
      goesOn:
        (section, { block }) =>
        ({ from }) => {
          const [heading = '', text = ''] = quoted(block, section);
          return `${heading}\n\n${text.slice(0, 30)}${cut}${from}`;
        },
    },
  ])('and goes on $way', ({ goesOn }) => {
    fc.assert(
      fc.property(anyPlace, fc.nat(3), (at, section) => {
        expect(read(repaired(brokenOff(at, cut, goesOn(section, at))))).toEqual(article);
      }),
      { numRuns: 60 },
    );
  });
});

function isSurelyOpen({ sentence, letters }: Place): boolean {
  return /[、をがはにで]$/.test(sentence.slice(0, letters));
}
