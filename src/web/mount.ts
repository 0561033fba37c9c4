/**
 * The public service inside a web server that you already have. `fetch` turns a request into an answer, and a loop sends
 * the mails that follow from it until the signal is aborted. The package exports this file as `tayori/web`.
 */
import { loadConfig } from '../config.ts';
import { DEFAULT_LEDGER, openLedger, sharingOf } from '../ledger/open.ts';
import { openDns } from '../mail/dns.ts';
import { openTransportFor } from '../mail/open-transport.ts';
import { steadyClock } from '../mail/steady-clock.ts';
import { ProblemError } from '../problem.ts';
import type { Environment } from '../secrets.ts';
import { type Erasing, eraseAgain } from '../sending/erase-person.ts';
import { dkimKeyOf } from '../sending/signing-keys.ts';
import type { Clock } from '../time.ts';
import { startLoop } from './mails/loop.ts';
import { noUrl } from './no-url.ts';
import { openService } from './open.ts';
import type { Handle } from './routes.ts';
import type { LogLine } from './service.ts';

export type { Handle, Peer } from './routes.ts';
export type { LogLine } from './service.ts';

export type MountOptions = {
  /** The site folder, absolute, with a `web.url` in its config. */
  readonly root: string;
  /** MAIL_URL, LEDGER_URL, SIGNING_KEY: `process.env`, for example. */
  readonly env: Environment;
  /** `() => new Date()` */
  readonly clock: Clock;
  /** `randomBytes` of `node:crypto` */
  readonly random: (bytes: number) => Uint8Array;
  readonly log?: (line: LogLine) => void;
  readonly signal: AbortSignal;
};

export type Mounted = {
  /** Pass the address of the socket as `peer`: without it all visitors count as one network and share its limit. */
  readonly fetch: Handle;
  /** Resolves after the signal was aborted, when the mails that were being sent are done and the ledger is closed. */
  readonly ended: Promise<void>;
};

/** @throws ProblemError with everything that is missing */
export async function mount(options: MountOptions): Promise<Mounted> {
  const { root, env, clock, random, signal, log = () => {} } = options;
  const settings = await loadConfig(root);
  const { url } = settings.web;
  if (url === undefined) throw new ProblemError([noUrl()]);
  await using opened = new AsyncDisposableStack();
  const transport = opened.use(openTransportFor(settings, env.MAIL_URL, { root, env }));
  const dkim = dkimKeyOf(env, settings, transport.channel);
  const sharing = {
    ...sharingOf(settings.ledger),
    onAway: (reason: string) => log({ what: 'ledger away', reason }),
  };
  const ledger = opened.use(await openLedger(env.LEDGER_URL ?? DEFAULT_LEDGER, root, { random, ...sharing }));
  await tellErasedAgain({ root, env, ledger }, options);
  let wake = () => {};
  const service = await openService({
    root,
    settings,
    url,
    env,
    ledger,
    transport,
    dkim,
    clock,
    steady: steadyClock(clock),
    dns: openDns(1_000),
    random,
    host: 'a server of its own',
    log,
    wake: () => wake(),
    signal,
  });
  const loop = startLoop(() => service, log, signal);
  wake = loop.wake;
  const kept = opened.move();
  const end = async () => {
    await using _kept = kept;
    await loop.ended;
  };
  return { fetch: service.handle, ended: end() };
}

/** After a restored backup, people are in the ledger again who were erased since: nobody may write to them. */
async function tellErasedAgain(
  erasing: Erasing,
  { clock, log }: Pick<MountOptions, 'clock' | 'log'>,
): Promise<void> {
  const people = await eraseAgain(erasing, clock());
  if (people > 0) log?.({ what: 'erased again', people });
}
