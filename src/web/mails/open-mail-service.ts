/**
 * Everything that mails to one person need, on a ledger and a transport. The public service uses it, and so does
 * `tayori bounces`, where people join by mail without a public service.
 */
import { loadTemplates } from '../../digest/templates/templates.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { localeOf } from '../../locale/locale.ts';
import type { WebWords } from '../../locale/web-words.ts';
import type { DkimKey } from '../../mail/dkim-key.ts';
import type { Transport } from '../../mail/transport.ts';
import { ProblemError } from '../../problem.ts';
import type { Environment } from '../../secrets.ts';
import { limitsOf } from '../../sending/pace/asked-pace.ts';
import { senderOf } from '../../sending/plan/frozen-edition.ts';
import { keyProblems, senderProblems } from '../../sending/plan/missing.ts';
import { signingKeys } from '../../sending/signing-keys.ts';
import type { Settings } from '../../settings.ts';
import type { SigningKeys } from '../../subscribers/links.ts';
import type { Clock } from '../../time.ts';
import { noUrl } from '../no-url.ts';
import type { LogLine, MailService } from '../service.ts';
import { prepareMails } from './mails.ts';
import { mailLinks, type ReaderLinks, webLinks } from './reader-links.ts';
import { type MailWorker, openWorker } from './worker.ts';

export type MailOptions = {
  readonly root: string;
  /** With `web.url`, or else with `mail.subscribe`: links in mails lead there. */
  readonly settings: Settings;
  readonly env: Environment;
  readonly ledger: Ledger;
  readonly transport: Transport;
  readonly dkim: DkimKey | undefined;
  readonly clock: Clock;
  /** A clock that is not changed when the wall clock is set. */
  readonly steady: Clock;
  readonly random: (bytes: number) => Uint8Array;
  /** The machine and the process, for people. */
  readonly host: string;
  readonly log: (line: LogLine) => void;
  /** Called when there is something for `work` to do. */
  readonly wake: () => void;
  /** If aborted: `work` finishes what is under way, and begins nothing more. */
  readonly signal: AbortSignal;
};

export type OpenMailService = {
  readonly service: MailService;
  readonly words: WebWords;
  readonly worker: MailWorker;
};

/** @throws ProblemError with everything that is missing: sender, key, templates, and where links could lead */
export async function openMailService(options: MailOptions): Promise<OpenMailService> {
  const { root, settings, env, ledger, transport, dkim, clock, steady, random, host, log, wake, signal } =
    options;
  const { channel } = transport;
  const keys = signingKeys(env);
  const [sender, links] = [senderOf(settings), linksOf(settings, keys)];
  const missing = [...senderProblems(settings), ...keyProblems(env, channel)];
  if (links === undefined && missing.length === 0) missing.push(noUrl());
  if (missing.length > 0 || sender === undefined || links === undefined) throw new ProblemError(missing);
  const words = localeOf(settings.site.language).web;
  const service: MailService = {
    root,
    env,
    ledger,
    mails: await prepareMails(settings, words, await loadTemplates(root, settings)),
    from: { sender: answered(sender, settings), channel, keys },
    keys,
    links,
    clock,
    random,
    log,
    wake,
  };
  const limits = limitsOf(settings, channel, { notBefore: undefined, notAfter: undefined });
  const worker = openWorker(service, { transport, keys, dkim, limits, clock, steady, signal, random, host });
  return { service, words, worker };
}

function linksOf({ web, mail }: Settings, keys: SigningKeys): ReaderLinks | undefined {
  if (web.url !== undefined) return webLinks(web.url, keys);
  const [join, contact] = [mail.subscribe, mail.replyTo ?? mail.from?.address];
  if (join === undefined || contact === undefined) return undefined;
  return mailLinks({ join, leave: mail.unsubscribe ?? join, contact });
}

/** If people confirm by answering a mail, the answer must come to the mailbox that is read. */
function answered<S extends { readonly replyTo: string | undefined }>(sender: S, { web, mail }: Settings): S {
  return web.url === undefined ? { ...sender, replyTo: mail.subscribe } : sender;
}
