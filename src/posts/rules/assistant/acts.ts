/**
 * What somebody does with a sentence who answers an order instead of writing an article: an AI says what it is, asks for
 * the text, promises to write. Each of them is an act. People do most of these things too; answer.ts says which acts
 * prove an AI together.
 */

/** For each act: how a sentence says it. Quoted text is not in the sentence, and its apostrophes are straight. */
export type Acts = {
  /** It says what it is: 「AIである私には」, "As an AI". */
  readonly itself: RegExp;
  /** Where its knowledge or its reach ends: 「私の知識は2023年まで」, "I don't have access to real-time data". */
  readonly bounds: RegExp;
  /** It can not get at a text or at data: 「URLの内容を取得できません」, "I couldn't open the link". */
  readonly cannotReach: RegExp;
  /** It can not make the text: 「記事を作成することができません」, "I can't write this article". */
  readonly cannotMake: RegExp;
  /** It does not do what it was asked: 「ご要望にはお応えできません」, "I can't help with that". */
  readonly refuses: RegExp;
  /** What it should work on is not there: 「本文が添付されていません」, "the link didn't come through". */
  readonly missing: RegExp;
  /** It asks for what it should work on: 「本文を貼り付けてください」, "please paste the text". */
  readonly asksMaterial: RegExp;
  /** It asks how to go on: 「このまま続けてよろしいですか」, "Should I continue?". */
  readonly asksBack: RegExp;
  /** It offers more work: 「ご希望があれば修正いたします」, "Would you like me to expand it?". */
  readonly offers: RegExp;
  /** It speaks of what somebody gave or ordered: 「ご指定のテーマ」, "as you requested". */
  readonly yours: RegExp;
  /** It says yes to an order: 「承知しました。」, "Sure!". */
  readonly obeys: RegExp;
  /** It can not do something: 「予測することはできません」. */
  readonly inability: RegExp;
  readonly apology: RegExp;
  readonly regret: RegExp;
  /** What it does first: 「まず、検索して情報を集めます」, "Let me search". */
  readonly plans: RegExp;
  /** It makes the text: 「記事を執筆します」, "I'll write the article". */
  readonly makes: RegExp;
  /** It says how it made the text: 「語尾は統一しました」, "I kept the tone neutral". */
  readonly crafts: RegExp;
  /** It hands the text over: 「以下が記事です」, "Here is your article". */
  readonly gives: RegExp;
  /** Its tools, and how they fail: 「検索ツールがエラーを返しました」, "the search tool timed out". */
  readonly tools: RegExp;
  /** It does something else instead: 「一般論としてお答えします」, "I'll fall back on what I know". */
  readonly fallback: RegExp;
  /** 「検索しましたが」, "I searched for": what was looked for was not found. */
  readonly searched: RegExp;
};

export type Act = keyof Acts;

/** One of the parts. */
export function anyOf(...parts: readonly string[]): RegExp {
  return new RegExp(parts.join('|'));
}
