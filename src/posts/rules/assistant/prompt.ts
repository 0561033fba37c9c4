/**
 * Instructions that were meant for the machine: 「【文体の指示】」, 「続きを書いてください：」. A post may write about
 * prompts, and then shows some, in code or quotation marks; those are not looked at, and two different
 * instructions in the plain text must be there.
 */
import type { Block } from '../../blocks.ts';
import { maskOpaque, OPAQUE } from '../../prose.ts';
import { type Mend, quote } from '../../repair.ts';
import type { RuleContext } from '../rule.ts';

/** One of these must be there: nobody writes them but to a machine. */
const sure: readonly RegExp[] = [
  /^【(?:文体|出力|記事|執筆|文章|口調|トーン|スタイル|追記|続き)(?:の|に関する)?(?:指示|条件)】/m,
  /^(?:それでは、|では、)?(?:この|上記の|以下の|前の)?(?:記事の|文章の)?続きを(?:書いて|執筆して)ください[。：:]?\s*$/m,
  /途切れた(?:部分|箇所|ところ|文章)から(?:滑らか|自然|スムーズ)に(?:続け|つなげ|再開)/,
  /^I(?:'ve| have) completed the task\b/m,
  /^You are (?:an?|the) (?:expert|experienced|professional|helpful|skilled)\b[^.\n]{0,60}(?:writer|journalist|analyst|assistant|editor)\b/m,
];

/** These count beside one of those, and so does a second of those. */
const others: readonly RegExp[] = [
  /^[【［[]\s*(?:文体|出力|記事|執筆|文章|口調|追記|続き)(?:の|に関する)?(?:ルール|要件|形式|制約|注意事項)\s*[】］\]]/m,
  /^(?:以下|上記|次)の(?:指示|条件|要件|ルール)に(?:従って|基づいて|沿って)[^。\n]{0,30}(?:書いて|執筆して|作成して|出力して)ください/m,
  /^[-*・]?\s*(?:文字数|字数)は?[^。\n]{0,12}(?:文字|字)(?:以上|程度|以内)/m,
  /^[-*・]?\s*[^。\n]{0,20}(?:調子|口調|文体|トーン)で(?:書く|書いて|執筆)/m,
  /^(?:既存の(?:記事|文章)の)?(?:最後の部分|末尾)(?:から|に続けて|の続きとして)[^。\n]{0,20}(?:書いて|執筆|続けて)/m,
  /^(?:Please )?[Cc]ontinue (?:writing|the article|from where)\b/m,
  /^(?:Here is|Here's) the (?:continuation|rest of the article|rewritten|revised|completed)\b/m,
  /^(?:Output|Write|Respond) (?:only|in) [^.\n]{0,40}(?:Japanese|Markdown|the article|without)\b/m,
];

/** A post about prompts shows prompts. */
const ABOUT_PROMPTS = /プロンプト|指示文|prompt/i;

export function findPrompt(blocks: readonly Block[], context: RuleContext): Mend[] {
  if (ABOUT_PROMPTS.test(context.title)) return [];
  if (!blocks.some(({ text }) => PROMPT_NEEDLES.some((word) => text.includes(word)))) return [];
  const found = new Map<number, Block>();
  for (const block of blocks) {
    if (block.kind !== 'prose' && block.kind !== 'item' && block.kind !== 'heading') continue;
    const text = maskOpaque(block.text).replace(/「[^「」\n]*」|『[^『』\n]*』/g, OPAQUE);
    for (const [index, mark] of [...sure, ...others].entries())
      if (!found.has(index) && mark.test(text.replace(/^[ \t]*(?:#{1,6}|\*\*)[ \t]*/gm, '')))
        found.set(index, block);
  }
  const [first] = found.values();
  if (first === undefined || found.size < 2 || !sure.some((_, index) => found.has(index))) return [];
  const message = `Instructions for the machine stand in the text: ${quote(first.text, 40)}.`;
  return [{ code: 'post-prompt', message, line: first.line, column: 1 }];
}

/** What a sure mark has one of: a post that has none holds no prompt. */
export const PROMPT_NEEDLES = [
  '指示】',
  '条件】',
  '続きを書い',
  '続きを執筆',
  '途切れた',
  'completed the task',
  'You are ',
];
