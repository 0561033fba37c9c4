/**
 * The brake on suppression: how far servers are believed when they call addresses bad. A few bad addresses are
 * usual; a server that calls many of them bad is more likely broken (Gmail was, in December 2020). Pure.
 */

/** What servers said so far: of everybody, or of the people of one mailbox provider. */
export type Crowd = {
  /** How many of them the mailing goes to. */
  readonly people: number;
  /** How many of these mails a server has taken or refused for good. */
  readonly answered: number;
  /** How many addresses were called bad. */
  readonly bad: number;
};

/** What was usual in earlier mailings of this list. */
export type Usual = { readonly answered: number; readonly believed: number };

/** This number of bad addresses is always believed, also on a small list. */
const LEAST = 5;

const MOST_SHARE = 0.05;

/** This share is believed also on a list that had almost none so far: people change their employer. */
const LEAST_SHARE = 0.02;

/** Up to three times the usual share is believed. */
const TIMES = 3;

/** Earlier mailings tell what is usual once they have this number of answers. */
const ENOUGH_ANSWERS = 300;

/** The share of addresses that may be bad: 5 %, or less if this list has had fewer. */
export function shareAllowed({ answered, believed }: Usual): number {
  if (answered < ENOUGH_ANSWERS) return MOST_SHARE;
  return Math.min(MOST_SHARE, Math.max(LEAST_SHARE, (TIMES * believed) / answered));
}

export function countAllowed(people: number, share: number): number {
  return Math.max(LEAST, Math.floor(people * share));
}

/**
 * If this number of addresses was called bad, and that is more than half of all answers, the server is broken. So a run
 * on a long list stops long before 5 % of the list were called bad.
 */
const MANY = 20;

function isBeyond({ people, answered, bad }: Crowd, share: number): boolean {
  return bad > countAllowed(people, share) || (bad >= MANY && bad * 2 > answered);
}

export type BrakeVerdict = {
  /** No provider is believed: the run stops. */
  readonly all: boolean;
  /** The providers that are not believed. */
  readonly providers: readonly string[];
};

/** If this number of providers is not believed at once, the cause is the relay, and not the providers. */
const SEVERAL = 3;

/** Decides whom not to believe. A provider that is not believed is left out of the sum of the others. */
export function judge(crowds: Readonly<Record<string, Crowd>>, share: number): BrakeVerdict {
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

/** The same crowds, counting only the people whose mail was answered: the others may not have been sent one yet. */
export function onAnswered(crowds: Readonly<Record<string, Crowd>>): Record<string, Crowd> {
  const entries = Object.entries(crowds).filter(([, { answered }]) => answered > 0);
  return Object.fromEntries(
    entries.map(([provider, crowd]) => [provider, { ...crowd, people: crowd.answered }]),
  );
}
