/**
 * The ledger: whether its database is undamaged, whether anybody would get a digest, and whether mails to single people
 * wait.
 */
import type { Tally } from '../ledger/ledger.ts';
import { type Diagnosis, fault, hint, ok, warning } from './diagnosis.ts';

export type LedgerFacts = {
  /** The damage that the database itself finds; `undefined` if the database has its own tool for that. */
  readonly damage: readonly string[] | undefined;
  readonly confirmed: number;
  readonly unconfirmed: number;
  /** Mails to one person. */
  readonly singles: Tally;
};

export function judgeLedger({ damage, confirmed, unconfirmed, singles }: LedgerFacts): Diagnosis[] {
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
  if (singles.failed > 0)
    found.push(
      warning(
        `${singles.failed} mails to one person (confirmations and the like) failed.`,
        'Look with `tayori status`: while confirmations fail, nobody joins.',
      ),
    );
  if (singles.queued + singles.deferred > 0)
    found.push(
      hint(
        `${singles.queued + singles.deferred} mails to one person wait.`,
        'They are sent by `tayori serve`, or at the end of `tayori bounces`.',
      ),
    );
  const isFine = found.every(({ severity }) => severity === 'hint');
  return isFine ? [ok(`The ledger is whole; ${confirmed} confirmed.`), ...found] : found;
}
