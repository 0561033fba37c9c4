/**
 * Problems in Japanese, for the editors' page: what is wrong and what to do next, by code. The message with the details
 * (which word, which line) is shown below, in English. For a code that is missing here, all is shown in English: this
 * table has the problems that editors meet while they write and before they send.
 */
import type { ProblemCode } from '../../problem.ts';

export type ProblemTitles = Readonly<Partial<Record<ProblemCode, readonly [title: string, next: string]>>>;

const CHECK_IT = '示されたところを読み、そのままでよければ何もしなくてかまいません。';

export const problemsJa: ProblemTitles = {
  // Posts that can not be published.
  'post-encoding': ['UTF-8で保存されていません', '文字コードをUTF-8にして保存し直してください。'],
  'post-front-matter': [
    '先頭の設定（フロントマター）が読めません',
    '示された行とその上の行で、引用符、かっこ、「---」の抜けを確かめてください。',
  ],
  'post-title': ['題名がありません', 'フロントマターの `title:` に題名を書いてください。'],
  'post-date': ['日付がないか、読めません', '`date: 2026-11-10 09:00:00 +0900` のように書いてください。'],
  'post-url': ['この記事のURLを作れません', 'ファイル名か `permalink:` を直してください。'],
  'post-url-taken': [
    '同じURLの、より新しい記事があります',
    'どちらかに別の `slug:` を付けるか、日付を変えてください。',
  ],
  'post-id-taken': ['ほかの記事と同じidです', 'どちらか一方のidを変えてください。'],
  'post-draft': [
    '下書きなので載りません',
    '載せるときは `draft: true` か `published: false` の行を消してください。',
  ],
  'post-updated': ['更新日が読めません', '日付を書き直すか、その行を消してください。'],
  'post-duplicate-key': ['同じ項目が二度あります', '一つだけ残してください。いまは最後のものが使われます。'],
  'post-category': [
    '設定にないカテゴリーです',
    'カテゴリーの名前を直すか、tayori.config.ts の `categories` に加えてください。',
  ],
  'post-uncategorised': ['カテゴリーがありません', 'フロントマターに `categories: ["…"]` を書いてください。'],
  'post-image': [
    '画像が記事の中に埋め込まれています',
    '画像をファイルにして、そのアドレスを書いてください。',
  ],
  'post-expired': ['公開の期限を過ぎています', '載せるには、期限を消すか、先の日にしてください。'],
  'post-future': ['公開日がまだ来ていません', 'その日時のあとに作ると載ります。'],
  'post-date-zone': ['日付に時差の指定がありません', '`+0900` のように付けると、意図した日時になります。'],
  'post-liquid': ['記事のLiquidを実行できません', '示された行のタグやフィルターを直してください。'],
  'post-liquid-slip': [
    'Liquidのタグに書き誤りがあります',
    'Jekyllと同じように読みました。意図と違うときは、示された行のタグを直してください。',
  ],
  'post-address': [
    'リンクか画像のアドレスが分かりません',
    'アドレスを直してください。いまは文字だけが出ます。',
  ],
  'post-excerpted': [
    '記事のはじめだけが載ります',
    '対応していないLiquidがあります。示された行を直してください。',
  ],
  'post-empty': ['本文に何も残りません', '本文を書くか、下書きにしてください。'],
  'post-check-key': [
    '`check:` の書き方が違います',
    '`check: off` か `check: { post-refusal: off }` のように書いてください。',
  ],
  // What the rules find in the text of posts.
  'post-refusal': [
    '記事ではなく、AIの断りの文のようです',
    '書き直すか、消してください。人が書いたものなら `check: { post-refusal: off }` を付けます。',
  ],
  'post-prompt': [
    'AIへの指示が残っています',
    '指示の文を消してください。指示を論じた記事なら `check: { post-prompt: off }` を付けます。',
  ],
  'post-label': ['題名や抜粋の前に項目名があります（外して表示）', '項目名を消してください。'],
  'post-title-markdown': ['題名にMarkdownの記号があります', '記号なしで書いてください。'],
  'post-excerpt-boilerplate': [
    '要約が決まり文句です',
    '記事の言っていることを書くか、要約の行を消してください。',
  ],
  'post-title-from-name': [
    '題名がないため、ファイル名から作りました',
    'フロントマターの `title:` に題名を書いてください。',
  ],
  'post-key-slip': [
    'フロントマターの項目名が打ち間違いのようです',
    '項目名を直してください。このままでは無視されます。',
  ],
  'post-list-slip': [
    '複数のタグやカテゴリーがひとつになっています',
    '`[経済, 港]` のように、半角のカンマで区切って書いてください。',
  ],
  'post-title-year': ['題名の年が記事の年と違います', '年を直すか、題名から外してください。'],
  'post-title-glued': ['題名が二つつながっています', '題名を一つにしてください。'],
  'post-title-cut': ['題名が途中で切れています', '題名を最後まで書いてください。'],
  'post-replacement-character': ['文字化けの跡がありました（除いて表示）', '失われた文字を書いてください。'],
  'post-wrapping': ['本文の全体が包まれていました（外して表示）', '本文を囲む行を消してください。'],
  'post-citation-mark': ['AIの出典の印がありました（除いて表示）', '印を消すか、出典にリンクしてください。'],
  'post-marker': ['作業用の目印が残っていました（除いて表示）', 'ファイルから目印を消してください。'],
  'post-flattened': [
    '見出しや箇条書きが段落に埋もれていました（直して表示）',
    '見出しと箇条書きを、それぞれの行に書いてください。',
  ],
  'post-paragraph-heading': [
    '段落が見出しになっていました（直して表示）',
    '段落と `---` の間を一行あけてください。',
  ],
  'post-run-in-heading': [
    '段落の中に太字の見出しがありました（直して表示）',
    '`## …` と書き、下を一行あけてください。',
  ],
  'post-bold-heading': ['太字の一行を見出しにしました', '見出しは `## …` と書いてください。'],
  'post-repeated-paragraph': ['同じ段落が二度ありました（一つだけ表示）', 'どちらか一方を消してください。'],
  'post-repeated-passage': ['前に述べた文が繰り返されていました（除いて表示）', '繰り返しを消してください。'],
  'post-repeated-sentence': ['同じ文がもう一度ありました（除いて表示）', '二つ目を消してください。'],
  'post-repeated-heading': [
    '同じ見出しが二つあります',
    '二つ目に別の見出しを付けるか、一つにまとめてください。',
  ],
  'post-empty-heading': ['見出しの下に何もありません（除いて表示）', '見出しも消してください。'],
  'post-cut-joined': ['切れた文をつなぎました', 'ファイルの側もつないでください。'],
  'post-cut-restarted': [
    '途中で切れた書き出しがありました（除いて表示）',
    '切れ端をファイルから消してください。',
  ],
  'post-cut-open': ['文が途中で切れています（… で終わります）', '文を終わりまで書くか、消してください。'],
  'post-cut-edge': ['記事のはじめか終わりが切れています', '記事を終わりまで書いてください。'],
  'post-repeated-title': [
    '本文が題名を繰り返していました（除いて表示）',
    'その行を消してください。題名は本文の上に出ます。',
  ],
  'post-leading-dots': ['段落が点で始まっていました（除いて表示）', '点を消してください。'],
  'post-meta-talk': ['書く作業についての文が残っています', 'その部分なしで書き直してください。'],
  'post-stray-emphasis': ['相手のない `**` がありました（除いて表示）', '`**` を閉じるか、消してください。'],
  'post-retold': [
    '前の段落とほぼ同じことを述べています',
    'どちらか一方を消すか、新しいことを書いてください。',
  ],
  'post-figure': [
    '題名や要約の数字が本文と違うか、ありえない数字です',
    '元の資料を確かめ、誤っているほうを直してください。',
  ],
  'post-doubled-letters': ['文末の文字が重なっています', '「ですす」のような重なりを直してください。'],
  'post-cut-link': ['リンクが途中で切れています', 'アドレスを最後まで書くか、リンクを消してください。'],
  'post-told-twice': [
    '同じ出来事の記事がほかにもあります',
    'ダイジェストでは一つにまとめます。一本にしても、そのままでもかまいません。',
  ],
  'post-promise': [
    '利益を約束する書き方です（法律で禁じられています）',
    '分かっていることと、危険の両方を書いてください。',
  ],
  'post-foreign-mark': [
    '他のサービスの記法がそのまま表示されます',
    'Markdown か HTML に書き換えてください（囲みは引用、埋め込みはリンク）。',
  ],
  'post-target': ['リンクか画像の行き先がありません', '正しいアドレスを書くか、言葉だけにしてください。'],
  'post-disclaimer': ['決まりの断り書きがありません', '設定にある断り書きを記事に加えてください。'],
  'post-source': ['出典へのリンクがありません', '出典にリンクしてください。'],
  // The digest, its note and templates.
  'note-field': ['この号の指定に、読めない項目があります', '示された行の項目の名前と値を直してください。'],
  'note-post': [
    'この号にない記事を指しています',
    '示された行の名前を直してください。近い名前が下にあります。',
  ],
  'note-link': [
    'この号の指定のファイルが、外へのリンクです',
    'リンクではなく、ファイルそのものを同じ場所に置いてください。',
  ],
  'note-figure': [
    '編集者のことばの数字が、記事の数字と違います',
    '両方を確かめ、誤っているほうを直してください。',
  ],
  'note-choice': ['編集者の選択が、決まりと異なります（選択を優先）', CHECK_IT],
  'digest-told-twice': [
    '同じ出来事かもしれない記事が並んでいます',
    '同じ出来事なら、片方を「載せない」に選んでください。',
  ],
  'note-conflict': [
    'この号の指定が、ほかで変更されました',
    '「ファイルの内容を使う」を選ぶと、そこから続けられます。',
  ],
  'template-variable': [
    'テンプレートに、使えない名前があります',
    '名前を直してください。使える名前は docs/templates.md にあります。',
  ],
  'template-syntax': [
    'テンプレートをLiquidとして読めません',
    '示された行のタグやフィルターを直してください。',
  ],
  'template-limit': [
    'テンプレートの処理が終わりません',
    '大きな繰り返しか、自分自身の読み込みを探してください。',
  ],
  'template-layout': [
    'テンプレートから正しいメールを作れません',
    '示されたところを直すか、元のテンプレートと比べてください。',
  ],
  'template-slot': [
    '読者ごとのリンクがフィルターで変わります',
    '`{{ slots.… }}` はフィルターなしで書いてください。',
  ],
  'digest-empty': ['この期間に記事がありません', '期間を変えるか、記事を公開してください。'],
  'digest-size': ['メールが大きすぎて、Gmailで途中から見えません', '載せる記事を減らしてください。'],
  'digest-large': ['メールの大きさが、Gmailの限度に近づいています', '載せる記事を減らすと安全です。'],
  'digest-frozen': [
    'この号は送信中か送信済みで、変わりません',
    '直すには、下に示すコマンドを使ってください。',
  ],
  'digest-altered': ['保存された号が書き換えられています', '`tayori digest --again` で作り直してください。'],
  // The config, and what is missing before a digest can be sent.
  'config-missing': ['設定ファイルがありません', '`tayori init` で tayori.config.ts を作ってください。'],
  'config-unreadable': ['設定ファイルを読み込めません', 'tayori.config.ts の、示された行を直してください。'],
  'config-value': [
    '設定に、足りない値か誤った値があります',
    'tayori.config.ts の、示された項目を直してください。',
  ],
  'file-unreadable': ['ファイルを読み書きできません', '場所と権限を確かめてください。'],
  'period-unfinished': [
    '期間がまだ終わっていません',
    '終わってから作るか、意図したものならそのまま進めてください。',
  ],
  'mail-url': [
    '送信の方法（MAIL_URL）が正しくありません',
    '`smtps://…` か `outbox:フォルダー` の形で書いてください。',
  ],
  'send-digest': ['この号はまだ作られていません', '`tayori digest` で作り、目を通してください。'],
  'send-recipients': [
    '届く相手がいません',
    '`tayori subscribers import FILE.csv --already-confirmed SOURCE` で名簿を読み込みます（SOURCE は同意の出所）。',
  ],
  'send-key': [
    '署名の鍵（SIGNING_KEY）が足りないか、違います',
    '`openssl rand -hex 32` で作り、.env に書いて保管してください。',
  ],
  'send-dkim': ['DKIMの署名ができません', '鍵のファイルと設定を確かめてください。'],
  'send-unsubscribe': [
    '読者が配信をやめる方法がありません',
    'tayori.config.ts に `web.url` か `mail.unsubscribe` を書いてください。',
  ],
  'send-footer': [
    'メールに、発行者か配信停止の案内がありません',
    'テンプレートの末尾に、その二つを戻してください。',
  ],
  'send-changed': ['作ったあとで記事が変わりました', '作り直すか、作ったときのまま送ってください。'],
  'send-unpublished': ['ウェブ版か記事が、まだ公開されていません', 'out/ を公開してから送ってください。'],
  'send-first-run': [
    '送信の記録がない、新しい台帳です',
    '以前の台帳を戻すか、下に示すコマンドで確かめてください。',
  ],
  'send-busy': ['ほかの処理がこの号を送っています', 'それが終わるのを待ってください。'],
  'ledger-older': ['台帳が、送信済みの号を知りません', '新しい控えから台帳を戻してください。'],
};
