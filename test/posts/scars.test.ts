/** The scars of a writing pipeline: what readers get instead, and what is only named. Each with what is no scar. */
import { describe, expect, it } from 'vitest';
import { joinBlocks, splitBlocks } from '../../src/posts/blocks.ts';
import { wholeTitleIn } from '../../src/posts/check/held-back.ts';
import { readHead } from '../../src/posts/head/read-head.ts';
import { contextOf } from '../../src/posts/rules/rule-context.ts';
import { findingsIn, repairBody } from '../../src/posts/rules/table.ts';
import { settingsWith } from './settings.ts';

const settings = settingsWith();

function context(title = '港の発電機を新しくする', date = '2025-11-07') {
  const { post } = readHead(
    'posts/a.md',
    `---\ntitle: ${JSON.stringify(title)}\ndate: ${date}\n---\n`,
    settings,
  );
  if (post === undefined) throw new Error('the head of a test must be good');
  return { post, context: contextOf(post, settings) };
}

const repaired = (body: string, title?: string) =>
  joinBlocks(repairBody(splitBlocks(body, 1), context(title).context).blocks).trim();
const codes = (body: string, title?: string, date?: string) => [
  ...new Set(findingsIn(splitBlocks(body, 1), context(title, date).context).map(({ code }) => code)),
];

const TEXT =
  '港の電力は、船を待つあいだも岸壁の明かりと冷蔵庫に要る。市は古い発電機を三台とも新しくし、費用の半分を国の補助でまかなう。';

const ONE =
  '港の電力は、船を待つあいだも岸壁の明かりと冷蔵庫に要るので、市は古い発電機を三台とも新しくし、費用の半分を国の補助でまかない、来年の春から二年をかけて工事を';

const ONCE = '北の岸壁には、夏のあいだだけ氷を売る小屋が三つ並んでいる。';

describe('a cut before two empty lines, where a marker was deleted by hand', () => {
  it.for([
    {
      body: `${TEXT}若い職人が戻る可能性が飛\n\n\n躍的に高まる。`,
      text: `${TEXT}若い職人が戻る可能性が飛躍的に高まる。`,
      why: 'is joined',
    },
    {
      body: 'もちろん、まだ決ま\n\n\nもちろん、まだ決まっていない。',
      text: 'もちろん、まだ決まっていない。',
      why: 'is begun again',
    },
    {
      body: `${TEXT}市はその大きな費用を\n\n\n## 次の章\n\n${TEXT.slice(0, 30)}`,
      text: `${TEXT}市はその大きな費用を…\n\n\n## 次の章\n\n${TEXT.slice(0, 30)}`,
      why: 'ends in …',
    },
    {
      body: `${TEXT}市はその費用を\n\n\n次に、市場は動く。\n\nさらに新しい設備の計画\n\n\nこうして港は変わる。`,
      text: `${TEXT}市はその費用を…\n\n\n次に、市場は動く。\n\nさらに新しい設備の計画…\n\n\nこうして港は変わる。`,
      why: 'counts where another is sure',
    },
    {
      body: `${TEXT}新しい船の名前はHarbour\n\n\n新しい船の名前はHarbour Oneに決まった。`,
      text: `${TEXT}\n\n\n新しい船の名前はHarbour Oneに決まった。`,
      why: 'is begun again behind a word in Latin letters',
    },
    {
      body: `${ONCE}\n\n市は新しい設備の計画\n\n\n${ONCE}${TEXT}`,
      text: `${ONCE}\n\n市は新しい設備の計画…\n\n\n${TEXT}`,
      why: 'counts where what was told before begins again behind it',
    },
    {
      body: `${ONCE}\n\n市は新しい設備の計画\n\n\n${TEXT}`,
      text: `${ONCE}\n\n市は新しい設備の計画\n\n\n${TEXT}`,
      why: 'is none where nothing proves it',
    },
    {
      body: `${TEXT}市はその費用を\n\n\n次に、市場は動く。\n\nデータベースマ\n\n\nデータベースマネージャーは、夜も動く。`,
      text: `${TEXT}市はその費用を…\n\n\n次に、市場は動く。\n\n\nデータベースマネージャーは、夜も動く。`,
      why: 'of a few letters that are begun again counts where another is sure',
    },
    {
      body: `${TEXT}\n\n市場は動く。\n\nデータベース\n\n\nデータベースは、夜も動く。`,
      text: `${TEXT}\n\n市場は動く。\n\nデータベース\n\n\nデータベースは、夜も動く。`,
      why: 'of a few letters is a heading where no other is sure',
    },
    {
      body: `## 1. 港\n\n${TEXT}老人は朝から\n\n---END---\n\n1. 港の船は夜に出る\n2. 灯台は光る`,
      text: `## 1. 港\n\n${TEXT}老人は朝から…\n\n1. 港の船は夜に出る\n2. 灯台は光る`,
      why: 'before a list whose first item begins as a heading does leaves the item whole',
    },
    {
      body: `${TEXT}費用は３８\n\n---END---\n\n億円になる。`,
      text: `${TEXT}費用は３８億円になる。`,
      why: 'is joined behind a wide digit, too',
    },
    {
      body: `${TEXT}くわしくは[市の発表](https://minato.example/news/20\n\n---END---\n\n26/11/)にある。`,
      text: `${TEXT}くわしくは[市の発表](https://minato.example/news/2026/11/)にある。`,
      why: 'in the address of a link is joined',
    },
    {
      body: `${TEXT}くわしくは[市の発\n\n---END---\n\n表](https://minato.example/)にある。`,
      text: `${TEXT}くわしくは[市の発表](https://minato.example/)にある。`,
      why: 'in the words of a link is joined',
    },
    {
      body: `${TEXT}くわしくは[市の発表](https://minato.example/ne\n\n---END---\n\n次に、船の話である。`,
      text: `${TEXT}くわしくは市の発表\n\n次に、船の話である。`,
      why: 'leaves the words of a link whose address is lost',
    },
    {
      body: `## 港の夜\n\n高\n\n---END---\n\n## 船の朝\n\n${TEXT}`,
      text: `## 船の朝\n\n${TEXT}`,
      why: 'goes where a word or less is left, with a heading over nothing',
    },
    {
      body: `${TEXT}\n\n---END---\n\n次の話です。\n\n---\n\n---\n\n## 新たな共有の形と\n\n---END---`,
      text: `${TEXT}\n\n次の話です。`,
      why: 'leaves no heading at the end, and no rule, over nothing',
    },
    {
      body: '参考にした資料の一覧\n\n\nこうして港は変わる。',
      text: '参考にした資料の一覧\n\n\nこうして港は変わる。',
      why: 'is none where a line of its own stands above empty lines',
    },
    {
      body: `${TEXT}\n\n\n\n${TEXT.slice(0, 20)}`,
      text: `${TEXT}\n\n\n\n${TEXT.slice(0, 20)}`,
      why: 'is none behind a full stop',
    },
    {
      body: `市はその費用を\n\n次に、市場は動く。`,
      text: `市はその費用を\n\n次に、市場は動く。`,
      why: 'is none at one empty line',
    },
    {
      body: 'see the notes of\n\n\nthe harbour',
      text: 'see the notes of\n\n\nthe harbour',
      why: 'is none in English',
    },
  ])('$why', ({ body, text }) => {
    expect(repaired(body)).toBe(text);
  });
});

describe('empty lines that an author leaves everywhere', () => {
  const DIARY = [
    'おはようございます。',
    '今日は朝から雨がひどく降っていて、',
    'どこにも出かけられませんでした。',
    'それで久しぶりに古い写真を',
    '一枚ずつ眺めていました。',
    '夕方になって雨がやんだので',
    '川まで散歩に行ってみると、',
    '大きな虹が出ていました。',
  ];

  it.for([
    { body: DIARY.join('\n\n\n'), why: 'two below each line' },
    { body: DIARY.join('\n\n\n\n\n'), why: 'four below each line' },
    {
      body: DIARY.map((line, at) => line + '\n'.repeat(2 + (at % 3)))
        .join('')
        .trim(),
      why: 'one, two or three',
    },
  ])('cut no sentence: $why', ({ body }) => {
    expect(repaired(body)).toBe(body);
  });
});

describe('notes without 。', () => {
  it.for<readonly [why: string, body: string]>([
    [
      'of somebody who works',
      '設定の画面を開くと名前が出る\n\n自分の名前を欄に書く\n\n港は一覧の中から選ぶ\n\n登録には五分ほどかかる\n\n保存を押してしばらく待つ\n\n\n## 次に見るところ\n\n色の好みで好きな方で\n\n\n### 型\n\n整数には最も広い\n\n\n終わり。',
    ],
    [
      'with a name above its text',
      'はじめに。\n\n潮の発電所\n\n\n潮の発電所とは、羽根を海に沈めるものだ。\n\n風の発電は空にある\n\n波の発電は沖にある\n\n地熱の発電は山にある\n\n以上。',
    ],
  ])('are not cut: %s', ([, body]) => {
    expect(repaired(body)).toBe(body);
  });

  it('are no habit where two stand in a post that was cut', () => {
    const notes = '参考にした港の話\n\n波の高さの記録\n\n';
    expect(repaired(`${notes}市はその大きな費用を\n\n\n## 次の話\n\n港は変わる。`)).toBe(
      `${notes}市はその大きな費用を…\n\n\n## 次の話\n\n港は変わる。`,
    );
  });
});

describe('a post that was cut, with no marker left in it', () => {
  const CUT = `${TEXT}若い職人が戻る可能性が飛\n\n\n躍的に高まる。`;
  const SAID = '市長は会見で、工事の費用を抑えながら、港を開けておく方法を探すと話した。';
  const NEW = '漁師の組合は、夜の荷揚げを一時間だけ早めた。';

  it.for([
    { again: `さて、${TEXT}${NEW}`, left: NEW, why: 'with a word before a passage' },
    { again: `${NEW}それでも、${SAID}`, left: NEW, why: 'with a word before a sentence' },
    { again: `${NEW}\n\n港の発電機を新しくする`, left: NEW, why: 'the title below a text' },
  ])('says nothing again, as one with its markers: $why', ({ again, left }) => {
    const body = `${SAID}\n\n${CUT}\n\n${again}`;
    const shown = `${SAID}\n\n${TEXT}若い職人が戻る可能性が飛躍的に高まる。\n\n${left}`;
    expect(repaired(body)).toBe(shown);
    expect(repaired(body.replace('\n\n\n', '\n\n---END---\n\n'))).toBe(shown);
  });
});

describe('structure', () => {
  it.for([
    {
      body: `${TEXT}\nそして、次の十年は。\n---\n\n後の文。`,
      text: `${TEXT}\nそして、次の十年は。\n\n---\n\n後の文。`,
      why: 'a paragraph that --- made a heading',
    },
    {
      body: '港の話\n---\n\n本文。',
      text: '港の話\n---\n\n本文。',
      why: 'but not a heading that is underlined',
    },
    { body: `## 港の夜 ${TEXT}`, text: `## 港の夜\n\n${TEXT}`, why: 'a text on the line of its heading' },
    {
      body: '## 港の電力はどこから来るのか、そして誰がその費用を払うのか',
      text: '## 港の電力はどこから来るのか、そして誰がその費用を払うのか',
      why: 'but not a long heading',
    },
    {
      body: `**港の夜**\n${TEXT}`,
      text: `## 港の夜\n\n${TEXT}`,
      why: 'a bold line in one paragraph with its text',
    },
    { body: '**注意**\n短い文。', text: '**注意**\n短い文。', why: 'but not a label over a short line' },
    {
      body: `港の話。\n\n---END---\n\n## 今後の展望（続き）\n\n${TEXT}`,
      text: `港の話。\n\n## 今後の展望\n\n${TEXT}`,
      why: 'a label of the writing in a heading',
    },
    {
      body: `## 桟橋の直し方（続き）\n\n${TEXT}`,
      text: `## 桟橋の直し方（続き）\n\n${TEXT}`,
      why: 'but not one that a person wrote for readers',
    },
    {
      body: `港の話。\n\n---END---\n\n...${TEXT}`,
      text: `港の話。\n\n${TEXT}`,
      why: 'dots before a paragraph',
    },
    { body: `…というわけで、${TEXT}`, text: `…というわけで、${TEXT}`, why: 'but not where nothing was cut' },
    { body: '…と、港は言う。', text: '…と、港は言う。', why: 'but not a pause' },
    {
      body: `${TEXT}港は変わると信じています。\n\n---END---\n\n...港は変わると信じています。\n\n終わり。`,
      text: `${TEXT}港は変わると信じています。\n\n終わり。`,
      why: 'the last sentence again as a paragraph',
    },
    {
      body: `${TEXT}港は変わると信じています。\n\n「港は変わると信じています。」\n\n終わり。`,
      text: `${TEXT}港は変わると信じています。\n\n終わり。`,
      why: 'the same in quotation marks',
    },
  ])('$why', ({ body, text }) => {
    expect(repaired(body)).toBe(text);
  });
});

describe('a heading that stands again', () => {
  const MARKED = `${TEXT}\n\n---END---\n\n`;
  const SECOND = '来年の春から二年をかけて、岸壁の工事を進める。';
  it.for([
    {
      body: `${MARKED}## 港の電力をどうするか\n\n${SECOND}\n\n## 港の電力をどうするか\n\n船も待つ。`,
      text: `${TEXT}\n\n## 港の電力をどうするか\n\n${SECOND}\n\n船も待つ。`,
      why: 'goes where it only parts a section from its own continuation',
    },
    {
      body: `${MARKED}## 港の電力をどうするか\n\n${SECOND}\n\n## 次\n\n船も待つ。\n\n## 港の電力をどうするか\n\n## 終わり\n\n以上。`,
      text: `${TEXT}\n\n## 港の電力をどうするか\n\n${SECOND}\n\n## 次\n\n船も待つ。\n\n## 終わり\n\n以上。`,
      why: 'goes where it stands over nothing',
    },
    {
      body: `${MARKED}## 港の電力をどうするか\n\n${SECOND}\n\n## 次\n\n船も待つ。\n\n## 港の電力をどうするか\n\n岸壁も。`,
      text: `${TEXT}\n\n## 港の電力をどうするか\n\n${SECOND}\n\n## 次\n\n船も待つ。\n\n## 港の電力をどうするか\n\n岸壁も。`,
      why: 'stays where something new stands below it, and others between',
    },
    {
      body: `## 変更点\n\n${SECOND}\n\n## 変更点\n\n船も待つ。`,
      text: `## 変更点\n\n${SECOND}\n\n## 変更点\n\n船も待つ。`,
      why: 'stays where nothing says that a program wrote',
    },
  ])('$why', ({ body, text }) => {
    expect(repaired(body)).toBe(text);
  });
});

describe('the title', () => {
  const whole = (title: string, line: string) => {
    const { post } = context(title);
    const text = `---\ntitle: ${JSON.stringify(title)}\ndate: 2025-11-07\n---\n\n${line}\n\n${TEXT}\n`;
    return wholeTitleIn(Buffer.from(text), post, settings) ?? post.title;
  };
  it.for([
    {
      title: '港が目指す窯クラ',
      line: '港が目指す窯クラスターの狙いとは？',
      whole: true,
      why: 'cut in a word of katakana',
    },
    {
      title: '港の発電機の可能',
      line: '港の発電機の可能性とは？',
      whole: true,
      why: 'cut in a word of kanji',
    },
    {
      title: '港が描く未来、その真意と？',
      line: '港が描く未来、その真意とは',
      whole: true,
      why: 'cut before its last letter',
    },
    {
      title: '白波の新しい工場の可能性\ufffd',
      line: '白波の新しい工場、その真価とは？',
      whole: true,
      why: 'with the scar of a cut, over a headline that begins alike',
    },
    {
      title: '港の発電機の話をしよう',
      line: '港の発電機の話をしようと思ったのは昨日だ。',
      whole: false,
      why: 'that a sentence begins like',
    },
    {
      title: '港の発電機の使い方',
      line: '港の発電機の使い方を紹介します',
      whole: false,
      why: 'that a line without a full stop begins like',
    },
    { title: 'Harbour 1.2.3', line: 'Harbour 1.2.3 released', whole: false, why: 'in English' },
    { title: '港の夜', line: '港の夜景', whole: false, why: 'that is short' },
    {
      title: 'Broken Harbour Gate',
      line: 'Broken harbour gates, also known as leaking ones',
      whole: false,
      why: 'whose last word stands in the plural there',
    },
    {
      title: '港のしごととコンピュータ',
      line: '港のしごととコンピューターの話',
      whole: false,
      why: 'whose last word is written longer there',
    },
    {
      title: 'How the harbour lost its lightho',
      line: 'How the harbour lost its lighthouse',
      whole: true,
      why: 'cut in a word of Latin letters',
    },
  ])('$title: $why', ({ title, line, whole: expected }) => {
    expect(whole(title, line)).toBe(expected ? line : title.replace('\ufffd', ''));
  });

  it.for([
    { title: '白波が産業用ハード\ufffd', shown: '白波が産業用ハード…', why: 'its rest is nowhere' },
    { title: '白波の話。\ufffd', shown: '白波の話。', why: 'it ends as a sentence' },
    { title: '白波を待ちながら…', shown: '白波を待ちながら…', why: 'its author wrote dots' },
  ])('$title is shown as $shown: $why', ({ title, shown }) => {
    expect(whole(title, '今朝は静かだった。')).toBe(shown);
  });

  it.for([
    {
      title: '港の発電機、その真意はどこにあるのか？',
      body: '港の発電機、その真意は何か？',
      left: false,
      why: 'in other words',
    },
    {
      title: '2026年港の発電機、その真意はどこにあるのか？の全貌',
      body: '港の発電機、その真意はどこにあるのか？',
      left: false,
      why: 'without its year and template',
    },
    {
      title: '港の発電機とは何か？',
      body: '皆さん、港の発電機とは何か、知っていますか？',
      left: true,
      why: 'but not a question to readers',
    },
  ])('goes from the first line $why', ({ title, body, left }) => {
    expect(repaired(`${body}\n\n${TEXT}${TEXT}`, title).startsWith(body)).toBe(left);
  });
});

describe('what is only named', () => {
  it.for([
    {
      title: '2026年港の発電機の狙い',
      body: TEXT,
      found: ['post-title-year'],
      why: 'the year of another time',
    },
    { title: '2025年港の発電機の狙い', body: TEXT, found: [], why: 'the year of the post' },
    {
      title: '2027年港湾博の準備',
      body: `${TEXT}2027年の博覧会まで二年を切った。`,
      found: [],
      why: 'a year that the text speaks of',
    },
    {
      title: '電動の船を買ってみたが',
      body: TEXT,
      found: [],
      why: 'a title that ends in a particle of speech',
    },
    {
      body: '元の記事ではこう書かれている。これまでの記事でも紹介した。',
      found: [],
      why: 'talk about other articles',
    },
    { title: '2030年の港を考える', body: TEXT, found: [], why: 'a year that the title is about' },
    { title: '2024年港湾賞を振り返る', body: TEXT, found: [], why: 'a year that is over' },
    {
      title: '港の発電機とは？がもたらす変化',
      body: TEXT,
      found: ['post-title-glued'],
      why: 'a template behind a question',
    },
    { title: 'なぜ？を大切にする', body: TEXT, found: [], why: 'a question that is a name' },
    { body: `${TEXT}とても重要ですす。`, found: ['post-doubled-letters'], why: 'letters twice' },
    { body: 'そうだと言います。見る。るるぶを読む。', found: [], why: 'words with two like letters' },
    { body: 'くわしくは[発表](https://minato.example/ne', found: ['post-cut-link'], why: 'a cut link' },
    { body: '[1]の話。[発表](https://minato.example/)', found: [], why: 'whole links' },
    { body: 'この株は必ず儲かります。', found: ['post-promise'], why: 'a promise' },
    {
      body: '必ず儲かるという話は詐欺だ。「元本保証」とうたう商品に注意する。リスクなしとは言えない。',
      found: [],
      why: 'a warning of promises',
    },
    {
      body: '既存の記事でも触れましたが、港は広い。',
      found: ['post-meta-talk'],
      why: 'talk about the writing',
    },
    { body: '前の記事で書いたとおり、港は広い。', found: [], why: 'a reference to an earlier post' },
    { body: '先ほどの記事でご紹介したように、港は広い。', found: [], why: 'another one, on the same day' },
    {
      body: `## 港の今後の展望\n\n${TEXT}\n\n## 港の今後の展望\n\n新しいことを書く。`,
      found: ['post-repeated-heading'],
      why: 'a heading twice',
    },
    { body: `## まとめ\n\n${TEXT}\n\n## まとめ\n\n別のこと。`, found: [], why: 'a short heading twice' },
    {
      body: `${ONE}する見込みだ。\n\n${ONE}するそうである。`,
      found: ['post-retold'],
      why: 'a paragraph told again',
    },
    {
      body: `${TEXT}\n\nもちろん、まだ決まっていないことが\n\n---END---`,
      found: ['post-marker', 'post-cut-open', 'post-cut-edge'],
      why: 'a post that ends in mid-sentence',
    },
  ])('$why', ({ body, title, found }) => {
    expect(codes(body, title).toSorted()).toEqual(found.toSorted());
  });
});

describe('a cut sentence that the post has whole somewhere else', () => {
  const WHOLE =
    'この計画は、港の夜を安全な時間へと変え、荷役の人を助けるものになる見込みだと市は考えている。';
  const [LEFT, RIGHT] = [WHOLE.slice(0, 14), WHOLE.slice(14)];
  it('is joined, because the post proves how it goes on', () => {
    const body = `${TEXT}${LEFT}\n\n---END---\n\n${RIGHT}次は船である。\n\n---END---\n\n${TEXT}${WHOLE}`;
    expect(repaired(body)).toBe(`${TEXT}${WHOLE}次は船である。`);
  });

  it('is never joined with something else', () => {
    const body = `${TEXT}${LEFT}\n\n---END---\n\n船の朝は早い。次は船である。\n\n${WHOLE}`;
    expect(repaired(body)).toBe(`${TEXT}\n\n船の朝は早い。次は船である。\n\n${WHOLE}`);
  });
});

describe('what the pipeline tells again in a list, or with a word before it', () => {
  const OLD =
    '古い発電機は三台とも岸壁の端にあり、潮をかぶるたびに止まるので、夜の荷役は長いあいだ人の手に頼ってきた。';
  const NEW = '来年の春からは蓄電池が昼の余りをためて夜に使うので、荷役の機械が一晩中動けるようになる。';
  const LIST = `* **費用**: ${TEXT}${OLD}\n* **時期**: ${NEW}`;
  it.for([
    {
      body: `${LIST}\n\n---END---\n\n${LIST}`,
      text: LIST,
      why: 'a whole list goes',
    },
    {
      body: `**1. 港の費用の見通し：**\n${TEXT}${OLD}\n\n---END---\n\n${NEW}\n\n---END---\n\n**1. 港の費用の見通し：** ${TEXT}${OLD}`,
      text: `## 1. 港の費用の見通し\n\n${TEXT}${OLD}\n\n${NEW}`,
      why: 'so does a heading that stands in its paragraph',
    },
    {
      body: `${LIST}\n\n---END---\n\n* **費用**: ${TEXT}${OLD}\n* **場所**: 北の岸壁に置く。`,
      text: `${LIST}\n* **場所**: 北の岸壁に置く。`,
      why: 'an item goes, and the one beside it stays',
    },
    {
      body: `* **費用**: ${OLD}\n* **電気代**: 月に一万八千円ほど増える。\n\n${TEXT}\n\n---END---\n\n* **費用**: ${OLD}\n* **電気代**: 月に一万\n\n---END---\n\n${NEW}`,
      text: `* **費用**: ${OLD}\n* **電気代**: 月に一万八千円ほど増える。\n\n${TEXT}\n\n${NEW}`,
      why: 'so does the beginning of an item that was cut',
    },
    {
      body: `${LIST}\n\n---END---\n\n* **費用**: ${TEXT}${OLD}北の岸壁が先になる。\n* **場所**: 北の岸壁に置く。`,
      text: `${LIST}\n\n* **費用**: 北の岸壁が先になる。\n* **場所**: 北の岸壁に置く。`,
      why: 'what is new in an item stays, with what it is about',
    },
    {
      body: `${TEXT}${OLD}\n\n---END---\n\nしかし、${TEXT}既存の記事でも触れましたが、${OLD}`,
      text: `${TEXT}${OLD}`,
      why: 'a word before a sentence makes no new one',
    },
    {
      body: `${NEW}${OLD}\n\n---END---\n\n南の港では、${NEW}北の港では、${OLD}`,
      text: `${NEW}${OLD}\n\n南の港では、${NEW}北の港では、${OLD}`,
      why: 'another subject does',
    },
  ])('$why', ({ body, text }) => {
    expect(repaired(body)).toBe(text);
  });

  it.for([
    {
      body: `${TEXT}どの港が先か。市はまだ決めない。\n\nどの港が先か。市はまだ決めない。\n\n${OLD}\n\n---END---`,
      text: `${TEXT}どの港が先か。市はまだ決めない。\n\n${OLD}`,
      why: 'two sentences right behind themselves',
    },
    {
      body: `## 港の夜\n\nどの港が先か。\n\n${TEXT}\n\n---END---\n\n## 港の夜\n\nどの港が先か。\n\n${OLD}`,
      text: `## 港の夜\n\nどの港が先か。\n\n${TEXT}\n\n${OLD}`,
      why: 'the beginning of a section under the same heading, which goes on',
    },
    {
      body: `## 港の夜\n\nどの港が先か。\n\n${TEXT}\n\n---END---\n\n## 船の朝\n\nどの港が先か。\n\n${OLD}`,
      text: `## 港の夜\n\nどの港が先か。\n\n${TEXT}\n\n## 船の朝\n\nどの港が先か。\n\n${OLD}`,
      why: 'and not under another',
    },
  ])('a short paragraph goes: $why', ({ body, text }) => {
    expect(repaired(body)).toBe(text);
  });

  it.for([
    {
      body: `${NEW}${TEXT}\n\n---END---\n\n北の港は遠い。${NEW}南の港は近い。`,
      text: `${NEW}${TEXT}\n\n北の港は遠い。南の港は近い。`,
      why: 'that the next one does not need',
    },
    {
      body: `${NEW}${TEXT}\n\n---END---\n\n北の港は遠い。${NEW}これは、南の港にも言える。`,
      text: `${NEW}${TEXT}\n\n北の港は遠い。${NEW}これは、南の港にも言える。`,
      why: 'but not one that the next one leans on',
    },
    {
      body: `${TEXT}\n\n---END---\n\n${NEW}荷役の機\n\n---END---\n\n北の港は遠い。\n\n荷役の機械は一晩中動く。`,
      text: `${TEXT}\n\n${NEW}\n\n北の港は遠い。\n\n荷役の機械は一晩中動く。`,
      why: 'and a fragment, where the whole one is told later',
    },
  ])('one sentence alone goes: $why', ({ body, text }) => {
    expect(repaired(body)).toBe(text);
  });

  const END = OLD.slice(OLD.indexOf('潮をかぶる'));
  it.for([
    {
      body: `${TEXT}${OLD}\n\n---END---\n\n${END}しかし、南の港は近い。`,
      text: `${TEXT}${OLD}\n\nしかし、南の港は近い。`,
      why: 'goes, whatever leans on it',
    },
    {
      body: `${TEXT}${OLD}\n\n---END---\n\n...人の手に頼ってきた。しかし、南の港は近い。`,
      text: `${TEXT}${OLD}\n\nしかし、南の港は近い。`,
      why: 'goes behind dots, though it is short',
    },
    {
      body: `${TEXT}${OLD}\n\n北の港は遠い。古い発電機は\n\n---END---\n\n${OLD.slice(6)}しかし、南の港は近い。`,
      text: `${TEXT}${OLD}\n\n北の港は遠い。南の港は近い。`,
      why: 'completes the beginning that stays before the cut, and then both were said',
    },
  ])('the end of a sentence that was said $why', ({ body, text }) => {
    expect(repaired(body)).toBe(text);
  });

  it('knows the title, which stands above the text', () => {
    const title = '港の発電機は、いつ新しくなるのか？';
    const body = `${TEXT}\n\n${OLD}\n\n---END---\n\n${NEW}\n\n${title} ${TEXT}${OLD}`;
    expect(repaired(body, title)).toBe(`${TEXT}\n\n${OLD}\n\n${NEW}`);
  });

  it('stays in a post without other scars', () => {
    const twice = `${LIST}\n\n間。\n\n* **費用**: ${TEXT}${OLD}\n* **場所**: 北の岸壁。`;
    expect(repaired(twice)).toBe(twice);
  });
});

describe('letters that stand twice', () => {
  it.for([
    {
      body: `${TEXT}とても重要ですす。\n\n---END---`,
      text: `${TEXT}とても重要です。`,
      why: 'stand once where a program wrote',
    },
    {
      body: `${TEXT}とても重要ですす。`,
      text: `${TEXT}とても重要ですす。`,
      why: 'stay where nothing says so',
    },
    {
      body: `${TEXT}\n\n\`ますす。\`と打つ。そうですです。\n\n---END---`,
      text: `${TEXT}\n\n\`ますす。\`と打つ。そうですです。`,
      why: 'stay in code, and where a way of speaking may be meant',
    },
  ])('$why', ({ body, text }) => {
    expect(repaired(body)).toBe(text);
  });
});

describe('talk about the writing', () => {
  it.for([
    {
      body: `${TEXT}既存の記事でも触れましたが、北の港は遠い。\n\n---END---`,
      text: `${TEXT}北の港は遠い。`,
      why: 'a clause that says nothing of the matter goes',
    },
    {
      body: `${TEXT}もちろん、既存記事で触れた「北の港」は遠い。\n\n---END---`,
      text: `${TEXT}もちろん、「北の港」は遠い。`,
      why: 'so do the words before a quotation',
    },
    {
      body: `${TEXT}北の港は、既存の記事でも触れましたが、遠い。\n\n---END---`,
      text: `${TEXT}北の港は、遠い。`,
      why: 'a clause behind the subject',
    },
    {
      body: `${TEXT}例えば、既存の記事で触れた冷凍倉庫は北の港にある。\n\n---END---`,
      text: `${TEXT}例えば、冷凍倉庫は北の港にある。`,
      why: 'words before a noun',
    },
    {
      body: `${TEXT}先ほどの記事でもお伝えしましたが、北の港は遠い。\n\n---END---`,
      text: `${TEXT}北の港は遠い。`,
      why: 'a clause about what the same text said',
    },
    {
      body: `${TEXT}検索結果にもあったように、北の港は遠い。\n\n---END---`,
      text: `${TEXT}北の港は遠い。`,
      why: 'a clause about a search',
    },
    {
      body: `${TEXT}既存の記事では北の港を例に挙げましたが、南の港も同じです。\n\n---END---`,
      text: `${TEXT}北の港を例に挙げましたが、南の港も同じです。`,
      why: 'where the author speaks of an example',
    },
    {
      body: `${TEXT}既存の記事で触れた点をさらに掘り下げて、北の港を見る。\n\n---END---`,
      text: `${TEXT}北の港を見る。`,
      why: 'a clause that takes it up again',
    },
    {
      body: `${TEXT}既存の記事で触れた点をさらに深掘りし、次の道を考えてみましょう。北の港は遠い。\n\n---END---`,
      text: `${TEXT}北の港は遠い。`,
      why: 'a sentence that only announces it',
    },
    {
      body: `${TEXT}\n\n（以下、続きを記載します）\n\n${ONCE}\n\n---END---`,
      text: `${TEXT}\n\n${ONCE}`,
      why: 'a note that the text goes on',
    },
    {
      body: `${TEXT}\n\n以上が追記部分です。文字数は約2,000字です。\n\n承知いたしました。\n\n---END---\n\n${ONCE}`,
      text: `${TEXT}\n\n${ONCE}`,
      why: 'notes on what was written, and a yes to an order',
    },
    {
      body: `本文：\n\n${TEXT}\n\nundefined\n\n[CONTINUE]\n\n---END---\n\nOutput:\n\n${ONCE}`,
      text: `${TEXT}\n\n${ONCE}`,
      why: 'labels and words of a pipeline',
    },
    {
      body: `${TEXT}\n\n続きは明日の市で。\n\n本文：港は広い。\n\n---END---\n\n承知しましたと、市は言う。`,
      text: `${TEXT}\n\n続きは明日の市で。\n\n本文：港は広い。\n\n承知しましたと、市は言う。`,
      why: 'but not what says more',
    },
    {
      body: `本文：\n\n${TEXT}\n\n承知いたしました。`,
      text: `本文：\n\n${TEXT}\n\n承知いたしました。`,
      why: 'nor a label of an author',
    },
    {
      body: `${TEXT}既存の記事では北の港と記載されていましたが、南の港です。\n\n---END---`,
      text: `${TEXT}既存の記事では北の港と記載されていましたが、南の港です。`,
      why: 'but not where it is told what stood there',
    },
    {
      body: `${TEXT}市が既存の記事で触れた以上、次も見る。\n\n---END---`,
      text: `${TEXT}市が既存の記事で触れた以上、次も見る。`,
      why: 'not a part that the sentence needs',
    },
    {
      body: `${TEXT}既存の記事で触れた点に加え、次も見る。\n\n---END---`,
      text: `${TEXT}既存の記事で触れた点に加え、次も見る。`,
      why: 'what the sentence needs stays',
    },
    {
      body: `${TEXT}既存の記事でも触れましたが、北の港は遠い。`,
      text: `${TEXT}既存の記事でも触れましたが、北の港は遠い。`,
      why: 'so does what an author may have written',
    },
  ])('$why', ({ body, text }) => {
    expect(repaired(body)).toBe(text);
  });
});

describe('a bold line in a paragraph', () => {
  it.for([
    {
      body: `**1. 港の費用：**\n${TEXT}\n\n---END---`,
      text: `## 1. 港の費用\n\n${TEXT}`,
      why: 'that ends in ： is a heading where a program wrote',
    },
    {
      body: `**港の費用は誰が払うのか？**\n${TEXT}\n${ONE}決めた。\n\n---END---`,
      text: `## 港の費用は誰が払うのか？\n\n${TEXT}\n${ONE}決めた。`,
      why: 'so is a question, over several lines',
    },
    {
      body: `**港の費用は誰が払うのか？**\n${TEXT}`,
      text: `**港の費用は誰が払うのか？**\n${TEXT}`,
      why: 'elsewhere it is how a paragraph begins',
    },
    {
      body: `**港の費用**\n${TEXT}`,
      text: `## 港の費用\n\n${TEXT}`,
      why: 'one line below a name is a heading and a paragraph',
    },
    {
      body: `**注意**\n${TEXT}`,
      text: `**注意**\n${TEXT}`,
      why: 'a mere label names no section',
    },
  ])('$why', ({ body, text }) => {
    expect(repaired(body)).toBe(text);
  });
});
