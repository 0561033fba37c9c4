/** Settings of the digest. */
import * as v from 'valibot';
import { count, line } from './fields.ts';

export const digest = v.strictObject({
  weekStart: v.optional(
    v.pipe(
      v.picklist(['monday', 'sunday', 'saturday'], 'must be "monday", "sunday" or "saturday"'),
      v.description('The first day of a digest week.'),
    ),
    'monday',
  ),
  subject: v.optional(line('The subject: a Liquid template (default: in the language of the site).')),
  preheader: v.optional(
    line(
      'The line after the subject in a list of mails: a Liquid template (default: in the language of the site).',
    ),
  ),
  greeting: v.optional(line('Words above the editor’s note: a Liquid template (default: none).')),
  sectionLimit: v.optional(count('How many posts a section shows before 「ほか n 本」.', 100), 12),
  totalLimit: v.optional(count('How many posts the whole mail shows, the lead included.', 200), 24),
});
