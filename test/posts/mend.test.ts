import { describe, expect, it } from 'vitest';
import { isOpen, mendCut } from '../../src/posts/rules/scars/cut-sentence.ts';
import { lettersOf } from '../../src/posts/rules/scars/seam.ts';

/** A cut in a post that says `elsewhere` before it. */
function mend(left: string, right: string | undefined, elsewhere = '') {
  const before = `${lettersOf(elsewhere)}\n${lettersOf(left)}`;
  return mendCut(left, right, { before: () => before, whole: () => `${before}\n${lettersOf(right ?? '')}` });
}

describe('halves that can not stand alone are joined', () => {
  it.for([
    { left: '白波は柔軟', right: 'な投資を続ける。', why: 'the ending of an adjective' },
    { left: 'この計画は避けて通', right: 'れない道です。', why: 'okurigana' },
    { left: '白波ロボティクス', right: 'は、来春に工場を開く。', why: 'a particle' },
    { left: '私たちの意図', right: '...を正確に読み取る。', why: 'a particle behind dots' },
    { left: '市場の見方は分かれて', right: 'います。', why: 'an auxiliary' },
    { left: '新しい市場、特にエ', right: 'ッジ機器で使われる。', why: 'a small kana' },
    { left: 'いわゆる「囲い込み', right: '」が進む。', why: 'a closing bracket' },
    { left: '生産能力は今後数', right: '年で倍になる。', why: 'a counter behind its number' },
    { left: '装置の重要', right: '性が増す。', why: 'a suffix' },
    { left: '歯車のまわる原', right: '理は単純である。', why: 'a noun of two kanji' },
    { left: '冬のあいだは悩まし', right: 'い問題が続く。', why: 'an adjective that ICU knows' },
    { left: '港の写真を保存し', right: 'たあとで、', why: 'the past of a verb' },
    {
      left: '古いスクリーンショッ',
      right: 'トは消す。',
      why: 'a letter in katakana, which is no word alone',
    },
    { left: '雪のコ', right: 'ンテナが着く。', why: 'ン, with which no word begins' },
    { left: '港の名はHarbour', right: ' は、古い。', why: 'a particle behind a blank' },
    { left: '動向を注意深く見', right: '守る必要がある。', why: 'a verb of two kanji' },
    { left: '頼れる製品「', right: 'しおかぜ」や「なぎ」を売る。', why: 'a bracket that is still open' },
    { left: '**柔軟', right: 'な戦略**が要る。', why: 'inside emphasis' },
    { left: '船大工には長い修業が', right: '不可欠です。次に道具の話を。', why: 'no more than a predicate' },
    { left: '港の値は市で', right: '決まります。', why: 'a verb, and nothing else' },
    { left: '古い船を', right: '検討しています。', why: 'a verb behind its object' },
    { left: '新しい時代の始まりだと', right: '私は見ています。', why: 'what somebody thinks' },
    {
      left: '風を読むことなくして',
      right: '実現できません。次は道具です。',
      why: 'a verb, behind 「なくして」',
    },
    {
      left: '荷の重さの伸びは',
      right: '無視できません。次は道具です。',
      why: 'behind a noun of any letters',
    },
  ])('$left | $right: $why', ({ left, right }) => {
    const text = left + right.replace(/^\.+/, '');
    expect(mend(left, right)).toEqual({ kind: 'joined', text });
  });

  it.for([
    {
      left: '特殊な冷却',
      right: '技術を持つ会社。',
      elsewhere: '冷却技術の会社',
      text: '特殊な冷却技術を持つ会社。',
    },
    {
      left: '広がるエコ',
      right: 'システムの強み。',
      elsewhere: 'エコシステム',
      text: '広がるエコシステムの強み。',
    },
    { left: 'このSHIRA', right: 'NAMIの装置', elsewhere: 'SHIRANAMI', text: 'このSHIRANAMIの装置' },
  ])('$left | $right: the post has the word elsewhere', ({ left, right, elsewhere, text }) => {
    expect(mend(left, right)).toMatchObject({ kind: 'lost' });
    expect(mend(left, right, elsewhere)).toEqual({ kind: 'joined', text });
  });
});

describe('a phrase that both halves make, and the right one says again', () => {
  it.for([
    {
      left: '渡し守は旅人との対',
      right: '話、旅人との対話、そして歌を好む。',
      text: '渡し守は旅人との対話、そして歌を好む。',
      why: 'stands once',
    },
    {
      left: '渡し守は旅人との対',
      right: '話、村人との対話、そして歌を好む。',
      text: '渡し守は旅人との対話、村人との対話、そして歌を好む。',
      why: 'of somebody else stays',
    },
  ])('$why', ({ left, right, text }) => {
    expect(mend(left, right, '旅人との対話は')).toEqual({ kind: 'joined', text });
  });
});

it('knows the end of a sentence in bold type, and takes the marks off', () => {
  expect(mend('渡し場の安全', '**管理をどうするかが、要になる。**', '安全管理の係')).toEqual({
    kind: 'joined',
    text: '渡し場の安全管理をどうするかが、要になる。',
  });
  expect(mend('渡し場の安全', '**管理の要**', '安全管理の係')).toMatchObject({ kind: 'lost' });
});

describe('what the post says elsewhere shows how two halves were one', () => {
  it('has the comma between them', () => {
    const [left, right] = ['北の港は混んでいますが', '船は待たずに出ていきます。'];
    expect(mend(left, right)).toMatchObject({ kind: 'lost' });
    expect(mend(left, right, `${left}、${right}`)).toEqual({ kind: 'joined', text: `${left}、${right}` });
  });

  it('has the bracket that was cut off', () => {
    const [left, right] = ['港の明かりの色（Colour Index - RGB', '...の確かさを調べる。'];
    const joined = '港の明かりの色（Colour Index - RGB）の確かさを調べる。';
    expect(mend(left, right, '明かりの色（Colour Index - RGB）や形を')).toEqual({
      kind: 'joined',
      text: joined,
    });
    expect(mend(left, right)).toEqual({ kind: 'joined', text: joined.replace('）', '') });
  });

  it('has the two letters once that both of them have', () => {
    const [left, right] = ['船大工の腕は今後ます', 'ますます大切になる。'];
    expect(mend(left, right)).toMatchObject({ kind: 'lost' });
    expect(mend(left, right, '船大工の腕は今後ますます大切になる。')).toEqual({
      kind: 'restarted',
      left: '船大工の腕は今後',
      right,
      glued: true,
    });
  });
});

describe('an item that begins again as a plain paragraph stays one', () => {
  it.for([
    {
      left: '1. 一つ目です。\n2.  **値の決め方：** 港',
      right: '値の決め方：港の値は市で決まる。',
      text: '1. 一つ目です。\n2.  **値の決め方：** 港の値は市で決まる。',
      why: 'with its number and its bold type',
    },
    {
      left: '- **値の決め方**',
      right: '値の決め方は、市で変わる。',
      text: undefined,
      why: 'a bold item may be whole; nothing was cut',
    },
    {
      left: '- **値の決め方**は市',
      right: '**値の決め方**は市で決まる。',
      text: undefined,
      why: 'a paragraph with bold type of its own is one',
    },
  ])('$why', ({ left, right, text }) => {
    const mending = mend(left, right);
    const shown = mending.kind === 'restarted' && mending.glued ? mending.left + mending.right : undefined;
    expect(shown).toBe(text);
  });
});

describe('what the right half says again is dropped from the left', () => {
  it.for([
    {
      left: '港は変わる。長い目で見れば',
      right: '長い目で見れば、港は栄える。',
      kept: '港は変わる。',
      glued: false,
      why: 'the whole fragment',
    },
    {
      left: '長い目で見れば',
      right: '長い目で見れば、港は栄える。',
      kept: '',
      glued: false,
      why: 'a paragraph that is a fragment',
    },
    {
      left: '港は変わる。昔は「船が出ま',
      right: '船が出ません」で終わった。',
      kept: '港は変わる。昔は「',
      glued: true,
      why: 'but not the bracket that it closes',
    },
    {
      left: '港は変わる。長い列を立て',
      right: 'を立てて待つ。',
      kept: '港は変わる。長い列',
      glued: true,
      why: 'three letters, where no sentence can begin with them',
    },
    { left: '高', right: '高価な装置は要らない。', kept: '', glued: false, why: 'a single letter' },
    {
      left: '試験では、人が意図する改善',
      right: '人が意図する改善点を示す。',
      kept: '試験では、',
      glued: true,
      why: 'a clause',
    },
    {
      left: '電力を使うため、予算やリスク',
      right: '…リスク分析まで行う。',
      kept: '電力を使うため、予算や',
      glued: true,
      why: 'a word, behind dots',
    },
    {
      left: '- **競争',
      right: '**競争環境と戦略**',
      kept: '',
      glued: false,
      why: 'an item that was never finished',
    },
    {
      left: '港は変わる。この問いに、私たちは今',
      right: 'この問いに、私たちはこう答える。',
      kept: '港は変わる。',
      glued: false,
      why: 'the sentence told anew',
    },
  ])('$left | $right: $why', ({ left, right, kept, glued }) => {
    expect(mend(left, right)).toMatchObject({ kind: 'restarted', left: kept, glued });
  });
});

describe('a few letters in common, where no sentence begins with them', () => {
  it.for([
    {
      left: '港の値はデータにア',
      right: 'タにアクセスして見る。',
      text: '港の値はデータにアクセスして見る。',
      why: 'inside a word in katakana',
    },
    {
      left: '荷の重さは規模によ',
      right: '模によって違う。',
      text: '荷の重さは規模によって違う。',
      why: 'inside a word of kanji',
    },
    {
      left: '港の名はImproved',
      right: 'oved Harbourである。',
      text: '港の名はImproved Harbourである。',
      why: 'inside a word in Latin letters',
    },
    {
      left: '船は一隻 → 夜明け',
      right: ' → 夜明けに二隻になる。',
      text: '船は一隻 → 夜明けに二隻になる。',
      why: 'a sign',
    },
    {
      left: '港は狭いのではなく、',
      right: 'く、浅いのです。',
      text: '港は狭いのではなく、浅いのです。',
      why: 'an ending and a comma',
    },
    {
      left: '港の料金は「クレ',
      right: 'クレーン料」と「岸壁料」である。',
      text: '港の料金は「クレーン料」と「岸壁料」である。',
      why: 'a bracket that is still open',
    },
    {
      left: '古い船は**帆布全体',
      right: '帆布全体の張りかえ**で直る。',
      text: '古い船は**帆布全体の張りかえ**で直る。',
      why: 'bold type that is still open',
    },
  ])('$left | $right: $why', ({ left, right, text }) => {
    const mended = mend(left, right);
    expect(mended).toMatchObject({ kind: 'restarted', glued: true });
    expect(mended.kind === 'restarted' && mended.left + mended.right).toBe(text);
  });

  it.for([
    {
      left: '港の荷は今後ます',
      right: 'ます重くなる。',
      kind: 'joined',
      why: 'a word that is the same letters twice',
    },
    {
      left: '港の門でサイン',
      right: 'インを見せる。',
      kind: 'lost',
      why: 'two letters in katakana: サインイン',
    },
    {
      left: '港の個人投資家',
      right: '投資家は船を見る。',
      kind: 'lost',
      why: 'a word that begins another sentence',
    },
    { left: '港の安全保障', right: '保障は別の話です。', kind: 'lost', why: 'a word inside another one' },
    {
      left: 'We sailed the whole day to',
      right: 'to be honest, nobody knows.',
      kind: 'lost',
      why: 'a word of its own in English',
    },
    { left: '港の名はOpenAI', right: 'AIは賢い。', kind: 'lost', why: 'capital letters begin a name' },
    {
      left: '船は北に着きまし',
      right: 'したがって荷は重い。',
      kind: 'lost',
      why: 'hiragana that begins a sentence',
    },
  ])('$left | $right: $why', ({ left, right, kind }) => {
    expect(mend(left, right)).toMatchObject({ kind });
  });
});

describe('where nothing continues it, a fragment ends in …', () => {
  it.for([
    {
      left: '電気推進船は、港の',
      right: '次に、燃料の話をします。',
      end: '電気推進船は、港の…',
      why: 'another sentence',
    },
    {
      left: '荷を運ぶのは村の男たちが冬',
      right: '凍った川を渡るには橇が要る。',
      end: '荷を運ぶのは村の男たちが冬…',
      why: 'two kanji that are no word together',
    },
    {
      left: '港の人は手紙を送',
      right: '料金の話を続けます。',
      end: '港の人は手紙を送…',
      why: 'a word that only the first letter of another one makes: 送料 | 料金',
    },
    {
      left: '電気推進船の技術',
      right: '技術者の話をします。',
      end: '電気推進船の技術…',
      why: 'two letters in common are an accident',
    },
    { left: '港が静かになると', right: undefined, end: '港が静かになると…', why: 'the end of the post' },
    {
      left: '北の港の',
      right: '必要です。次に進む。',
      end: '北の港の…',
      why: 'behind の a noun is missing: 「必要です」 is said of that one',
    },
    {
      left: '船主の関心は',
      right: 'きょうは港の話です。',
      end: '船主の関心は…',
      why: 'a word that begins sentences',
    },
    { left: '船主の関心は', right: 'なかなか面白い話です。', end: '船主の関心は…', why: 'so does an adverb' },
    { left: '船主の関心は', right: '以上です。', end: '船主の関心は…', why: 'said of the whole text' },
    { left: '港の祭りは', right: '楽しみです。', end: '港の祭りは…', why: 'said of nobody in particular' },
    { left: '古い船を', right: '検討です。', end: '古い船を…', why: 'a noun does not follow an object' },
    {
      left: '船賃を上げると',
      right: '私は見ています。',
      end: '船賃を上げると…',
      why: 'it may be a condition, and not what somebody thinks',
    },
    {
      left: '長い修業が',
      right: '重要なのは腕です。',
      end: '長い修業が…',
      why: 'more than a predicate',
    },
    {
      left: '修業が要るのは船が',
      right: '港もです。',
      end: '修業が要るのは船が…',
      why: 'a subject of its own',
    },
    { left: '二つの課題、', right: '## 次の章', end: '二つの課題…', why: 'a heading; no comma before …' },
    { left: '**大切な点', right: '次に進みます。', end: '**大切な点…', why: 'open emphasis' },
    { left: '### 港の', right: 'を考える。', end: '### 港の…', why: 'a heading never swallows a text' },
    {
      left: '株価は安定し、投資',
      right: '投資家の皆さんは注意が要る。',
      end: '株価は安定し、投資…',
      why: 'a longer word at the same place is no restart of two letters',
    },
  ])('$left | $right: $why', ({ left, right, end }) => {
    const mending = mend(left, right);
    expect(mending.kind === 'lost' ? mending.left : mending).toBe(end);
  });

  it.for([
    {
      left: '港は変わると考えています',
      right: '次に、燃料の話をします。',
      kind: 'ended',
      why: 'only 。 is missing',
    },
    { left: '港の明かりは要るはずです', right: undefined, kind: 'ended', why: 'also at the end of the post' },
    {
      left: '求められる技術も今後ます',
      right: '次に、燃料の話をします。',
      kind: 'lost',
      why: 'half of 今後ますます',
    },
    {
      left: '大切な挑戦である',
      right: '次に、燃料の話をします。',
      kind: 'lost',
      why: 'it may go on: であると同時に',
    },
    {
      left: '船主は「港は静かです',
      right: '次に、燃料の話をします。',
      kind: 'lost',
      why: '」 is missing, too',
    },
  ])('$left | $right is $kind: $why', ({ left, right, kind }) => {
    expect(mend(left, right).kind).toBe(kind);
  });

  it('gives a sentence its 。', () => {
    expect(mend('港は変わると考えています ', '次に、燃料の話をします。')).toEqual({
      kind: 'ended',
      left: '港は変わると考えています。',
    });
  });

  it('does not give to one cut what continues another', () => {
    const said = '利益が還元されるような、新しい仕組みを検討したい。';
    expect(mend('それは模倣ではない', 'ような、新しい仕組みを検討したい。', said)).toMatchObject({
      kind: 'lost',
    });
  });
});

describe('isOpen', () => {
  it.for([
    { left: '港は変わる。', open: false, why: 'a full stop' },
    { left: '「変わるのか？」', open: false, why: 'a bracket behind the mark' },
    { left: '**港は変わる。**', open: false, why: 'emphasis behind the mark' },
    { left: 'It changes.', open: false, why: 'Latin' },
    { left: '売上は3.', open: false, why: 'a number with a full stop' },
    { left: '**港の未来**', open: false, why: 'a bold line is a heading' },
    { left: '| 港 | 一位 |', open: false, why: 'a row of a table' },
    { left: '![港](a.png)', open: false, why: 'a picture' },
    { left: '- 速い\n- 安い', open: false, why: 'items without full stops' },
    { left: '- 速いです。\n- 安い', open: true, why: 'an item unlike the others' },
    { left: '港は「変わる」', open: true, why: 'a bracket ends no sentence' },
    { left: '港は変わりました', open: true, why: 'no full stop' },
  ])('$left: $why', ({ left, open }) => {
    expect(isOpen(left, '次の文。')).toBe(open);
  });

  it('sees a colon as whole before a list', () => {
    expect(isOpen('三つあります：', '- 速い')).toBe(false);
    expect(isOpen('三つあります：', '速い')).toBe(true);
  });
});
