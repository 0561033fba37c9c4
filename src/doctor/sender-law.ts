/**
 * What 特定電子メール法 (the Japanese law on mail to many people) asks for in each mail: who sends it, their address, and how
 * to reach them.
 */
import type { Settings } from '../settings.ts';
import { keyFault } from '../subscribers/links.ts';
import { type Diagnosis, fault, ok, warning } from './diagnosis.ts';

export function judgeOrganisation({
  organisation,
  mail,
}: Pick<Settings, 'organisation' | 'mail'>): Diagnosis[] {
  const found: Diagnosis[] = [];
  if (mail.from === undefined)
    found.push(
      fault('`mail.from` is missing: nobody is named as the sender.', 'Add it to tayori.config.ts.'),
    );
  if (organisation === undefined)
    return [
      ...found,
      fault(
        '`organisation` is missing: 特定電子メール法 asks for name, address and contact in each mail.',
        "Add `organisation: { name: '…', address: '…', contact: '…' }` to tayori.config.ts.",
      ),
    ];
  for (const [key, value] of Object.entries(organisation))
    if (/\bTODO\b|見本|サンプル/.test(value))
      found.push(
        fault(
          `\`organisation.${key}\` is still a placeholder: ${value}.`,
          'Write what is true; readers see it.',
        ),
      );
  if (!/[@]|https?:|\d{2,}/.test(organisation.contact))
    found.push(
      warning(
        `\`organisation.contact\` names no address, URL or number: ${organisation.contact}.`,
        'Write where complaints and questions are taken.',
      ),
    );
  return found.length === 0
    ? [ok(`Each mail names ${organisation.name}, its address and its contact.`)]
    : found;
}

/** @param isReal whether mail leaves the machine */
export function judgeKey(key: string | undefined, isReal: boolean): Diagnosis[] {
  const wrong = keyFault(key);
  if (wrong === undefined) return [ok('SIGNING_KEY is there, and long enough.')];
  const next = 'Make one with `openssl rand -hex 32`, keep it in .env, and never lose it: old links need it.';
  const message = `SIGNING_KEY ${wrong}: links in mails can not be signed.`;
  return [isReal ? fault(message, next) : warning(message, next)];
}
