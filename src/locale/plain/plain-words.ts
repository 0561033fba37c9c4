/**
 * The words of a language as plain texts: what each file in languages/ must have. Where a text needs a name or a number
 * it has a placeholder, such as `{site}`. What has a count has a text for each plural that the language knows; dates
 * come from `Intl`, and marks that most languages share from plain-locale.ts.
 */
import type { Period } from '../../period.ts';
import type { WebWords } from '../web-words.ts';
import type { DigestWords, FeedWords, Words } from '../words.ts';

/**
 * A text for each plural that the language has for whole numbers, as `Intl.PluralRules` names them: Polish has one, few
 * and many. A text alone is for all of them.
 */
export type Plural = string | Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

/** Texts with placeholders where there are functions. */
type Plain<T> = T extends string | readonly string[]
  ? T
  : T extends (count: number) => string
    ? Plural
    : T extends (...given: infer _) => infer Result
      ? Plain<Result>
      : { readonly [Name in keyof T]: Plain<T[Name]> };

type ByPeriod = Readonly<Record<Period['kind'], string>>;

/** Marks that differ between few languages. */
export type Marks = Pick<Words, 'between' | 'title_end' | 'colon' | 'bracket' | 'bracket_end'> &
  Pick<DigestWords, 'comma' | 'slash'>;

export type PlainWords = {
  /** For translators: the language, and how readers are addressed. */
  readonly about: string;
  readonly feeds: Omit<Plain<FeedWords>, 'between' | 'day'>;
  readonly periods: {
    /** `{first}` and `{last}` are days of one month; behind `{last}` stands the rest of the date. */
    readonly days: string;
    /** From a date to one in another month. */
    readonly dates: string;
    readonly present: ByPeriod;
    /** `Week {week}` */
    readonly number: string;
  };
  readonly mail: {
    readonly words: Omit<Words, keyof Marks | 'same_story' | 'same_story_end'>;
    /** With `{count}`, which stands alone, without a noun that would need a plural. */
    readonly same_story: string;
    /** Behind the title in the subject: for one more post, and for `{others}`. */
    readonly and_others: { readonly one: string; readonly other: string };
    readonly leadHeading: ByPeriod;
    readonly figureHeading: ByPeriod;
    /** Fills `{whole}` in the next two. */
    readonly whole: ByPeriod;
    readonly countHeading: Plural;
    readonly pointsHeading: Plural;
    readonly more: Plural;
    /** With `{more}`, which is the text above, and `{section}`. */
    readonly moreOf: string;
    readonly issue: string;
    /** With `{address}`. */
    readonly reason: string;
    readonly cuts?: DigestWords['cuts'];
  } & Pick<Plain<DigestWords>, 'reasonText' | 'sharedSubject' | 'test' | 'issuesOf' | 'noIssues'>;
  readonly marks?: Partial<Marks>;
  /** For how many days: fills `{confirm}`, `{undo}` and `{data}` in the words of the service. */
  readonly days: Plural;
  readonly web: Plain<WebWords>;
};
