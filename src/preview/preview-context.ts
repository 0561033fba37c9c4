/** The types that the files of this folder share: what the command passes in, and what every route is given. */
import type { Templates } from '../digest/templates/template.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Reply } from '../mail/transport.ts';
import type { Audience } from '../sending/plan/audience.ts';
import type { Readiness } from '../sending/plan/readiness.ts';
import type { Settings } from '../settings.ts';
import type { Clock } from '../time.ts';
import type { Live } from './live-digest.ts';
import type { PreviewSource, RenderedDigest } from './rendered-digest.ts';
import type { Events } from './server/events.ts';

/** A mail to one person, such as the confirmation, made with sample values instead of a real code and real links. */
export type Letter = {
  readonly kind: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
};

export type PreviewOptions = PreviewSource & {
  /** The settings at the start: they are used until the digest is rendered for the first time. */
  readonly settings: Settings;
  readonly port: number;
  readonly random: (bytes: number) => Uint8Array;
  readonly clock: Clock;
  /** Makes one mail of each kind. @throws ProblemError if a template has an error */
  readonly letters: (settings: Settings, templates: Templates) => Promise<readonly Letter[]>;
  /** Opens the ledger for one question. @returns `undefined` if there is no ledger yet; it does not create one */
  readonly askLedger: <T>(ask: (ledger: Ledger) => Promise<T>) => Promise<T | undefined>;
  readonly readiness: (settings: Settings, id: string) => Promise<Readiness>;
  /** Hides most of a mail address: `t***@e***.jp`. */
  readonly masked: (address: string) => string;
  /** Turns the commands in back quotes of a text into the lines that this person can type. */
  readonly typed: (text: string) => string;
  /** How a mail would leave, in words for people: `MAIL_URL` without user name and password. */
  readonly transport: () => string;
  /** Sends one mail, marked as a test. @throws ProblemError that says what is missing before a mail can be sent */
  readonly sendTest: (rendered: RenderedDigest, edition: string, address: string) => Promise<Reply>;
};

/** What every route is given. */
export type PreviewContext = {
  readonly options: PreviewOptions;
  readonly token: string;
  readonly live: Live;
  readonly events: Events;
  /** The subscribers that the editor looked up, by their handles (see subscriber-view.ts). */
  readonly people: Map<string, Person>;
  /** How many subscribers want which edition; `undefined` if there is no ledger, or if it does not answer. */
  readonly audience: () => Promise<Audience | undefined>;
};

export type Person = { readonly address: string; readonly masked: string; readonly edition: string };

/** An answer for the page, to be sent as JSON. The key `refused`, if it is there, is its HTTP status. */
export type PageData = Readonly<Record<string, unknown>>;
