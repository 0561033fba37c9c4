/** Posts that tell one event: by their words, weighed by how rare they are. */
import { describe, expect, it } from 'vitest';
import { beginningOf, pairsIn } from '../../src/posts/rules/same-event/told-twice.ts';

const post = (title: string, beginning = '') => ({ title, beginning });
const OTHERS = [
  post('夜の灯台を歩く', '岬までは徒歩で四十分。潮の匂いがする。'),
  post('蓄電池の置き場', '駅前の広場に蓄電池が並んだ。冬の備えである。'),
  post('Walking the old pier', 'The boards were wet, and the gulls were loud that morning.'),
];

describe('pairsIn', () => {
  it.for([
    {
      a: post('白波、AI窯に300億円', '白波は窯の新工場を豊橋に建てる。投資は300億円。'),
      b: post('豊橋に新工場、白波の狙いとは？', '窯の老舗である白波が豊橋で300億円を投じる。'),
      same: true,
      why: 'one event in other words',
    },
    {
      a: post('Acme buys the Kiln Company', 'Acme agreed to buy the Kiln Company for $84 million in cash.'),
      b: post('What Kiln Company means for Acme', 'The Kiln Company will cost Acme $84 million in cash.'),
      same: true,
      why: 'in English',
    },
    {
      a: post('白波の新しい窯、その真意はどこにあるのか？', '窯は豊橋に建つ。'),
      b: post('青波の古い船、その真意はどこにあるのか？', '船は函館に沈む。'),
      same: false,
      why: 'titles with one ending',
    },
    {
      a: post('窯の話', '白波は豊橋に新工場を建てる。投資は300億円で、来年の春に開く予定である。'),
      b: post('土の値段', '白波は豊橋に新工場を建てる。投資は300億円で、来年の春に開く予定である。'),
      same: false,
      why: 'posts that begin with one paragraph, under titles that share nothing',
    },
    {
      a: post('Kiln 1.2 リリース', 'Kiln 1.2 がリリースされました。変更点は次の通りです。'),
      b: post('Kiln 1.3 リリース', 'Kiln 1.3 がリリースされました。変更点は次の通りです。'),
      same: undefined,
      why: 'a series is not even alike',
    },
    { a: post('', ''), b: post('', ''), same: undefined, why: 'nothing' },
  ])('$why', ({ a, b, same }) => {
    const pair = pairsIn([a, b, ...OTHERS]).find((one) => one.a === 0 && one.b === 1);
    expect(pair?.same ?? (same === undefined ? undefined : false)).toBe(same);
  });

  it('compares two posts alone, and many in no time', () => {
    expect(pairsIn([])).toEqual([]);
    const [lighthouse, battery] = OTHERS;
    if (lighthouse === undefined || battery === undefined) throw new Error('there are two');
    expect(pairsIn([lighthouse, battery])).toEqual([]);
    const many = Array.from({ length: 400 }, (_, index) =>
      post(`港の話 ${index}`, `船は${index}隻あり、港${index % 7}へ帰る。`.repeat(30)),
    );
    expect(pairsIn(many).length).toBeGreaterThanOrEqual(0);
  });
});

it('takes the letters of the beginning, without tags', () => {
  expect(beginningOf('<p>港の<b>話</b>。</p>\n<p>船。</p>')).toBe(' 港の 話 。 船。 ');
  expect(beginningOf(`<p>${'港'.repeat(5000)}</p>`)).toHaveLength(600);
  expect(beginningOf(`<p>港</p><img src="${'a'.repeat(9000)}">`)).toBe(' 港 ');
});
