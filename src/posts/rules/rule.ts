/**
 * What a rule is: one kind of scar, with what is done about it. Each rule is a file (some that are mended
 * together share one) and a row in table.ts; its severity and its sentence stand in problem.ts.
 */
import type { RuleCode } from '../../problem.ts';
import type { Settings } from '../../settings.ts';
import type { Block } from '../blocks.ts';
import type { FrontMatter } from '../post.ts';
import type { Mend, Mended } from '../repair.ts';

/** Where a rule looks: at title, excerpt and dates; at the text; at all posts together. */
export type Stage = 'head' | 'body' | 'publication';

export type Rule = {
  readonly stage: Stage;
  /** Why it matters to a reader, in a sentence or two. */
  readonly why: string;
  /** A text that has the scar, and what readers get, or should. */
  readonly bad: string;
  readonly good: string;
  /** What an author does about it. */
  readonly hint: string;
};

/** What a rule may know of a post. */
export type RuleContext = {
  readonly title: string;
  readonly excerpt: string | undefined;
  readonly frontMatter: FrontMatter;
  readonly published: Date;
  readonly settings: Settings;
  /** Whether a rule is wanted for this post. */
  readonly on: (code: RuleCode) => boolean;
  /** For messages: the line of the file from which a line of the blocks comes. */
  readonly lineOf: (line: number) => number;
};

/** What readers get instead. Steps run in the order of the table: each works on what the one before it left. */
export type RepairStep = {
  /** It runs where one of these is on. */
  readonly codes: readonly RuleCode[];
  /** `before`: what was repaired in the post so far. */
  readonly run: (blocks: readonly Block[], context: RuleContext, before: readonly Mend[]) => Mended;
};

/** What is only named: asked by `check`, and by builds where the rule is an error. */
export type Search = {
  readonly code: RuleCode;
  readonly find: (blocks: readonly Block[], context: RuleContext) => readonly Mend[];
};
