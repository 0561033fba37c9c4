/** What the checks are about, and the functions through which they ask. */
import type { Ledger } from '../ledger/ledger.ts';
import type { Dns } from '../mail/dns.ts';
import type { Transport } from '../mail/transport.ts';
import type { Environment } from '../secrets.ts';
import type { Settings } from '../settings.ts';
import type { AskTls } from './tls/tls-answer.ts';
import type { AskUrl } from './web.ts';

export type Asking = {
  readonly root: string;
  readonly settings: Settings;
  readonly env: Environment;
  readonly dns: Dns;
  readonly ask: AskUrl;
  readonly askTls: AskTls;
  /** `undefined` if MAIL_URL is wrong; another check reports that. */
  readonly transport: Transport | undefined;
  /** `undefined` if there is none yet. */
  readonly ledger: Ledger | undefined;
  /** The newest digest that was made. */
  readonly digest: string | undefined;
  readonly now: Date;
};
