/** Settings of a ledger that several workers share. */
import * as v from 'valibot';
import { count } from './fields.ts';
import { USUAL_LEASE } from './usual-lease.ts';

export const ledger = v.strictObject({
  lease: v.optional(
    v.pipe(
      count(
        'On PostgreSQL: a worker that gave no sign of life for so many seconds is dead, and others take over what it held.',
        3600,
      ),
      v.minValue(2, 'must be at least 2'),
    ),
    USUAL_LEASE,
  ),
  patience: v.optional(
    count('On PostgreSQL: how many seconds a run waits for a database that went away meanwhile.', 86_400),
    300,
  ),
});
