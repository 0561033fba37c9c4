/** What every route of the public service receives: the settings, the ledger, the words, the keys and the limits. */
import type { BlockList } from 'node:net';
import type { Ledger } from '../ledger/ledger.ts';
import { localeOf } from '../locale/locale.ts';
import type { WebWords } from '../locale/web-words.ts';
import type { Environment } from '../secrets.ts';
import {
  type From,
  type MailPurpose,
  nameOfAnswer,
  type OneMail,
  oneMailId,
  queueOne,
} from '../sending/one-mail.ts';
import type { Settings } from '../settings.ts';
import type { SigningKeys } from '../subscribers/links.ts';
import { type Clock, wallTime } from '../time.ts';
import type { FormLimits } from './form-limits.ts';
import type { Mails } from './mails/mails.ts';
import type { ReaderLinks } from './mails/reader-links.ts';
import type { Form } from './pages/form.ts';
import type { PageLook } from './pages/style.ts';
import type { MailServers } from './receiving-server.ts';

/** What mails to one person need. People ask for these mails on a page, or by mail where there is no web service. */
export type MailService = {
  /** The site folder: what is published lies in its `out/`, and a rehearsal in an outbox of it. */
  readonly root: string;
  readonly env: Environment;
  readonly ledger: Ledger;
  readonly mails: Mails;
  readonly from: From;
  readonly keys: SigningKeys;
  /** Where the links in these mails lead: to pages, or to the mailbox. */
  readonly links: ReaderLinks;
  readonly clock: Clock;
  readonly random: (bytes: number) => Uint8Array;
  readonly log: (line: LogLine) => void;
  /** Called when there is something to be sent or acted on. */
  readonly wake: () => void;
};

export type Service = MailService & {
  readonly settings: Settings;
  readonly words: WebWords;
  readonly look: PageLook;
  /** Where the service answers, without `/` at the end; links in mails begin with it. */
  readonly url: string;
  readonly limits: FormLimits;
  readonly mailServers: MailServers;
  readonly proxies: BlockList;
};

/** One line of the log. It never contains a person's address or a token. */
export type LogLine = {
  readonly what: string;
  readonly [name: string]: string | number | boolean | undefined;
};

/** One request, as a route sees it. */
export type Visit = {
  readonly request: Request;
  /** The path of the URL, not decoded: `/letter/digests/2025-W45/`. */
  readonly path: string;
  /** What the link gives as its token, not verified; `undefined` if it gives none. */
  readonly token: string | undefined;
  /** Empty unless something was posted. */
  readonly form: Form;
  /** The visitor's own IP address; `undefined` if it is not known. Read only where it counts: leaving has no limit. */
  readonly client: () => string | undefined;
};

export type Route = (visit: Visit, service: Service) => Promise<Response>;

/** The path of the service: empty for `https://letter.example`, `/letter` for `https://example.com/letter`. */
export function baseOf({ url }: Pick<Service, 'url'>): string {
  const base = bases.get(url) ?? new URL(url).pathname.replace(/\/$/, '');
  bases.set(url, base);
  return base;
}

/** Kept for each URL, because every page and every line of the log asks for it. */
const bases = new Map<string, string>();

/** @param request the id of the form that the mail answers: acted on again after a crash, it makes no second mail */
export async function queueMail(service: MailService, mail: OneMail, request?: string): Promise<void> {
  const { ledger, from, clock, random } = service;
  const name = request === undefined ? random(9) : nameOfAnswer(request);
  await queueOne(ledger, mail, from, { now: clock(), name });
  service.wake();
}

/** Whether the mail that answers this form was queued before. */
export async function isAnswered(
  { ledger, from }: MailService,
  purpose: MailPurpose,
  request: string,
): Promise<boolean> {
  const id = oneMailId(purpose, nameOfAnswer(request));
  return (await ledger.deliveries.mailing(id, from.channel)) !== undefined;
}

/** `2025年11月7日`, as the publication's readers write it. */
export function dayWords({ settings: { site } }: Pick<Service, 'settings'>, day: Date): string {
  const { year, month, day: date } = wallTime(day, site.timezone);
  return localeOf(site.language).feeds.day(year, month, date);
}
