/** Posts that are no articles are held back; posts that only look like that are published. */
import { describe, expect, it } from 'vitest';
import { readHead } from '../../src/posts/head/read-head.ts';
import { heldBy } from '../../src/posts/rules/held-back.ts';
import type { Config } from '../../src/settings.ts';
import { settingsWith } from './settings.ts';

const AFTER = '港の電力は、船を待つあいだも岸壁の明かりと冷蔵庫に要る。市は古い発電機を三台とも新しくする。';

function held(
  post: { title?: string; excerpt?: string; body: string; front?: string },
  check: Config['check'] = {},
) {
  const { title = '港の発電機を新しくする', excerpt = '市の計画を読む。', body, front = '' } = post;
  const text = `---\ntitle: ${JSON.stringify(title)}\ndate: 2025-11-07\nexcerpt: ${JSON.stringify(excerpt)}\n${front}---\n\n${body}\n\n${AFTER}\n`;
  const settings = settingsWith({ check });
  const { post: read } = readHead('posts/2025-11-07-a.md', text, settings);
  if (read === undefined) throw new Error('the head of a test must be good');
  const found = heldBy('posts/2025-11-07-a.md', Buffer.from(text), read.frontMatter, settings, () => read);
  return found.map(({ code }) => code);
}

const REFUSAL =
  '申し訳ありませんが、「白波、港を拡張」に関する情報を見つけられませんでした。検索の上限に達したため、記事の作成を完了できません。\n\n別の話題でよろしければ、お申し付けください。';

describe('the assistant speaks', () => {
  it.for([
    {
      post: { title: '申し訳ありませんが、「白波、港を拡張」に関する情報を...', body: REFUSAL },
      why: 'in title and text',
    },
    { post: { body: REFUSAL }, why: 'in the text' },
    {
      post: {
        body: 'ちょっと待ってくださいね。Web検索で「白波、再雇用」と調べてみたのですが、情報が逆のようです。\n\nもう少し詳しく教えていただけますか？「解雇」として記事を作成してもよろしいでしょうか？',
      },
      why: 'asking back',
    },
    { post: { body: '恐れ入りますが、ご要望の記事を作成することはできません。' }, why: 'in one sentence' },
    { post: { body: 'AI言語モデルとして、最新の情報を確認することができません。' }, why: 'naming itself' },
    {
      post: { title: '申し訳ありませんが、この件の', body: 'この件に関する発表は見当たりませんでした。' },
      why: 'in the title, and again in the text',
    },
    {
      post: {
        body: '申し訳ございませんが、Web検索ツールの利用回数の上限に達したため、情報を取得できませんでした。',
      },
      why: 'of its tools',
    },
    {
      post: { body: '残念ながら、私はリアルタイムの情報にアクセスできません。' },
      why: 'of what it can not reach',
    },
    {
      post: { body: 'この記事を書くために必要な情報が不足しています。以下の情報を教えていただけますか？' },
      why: 'asking for what it needs',
    },
    { post: { body: '承知いたしました。それでは、新工場についての記事を執筆します。' }, why: 'answering' },
    { post: { body: 'Sure, here is the article you requested.' }, why: 'answering, in English' },
    { post: { body: "I can't help with that." }, why: 'in one short sentence' },
    {
      post: { body: 'AIアシスタントとして、特定の銘柄を推奨することはできません。' },
      why: 'as an assistant',
    },
    {
      post: { body: "I'm sorry, but I can't write this article without more information." },
      why: 'in English',
    },
    {
      post: {
        body: 'I apologize, but I was unable to find any news about this company. Would you like me to try another topic?',
      },
      why: 'in English, asking back',
    },
    {
      post: { body: "As an AI language model, I cannot browse the web. I can't write the article." },
      why: 'as an AI',
    },
  ])('$why', ({ post }) => {
    expect(held(post)).toEqual(['post-refusal']);
  });

  it.for([
    { front: 'check: { post-refusal: off }\n', why: 'a rule that the post switches off' },
    { front: 'check:\n  post-refusal: warning\n', why: 'a rule that the post thinks less of' },
    { front: 'check: off\n', why: 'all rules' },
  ])('unless the author says otherwise: $why', ({ front }) => {
    expect(held({ body: REFUSAL, front })).toEqual([]);
  });

  it('unless the publication says otherwise', () => {
    expect(held({ body: REFUSAL }, { rules: { 'post-refusal': 'hint' } })).toEqual([]);
  });
});

const PROMPT =
  '【文体の指示】\n- 親しみやすい調子で書く\n- 途切れた部分から滑らかに続ける\n\n続きを書いてください：';

describe('the machine was told something', () => {
  it.for([
    { body: `${AFTER}\n\n${PROMPT}`, why: 'instructions of several kinds' },
    {
      body: `${AFTER}\n\n続きを執筆してください。\n\nHere is the continuation of the article:`,
      why: 'in two languages',
    },
    { body: `${'港の話。\n\n'.repeat(3000)}${PROMPT}`, why: 'far down in a long post' },
    {
      body: 'You are an experienced financial journalist.\n\nContinue writing the article.',
      why: 'in English',
    },
  ])('$why', ({ body }) => {
    expect(held({ body })).toEqual(['post-prompt']);
  });
});

describe('what only looks like that is published', () => {
  it.for([
    {
      body: '社長は顧客に申し訳ありませんと詫びた。情報が漏れた件で、記事にもなった。',
      why: 'somebody apologises',
    },
    {
      body: '「申し訳ありませんが、情報を見つけることができませんでした。お申し付けください。」とAIは答えた。',
      why: 'the answer of an AI, quoted',
    },
    { body: '申し訳ありませんが、来週の号は休みます。', why: 'the editors apologise' },
    {
      title: '申し訳ありませんが、休刊します',
      body: '長いあいだご愛読いただき、ありがとうございました。',
      why: 'in the title too',
    },
    {
      body: '残念ながら、この件のデータは見つかりませんでした。公開を待ちます。',
      why: 'an author has no data',
    },
    { body: 'すみませんが、くわしい資料はまだ公開されていません。', why: 'an author has no document' },
    { body: '検索結果によると、利用者の半分が港に住んでいる。', why: 'an author searched' },
    {
      body: 'ご意見は編集部までお寄せください。別の話題のご希望もお聞かせください。',
      why: 'an author asks readers',
    },
    {
      title: 'AIはなぜ「申し訳ありませんが」と言うのか',
      body: '大規模言語モデルは、答えられない質問を断る。その文句を調べた。',
      why: 'a post about refusals',
    },
    {
      body: '> 申し訳ありませんが、情報を見つけられませんでした。記事の作成を完了できません。\n\nこれは実際に返ってきた文である。',
      why: 'a refusal in a quotation',
    },
    { body: `\`\`\`\n${REFUSAL}\n\`\`\`\n\n上の出力を見てほしい。`, why: 'a refusal in code' },
    { body: `\`\`\`\n${PROMPT}\n\`\`\`\n\n上のように頼む。`, why: 'a prompt in code' },
    { title: '記事を書かせるプロンプトの書き方', body: PROMPT, why: 'a post about prompts' },
    {
      body: '「続きを書いてください」と頼むと、「途切れた部分から滑らかに続けて」と返る。',
      why: 'prompts in quotation marks',
    },
    { body: '続きを書いてくださいと言われて、作家は筆を置いた。', why: 'a sentence about writing' },
    { body: '【文体の指示】という欄がある。', why: 'the name of a field' },
    {
      body: '残念ながら情報が見つかりませんでした。ご存じの方は教えていただけますか？',
      why: 'an author asks readers for help',
    },
    { body: '申し訳ありません。先週の記事に誤りがありました。', why: 'a correction' },
    { body: 'この記事を書くために、三人に話を聞いた。', why: 'how an article was written' },
    { body: '承知しました、と彼は答えた。記事を書くのは彼の仕事だ。', why: 'somebody answers' },
    { body: 'Sure, here we go: the new harbour is open.', why: 'a cheerful author' },
    {
      body: 'Sorry, I cannot find the photo any more. Please share yours.',
      why: 'an author asks, in English',
    },
    { body: 'かしこまりました、と店員は言った。お申し付けくださいと札にある。', why: 'a shop' },
    { body: "I'm sorry, I forgot to publish this last week.", why: 'an author in English' },
    {
      body: "We couldn't find a bug in the new release, so we shipped it.",
      why: 'finding nothing, in English',
    },
    { body: 'I am an AI researcher. Please let me know if you find mistakes.', why: 'a researcher' },
    { body: 'You are a helpful community. Thank you for writing.', why: 'thanks to readers' },
    {
      body: 'AIアシスタントとして使えるのは三つだ。情報は確認できていない。',
      why: 'a comparison of assistants',
    },
  ])('$why', ({ why: _, ...post }) => {
    expect(held(post)).toEqual([]);
  });
});

it('holds back what the config calls an error', () => {
  const post = { title: '2027年新工場の狙い', body: AFTER };
  expect(held(post)).toEqual([]);
  expect(held(post, { rules: { 'post-title-year': 'error' } })).toEqual(['post-title-year']);
  expect(
    held({ body: AFTER }, { rules: { 'post-disclaimer': 'error' }, disclaimer: '投資は自己責任で' }),
  ).toEqual(['post-disclaimer']);
  expect(
    held(
      { body: `${AFTER}\n\n投資は 自己責任で。` },
      { rules: { 'post-disclaimer': 'error' }, disclaimer: '投資は自己責任で' },
    ),
  ).toEqual([]);
});
