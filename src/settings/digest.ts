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
  subject: v.optional(
    line('The subject: a Liquid template.'),
    '{{ lead.title | cut: 40 }}{% if others > 0 %} ほか{{ others }}本{% endif %}｜{{ period.short }}',
  ),
  preheader: v.optional(
    line('The line after the subject in a list of mails: a Liquid template.'),
    '{{ summary }}',
  ),
  greeting: v.optional(
    line('The opening words: a Liquid template.'),
    '{{ period.name }}は{{ total }}本の記事をお届けします。{% if total > 5 and points.size == 0 %}お忙しい方は、まず下の{{ highlights.size }}本（合わせて約{{ highlight_minutes }}分）をどうぞ。{% endif %}',
  ),
  sectionLimit: v.optional(count('How many posts a section shows before 「ほか n 本」.', 100), 12),
  totalLimit: v.optional(count('How many posts the whole mail shows, the lead included.', 200), 24),
});
