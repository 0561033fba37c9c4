/** Posts that are no articles are held back; posts that only look like that are published. */
import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/settings.ts';
import { held, type WrittenPost } from './held.ts';

const AFTER = '港の電力は、船を待つあいだも岸壁の明かりと冷蔵庫に要る。市は古い発電機を三台とも新しくする。';

/** Each post goes on with text of an article. */
function heldPost(post: WrittenPost, check: Config['check'] = {}): string[] {
  return held({ ...post, body: `${post.body}\n\n${AFTER}` }, check);
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
    {
      post: { body: 'I’m sorry, but I can’t help with writing this article.' },
      why: 'with round apostrophes',
    },
    { post: { body: 'もちろんです！ご指定のテーマでブログ記事を執筆いたします。' }, why: 'agreeing' },
    {
      post: { title: '申し訳ありませんが、この記事は作成できません', body: AFTER },
      why: 'in the title alone',
    },
    {
      post: { excerpt: '申し訳ありませんが、要約を作成するための本文が提供されていません。', body: AFTER },
      why: 'in the excerpt alone',
    },
    {
      post: {
        body: '残念ながら、「港湾債」に関する情報は検索結果から見つかりませんでした。別のテーマをご指定いただけますでしょうか。',
      },
      why: 'asking for another subject',
    },
    {
      post: {
        body: 'ご質問ありがとうございます。私の知識は2023年4月までのものですので、この件には回答できません。',
      },
      why: 'up to when it was taught',
    },
    {
      post: {
        body: 'ご提示いただいた文章は途中で切れているようです。続きを執筆するために、全文を貼り付けていただけますでしょうか。',
      },
      why: 'asking for the text',
    },
    {
      post: {
        body: 'この度はご依頼いただきありがとうございます。しかしながら、ニュースの詳細が確認できず、正確な記事の執筆は困難です。',
      },
      why: 'politely',
    },
    {
      post: { body: 'I am unable to generate the article because the search tool returned no results.' },
      why: 'of its tools, in English',
    },
    {
      post: {
        body: 'There is not enough information provided to write an article about this. Please provide more details.',
      },
      why: 'asking for more, in English',
    },
    {
      post: { body: 'It looks like you haven’t provided the text. Could you please share it?' },
      why: 'asking for the text, in English',
    },
    {
      post: {
        body: 'お力になれず申し訳ございません。お探しの情報は私のデータベースには含まれておりません。',
      },
      why: 'of its bounds',
    },
    {
      post: { body: 'AIである私には、未来の出来事を予測することはできません。' },
      why: 'of what an AI can not',
    },
    {
      post: { body: 'この質問は私の能力の範囲を超えています。申し訳ありませんが、回答できません。' },
      why: 'of what it is not able to',
    },
    {
      post: { body: '申し訳ありませんが、私は2024年以降のニュースにはアクセスできません。' },
      why: 'of what it can not reach, apologising',
    },
    { post: { body: 'ユーザーのご要望に基づき、以下のブログ記事を作成しました。' }, why: 'for its user' },
    {
      post: { body: 'まず、Web検索を行って最新の情報を収集します。\n\n検索結果を踏まえて記事を執筆します。' },
      why: 'saying what it will do',
    },
    {
      post: { body: 'Let me search for the latest news. I will then write the full article.' },
      why: 'saying what it will do, in English',
    },
    { post: { body: '抱歉，我无法提供这方面的内容。' }, why: 'in Chinese' },
    { post: { body: '죄송하지만 해당 기사를 작성할 수 없습니다.' }, why: 'in Korean' },
    {
      post: { body: '{"error": {"message": "Rate limit reached", "type": "tokens"}}' },
      why: 'an error instead of an answer',
    },
  ])('$why', ({ post }) => {
    expect(heldPost(post)).toEqual(['post-refusal']);
  });

  it.for([
    { front: 'check: { post-refusal: off }\n', why: 'a rule that the post switches off' },
    { front: 'check:\n  post-refusal: warning\n', why: 'a rule that the post thinks less of' },
    { front: 'check: off\n', why: 'all rules' },
  ])('unless the author says otherwise: $why', ({ front }) => {
    expect(heldPost({ body: REFUSAL, front })).toEqual([]);
  });

  it('unless the publication says otherwise', () => {
    expect(heldPost({ body: REFUSAL }, { rules: { 'post-refusal': 'hint' } })).toEqual([]);
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
    {
      body: 'あなたはプロの経済ジャーナリストです。以下の条件に従って、3000文字以上の記事を書いてください。',
      why: 'a role',
    },
    {
      body: `${AFTER}\n\n【出力形式】Markdownで出力してください。文字数は2000字程度、です・ます調で。`,
      why: 'a form',
    },
    {
      body: `${AFTER}\n\nYou are a helpful assistant. Write the next section in a calm tone. Do not repeat the previous section.`,
      why: 'a role, in English',
    },
    {
      body: '以下は、前回の続きから書いてください。同じ内容を繰り返さないでください。必ず日本語で書いてください。',
      why: 'a continuation',
    },
    {
      body: '港の電力について、SEOを意識した記事を作成してください。ターゲット読者：30代の投資家。',
      why: 'search engines',
    },
    {
      body: '# 役割\nあなたは港に詳しいライターです。\n\n# 指示\n以下の本文を要約してください。',
      why: 'under headings',
    },
    {
      body: `${AFTER}\n\n＃出力条件\n・です・ます調で統一\n・小見出しは３つ、各４００字前後`,
      why: 'with wide digits',
    },
    {
      body: `${AFTER}\n\n【文体】親しみやすく\n【分量】２０００字程度\n【構成】導入→本論→まとめ`,
      why: 'names in brackets',
    },
    {
      body: `${AFTER}\n\n※以下、AIへの指示：途中で切れた箇所から書き始め、同じ話は避ける。`,
      why: 'a note to the machine',
    },
    { body: `${AFTER}\n\n### 制約条件\n- 3000字以上\n\n### 入力文\n港の電力`, why: 'a form with fields' },
    {
      body: 'Act as a senior financial analyst. Write an article of at least 2000 words in Japanese.',
      why: 'a part to play',
    },
    {
      body: '次のセクションを書いてください。前のセクションと内容が重複しないようにしてください。',
      why: 'the next section',
    },
    {
      body: `${AFTER}\n\n[System] You are an expert editor. Improve the following text.`,
      why: 'with the name of who speaks',
    },
  ])('$why', ({ body }) => {
    expect(heldPost({ body })).toEqual(['post-prompt']);
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
    {
      title: '謝罪の作法',
      body: '「申し訳ありませんが、それはできません」と断るのは難しい。店の人は毎日そう言っている。',
      why: 'somebody says how a shop refuses',
    },
    {
      title: 'お詫び',
      body: '申し訳ありませんが、11月3日の配信は休みました。機械の故障によるものです。次は10日にお送りします。',
      why: 'the editors apologise for a week',
    },
    {
      title: 'AIが断るとき',
      body: '「申し訳ありませんが、お答えできません」。AIがそう答える場面が増えた。なぜ断るのかを調べた。',
      why: 'a post about refusals',
    },
    {
      title: 'Sorry, no refunds',
      body: 'I’m sorry, but I can’t stop thinking about that kiln. It burned for three days.',
      why: 'a feeling, in English',
    },
    {
      title: 'AI言語モデルとは',
      body: 'AI言語モデルとして知られるGPTは、文章を書く。',
      why: 'what a model is',
    },
    {
      title: 'プロンプトの書き方',
      body: 'プロンプトは短いほどよい。例を挙げる。\n\n```\nあなたはプロの編集者です。以下の条件に従って記事を書いてください。\n```\n\nこれだけで足りる。',
      why: 'a prompt in code, in a post about prompts',
    },
    {
      title: 'プロンプトの書き方',
      body: 'たとえば「あなたはプロの編集者です。3000文字で書いてください」と頼むと、機械は長く書く。',
      why: 'a prompt in quotation marks',
    },
    {
      title: '読者のみなさまへ',
      body: '残念ながら、この記事の更新は今日で終わります。ご了承ください。',
      why: 'an author says goodbye',
    },
    {
      title: '作文の宿題',
      body: '先生は「400字で書いてください」と言った。子どもたちは鉛筆を取った。',
      why: 'homework',
    },
    {
      title: 'As an AI researcher',
      body: 'As an AI researcher, I do not have access to the lab at night. That is the point of this story.',
      why: 'a researcher',
    },
    {
      title: '承知しました、と言う前に',
      body: '承知しました。その一言で仕事が増える。昨日もそうだった。',
      why: 'an author agrees',
    },
    {
      title: 'お知らせ',
      body: '恐れ入りますが、来週は休館のためご利用いただけません。',
      why: 'a museum is closed',
    },
    {
      title: '検索しても出てこない',
      body: '残念ながら、その店の名前は検索しても見つかりませんでした。電話帳にもない。だから歩いた。',
      why: 'an author found nothing and went on',
    },
    {
      title: 'Certainly!',
      body: 'Certainly! That is what the waiter said, and then he forgot us.',
      why: 'a waiter',
    },
    {
      title: 'インターネットに触れない生活',
      body: 'I cannot browse the internet on the boat, so I read books. It took three weeks.',
      why: 'a life without the net',
    },
    {
      title: '募集',
      body: 'この欄に載せる短歌を募集します。あなたの一首を、100字以内の説明を添えて送ってください。',
      why: 'a call for poems',
    },
    {
      title: '手順',
      body: '次の条件に従って設定してください。\n\n- 電源を切る\n- 蓋を開ける',
      why: 'steps to set something up',
    },
    {
      title: 'すみません',
      body: 'すみませんが、塩を取ってください。そう言われて手が止まった。',
      why: 'somebody asks for salt',
    },
    {
      title: 'ChatGPTに聞いてみた',
      body: '> 申し訳ありませんが、その情報は持っていません。\n\nChatGPTはそう答えた。',
      why: 'an answer of an AI in a quotation',
    },
    {
      title: '登場人物の紹介',
      body: '【役割】魔法使い\n【口調】〜だぜ\n【一人称】俺\n【好物】みかん',
      why: 'the profile of a figure in a game',
    },
    {
      title: '文体のこと',
      body: 'です・ます調で書いてください、と編集者は言う。文字数は2000字程度。毎月そうだ。',
      why: 'an editor on style',
    },
    {
      body: 'この度はご来店いただきありがとうございます。しかしながら、詳細が確認できず、困っています。写真をお持ちの方は共有してください。',
      why: 'a shop asks for photos',
    },
    {
      body: 'まず、Webで最新の情報を集めた。それから記事を書いた。三日かかった。',
      why: 'how an author searched',
    },
    {
      body: 'あなたは優秀な編集者だ、と言われたことがある。あなたは日本のライターです、と紹介された。',
      why: 'what somebody was called',
    },
    {
      body: '1. あなたは次のうちどれですか。\n2. 字数は400字以内で書いてください。\n\n応募は11月末まで。',
      why: 'a form for readers',
    },
    {
      body: '結果は本文のみで出力すること、と仕様書にある。プログラムはその通りに動く。',
      why: 'a specification',
    },
    {
      body: 'Act as if nothing happened. That was the advice of a senior analyst, and it worked for two weeks.',
      why: 'advice',
    },
    {
      body: 'You are an experienced writer, and nobody reads you. Write the next post anyway. Do not repeat yourself.',
      why: 'a role in a sentence',
    },
    {
      body: 'Sorry for the silence. I was unable to write anything for a month, because of the move.',
      why: 'an author was silent',
    },
    {
      body: '申し訳ありませんが、コメント欄にはお答えできません。数が多すぎるためです。質問は編集部までお送りください。',
      why: 'no answers to comments',
    },
    {
      body: 'Rate limit reached, says the API, and the script waits. This post is about back-off.',
      why: 'an interface',
    },
    {
      body: '残念ながら、新しい窯の記事を書くには情報が足りない。市の発表は来月である。',
      why: 'too little is known yet',
    },
    {
      body: '記事の作成を手伝ってくれる方を募集します。テーマをご指定いただければ、こちらで取材します。ご応募ありがとうございます。',
      why: 'a call for helpers',
    },
    {
      body: 'As of my last visit, the harbour had two cranes. I do not have any data about the third.',
      why: 'a last visit',
    },
    {
      body: 'この機能は現在ご利用いただけません。復旧までお待ちください。申し訳ございません。',
      why: 'an outage',
    },
    {
      body: '読者の皆様、ご質問ありがとうございます。今日は窯の温度についてお答えします。記事をお届けします。',
      why: 'answers to readers',
    },
    {
      body: 'Great, we have a new crane! Here is an article about it, written by the port itself.',
      why: 'good news',
    },
    { body: '私の知識では、2023年の窯が一番古い。誰か知りませんか。', why: 'what an author knows' },
    {
      body: 'フォーマットの話。【出力形式】はMarkdown。文字数は400字程度がよい。',
      why: 'on forms of output',
    },
  ])('$why', ({ why: _, ...post }) => {
    expect(heldPost(post)).toEqual([]);
  });
});

it('holds back what the config calls an error', () => {
  const post = { title: '2027年新工場の狙い', body: AFTER };
  expect(heldPost(post)).toEqual([]);
  expect(heldPost(post, { rules: { 'post-title-year': 'error' } })).toEqual(['post-title-year']);
  expect(
    heldPost({ body: AFTER }, { rules: { 'post-disclaimer': 'error' }, disclaimer: '投資は自己責任で' }),
  ).toEqual(['post-disclaimer']);
  expect(
    heldPost(
      { body: `${AFTER}\n\n投資は 自己責任で。` },
      { rules: { 'post-disclaimer': 'error' }, disclaimer: '投資は自己責任で' },
    ),
  ).toEqual([]);
});
