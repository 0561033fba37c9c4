/**
 * The lines that stand beside the body of a mail: its subject, its preheader (what a list of mails shows behind the
 * subject) and its greeting. A subject or preheader of the issue note is taken as it is; one that a template makes is
 * cut at a phrase.
 */
import { localeOf } from '../locale/locale.ts';
import { closed } from '../text/isolated.ts';
import type { Digest } from './digest.ts';
import type { lineTemplates } from './templates/templates.ts';
import { cutAtPhrase } from './text/phrases.ts';

type LineName = (typeof lineTemplates)[number];

/** @param render runs the template of a line */
export function subjectLines(
  { note }: Pick<Digest, 'note'>,
  language: string,
  render: (name: LineName) => string,
): Readonly<Record<LineName, string>> {
  const line = (name: LineName) => render(name).replace(/\s+/gu, ' ').trim();
  const { cuts } = localeOf(language).mail; // mail programs show 20 to 40 letters of a subject
  return {
    subject: note?.subject ?? closed(cutAtPhrase(line('subject'), cuts.subject)),
    preheader: note?.preheader ?? closed(cutAtPhrase(line('preheader'), cuts.preheader)),
    greeting: line('greeting'),
  };
}
