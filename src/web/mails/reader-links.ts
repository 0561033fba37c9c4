/**
 * Where the links in a mail to one person lead. With a public service they open its pages. Without one they begin a
 * mail to the publication, with a subject that `tayori bounces` reads; what only a person can do is for the editor.
 */
import { meUrl, preferencesUrl, type SigningKeys, undoUrl, unsubscribeUrl } from '../../subscribers/links.ts';

export type ReaderLinks = {
  readonly confirm: (token: string) => string;
  readonly preferences: (subscriber: string) => string;
  readonly unsubscribe: (subscriber: string) => string;
  /** Undoes leaving. */
  readonly undo: (subscriber: string) => string;
  /** Their data, and erasing it. */
  readonly me: (subscriber: string) => string;
};

/** @param url where the public service answers */
export function webLinks(url: string, keys: SigningKeys): ReaderLinks {
  return {
    confirm: (token) => `${url}/confirm?t=${token}`,
    preferences: (subscriber) => preferencesUrl(url, subscriber, keys),
    unsubscribe: (subscriber) => unsubscribeUrl(url, subscriber, keys),
    undo: (subscriber) => undoUrl(url, subscriber, keys),
    me: (subscriber) => meUrl(url, subscriber, keys),
  };
}

/** Addresses of the publication. */
export type MailAddresses = {
  /** People write to it to join. */
  readonly join: string;
  /** People write to it to leave: any mail to it may be read as that, so nothing else is sent there. */
  readonly leave: string;
  /** The address of the editors. */
  readonly contact: string;
};

export function mailLinks({ join, leave, contact }: MailAddresses): ReaderLinks {
  const to = (address: string, subject: string) =>
    `mailto:${encodeURIComponent(address).replaceAll('%40', '@').replaceAll('%2B', '+')}?subject=${encodeURIComponent(subject)}`;
  return {
    confirm: (token) => to(join, `confirm ${token}`),
    preferences: () => to(contact, 'preferences'),
    unsubscribe: () => to(leave, 'unsubscribe'),
    undo: () => to(join, 'subscribe'),
    me: () => to(contact, 'my data'),
  };
}
