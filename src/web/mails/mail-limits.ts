/** How many mails one person can get because of forms, however often somebody fills them in. */
import { DAY } from '../../time.ts';

/** An address that has not confirmed gets at most one mail in 24 hours, and three in all. */
export const UNCONFIRMED_LIMIT = { every: DAY, ever: 3 };

/** A subscriber who asks for their links gets at most one mail in 24 hours, and three in 30 days. */
export const LINKS_LIMIT = { every: DAY, most: 3, within: 30 * DAY };
