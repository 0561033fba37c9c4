/**
 * What `tayori init` can not know of a sender, and a person fills in. A rehearsal shows it as it is; a real mail
 * with it would break the law (特定電子メール法), so none leaves.
 */
import { CONFIG_FILE } from '../config.ts';
import type { Problem } from '../problem.ts';
import type { Settings } from '../settings.ts';

const TO_FILL = {
  en: { address: 'TODO: postal address', contact: 'TODO: mail address or telephone number for readers' },
  ja: { address: 'TODO: 発行者の住所', contact: 'TODO: 読者からの連絡先' },
} as const;

/** An address that can never be real (RFC 2606). */
export const SENDER_TO_FILL = 'letter@example.com';

/** @param language of the site */
export function organisationToFill(language: string): (typeof TO_FILL)['en' | 'ja'] {
  return /^ja\b/.test(language) ? TO_FILL.ja : TO_FILL.en;
}

/** What of the sender is still to be filled in. */
export function placeholderProblems({
  organisation,
  mail,
}: {
  readonly organisation?: Settings['organisation'];
  readonly mail: Pick<Settings['mail'], 'from'>;
}): Problem[] {
  const keys = (['address', 'contact'] as const)
    .filter((name) => /^TODO\b/.test(organisation?.[name] ?? ''))
    .map((name) => `organisation.${name}`);
  if (mail.from?.address === SENDER_TO_FILL) keys.push('mail.from.address');
  return keys.map((key) => ({
    code: 'config-value',
    message: `\`${key}\` is still to be filled in, and every mail must show it.`,
    hint: `Write it into ${CONFIG_FILE}, make the digest again, and look at the mail.`,
    at: { file: CONFIG_FILE, key },
  }));
}
