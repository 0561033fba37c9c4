/** What everything in this room is given, and the words for it. */
import type { Templates } from '../digest/templates/liquid.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Reply } from '../mail/transport.ts';
import type { Audience } from '../sending/plan/audience.ts';
import type { Readiness } from '../sending/plan/readiness.ts';
import type { Settings } from '../settings.ts';
import type { Clock } from '../time.ts';
import type { Events } from './events.ts';
import type { Live } from './live.ts';
import type { Picture, PictureSource } from './picture.ts';

/** A mail to one person, made with stand-ins. */
export type Letter = {
  readonly kind: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
};

export type PreviewOptions = PictureSource & {
  /** As they were at the start: for the page before there is a picture. */
  readonly settings: Settings;
  readonly port: number;
  readonly random: (bytes: number) => Uint8Array;
  readonly clock: Clock;
  /** @throws ProblemError where a template is wrong */
  readonly letters: (settings: Settings, templates: Templates) => Promise<readonly Letter[]>;
  /** @returns `undefined` where there is no ledger yet; none is made */
  readonly askLedger: <T>(ask: (ledger: Ledger) => Promise<T>) => Promise<T | undefined>;
  readonly readiness: (settings: Settings, id: string) => Promise<Readiness>;
  /** `t***@e***.jp` */
  readonly masked: (address: string) => string;
  /** How a mail would leave, for people, without user and password. */
  readonly transport: () => string;
  /** Sends one mail, marked as a test. @throws ProblemError with what is missing */
  readonly sendTest: (picture: Picture, edition: string, address: string) => Promise<Reply>;
};

/** What every route is given. */
export type Room = {
  readonly options: PreviewOptions;
  readonly token: string;
  readonly live: Live;
  readonly events: Events;
  /** Subscribers that the editor looked up, by the handle that stands in addresses instead of theirs. */
  readonly people: Map<string, Person>;
  /** How many want which edition; `undefined` where there is no ledger, or it does not answer. */
  readonly audience: () => Promise<Audience | undefined>;
};

export type Person = { readonly address: string; readonly masked: string; readonly edition: string };

/** Data for the page; `refused` is the status of an answer that is none. */
export type PageData = Readonly<Record<string, unknown>>;
