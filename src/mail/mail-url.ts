/** Reads `MAIL_URL` as far as that needs no server: what it names, and how it is shown. open-transport.ts opens it. */

/** If nothing is configured, mail goes into files, so that nobody gets a mail by accident. */
export const DEFAULT_MAIL_URL = 'outbox:.tayori/outbox';

export function isOutbox(url: string): boolean {
  return /^outbox:/i.test(url);
}

/** Of one URL, not of a list. */
export function isMailServer({ protocol }: Pick<URL, 'protocol'>): boolean {
  return protocol === 'smtp:' || protocol === 'smtps:';
}

/** URLs are separated by blanks, or by a comma before a scheme. A comma in a password does not separate. */
export function urlsIn(text: string): string[] {
  return text.split(/\s*,\s*(?=[a-z]+:)|\s+/i).filter((part) => part !== '');
}

/** `smtps://mail.example.jp, smtps://spare.example.jp`: without users and passwords, to be shown to people. */
export function shownMailUrl(text: string): string {
  return urlsIn(text).map(shownOne).join(', ');
}

/** Of a URL that cannot be read, only the scheme is shown: any part of the rest may be a password. */
function shownOne(text: string): string {
  if (isOutbox(text)) return text;
  const url = URL.parse(text);
  return url === null ? `${/^[a-z]+:/i.exec(text)?.[0] ?? ''}…` : `${url.protocol}//${url.host}`;
}
