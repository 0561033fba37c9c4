/**
 * What a rule is: one kind of fault, and what is done about it. Each rule is a file (some share one, if they are
 * repaired together) and a row in table.ts; its severity and its message are in the problem table
 * (src/problems/rules.ts).
 */
import type { RuleCode } from '../../problem.ts';
import type { Settings } from '../../settings.ts';
import type { Block } from '../blocks.ts';
import type { FrontMatter } from '../post.ts';
import type { Mend, Mended } from '../repair.ts';

/** What a rule looks at: title, excerpt and dates; the text; or all posts together. */
export type Stage = 'head' | 'body' | 'publication';

export type Rule = {
  readonly stage: Stage;
  /** Why it matters to a reader, in a sentence or two. */
  readonly why: string;
  /** A text with the fault, and what readers get, or should get. */
  readonly bad: string;
  readonly good: string;
  /** What an author should do. */
  readonly hint: string;
};

/** What a rule may know about a post. */
export type RuleContext = {
  readonly title: string;
  readonly excerpt: string | undefined;
  readonly frontMatter: FrontMatter;
  readonly published: Date;
  readonly settings: Settings;
  /** Whether a rule is on for this post. */
  readonly on: (code: RuleCode) => boolean;
  /** For messages: gives the line in the file for a line of the blocks. */
  readonly lineOf: (line: number) => number;
};

/**
 * A repair on the way to readers. The steps run in the order of the table; each works on the result of the one before.
 */
export type RepairStep = {
  /** The step runs if one of these is on. */
  readonly codes: readonly RuleCode[];
  /** `before`: what was repaired in the post so far. */
  readonly run: (
    blocks: readonly Block[],
    context: RuleContext,
    before: readonly Mend[],
    source: readonly Block[],
  ) => Mended;
};

/** A search for a fault that is only named: run by `check`, and by builds if the rule is an error. */
export type Search = {
  readonly code: RuleCode;
  readonly find: (blocks: readonly Block[], context: RuleContext) => readonly Mend[];
};
