/**
 * Counts what servers refuse for good: for each domain, and over all domains. A domain that refuses everybody gets no
 * more mail for a while. A mail server that refuses everybody, in whatever words, ends the run. Pure.
 */

/** What one domain refused. */
export type Refusals = {
  /** Refusals of us, not of an address. */
  readonly refused: number;
  /** Answers since the first refusal, which is counted too. */
  readonly answered: number;
  /** Refusals of us in a row. */
  readonly inRow: number;
  /** Permanent refusals in a row. They count even if the words do not say whom they are about: `550 no`. */
  readonly noInRow: number;
  /** The words of the last refusal. */
  readonly said: string;
};

/** Refusals for good without a mail that was taken in between, and up to three of their domains. */
export type RefusedInRow = { readonly mails: number; readonly domains: readonly string[] };

export const nothingRefused: RefusedInRow = { mails: 0, domains: [] };

/** What an answer says here. */
export type CountedAnswer = {
  readonly domain: string;
  readonly said: string;
  /** It refuses us, whoever the mail is for. */
  readonly ofUs: boolean;
  /** It refuses this mail for good, and not because there is no such address: the brake counts those. */
  readonly forGood: boolean;
};

const nobody: Refusals = { refused: 0, answered: 0, inRow: 0, noInRow: 0, said: '' };

/** @returns `undefined` for a domain that never refused anything */
export function afterAnswer(before: Refusals | undefined, answer: CountedAnswer): Refusals | undefined {
  const { ofUs, forGood, said } = answer;
  if (before === undefined && !ofUs && !forGood) return undefined;
  const { refused, answered, inRow, noInRow } = before ?? nobody;
  const open = isOpen(before);
  return {
    refused: refused + Number(ofUs),
    answered: answered + 1,
    inRow: ofUs ? inRow + 1 : open ? 0 : inRow, // what was under way opens nothing
    noInRow: forGood ? noInRow + 1 : open ? 0 : noInRow,
    said: ofUs || forGood ? said : (before?.said ?? ''),
  };
}

const IN_A_ROW = 5;
/** Words that do not say whom they are about prove less: several people of one firm may have left at once. */
const UNEXPLAINED_IN_A_ROW = 10;
const ENOUGH_ANSWERS = 100;
const MOST_REFUSED = 0.05;

/** Whether mail may still go to a domain: not after IN_A_ROW refusals in a row, or 5 % of a hundred answers. */
export function isOpen(refusals: Refusals | undefined): boolean {
  if (refusals === undefined) return true;
  const { inRow, noInRow, refused, answered } = refusals;
  return (
    inRow < IN_A_ROW &&
    noInRow < UNEXPLAINED_IN_A_ROW &&
    (answered < ENOUGH_ANSWERS || refused < answered * MOST_REFUSED)
  );
}

/** Refusals in a row, of several domains, that end a run: of a list with ten bad addresses in a hundred, never. */
const ALL_IN_A_ROW = 20;
const SEVERAL = 3;

export function oneMoreRefused({ mails, domains }: RefusedInRow, domain: string): RefusedInRow {
  const isNew = domains.length < SEVERAL && !domains.includes(domain);
  return { mails: mails + 1, domains: isNew ? [...domains, domain] : domains };
}

export function isEverybody({ mails, domains }: RefusedInRow): boolean {
  return mails >= ALL_IN_A_ROW && domains.length >= SEVERAL;
}
