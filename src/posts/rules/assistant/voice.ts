/** What is asked of a language to know whether somebody speaks in it who works on a text for another one (voices.ts). */

/** How one of the languages sounds. */
export type Voice = {
  readonly name: string;
  /** Letters or words that the paragraph must have. */
  readonly script: RegExp;
  /** What is only said of a text made to order, in whatever style the rest is. */
  readonly ofText: RegExp | undefined;
  /** What somebody says who serves another one. */
  readonly ofServing: RegExp;
  /** What authors lack as well: all sentences must sound so, not most of them. */
  readonly ofLack: RegExp | undefined;
  /** Words of people who speak to their readers or customers, and of notes that authors write. */
  readonly people: RegExp;
  /** Whether the paragraph may be of a text made to order, for its style and for what else there is. */
  canBeOfText(paragraph: string, rest: string): boolean;
  /** Whether the paragraph sounds like somebody who serves. A post often begins in a voice of its own. */
  sounds(paragraph: string, isFirst: boolean): boolean;
  /** Whether the rest sounds otherwise. */
  differs(rest: string): boolean;
};
