/** A sentence that a program wrote twice, once perhaps with more in it: readers get it once, with all that is in it. */
import { describe, expect, it } from 'vitest';
import { addedTo, isSameButForEnding } from '../../src/posts/rules/fuller-sentence.ts';
import { mayHoldOther } from '../../src/posts/rules/retellings/letter-bits.ts';
import { A, B, C, cut, D, FREE, FULLER, LEANING, repaired, told } from './ferry.ts';

describe('a sentence that a program wrote twice', () => {
  it.for([
    {
      first: `${A}${B}${C}`,
      second: `${A}${FULLER}`,
      alone: false,
      shown: told(`${A}${FULLER}${C}`, ''),
      why: 'the fuller one takes the place of the other, if both stood behind the same sentence',
    },
    {
      first: `${A}${FULLER}${C}`,
      second: `${D}${B}`,
      shown: told(`${A}${FULLER}${C}`, D),
      why: 'the one with less in it goes',
    },
    {
      first: `${A}${B}`,
      second: `${B}${LEANING}`,
      shown: told(A, `${B}${LEANING}`),
      why: 'the first goes, if the new sentence behind the second leans on it',
    },
    {
      first: `${A}${B}${LEANING}`,
      second: `${B}これらを一人で備えるまでに、たいてい二十年はかかるという。`,
      shown: told(`${A}${B}${LEANING}`, `${B}これらを一人で備えるまでに、たいてい二十年はかかるという。`),
      why: 'both stay, if something leans on each of them',
    },
    {
      first: `${A}渡し守とは何をする人でしょうか？${B}`,
      second: `${B}${LEANING}`,
      shown: told(`${A}渡し守とは何をする人でしょうか？${B}${LEANING}`, ''),
      why: 'the answer to a question stays, and what leans on it goes there',
    },
    {
      first: `${A}${C}`,
      second: `${D}舟賃は昔から、米なら一合、魚なら二尾とは決まっていない。`,
      shown: told(`${A}${C}`, `${D}舟賃は昔から、米なら一合、魚なら二尾とは決まっていない。`),
      why: 'one that denies the other is another statement',
    },
    {
      first: `${A}舟を出すのは、あなたです。`,
      second: `舟を出すのは、あなたです。${C}`,
      shown: told(`${A}舟を出すのは、あなたです。`, `舟を出すのは、あなたです。${C}`),
      why: 'a short one may be a refrain',
    },
    {
      first: `${A}${C}`,
      second: `対岸は${A}${D}`,
      shown: told(`${A}${C}`, `対岸は${A}${D}`),
      why: 'another subject is another statement',
    },
    {
      first: `${A}${B}また、${C}`,
      second: `${B}${LEANING}`,
      shown: told(`${A}また、${C}`, `${B}${LEANING}`),
      why: 'the first goes, if what follows it only adds something',
    },
    {
      first: `${A}${B}\n\nこの「舟宿」は、${C}`,
      second: `${B}${LEANING}`,
      shown: told(`${A}\n\nこの「舟宿」は、${C}`, `${B}${LEANING}`),
      why: 'the first goes, if what follows points at a word that it does not have',
    },
    {
      first: `1. **渡し守**：${B}${C}${A}${B}\n\n2. **舟**：${D}`,
      second: FREE,
      shown: `1. **渡し守**：${B}${C}${A}\n\n2. **舟**：${D}\n\n## 冬の渡し\n\n${FREE}`,
      why: 'also at the end of an item that began with it',
    },
    {
      first: `${A}${B}${C}`,
      second: `${A}${B}この`,
      shown: told(`${A}${B}${C}`, ''),
      why: 'so does a paragraph with nothing new but the word at which the post breaks off',
    },
    {
      first: `${A}また、${B}\n\n${C}`,
      second: `${A}また、${FULLER}\n\n${C}`,
      shown: told(`${A}また、${FULLER}\n\n${C}`, ''),
      why: 'the fuller one is joined to what stands before it as the other one was',
    },
    {
      first: `${A}\n\n正直なところ、舟の値は高いものですが、よい舟は三代の後まで使えるものだと私は`,
      second: `${A}舟の値は高いものですが、よい舟は三代の後まで使えるものですから。`,
      shown: `${A}\n\n舟の値は高いものですが、よい舟は三代の後まで使えるものですから。`,
      alone: true,
      why: 'a fragment goes where the sentence is told anew right below it',
    },
  ])('$why', ({ first, second, shown, alone }) => {
    const body = `${alone ? `${first}\n\n---END---\n\n${second}` : cut(first, second)}\n\n---END---`;
    expect(repaired(body)).toBe(shown);
  });

  it('what leans on it goes behind the first one, if that ends a paragraph and can not go', () => {
    const pointing = 'この仕事に求められるのは、潮を読む目、舟を直す腕、そして待つ心です。';
    const rest = 'これらは本からは学べず、師匠の背中を見て覚えるほかはない。';
    expect(repaired(cut(`${A}${pointing}`, `${pointing}${rest}\n\n${D}`))).toBe(
      told(`${A}${pointing}${rest}`, D),
    );
    expect(
      repaired(cut(`${A}${pointing}`, `${pointing}${rest}\n\nこの覚え方には、長い時間がかかる。`)),
    ).toContain(`${pointing}${rest}\n\nこの覚え方`);
  });

  it('goes if it is no more than the end of the first one', () => {
    const long =
      '村の会計から出した十両という費用は、桟橋の杭をすべて新しいものに替えてもなお余るほど大きなものだったという。';
    const end = 'この費用は、桟橋の杭をすべて新しいものに替えてもなお余るほど大きなものだったという。';
    expect(repaired(cut(`${A}${long}${C}`, `${D}\n\n${end}`))).toBe(told(`${A}${long}${C}`, D));
  });

  it('goes in quotation marks with others inside, right below itself', () => {
    const asked = 'この「待つ心」を持つ渡し守は、村にあと何人残るのだろう？';
    expect(repaired(`---END---\n\n${A}${asked}\n\n「${asked}」\n\n${C}`)).toBe(`${A}${asked}\n\n${C}`);
  });

  it('takes the place of the shorter one in the paragraph above, if it stands alone below that', () => {
    const short = '雨の続く六月には、桟橋の板を一枚ずつ外して乾かすことになっている。';
    const fuller = `とりわけ${short}`;
    expect(repaired(`---END---\n\n${A}${short}${C}\n\n${fuller}\n\n${D}`)).toBe(`${A}${fuller}${C}\n\n${D}`);
  });

  it('its beginning with … goes, if the whole one stands somewhere', () => {
    const begun = '渡し守に求められるのは、潮を読む目、舟を直す腕…';
    expect(repaired(cut(`${A}${B}`, `${D}${begun}`))).toBe(told(`${A}${B}`, D));
    expect(repaired(cut(`${A}渡し舟は…`, D))).toBe(told(`${A}渡し舟は…`, D));
  });

  it('goes with the sentence before it that stands before the first, too', () => {
    const before = '渡し守の仕事は、だれにでもすぐにできるものではありません。';
    expect(repaired(cut(`${A}また、${before}${FULLER}${C}`, `${D}\n\n${before}${B}`))).toBe(
      told(`${A}また、${before}${FULLER}${C}`, D),
    );
  });

  it('keeps the line ends between two sentences', () => {
    expect(repaired(cut(`${A}\n${B}\n${C}`, `${A}\n${FULLER}`))).toBe(told(`${A}\n${FULLER}\n${C}`, ''));
  });

  it('a short one right below itself goes', () => {
    expect(repaired(`---END---\n\n${A}舟はあなたが出すのです。\n\n舟はあなたが出すのです。${C}`)).toBe(
      `${A}舟はあなたが出すのです。\n\n${C}`,
    );
  });

  const CARE =
    'この川の流れをただ眺めるのではなく、自分の手で舟を出し、次の世代へ渡していくことができるはずです。';

  it.for([
    {
      above: `私たち一人ひとりが、${CARE}`,
      below: `私たちは、${CARE}`,
      stays: false,
      why: 'of those who speak',
    },
    { above: `東の村は、${CARE}`, below: `西の村は、${CARE}`, stays: true, why: 'of two villages' },
    { above: `私たちは、${CARE}`, below: `村長は、${CARE}`, stays: true, why: 'of somebody else, too' },
    {
      above: `私たち一人ひとりが、${CARE}`,
      below: `私たちは、${CARE}${C}`,
      stays: true,
      why: 'with something behind it',
    },
    {
      above:
        '川沿いの三つの村が出した総額二億円という金は、古い桟橋を石のものに替え、夜に灯る明かりの数を二倍に増やすために使われます。',
      below: 'この金は、古い桟橋を石のものに替え、夜に灯る明かりの数を二倍に増やすために使われます。',
      stays: false,
      why: 'that is only the end of the one above it',
    },
  ])('below itself with another beginning, $why', ({ above, below, stays }) => {
    const body = `---END---\n\n${A}${above}\n\n${below}`;
    expect(repaired(body)).toBe(stays ? `${A}${above}\n\n${below}` : `${A}${above}`);
  });

  it('stays where 「この」 means what the new sentence before it names', () => {
    const same = '舟着き場は、古い桟橋を石のものに替え、夜に灯る明かりの数を二倍に増やすことになりました。';
    const body = `---END---\n\n${A}東の村の${same}\n\n${D}\n\n西の村にも大きな舟着き場がひとつあり、冬のあいだも朝から人が集まる。この${same}`;
    expect(repaired(body)).toBe(body.slice('---END---\n\n'.length));
  });

  it('in a post without cuts both stay: people may say a thing twice', () => {
    const body = `${A}${B}${C}\n\n## 冬の渡し\n\n${FREE}\n\n${A}${FULLER}`;
    expect(repaired(body)).toBe(body);
  });
});

describe('what a longer sentence has more', () => {
  it.for([
    { short: B, long: FULLER, lead: '', why: 'words in its middle' },
    { short: B, long: `村の渡し守の話では、${B}`, lead: '村の渡し守の話では', why: 'words before it' },
    { short: '舟賃は一合です。', long: '舟賃は一合です。', lead: '', why: 'nothing' },
    { short: B, long: C, lead: undefined, why: 'another sentence' },
    { short: C, long: `${C.slice(0, -1)}のではない。`, lead: undefined, why: 'a word that denies it' },
    {
      short: '渡し舟の客は三割増えたと組合は言う。',
      long: '渡し舟の客は昨年三割増えたと組合は言う。',
      lead: undefined,
      why: 'a year',
    },
    {
      short: '渡し舟の客は1日に20人ほどである。',
      long: '渡し舟の客は1日に120人ほどである。',
      lead: undefined,
      why: 'a digit of the same number',
    },
    {
      short: '渡し舟の売上は百億円ほどである。',
      long: '渡し舟の売上は二百億円ほどである。',
      lead: undefined,
      why: 'a kanji of the same number',
    },
    {
      short: '渡し舟の客は去年の冬も半分まで落ちました。',
      long: '渡し舟の客は去年の冬も半分まで落ちませんでした。',
      lead: undefined,
      why: 'a denial that begins as the other one ends',
    },
    {
      short: '渡し舟の荷は町でよく売れた。',
      long: '渡し舟の荷は町でよく売れなかった。',
      lead: undefined,
      why: 'a denial in the past',
    },
    {
      short: '渡し舟の客は次の冬も増えます。',
      long: '渡し舟の客は次の冬も増えますか。',
      lead: undefined,
      why: 'a question',
    },
  ])('$why: $lead', ({ short, long, lead }) => {
    expect(addedTo(short, long)).toBe(lead);
    expect(lead === undefined || mayHoldOther(short, long)).toBe(true);
  });
});

it.for<readonly [why: string, own: string, other: string, isSame: boolean]>([
  ['a word that goes on', '集まる', '集まり、荷を分け合う', true],
  ['one that denies', '集まらぬ', '集まり、荷を分け合う', false],
  ['one that denies what both begin', '集まります', '集まりません', false],
  ['a word in kanji', '集いあう', '集い合う', true],
  ['another subject', 'が呼ぶ', 'を舟で呼ぶ', false],
  ['a condition', '集まれば', '集まり、荷を分け合う', false],
  ['what is hard to do', '集まり', '集まりにくく、荷を分け合う', false],
  ['another number', '集まる百', '集まる二百', false],
])('two sentences are the same but for an ending: %s', ([, own, other, isSame]) => {
  const told = (words: string) =>
    `川下の村の渡し守は、雪の多い冬の朝にも舟着き場に${words}人たちであるという。`;
  expect(isSameButForEnding(told(own), told(other))).toBe(isSame);
});

describe('a full stop and emphasis behind it', () => {
  it('the `**` belongs to the sentence that it begins', () => {
    const body = `${A}**渡し守**は${C}\n\n---END---\n\n${A}${D}`;
    expect(repaired(body)).toContain('**渡し守**は');
    expect(repaired(`${D}\n\n---END---\n\n${D}**渡し守**は舟を出す。`)).toBe(
      `${D}\n\n**渡し守**は舟を出す。`,
    );
  });
});

describe('what stands right below itself', () => {
  const QUESTION = '私たちは、この舟を誰に渡していけばよいのでしょうか？';
  it.for([
    {
      body: `${A}${QUESTION}\n\nさて、${QUESTION}この問いは、村の誰もが避けてきたものです。`,
      shown: `${A}${QUESTION}\n\nこの問いは、村の誰もが避けてきたものです。`,
      why: 'a question with 「さて、」: what points at it points at the one above',
    },
    {
      body: `${A}${QUESTION}\n\n${QUESTION}」\n\nこの問いは、村の誰もが避けてきたものです。`,
      shown: `${A}${QUESTION}\n\nこの問いは、村の誰もが避けてきたものです。`,
      why: 'with the end of quotation marks that begin nowhere',
    },
    {
      body: `${A}${QUESTION}\n\n**さて、${QUESTION}この問い**は、村の誰もが避けてきたものです。`,
      shown: `${A}${QUESTION}\n\n**さて、${QUESTION}この問い**は、村の誰もが避けてきたものです。`,
      why: 'not in emphasis that goes on behind it',
    },
    {
      body: `${A}これらは、どの村でも見られた光景でした。\n\nこれらは、夜も明けきらない川の上の、どの村でも見られた光景でした。\n\n${C}`,
      shown: `${A}これらは、どの村でも見られた光景でした。\n\nこれらは、夜も明けきらない川の上の、どの村でも見られた光景でした。\n\n${C}`,
      why: 'not where words that deny are among those that came in',
    },
    {
      body: `${A}これらは、どこの村でも見られた朝の光景でした。\n\nこれらは、霧の深い大きな川の上の、どこの村でも見られた朝の光景でした。\n\n${C}`,
      shown: `${A}これらは、霧の深い大きな川の上の、どこの村でも見られた朝の光景でした。\n\n${C}`,
      why: 'a fuller form of the sentence above',
    },
    {
      body: `${A}よい舟大工は、杉の板の目を読みながら舟を組み上げる。\n\nよい舟大工は、杉の板の目を読み、川の癖を思い浮かべながら舟を組み上げる。この腕は、教わるものではない。`,
      shown: `${A}よい舟大工は、杉の板の目を読み、川の癖を思い浮かべながら舟を組み上げる。\n\nこの腕は、教わるものではない。`,
      why: 'with something behind it that points at it: now it points at the one above',
    },
    {
      body: `${A}舟を買う人は、板の目がどう流れているか、釘が錆びていないか、といったことを見て決めるのがよい。\n\n舟を買う人は、板の目がどう流れているか、釘が錆びていないか、あるいは水を吸って重くなっていないか、といったことを見て決めるのがよい。\n\n${C}`,
      shown: `${A}舟を買う人は、板の目がどう流れているか、釘が錆びていないか、あるいは水を吸って重くなっていないか、といったことを見て決めるのがよい。\n\n${C}`,
      why: 'with one more thing to ask: 「〜ないか」 denies nothing',
    },
    {
      body: `${A}この川のほとりで、人と舟が静かに暮らす、小さな村を残していこうではないか。\n\nこの川のほとりで、人と舟が静かに暮らし、互いの仕事を助け合う、小さな村を残していこうではないか。\n\nまさにその通りだと、渡し守は言いました。`,
      shown: `${A}この川のほとりで、人と舟が静かに暮らし、互いの仕事を助け合う、小さな村を残していこうではないか。\n\nまさにその通りだと、渡し守は言いました。`,
      why: 'a fuller form in which a word ends in another way; what leans on it still does',
    },
    {
      body: `${A}この川のほとりで、人と舟が静かに暮らす、小さな村を残していこうではないか。\n\nこの川のほとりで、人と舟が争って暮らす、小さな村を残していこうではないか。\n\n${C}`,
      shown: `${A}この川のほとりで、人と舟が静かに暮らす、小さな村を残していこうではないか。\n\nこの川のほとりで、人と舟が争って暮らす、小さな村を残していこうではないか。\n\n${C}`,
      why: 'another word is another statement',
    },
  ])('$why', ({ body, shown }) => {
    expect(repaired(`${body}\n\n${FREE}\n\n---END---\n\n${D}`)).toBe(`${shown}\n\n${FREE}\n\n${D}`);
  });
});

describe('a sentence that only names its topic again', () => {
  const ABOVE = '**白鷺丸**は、そのよい例でしょう。';
  const SAID = '古い杉の板を重ねて作られ、冬の荒れた川でも水が入らず、三代の渡し守に使われました。';
  it.for([
    {
      second: `例えば、**白鷺丸**は、${SAID}`,
      gone: true,
      why: 'the sentence above the first one names it',
    },
    { second: `例えば、**黒鷺丸**は、${SAID}`, gone: false, why: 'another name' },
  ])('$why', ({ second, gone }) => {
    const shown = told(`${A}${ABOVE}${SAID}`, gone ? '' : second);
    expect(repaired(cut(`${A}${ABOVE}${SAID}`, `${second}\n\n${D}`))).toBe(`${shown}\n\n${D}`);
  });
});

it('never parts a sentence around a bold phrase between blanks: only between two sentences it is a heading', () => {
  const said =
    'この村の渡しは、 **「人より先に荷を運ばない」「夜は舟を出さない」** という二つの決まりを守っています。';
  const again = said.replace('守って', '固く守って');
  const shown = repaired(`${A}${said}${C}\n\n## 冬の渡し\n\n${FREE}\n\n---END---\n\n${A}${again}${C}`);
  expect(shown).toContain('という二つの決まりを');
  expect(shown).toMatch(/この村の渡しは、 \*\*「人より先に荷を運ばない」「夜は舟を出さない」\*\* という/);
  expect(shown.match(/夜は舟を出さない/g)).toHaveLength(1);
});
