/** How orders about a text are given in Japanese, in whatever words. */
import type { Manner } from './misplaced-in-others.ts';

/** What a text has. */
const THING =
  '(?:記事|文章|本文|見出し|小見出し|タイトル|題名|リード|導入|結論|まとめ|段落|文字数|\\d字|千字|百字|[\\d一二三]文|一文|文体|語尾|文末|口調|トーン|です・ます|である調|体言止め|箇条書き|地の文|固有名詞|専門用語|出典|引用|表現|語を|語は|語の|ワード|要約|英文|[三\\d]行|書き出し|書き換え|書き直|冒頭|最終行|最終稿|タグ|JSON|Markdown|HTML|[hH][1-4]|#{2,3}|太字|絵文字|感嘆符|疑問形|前置き|後書き|挨拶|読者|主観|推測|誇張|煽|断定|たとえ話|比喩|具体例|論点|言及|出力|回答|応答|日本語|メタディスクリプション|SEO|検索意図|共起語|初心者|小学生|中学生|語り手|一人称|視点|ペルソナ|トーン&マナー|下書き|接続詞|敬体|常体|常用漢字|直訳|意訳|逐語|リライト|再構成|元記事|媒体名|事実|意見|プレスリリース|ニュース|入力文|出力文|ストーリー|情景描写|ステップ|読み上げ|評価基準|制約|役割|タスク|禁止事項|ルール|注意点|締め|数値|数字|単位|社名|書い|書く|書け|述べ|盛り込|含め|三人称|人称|背景|続き|本論|結び|感想|言い回し|主語|受け身|分量|参考リンク|参考記事|分かる言葉|一行|漢字|表記|案を|生成|語り|語り手|ワードを|情景|競合|ストーリー|JSON|キーは|意訳|直訳)';
const thing = new RegExp(THING);

/** What ends an order. */
const ORDER =
  /(?:ください|下さい|こと|せよ|しろ|なさい|禁止|厳禁|厳守|不可|不要|必須|許可|NG|書け|書くな|るな|うな|して|直して|述べよ|[えけせべめれ]よ|ように|設定で|ないで|しない|使わない|書かない|入れない|避ける|控えめに|要約|出力|応答|返答|記述|目安|とする|統一する|いらない|出さない|添えて|入れて|挙げて|返して|付けて)(?:[。）)\]］]*$|[：:])/;
/** An order that only says how many: 「見出しは三つ。」 */
const TERSE =
  /(?:[\d一二三四五六七八九十百千][つ字文個回行語案点本]|\d文字|\d段落|[一二三四五六七八九十]段落)(?:で|以内|まで|以上|程度|前後|ずつ|以下)?[。）)\]］]*$|(?:以内|まで|程度|前後|以上)[にと](?:する|収める|抑える|とどめる|留める|まとめる)[。）)]*$|\d[%％]。?$|(?:まで|以内|のみ|だけ|前後|程度|言葉で|文で|日本語で|分量で|淡々と|前向きに|順に)[。）)]*$/;
/** 「トーン：落ち着いた」. */
const NAMED = new RegExp(`^(?!導入[前後]|この記事)[^：:。]{0,12}${THING}[^：:。]{0,6}[：:].`);
/** 「入力文」 on a line of its own, 「導入（100字）」. */
const ALONE =
  /^(?:入力文|出力文|制約条件|指示|命令書|評価基準|条件|ルール|役割|前提条件)$|^[^。]{0,10}（\d[\d,]*字）$/;

/** 「段落ごとに…を書く。」: people describe a text so as well. */
const DOES = /(?:る|う|く|(?<![まで])す|つ|む|ない|に|で|を|いる|[〕］】])[。）)\]］]*$/;

/** 「60字以内に収める」. */
const LIMITS = /(?:以内|まで|程度|前後|以上)[にと](?:する|収める|抑える|とどめる|留める|まとめる)[。）)]*$/;
/** 「次の語を使わないこと：…」. */
const LISTED = /(?:ください|こと|禁止)[：:]/;

/** The end of a sentence, in which an order is known: a short look before a long one. */
const END = 14;

/** The last letters of orders. Of other sentences few end so, least of all polite ones. */
const lastOfOrders = new Uint8Array(65536);
for (const letter of 'いとよろ止禁厳守可要須許Gけなるてにで約力答述安つ字文個回行語案点本%％内上後度下まりみと章落）)］]】〕')
  lastOfOrders[letter.charCodeAt(0)] = 1;

function isLast(text: string, at: number): boolean {
  return lastOfOrders[text.charCodeAt(at)] === 1;
}

export const manner: Manner = {
  script: /[\u3040-\u30ff]/,
  ends: /(?<=[。！？\n])/,
  things: new RegExp(THING, 'g'),
  onlyTexts:
    /記事|文章|本文|見出しは|小見出し|リード文|結論[はをから]|段落|文字数|[\d百千]字|一文|文体|語尾|文末|口調|です・ます|である調|敬体|常体|体言止め|箇条書き|地の文|固有名詞|専門用語|要約|書き出し|書き換え|書き直|リライト|Markdown|JSON|感嘆符|前置き|メタディスクリプション|SEO|検索意図|共起語|一人称|三人称|ペルソナ|接続詞|言い回し|プレスリリース|入力文|出力文|続きの[^。]{0,6}段落|直訳|意訳|逐語|出力|読者|主語|の語[をは]/,
  mayOrder: (paragraph) => {
    for (let at = paragraph.indexOf('。'); at > 0; at = paragraph.indexOf('。', at + 1))
      if (isLast(paragraph, at - 1)) return true;
    if (isLast(paragraph, paragraph.length - 1)) return true;
    for (let at = paragraph.indexOf('\n'); at > 0; at = paragraph.indexOf('\n', at + 1))
      if (isLast(paragraph, at - 1)) return true;
    return LISTED.test(paragraph);
  },
  isOrder: (sentence) => {
    const end = sentence.slice(-END);
    return (ORDER.test(end) || TERSE.test(end) || LISTED.test(sentence)) && thing.test(sentence);
  },
  isCommand: (sentence) => ORDER.test(sentence.slice(-END)) || LIMITS.test(sentence) || LISTED.test(sentence),
  isAbout: (sentence) =>
    ORDER.test(sentence) ||
    NAMED.test(sentence) ||
    ALONE.test(sentence) ||
    (thing.test(sentence) && (DOES.test(sentence) || TERSE.test(sentence))),
  ofTexts:
    /(?:段落|見出し|語尾|文体|地の文|箇条書き|書き出し|文末|言い回し|一文|\d字|結論|接続詞|口調|主語|体言止め|タイトル|リード文|専門用語|固有名詞|ふりがな|記事|文章|ワード|タグを|感想|出典|論点|数字|数値|の語[をは]|人称|設定で|続きの|ストーリー|日本語で|本文)[^。]*(?:ください|下さい|こと|せよ|なさい|禁止|厳禁|不可|しない|書かない|使わない|ように|設定で|書き直して|付ける|入れる|いらない)[。）)]*(?:$|[：:\n])/,
  onlyToMachines:
    /出力(?:して|する|せよ|は(?:本文|日本語|以下))|JSONで|の形で出力|(?:^|\n)user[:：]|(?:^|\n)\[SYSTEM\]|続きの[^。]{0,6}段落を書いて|記事だけを返して|を?(?:簡潔に|具体的に|やさしく|短く|長く)書き直して|字ほど足して|三行に要約|ステップバイステップ|一歩ずつ考え|AIだと分か|AIが書いた|[（(【［[]ここに[^）)】］\]\n]{0,24}(?:要約|本文|記事|貼)/,
  people:
    /皆(?:様|さん)|みな(?:さま|さん)|応募|投稿|提出|生徒|記入|申込|お送り|送って|お書き|編集部(?!）)|寄せ|お客|名前|氏名|住所|ましょう|してみて|思います|原稿用紙|送信|お知らせ|お申し付け|ご確認|お気軽|貼り付け|提供を|差し替え|いただけ|お試し|編集者|と言|と頼|ご覧|見て(?:くだ|下)|読んで|できます|参照|参考に|詳しく|詳細|筆者|著者|作者|要望|連絡|メンション|ので、|教えて(?:くだ|下)|てみます|頼まれ|思って(?:くだ|下)|公開しない|社内|相談する/,
};
