/**
 * The ledger: whether its database is undamaged, whether anybody would get a digest, who would never get one, and whether
 * mails to single people wait.
 */

import type { Tally } from '../ledger/ledger.ts';
import { editionKey } from '../mail/email.ts';
import type { Audience } from '../sending/plan/audience.ts';
import { counted } from '../text/amounts.ts';
import { type Diagnosis, fault, hint, ok, warning } from './diagnosis.ts';

export type LedgerFacts = {
  /** The damage that the database itself finds; `undefined` if the database has its own tool for that. */
  readonly damage: readonly string[] | undefined;
  readonly confirmed: number;
  readonly unconfirmed: number;
  /** Mails to one person. */
  readonly singles: Tally;
  readonly forgotten: Forgotten;
};

/** Confirmed people who chose only categories that the config no longer has, and the slugs of these. */
export type Forgotten = { readonly people: number; readonly slugs: readonly string[] };

/** @param known the slugs of the config; if it names no categories, nobody is asked to choose, and nobody is forgotten */
export function forgottenIn(
  { editions, sets }: Pick<Audience, 'editions' | 'sets'>,
  known: readonly string[],
): Forgotten {
  const gone = known.length === 0 ? [] : sets.filter((set) => !set.some((slug) => known.includes(slug)));
  return {
    people: gone.reduce((sum, set) => sum + (editions[editionKey(set)] ?? 0), 0),
    slugs: [...new Set(gone.flat())].toSorted(),
  };
}

export function judgeLedger({
  damage,
  confirmed,
  unconfirmed,
  singles,
  forgotten,
}: LedgerFacts): Diagnosis[] {
  const found: Diagnosis[] = (damage ?? []).map((one) =>
    fault(
      `The database of the ledger is damaged: ${one}.`,
      'Put back the newest backup, and tell nobody twice: docs/running.md.',
    ),
  );
  if (confirmed === 0)
    found.push(
      hint(
        `Nobody is confirmed${unconfirmed === 0 ? '' : `, and ${unconfirmed} never confirmed`}: nobody would get a digest.`,
        'Bring in a list with `tayori subscribers import FILE.csv --already-confirmed SOURCE`, or let readers join.',
      ),
    );
  if (forgotten.people > 0)
    found.push(
      warning(
        `${forgotten.people === 1 ? 'A confirmed reader' : `${forgotten.people} confirmed readers`} chose only categories that the config no longer has (${forgotten.slugs.join(', ')}): no digest is for them, and nobody tells them.`,
        'If a category only has a new name, give it its old `slug:` back. If it is gone, write to them: `tayori subscribers export` shows who chose what.',
      ),
    );
  if (singles.failed > 0)
    found.push(
      warning(
        `${counted(singles.failed, 'mail')} to one person (confirmations and the like) failed.`,
        'Look with `tayori status`: while confirmations fail, nobody joins.',
      ),
    );
  const waiting = singles.queued + singles.deferred;
  if (waiting > 0)
    found.push(
      hint(
        `${counted(waiting, 'mail')} to one person ${waiting === 1 ? 'waits' : 'wait'}.`,
        '`tayori serve` sends what waits, or `tayori bounces` at its end.',
      ),
    );
  const isFine = found.every(({ severity }) => severity === 'hint');
  return isFine ? [ok(`The ledger is whole; ${confirmed} confirmed.`), ...found] : found;
}
