/** The digests that were frozen up to one mailing: what is usual for a list, and what one person got last. */
import type { Kysely } from 'kysely';
import type { Tables } from '../schema.ts';

/** How many earlier digests show what is usual. */
const USUAL = 10;

/** @returns a query for the digests up to `mailing` and for this one too, the newest first */
export function digestsUpTo(build: Kysely<Tables>, mailing: number) {
  return build
    .selectFrom('mailings')
    .where('mailings.channel', '=', 'mail')
    .where('mailings.kind', '=', 'digest')
    .where('mailings.ready', '=', 1)
    .where('mailings.frozen_at', '<=', ({ selectFrom }) =>
      selectFrom('mailings as this').select('this.frozen_at').where('this.number', '=', mailing),
    )
    .orderBy('mailings.frozen_at', 'desc')
    .orderBy('mailings.number', 'desc');
}

/** @returns a query for the numbers of the last ten digests before `mailing`, the newest first */
export function usualDigests(build: Kysely<Tables>, mailing: number) {
  return digestsUpTo(build, mailing)
    .select('mailings.number')
    .where('mailings.number', '<>', mailing)
    .limit(USUAL);
}
