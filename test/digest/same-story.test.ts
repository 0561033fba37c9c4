import { describe, expect, it } from 'vitest';
import type { Item } from '../../src/digest/digest.ts';
import { pairsAmong, storiesOf, tellingsOf } from '../../src/digest/same-story.ts';
import { subjects } from './example.ts';

const told = (title: string, tells?: readonly string[]): Pick<Item, 'title' | 'url' | 'tells'> => ({
  title,
  url: `https://a.example/${encodeURIComponent(title)}`,
  ...(tells === undefined ? {} : { tells }),
});

describe('by titles, where a digest does not know more', () => {
  const titles = [
    ...subjects.map((subject) => `${subject}、その真意はどこにあるのか？`),
    'いぶき電機と空港の提携：蓄電池は空を変えるのか？',
    'いぶき電機と空港の提携、蓄電池の未来を読み解く',
  ].map((title) => told(title));
  const same = storiesOf(titles);

  it.for([
    { a: 12, b: 13, twice: true, why: 'two versions of one event' },
    { a: 0, b: 1, twice: false, why: 'only the phrase that every title ends with is shared' },
    { a: 4, b: 4, twice: true, why: 'a title and itself' },
  ])('$a and $b, told twice: $twice ($why)', ({ a, b, twice }) => {
    expect(same(titles[a] ?? told(''), titles[b] ?? told(''))).toBe(twice);
  });

  it.for([
    {
      a: 'ＩＢＭと港、提携',
      b: 'IBMと港が提携',
      twice: true,
      why: 'full width and punctuation do not count',
    },
    { a: '港', b: '港', twice: false, why: 'one letter has no pairs and says nothing' },
    { a: '海の話（第1回）', b: '海の話（第2回）', twice: false, why: 'two parts of a series' },
  ])('$a / $b: $why', ({ a, b, twice }) => {
    expect(storiesOf([told(a), told(b)])(told(a), told(b))).toBe(twice);
  });
});

describe('by what the posts say', () => {
  const NEWS =
    '白波倉庫は十月三日、青波港運を84億円で買収すると発表した。買収は来年四月に終わり、倉庫は40棟になる。';
  const articles = [
    { title: '白波倉庫、84億円の買収に動く', html: `<p>${NEWS}</p>` },
    { title: '港の物流が変わる日：白波倉庫と青波港運のこれから', html: `<p>昨日の話だ。${NEWS}</p>` },
    { title: '白波倉庫の新しい制服', html: '<p>春から全員が紺の上着を着る。袖は短い。</p>' },
    { title: '夜の灯台を歩く', html: '<p>岬までは徒歩で四十分。潮の匂いがする。</p>' },
    { title: '蓄電池の置き場', html: '<p>駅前の広場に蓄電池が並んだ。冬の備えである。</p>' },
  ];
  const tellings = tellingsOf(articles.length, pairsAmong(articles));

  it('knows one event under two titles, and two events of one company', () => {
    expect(tellings).toEqual([[1], [0], [], [], []]);
  });

  it('goes by what was kept with the digest', () => {
    const [a, b, c] = articles.map(({ title }, index) =>
      told(
        title,
        (tellings[index] ?? []).map((other) => told(articles[other]?.title ?? '').url),
      ),
    );
    if (a === undefined || b === undefined || c === undefined) throw new Error('there are three');
    const same = storiesOf([a, b, c]);
    expect([same(a, b), same(b, a), same(a, c)]).toEqual([true, true, false]);
  });
});
