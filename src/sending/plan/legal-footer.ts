/**
 * What the law wants in every mail (特定電子メール法): who sends it, their address, how to reach them, and a way to leave.
 * A template of the site may have lost one of them.
 */
import { type Edition, partsOf } from '../../mail/email.ts';
import type { Part } from '../../mail/slots.ts';
import { decodeReferences } from '../../posts/escape.ts';
import type { Problem } from '../../problem.ts';
import type { Settings } from '../../settings.ts';

/** @returns a problem that names what one edition does not show, in html or in text */
export function footerProblems(
  edition: Pick<Edition, 'key' | 'html' | 'text' | 'slots'>,
  organisation: Settings['organisation'],
): Problem[] {
  if (organisation === undefined) return [];
  const { key, html, text } = edition;
  const must = [
    ['`organisation.name`', organisation.name],
    ['`organisation.address`', organisation.address],
    ['`organisation.contact`', organisation.contact],
  ] as const;
  const readable = decodeReferences(html);
  const missing: string[] = must
    .filter(([, words]) => !shows(text, words) || !shows(readable, words))
    .map(([what]) => what);
  const parts = partsOf(edition);
  if (!letsLeave(parts.html) || !letsLeave(parts.text)) missing.push('the unsubscribe link');
  if (missing.length === 0) return [];
  return [
    {
      code: 'send-footer',
      message: `Edition «${key}» does not show ${missing.join(', ')} in both html and text.`,
      hint: 'Put them back into email-templates/ and run `npm run digest` again.',
    },
  ];
}

/** Has the slot, and not only a link of a post that looks like it. */
function letsLeave(parts: readonly Part[]): boolean {
  return parts.some((part) => typeof part !== 'string' && part.slot === 'unsubscribe_url');
}

/** Line breaks and other white space may stand between the letters. */
function shows(body: string, words: string): boolean {
  return body.replace(/\s+/g, '').includes(words.replace(/\s+/g, ''));
}
