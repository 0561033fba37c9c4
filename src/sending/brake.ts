/**
 * The brake on suppression: how far servers are believed when they call addresses bad. A few bad addresses are
 * usual; a server that calls many of them bad is more likely broken (Gmail was, in December 2020). Pure.
 */

/** What servers said so far: of everybody, or of the people of one mailbox provider. */
export type Crowd = {
  /** How many of them the mailing goes to. */
  readonly people: number;
  /** To how many of these mails a server said a last word: taken, or refused for good. */
  readonly answered: number;
  /** How many addresses were called bad. */
  readonly bad: number;
};

/** What was usual in earlier mailings of this list. */
export type Usual = { readonly answered: number; readonly believed: number };

/** So many are always believed, however small the list is. */
export const LEAST = 5;
const MOST_SHARE = 0.05;
/** A list on which bad addresses were rare may still have so many in a week: people change their employer. */
const LEAST_SHARE = 0.02;
/** Three times what is usual is still believed. */
const TIMES = 3;
/** From so many answers on, earlier mailings tell what is usual. */
const ENOUGH_ANSWERS = 300;

/** The share of addresses that may be bad: 5 %, or less where this list has had fewer. */
export function shareAllowed({ answered, believed }: Usual): number {
  if (answered < ENOUGH_ANSWERS) return MOST_SHARE;
  return Math.min(MOST_SHARE, Math.max(LEAST_SHARE, (TIMES * believed) / answered));
}

export function countAllowed(people: number, share: number): number {
  return Math.max(LEAST, Math.floor(people * share));
}

/** More than half of so many is no list, but a broken server: there is no need to ask for 5 % of a long list. */
const MANY = 20;

function isBeyond({ people, answered, bad }: Crowd, share: number): boolean {
  return bad > countAllowed(people, share) || (bad >= MANY && bad * 2 > answered);
}

export type Verdict = {
  /** No provider is believed: the run stops. */
  readonly all: boolean;
  /** The providers that are not believed. */
  readonly providers: readonly string[];
};

/** So many providers that are not believed at once are no accident of their own: it is the relay. */
const SEVERAL = 3;

/** Whom not to believe. A provider that is not believed counts no more towards the sum of the others. */
export function judge(crowds: Readonly<Record<string, Crowd>>, share: number): Verdict {
  const entries = Object.entries(crowds);
  const providers = entries.filter(([, crowd]) => isBeyond(crowd, share)).map(([provider]) => provider);
  const others = sumOf(entries.filter(([name]) => !providers.includes(name)).map(([, crowd]) => crowd));
  const people = sumOf(Object.values(crowds)).people;
  const nobodyElse = providers.length > 0 && others.people === 0;
  const all = isBeyond({ ...others, people }, share) || providers.length >= SEVERAL || nobodyElse;
  return { all, providers };
}

export function sumOf(crowds: readonly Crowd[]): Crowd {
  const sum = { people: 0, answered: 0, bad: 0 };
  for (const { people, answered, bad } of crowds) {
    sum.people += people;
    sum.answered += answered;
    sum.bad += bad;
  }
  return sum;
}

/** A server that took no mail at all, from anyone, says nothing of addresses; of one address it may. */
export function tookNothing(sent: number, bad: number): boolean {
  return sent === 0 && bad > 1;
}
