/**
 * Answers and orders to a machine in many wordings are held back; what people write that only sounds like them is not.
 * The sentences are invented, each in words of its own, because the next one will have others too.
 */
import { describe, expect, it } from 'vitest';
import { held } from './held.ts';

const ARTICLE =
  '潮の満ち引きは百年先まで分かる。だから発電の計画が立つ。\n\n三社は去年より大きな羽根を沈めた。費用は一基で四億円になる。';

const firstLines: readonly (readonly [why: string, line: string])[] = [
  [
    'it can not open a link and asks for the text',
    'そのリンク先は開けませんでした。本文をこの欄に貼っていただければ要約します。',
  ],
  ['what it was given is not there', '本文が空のようです。記事にしたい文章を送ってもらえますか？'],
  ['what it was given is cut', 'いただいた原稿は途中で切れています。残りをお送りいただけますか。'],
  [
    'what it was given can not be read',
    'PDFの文字が読み取れませんでした。テキストにしてアップロードし直してください。',
  ],
  ['a page is for members only', 'ご指定の記事は有料会員限定のため、本文を読み取れませんでした。'],
  ['its knowledge ends', '私の知識は2023年の春までなので、この合併の結果は分かりません。'],
  [
    'its knowledge ends, in other words',
    '私が学習したデータには、この発表は入っていません。一般的な話としてお答えします。',
  ],
  ['it is not on the net', 'ごめんなさい！今はネットにつながっていないので、今日の株価は見られないんです。'],
  ['it has no tool for it', '現在ブラウジング機能が使えないため、最新のニュースを取得できませんでした。'],
  ['it says what it is', '私はAIアシスタントなので、特定の株をすすめることはできません。'],
  ['it says its name', 'Geminiです。資料を読み、論点を四つに整理しました。'],
  ['it says who made the text', '※この回答はAIが自動で作成しました。'],
  ['its role in the house', '弊アシスタントには、そのページを見る権限がありません。'],
  [
    'a rule that it has',
    'そのご依頼は利用規約に触れるおそれがあるため、対応いたしかねます。別の題材でしたらお手伝いできます。',
  ],
  ['a reason of safety', '安全上の理由により、その文章の作成は控えております。'],
  ['it refuses without a reason', 'そのご要望にはお応えできません。'],
  ['it says yes', '承知しました。では二千字ほどの記事にまとめます。'],
  ['it says yes, in other words', 'はい、わかりました！さっそく書き出しから始めますね。'],
  ['it is pleased with the order', '素晴らしいテーマですね！投資家向けの記事をお届けします。'],
  ['it has what was ordered', 'ご要望を反映した修正版がこちらです。'],
  ['it hands titles over', '以下、ご依頼のタイトル案です。'],
  ['it has counted', '以下の記事は、1,800字程度で見出しを三つ入れて作成しました。'],
  [
    'it offers more work',
    'ご希望の構成で執筆いたしました。修正したい点があれば、遠慮なくお申し付けください。',
  ],
  ['it hopes that its work is liked', 'ご満足いただける仕上がりになっていれば幸いです。'],
  [
    'it asks what is wanted',
    '文字数とトーンにご希望はありますか？条件を教えていただければ、すぐに執筆します。',
  ],
  ['it asks whether to go on', 'この構成で執筆を進めてもよろしいでしょうか。'],
  ['it says what it will do', 'まず、最新の情報を集めるためにウェブ検索を実行します。'],
  [
    'it found nothing',
    '検索を試みましたが、該当する情報は見つかりませんでした。別のキーワードをご指定ください。',
  ],
  [
    'it found nothing and makes something up',
    'その製品の情報は確認できませんでした。一般論としてお答えします。',
  ],
  ['its tool has a limit', 'ツールの呼び出し回数が上限に達しました。手元の情報で書き進めます。'],
  ['it is not allowed a long text', '長文のため、二回に分けて出力します。'],
  ['its thoughts of its user', 'ユーザーは個人投資家向けの記事を求めている。数字を三つ入れる必要がある。'],
  ['it corrects itself', '先ほどの回答に誤りがありました。訂正した記事を以下に示します。'],
  ['a program failed', '[エラー] コンテキスト長の上限を超えました。'],
  ['a program failed, in English', 'openai.APIError: The server had an error processing your request.'],
  ['it can not open a page', "I wasn't able to open that page. Could you paste the text here?"],
  ['its knowledge ends, in English', 'My training data stops in 2023, so I may miss later events.'],
  ['data in place of a text', '{"title": "潮の発電", "content": "潮で発電する船が着いた。"}'],
  ['a call of a tool', '<tool_call>\n{"name": "search", "arguments": {"query": "潮"}}\n</tool_call>'],
  ['it says yes, in English', 'Absolutely! Here is a 700-word draft about tidal power.'],
  ['it has changed a text', "I've shortened the introduction, as you asked. Let me know if the tone works."],
  ['it says what it will do, in English', "I'll search for recent news on tidal power first."],
  [
    'its thoughts of its user, in English',
    'The user wants a column about tides. I should keep the tone light.',
  ],
  ['a rule that it has, in English', 'This request goes against my guidelines, so I have to decline.'],
  ['it has no article to work on', 'It looks like the article you shared got cut off. Please send the rest.'],
  ['it asks what is wanted, in English', 'Could you clarify which company you would like me to focus on?'],
  [
    'what it gives to nobody',
    '申し訳ありませんが、特定の銘柄を推奨するなど、個別の投資助言を行うことはできません。',
  ],
  ['the same, in English', "I'm sorry, but I can't provide personalized financial advice."],
  [
    'the same, in French',
    "Je suis désolé, mais je ne peux pas donner de conseils d'investissement personnalisés.",
  ],
  ['a greeting that is all', 'Hello! How can I help you today?'],
  ['the same, in Japanese', '何かお手伝いできることはありますか？'],
  ['it goes on in another message', '[Continued in next message]'],
  ['the same, in Chinese', '由于篇幅限制，剩余内容将在下一条回复中继续。'],
  ['a limit, in Portuguese', 'Atingi o limite de caracteres. Quer a segunda parte?'],
  ['in German', 'Gerne! Hier ist der gewünschte Artikel über Gezeiten:'],
  ['in French', 'Je suis désolé, mais je ne peux pas ouvrir ce lien.'],
  ['in Spanish', 'Lo siento, no he encontrado información sobre esa empresa.'],
  ['in Chinese', '好的，以下是根据您的要求撰写的文章：'],
  ['in Korean', '죄송합니다. 해당 페이지에 접근할 수 없습니다.'],
];

describe('an assistant answers', () => {
  it.for(firstLines)('in the first paragraph: %s', ([, line]) => {
    expect(held({ body: `${line}\n\n${ARTICLE}` })).toEqual(['post-refusal']);
  });

  it.for<readonly [string, string]>([
    ['an apology that was cut', '申し訳ありませんが、ご指定のURLの内容を'],
    ['an answer', '回答できません'],
    ['a promise that was cut', 'かしこまりました。60字以内の'],
    ['a search', '最新の情報を確認するために検索を行います。少々お'],
    ['a demand', '記事のもとになる情報をお送りください'],
    ['a list for its user', 'Here are five headline options for your article:'],
    ['a failure', 'Error: 529 The model is overloaded.'],
  ])('in a title or an excerpt: %s', ([, line]) => {
    expect(held({ title: line, body: ARTICLE })).toEqual(['post-refusal']);
    expect(held({ excerpt: line, body: ARTICLE })).toEqual(['post-refusal']);
  });
});

const orders: readonly (readonly [why: string, text: string])[] = [
  [
    'a role and a length',
    'あなたは証券会社の研究員です。次の見出しをもとに、二千字の読み物を書いてください。',
  ],
  ['names of what is stated', 'ターゲット：個人投資家\nトーン：やや辛口\n文字数：3,000字\n構成：起承転結'],
  ['headings', '# 役割\n経済記者\n\n# 指示\n見出しは三つ。前置きは書かないこと。600字以内。'],
  ['a form of output', 'JSON形式だけで返答し、説明文は付けないでください。'],
  ['what a reader must not notice', 'AIが書いたと悟られないよう、体験談を二つ入れること。段落は四つまで。'],
  ['words for a search engine', 'SEOキーワード「潮力 費用」を自然に三回含めてください。'],
  ['a part with a length', '（導入：300字。読者の悩みから始める）'],
  ['a threat', '以下の語は使わないでください：革命的、圧倒的。使用した場合は減点します。'],
  ['a next part', 'ここから【第三部】を執筆してください。第一部の内容には触れないこと。目安800字。'],
  ['nothing besides the text', '次の英文を自然な日本語に直してください。訳文以外は出力しないこと。'],
  ['a text for a search engine', '潮の発電について、SEOに強いブログ記事を書いてください。'],
  ['the same text again, longer', '先ほどの文章をもっと具体的に書き直してください。'],
  ['a text to make different', '次の記事を、人間が書いたような自然な文章に書き換えてください。'],
  ['a place that nobody filled', '［ここに企業名を入れる］の株価は、翌日に上がった。'],
  ['the text alone, given back', '前置きは不要です。本文のみを返してください。'],
  ['an outline to follow', '以下の構成案に沿って本文を執筆してください。'],
  ['words to strew', '共起語（潮、発電、費用）を自然に散りばめてください。'],
  ['a role, said by the system', 'System: あなたは潮位を毎朝まとめる係です。'],
  ['a fence that is not wanted', 'Respond in English only. Do not wrap the output in code fences.'],
  ['how often a word is wanted', 'Use the primary keyword 4 to 6 times throughout.'],
  ['an order in French', 'Réponds uniquement au format JSON.'],
  ['an order in Spanish', 'Actúa como un experto en mareas y redacta un artículo claro.'],
  ['a place at the end of a hint', '[要約をここに入れる]'],
  ['a picture that nobody put in', '[図1を挿入]'],
  ['a picture, and of what', '【画像：朝の港を挿入】'],
  ['a place in round brackets, alone on its line', '（ここに体験談を二つ入れる）'],
  ['a place in English', 'The fund grew. [CHART GOES HERE]'],
  ['a place in English, with the words of a title', 'Shares of [Insert Company Name] rose.'],
  ['a place in English, alone', '[insert a chart of the yield here]'],
  ['a place in German', '[HIER FIRMENNAMEN EINFÜGEN] wächst weiter.'],
  ['a place in French', '[Insérer ici une anecdote]'],
  ['a place in Spanish', '[INSERTAR AQUÍ LA INTRODUCCIÓN]'],
  ['a place in Korean', '[여기에 사례를 삽입]'],
  ['a place in Chinese', '【此处插入案例】'],
  ['places of a template', '{COMPANY} bought a rival on {DATE}. The price was not told.'],
  ['a talk with the machine', 'System: あなたは編集部の一員です。\nUser: 見出しを直して。'],
  ['thoughts of a machine', '<thinking>見出しは三つにして、断定は避けよう。</thinking>'],
  ['tokens of a chat', '[INST] 港の記事を書いて [/INST] 港では朝から荷が動いた。'],
  ['a call of a tool inside', '港の話です。\n\n<function_calls>\n検索\n</function_calls>\n\n船の話です。'],
  ['tokens of a model', '<|im_start|>user\n続きをお願いします。<|im_end|>'],
  ['a part of a request', '"role": "system", "content": "常に編集部の視点で語る"'],
  [
    'in English',
    'Act as a veteran energy columnist. Your task is to draft a feature. Keep it under 900 words and avoid clichés.',
  ],
  ['a section, in English', 'Section 3 (approx. 250 words): discuss risks. Do not conclude yet.'],
  ['to go on, in English', 'Continue exactly where you left off. Do not repeat any previous sentence.'],
  ['against a detector', 'Now rewrite the section above so that it passes AI detection.'],
  [
    'in German',
    'Du bist ein erfahrener Journalist. Schreibe einen Artikel mit 800 Wörtern. Verwende keine Aufzählungen.',
  ],
  ['in Chinese', '请以财经记者的口吻撰写，字数不少于1500字，只输出正文。'],
  [
    'in Korean',
    '당신은 경제 전문 기자입니다. 아래 조건으로 기사를 작성해 주세요. 글자 수: 2000자, 문체: 존댓말.',
  ],
];

describe('a machine was told something', () => {
  it.for(orders)('in the text: %s', ([, text]) => {
    expect(held({ body: `${ARTICLE}\n\n${text}\n\n${ARTICLE}` })).toEqual(['post-prompt']);
  });

  it.for<readonly [string, string]>([
    ['an order for a title', '以下のニュースをもとに40文字以内でタイトルを生成してください'],
    ['an order for an excerpt', '120文字以内、体言止めで要約を書くこと。'],
    ['a template', '{{company_name}}の最新動向'],
    ['what was to stand here', '【タイトル：32文字前後、数字を入れる】'],
  ])('in a title or an excerpt: %s', ([, line]) => {
    expect(held({ title: line, body: ARTICLE })).toEqual(['post-prompt']);
    expect(held({ excerpt: line, body: ARTICLE })).toEqual(['post-prompt']);
  });
});

describe('people write like that too', () => {
  it.for<readonly [string, string, string]>([
    [
      'a correction',
      'お詫びと訂正',
      '申し訳ありません。先週の記事で総資産を誤って記載しました。正しくは約11兆円です。',
    ],
    [
      'answers to frequent questions',
      'よくあるご質問',
      '個別の銘柄についてのご質問には回答しておりません。書類は郵送でお送りください。',
    ],
    [
      'the rules of a contest',
      '作文の募集',
      '2000字以内の日本語で、見出しは不要です。題名は1行目に書いてください。審査についてはお答えできません。',
    ],
    [
      'a call for texts',
      '寄稿のご案内',
      '字数は1500〜4000字、文体はですます・である調のどちらでも構いません。原稿はMarkdownで提出してください。',
    ],
    [
      'an exercise for pupils',
      '練習問題 第三回',
      '次の文章を読んで、問いに答えなさい。あなたが社長なら、何に使いますか。100字以内で書きなさい。宿題です。',
    ],
    [
      'the rules of a newsroom',
      '生成AIの社内指針',
      '見出しの案を出させることは認める。出力をそのまま載せることは禁止する。判断に迷うときは相談すること。',
    ],
    ['an event', '勉強会のお知らせ', 'テーマ：注記を読む\n対象：個人投資家\n定員：25名\n形式：対面のみ'],
    ['a series', '続・電線の話', '前回の続きです。今回は工場の数の話を書きます。'],
    [
      'an old post, written anew',
      '十年前の記事を直す',
      '以前の記事を書き直しました。当時は三千字、今回は千二百字です。',
    ],
    [
      'how a text was made',
      '小売を読む',
      '衣料は前年を上回った。\n\n※この記事の下書きはAIで生成しました。数字は編集部が確かめています。',
    ],
    [
      'a new author',
      'はじめまして',
      '前任のようにうまくは書けませんが、よろしくお願いします。取り上げてほしい話題は、遠慮なくお知らせください。',
    ],
    [
      'letters of readers',
      'お便り',
      'ご連絡ありがとうございます。こういう話を書いてほしいというご要望があれば、お送りください。',
    ],
    [
      'opening hours',
      '窓口の時間',
      '記事についてのご質問は、URLを添えてお送りください。URLがないと確認できないことがあります。',
    ],
    [
      'what an author does not answer',
      '回答（2月分）',
      'おすすめの会社を聞かれました。お答えは控えています。代わりに、手数料の比べ方を書きます。',
    ],
    [
      'a company says nothing',
      '取材のお断り',
      '係争中のため、現時点ではお答えできません。判決の後に、こちらから書きます。',
    ],
    ['a tale', '場立ち 第四話', '「その銘柄についてお答えすることは、できないんです」と佐和子は言った。'],
    [
      'steps in a spreadsheet',
      '配当の表を作る',
      'A列に銘柄コード、B列に株数を入力してください。「データなし」と表示されたら空白を確かめましょう。',
    ],
    [
      'an author thinks',
      'Let me think out loud',
      'Okay. The company has no debt. Wait, that cannot be right. Let me check the leases.',
    ],
    [
      'an author says sure',
      'Sure, let us talk',
      'Sure! That was my answer when the editor asked. Then I tried to write it, and it took three weeks.',
    ],
    [
      'a thank-you to a reader',
      'Letters',
      "You're absolutely right: the exchange opened in 1961, not 1960 as we printed.",
    ],
    [
      'a translation',
      'A speech',
      'Here is my translation of the first ten minutes. I have left the jokes in.',
    ],
    [
      'a house style',
      'House style',
      'Write short sentences. Avoid adverbs. Never open with a question. Spell out numbers up to ten.',
    ],
    [
      'a guide to pitches',
      'Pitch guidelines',
      'Target length is 900 to 1,400 words. Our contributors write in a plain tone. Do not repeat the headline.',
    ],
    ['a meeting', 'Meetup', 'Topic: open models\nAudience: anyone\nFormat: two talks\nCapacity: 40'],
    [
      'a recipe',
      'Soup',
      'Rinse the lentils. Do not salt until the end. Use a large pot, and keep the tone of the onion golden.',
    ],
    ['a manual', '設定の手引き', '［会社名を入力］欄に登記の名前を入れます。次に［保存］を押してください。'],
    [
      'a manual with variables',
      'Mail templates',
      'The template knows {name} and {date}. A variable that is empty prints nothing.',
    ],
    [
      'advice for search engines',
      '検索の初歩',
      'タイトルにはキーワードを入れましょう。メタディスクリプションは120文字以内が目安です。読む理由を書いてください。',
    ],
    [
      'a product',
      'Oak desk',
      'Length: 140 cm. Style: mid-century. Output: the tray fits two strips. Do not place hot objects on it.',
    ],
    [
      'a step of a recipe',
      '黒糖の寒天',
      '鍋に湯を沸かす。\n\n（ここに黒糖を入れる）\n\n溶けたら火を止める。',
    ],
    [
      'minutes of a meeting',
      'Minutes',
      'Action items: Ana to rewrite the introduction. The guide should be under 2,000 words, and written for beginners.',
    ],
    [
      'the name of a button',
      'Feeds',
      'Click [Add Feeds] and then [Insert Table] to begin. [Your Profile] is on the right.',
    ],
    [
      'a joke',
      'On call',
      'I was on call all week, and nothing broke. [insert gif about sleep here] So I read.',
    ],
    [
      'a mapper in XML',
      'Mappers',
      '<insert id="addShip" parameterType="Ship">\n  INSERT INTO ships\n</insert>',
    ],
    [
      'somebody who learns, on what they write',
      '遷移先を変える',
      '本記事は、学習を始めて二か月の初学者が、調べた結果を備忘録も兼ねてまとめたものです。内容に誤りが含まれている可能性があります。ご容赦ください。間違いを見つけた方は、ご指摘いただけますと幸いです。',
    ],
    [
      'a service to its customers',
      'よくあるご質問',
      '申し訳ございませんが、このファイルは本サービスでは開くことができません。PDFに書き出してからアップロードしてください。',
    ],
    [
      'a survey',
      '読者のみなさまへ',
      'アンケートにご協力ください。どんな記事をご希望ですか。長さも教えていただければ、紙面に生かします。',
    ],
    [
      'a text that was taken back',
      '記事の削除について',
      '情報源を確認できなかったため、記事を削除しました。深くお詫びします。',
    ],
    [
      'refusals as a subject',
      "I'm sorry, but I can't help with that: a week of refusals",
      'I asked three assistants for a letter of resignation. All three declined.',
    ],
    [
      'a message that is reported',
      '検索結果が見つかりません、と出たとき',
      '検索結果が見つかりませんでした、と表示される場合は、次の手順をお試しください。',
    ],
    [
      'a sentence that is discussed',
      '私はAIです、と名乗る義務はあるのか',
      '電話口の声がそう名乗ることを、法律で義務づける州が増えている。',
    ],
    [
      'a title with the number of an error',
      'Error 429: my life on a rate limit',
      'The message came from the server, but it could have come from my children.',
    ],
    [
      'a lesson',
      'Lesson 12: polite requests',
      "Read the dialogue. A: Could you share the document? B: I'm not able to open it. Could you send it again?",
    ],
    [
      'an exam',
      '小論文の過去問',
      '問1　次の文章を読み、筆者の主張を200字以内で要約しなさい。\n\n問2　あなたの考えを、具体例を挙げて800字以内で述べなさい。',
    ],
    [
      'a form that is explained',
      'RFPのひな型',
      '【目的】\n問い合わせを省力化する。\n\n【出力形式】\n提案書はPDF、20ページ以内とする。',
    ],
    [
      'a refusal as a title, in Chinese',
      '抱歉，我无法回答：聊天机器人的沉默',
      '在测试的六款产品中，有四款用了几乎相同的句子。',
    ],
    [
      'a title that the text quotes',
      'Lo siento, no puedo abrir ese enlace',
      '«Lo siento, no puedo abrir ese enlace», me contestó mi madre, y tenía razón.',
    ],
    [
      'somebody has no car',
      "I don't have access to a car",
      "I don't have access to a car, and I have lived here for six years.",
    ],
    [
      'an error that is explained',
      'Error: connect ECONNREFUSED 127.0.0.1:5432',
      '`ECONNREFUSED` は、そのポートで誰も待っていないという意味です。以下は最小の再現例です。',
    ],
    [
      'a list of what a program does',
      '実行の手順',
      '役割:\n\n- 入力値を渡す\n- 必要な権限を最小限で構成\n\n最小の例:',
    ],
    [
      'what a program prints',
      '三つの案を作る',
      '案1は検索意図を重んじる。三案を同時に出すことで、呼び出しは一回で済む。次のスクリプトで画像を出力する。本文の見出しをJSONで書き換える。',
    ],
    [
      'a limit of a model',
      '入力の上限',
      '入力トークン上限は約20万ですが、一度に渡すと品質が落ちます。最初は文字数で均等に切っていました。',
    ],
    [
      'who wrote it, and goes on',
      'よく使うコマンド',
      '一覧があったら便利だと思い執筆しました。今後、必要に応じて加筆します。',
    ],
    [
      'an author on a book',
      '新刊のこと',
      '春から本を書いている。先週、三つめの章の原稿を編集者に渡した。表紙はまだない。',
    ],
    [
      'a file that is kept',
      '表を作る手順',
      '結果は `result.csv` に保存されます。次に、グラフの設定を開いてください。',
    ],
    [
      'a broken site',
      'Thanks for your patience',
      "Thank you for your patience. Some posts can't be opened right now. Please don't resubmit your comments.",
    ],
    [
      'what an agent does',
      'AIエージェントの境界',
      'AIエージェントは、ユーザーの指示を解釈してツールを自律的に呼び出します。外の通信を抑制できません。',
    ],
    [
      'what a right is for',
      '署名は何に使うか',
      '署名は、資源へのアクセス権を制御するために使われます。どの鍵かを表す名前を指定する必要があります。',
    ],
    ['where somebody worked', '自己紹介', '私はGoogleの開発者でした。今は山で豆を作っています。'],
    ['what somebody likes', '入社のあいさつ', '私はMicrosoftの作るものが好きで、そこに入りました。'],
    ['a machine in a story', '箱の中の声', 'AIである私に意見を求めるのか、と機械は言った。'],
    ['a button', '文書に図を入れる', 'リボンの［図の挿入］を押す。次に[画像を挿入]を選ぶ。'],
    ['words on a box', '謎ときの夜', '箱には［鍵をここに入れる］と書いてあった。'],
    [
      'an answer, quoted',
      'We asked four chatbots',
      '"I am sorry, but I can\'t provide investment advice," said the first. The fourth gave us a tip.',
    ],
  ])('%s', ([, title, body]) => {
    expect(held({ title, body: `${body}\n\n${ARTICLE}` })).toEqual([]);
  });
});
