/** Sentences that a program wrote twice in a post with other little words, alone or some in a row. */
import { describe, expect, it } from 'vitest';
import { mayHoldOther } from '../../src/posts/rules/retellings/letter-bits.ts';
import { comparedBySense } from '../../src/posts/rules/retellings/same-sense.ts';
import { A, C, cut, D, repaired, told } from './ferry.ts';

const HARBOUR = '渡し守組合にとって、石の桟橋は川下の三つの村と荷を運び合うための大切な柱';

describe('a sentence that says all that another one says, with other little words', () => {
  it.for([
    {
      short: `${HARBOUR}となります。`,
      long: `${HARBOUR}となることは間違いありません。`,
      behind: '',
      why: 'only how the author sees it',
    },
    {
      short: `${HARBOUR}となるでしょう。`,
      long: `${HARBOUR}となることは間違いありません。`,
      behind: undefined,
      why: 'certain, and what may be',
    },
    {
      short: `${HARBOUR}を守る必要があります。`,
      long: `${HARBOUR}を守り、夜の灯りも絶やさない責任があるでしょう。`,
      behind: undefined,
      why: 'a word that denies comes in',
    },
    {
      short: `${HARBOUR}を維持する必要があります。`,
      long: `${HARBOUR}を維持し、次の世代に丁寧に手渡す責任があるでしょう。`,
      behind: '次世代丁寧手渡責任',
      why: 'the longer one goes on',
    },
    { short: `${HARBOUR}となります。`, long: `${HARBOUR}となりました。`, behind: undefined, why: 'the past' },
    {
      short: `${HARBOUR}となります。`,
      long: `${HARBOUR}となりますか。`,
      behind: undefined,
      why: 'a question',
    },
    {
      short: `${HARBOUR}を見ます。`,
      long: `${HARBOUR}を見ていきましょう。`,
      behind: undefined,
      why: 'a wish',
    },
    { short: `${HARBOUR}となります。`, long: `${HARBOUR}となりません。`, behind: undefined, why: 'a denial' },
    {
      short: `東の${HARBOUR}となるでしょう。`,
      long: `西の${HARBOUR}となるはずです。`,
      behind: undefined,
      why: 'another subject',
    },
    {
      short: `${HARBOUR}となり、荷は二割増えます。`,
      long: `${HARBOUR}となり、荷は十二割増えます。`,
      behind: undefined,
      why: 'another number',
    },
    {
      short: '舟は大切な柱となる。',
      long: '舟は大切な柱となるでしょう。',
      behind: undefined,
      why: 'too short to prove',
    },
  ])('$why: $behind', ({ short, long, behind }) => {
    expect(comparedBySense(short, long)?.behind).toBe(behind);
    expect(behind === undefined || mayHoldOther(short, long)).toBe(true);
  });

  it('is not compared with one that only begins alike', () => {
    const [short, long] = [`${HARBOUR}、夏には祭り。`, `${HARBOUR}、冬には氷。`];
    expect(mayHoldOther(short, long)).toBe(false);
  });

  it.for([
    {
      first: `${A}${HARBOUR}となります。\n\n${C}`,
      second: `${D}${HARBOUR}となることは間違いありません。特に、冬の荷は舟でしか運べない。`,
      shown: told(
        `${A}\n\n${C}`,
        `${D}${HARBOUR}となることは間違いありません。特に、冬の荷は舟でしか運べない。`,
      ),
      why: 'the one on which nothing leans goes',
    },
    {
      first: `${A}${HARBOUR}を維持する必要があります。\n\n${C}`,
      second: `${A}${HARBOUR}を維持し、次の世代に丁寧に手渡す責任があるでしょう。`,
      shown: told(`${A}${HARBOUR}を維持し、次の世代に丁寧に手渡す責任があるでしょう。\n\n${C}`, ''),
      why: 'the one that goes on takes the place of the other one',
    },
    {
      first: `${A}${HARBOUR}を維持する必要があります。しかし、金は足りない。`,
      second: `${A}${HARBOUR}を維持し、次の世代に丁寧に手渡す責任があるでしょう。`,
      shown: told(
        `${A}${HARBOUR}を維持する必要があります。しかし、金は足りない。`,
        `${HARBOUR}を維持し、次の世代に丁寧に手渡す責任があるでしょう。`,
      ),
      why: 'not before a sentence that opposes the end of the other one',
    },
    {
      first: `${A}渡し舟は静かな乗り物ですが、客が一艘に頼ることには危うさがあります。${C}`,
      second: `${D}渡し舟は疑いようもなく静かな乗り物ですが、客が一艘に過度に頼ることには危うさがあります。舟板の傷み、渡し守の病、そして川の水かさ。`,
      shown: told(
        `${A}${C}`,
        `${D}渡し舟は疑いようもなく静かな乗り物ですが、客が一艘に過度に頼ることには危うさがあります。舟板の傷み、渡し守の病、そして川の水かさ。`,
      ),
      why: 'the one stays behind which a list says what it speaks of; 「疑いようもなく」 denies nothing',
    },
  ])('$why', ({ first, second, shown }) => {
    expect(repaired(cut(first, second))).toBe(shown);
  });
});

describe('sentences that stand again together', () => {
  const X = '渡し守の家では、子どもが七つになると櫂を一本だけ持たせる。';
  const Y = 'その櫂の重さを覚えるまで、子どもは舟に乗ることを許されない。';
  const Y_MORE = 'その櫂の重さを身体で覚えるまで、子どもは荷を積んだ舟に乗ることを許されない。';
  const ON_Y = 'そして、その重さを忘れた者は、もう舟を出さない。';
  it.for([
    {
      first: `${A}${X}${Y}\n\n${C}`,
      second: `${D}${X}${Y}${ON_Y}`,
      shown: told(`${A}\n\n${C}`, `${D}${X}${Y}${ON_Y}`),
      why: 'the first go, if something leans on the end of the second',
    },
    {
      first: `${X}${Y}${ON_Y}`,
      second: `${X}${Y_MORE}\n\n${C}`,
      shown: told(`${X}${Y_MORE}${ON_Y}`, C),
      why: 'the second go, and what is fuller in them takes the place of the first',
    },
    {
      first: `${A}${X}${Y}${ON_Y}`,
      second: `${D}${X}${Y}その重さは、村ごとに違うという。`,
      shown: told(`${A}${X}${Y}${ON_Y}`, `${D}${X}${Y}その重さは、村ごとに違うという。`),
      why: 'both stay, if something leans on each of them',
    },
    {
      first: `櫂を持たせるのは、村では一つの決まりでした。しかし、それだけではありません。${X}${Y}\n\n${C}`,
      second: `${D}${X}${Y}${ON_Y}`,
      shown: told(
        `櫂を持たせるのは、村では一つの決まりでした。しかし、それだけではありません。${X}${Y}\n\n${C}`,
        `${D}${X}${Y}${ON_Y}`,
      ),
      why: 'both stay, if something announces the first',
    },
  ])('$why', ({ first, second, shown }) => {
    expect(repaired(cut(first, second))).toBe(shown);
  });
});

describe('what stands around a sentence that stands again', () => {
  const HARD = '古い杭の始末、石を切る人手、そして冬の川の速さなど、越えるべき難所は山ほどある。';
  it.for([
    {
      first: `もちろん、この普請がいつ終わるかはまだ誰にも分からない。${HARD}しかし、桟橋のない村には嫁も来ないという。`,
      second: `${HARD}これらの難所は、組合が十年かけて越えてきたものです。`,
      shown: told(
        'もちろん、この普請がいつ終わるかはまだ誰にも分からない。しかし、桟橋のない村には嫁も来ないという。',
        `${HARD}これらの難所は、組合が十年かけて越えてきたものです。`,
      ),
      why: '「しかし、」 opposes what was conceded before it just as well',
    },
    {
      first: `村の桟橋は頼もしい。${HARD}しかし、桟橋のない村には嫁も来ないという。`,
      second: `${HARD}これらの難所は、組合が十年かけて越えてきたものです。`,
      shown: told(
        `村の桟橋は頼もしい。${HARD}しかし、桟橋のない村には嫁も来ないという。`,
        `${HARD}これらの難所は、組合が十年かけて越えてきたものです。`,
      ),
      why: 'elsewhere it needs what it opposes',
    },
    {
      first: `${A}そして、潮を読む目は、渡し守の腕を決める上で何よりも大切なものになる。${C}`,
      second: `${D}\n\nそして、先ほども触れた潮を読む目は、渡し守の腕を決める上で何よりも大切なものになる。`,
      shown: told(`${A}そして、潮を読む目は、渡し守の腕を決める上で何よりも大切なものになる。${C}`, D),
      why: 'words that say that it was said say nothing',
    },
    {
      first: `${A}また、川下の渡し守たちが寄り合う組合が持つ古い舟の設計図は、川下の村々が新しい舟を造るときの手本となるでしょう。${C}`,
      second: `${D}\n\n川下の渡し守たちが寄り合う組合が三代にわたり守ってきた古い舟の設計図は、川下の村々が新しい舟を造るときの手本となるでしょう。`,
      shown: told(
        `${A}また、川下の渡し守たちが寄り合う組合が三代にわたり守ってきた古い舟の設計図は、川下の村々が新しい舟を造るときの手本となるでしょう。${C}`,
        D,
      ),
      why: '「持つ」 says less than 「守ってきた」',
    },
    {
      first: `${A}また、川下の渡し守たちが寄り合う組合が持つ古い舟の設計図は、川下の村々が新しい舟を造るときの手本となるでしょう。${C}`,
      second: `${D}\n\n川下の渡し守たちが寄り合う組合が隣の村に高く売った古い舟の設計図は、川下の村々が新しい舟を造るときの手本となるでしょう。`,
      shown: told(
        `${A}また、川下の渡し守たちが寄り合う組合が持つ古い舟の設計図は、川下の村々が新しい舟を造るときの手本となるでしょう。${C}`,
        `${D}\n\n川下の渡し守たちが寄り合う組合が隣の村に高く売った古い舟の設計図は、川下の村々が新しい舟を造るときの手本となるでしょう。`,
      ),
      why: '「売った」 says something else',
    },
  ])('$why', ({ first, second, shown }) => {
    expect(repaired(cut(first, second))).toBe(shown);
  });
});

describe('what points at a sentence that stands elsewhere, too', () => {
  const SAID = '舟が着くたびに、村の発展は少しずつ確かなものになるはずです。';
  it.for([
    { next: 'この言葉に、渡し守は深くうなずきました。', stays: true, why: 'words' },
    { next: 'しかし、その発展には、石の桟橋だけでは足りないという。', stays: true, why: 'a word of it' },
    {
      next: 'その桟橋には、石の桟橋だけでは足りないという。',
      stays: false,
      why: 'a word that it does not have',
    },
    { next: '渡し守は深くうなずきました。', stays: false, why: 'nothing' },
  ])('stays alone in its paragraph, if the new one behind it points at $why: $stays', ({ next, stays }) => {
    const body = `${A}${SAID}${C}\n\n---END---\n\n${A}${SAID}${C}\n\n${SAID}\n\n${next}${D}`;
    expect(repaired(body)).toBe(
      stays ? `${A}${C}\n\n${SAID}\n\n${next}${D}` : `${A}${SAID}${C}\n\n${next}${D}`,
    );
  });

  it('nothing is parted that goes on behind what somebody says', () => {
    const asked = '渡し守の子は「舟はまだ来ないのか？」と毎晩のように父親に尋ねていたという。';
    const body = cut(
      `${A}${asked}${C}`,
      `${D}\n\n渡し守の子は「舟はまだ来ないのか？」この問いは村に残った。`,
    );
    expect(repaired(body)).toContain(asked);
  });
});

describe('a cut sentence that is told anew, not only in its last words', () => {
  it('is dropped, for joined with the new one it would say the same twice', () => {
    const body = `${A}この舟への費えは、目先の渡し賃を稼ぐためだけのものではなく、村の明日\n\n---END---\n\n村の明日を考える上で、石の桟橋への費えは、目先の渡し賃を稼ぐためだけのものではなく、村の明日を明るくするものになる。${C}`;
    expect(repaired(body)).toBe(
      `${A}\n\n村の明日を考える上で、石の桟橋への費えは、目先の渡し賃を稼ぐためだけのものではなく、村の明日を明るくするものになる。${C}`,
    );
  });

  it('is joined with one that begins again with its last words only', () => {
    const body = `${A}この舟への費えは、目先の渡し賃を稼ぐためだけのものではなく、村の明日\n\n---END---\n\n村の明日を明るくするものになる。${C}`;
    expect(repaired(body)).toBe(
      `${A}この舟への費えは、目先の渡し賃を稼ぐためだけのものではなく、村の明日を明るくするものになる。${C}`,
    );
  });
});
