/** Opens the transport that `MAIL_URL` names. A new one is a file here and a row below. */
import { join, resolve } from 'node:path';
import { leadsInto } from '../disk/links-on-disk.ts';
import type { Environment } from '../secrets.ts';
import type { Settings } from '../settings.ts';
import { DEFAULT_MAIL_URL, isMailServer, urlsIn } from './mail-url.ts';
import { openOutbox } from './outbox.ts';
import { openRelays } from './smtp/relays.ts';
import { openSmtp } from './smtp/smtp.ts';
import {
  decoded,
  rateOf,
  readSmtpUrl,
  type SmtpOptions,
  smtpOptionsOf,
  weightOf,
  wrongUrl,
} from './smtp/smtp-url.ts';
import type { Transport } from './transport.ts';

/** Many relays end a session after a hundred mails; nodemailer's own pool uses the same number. */
const MESSAGES_PER_CONNECTION = 100;

type Driver = (url: URL, root: string, options: SmtpOptions) => Transport;

const drivers: Readonly<Record<string, Driver>> = {
  'smtp:': (url, _, options) => openSmtp(readSmtpUrl(url, options)),
  'smtps:': (url, _, options) => openSmtp(readSmtpUrl(url, options)),
  'outbox:': (url, root) => openOutbox(outboxFolder(url, root), `outbox:${url.pathname}`),
};

/**
 * @throws ProblemError (mail-url) if the folder is public, so that every mail would be on the web, or is not where it
 * seems to be: `outbox://box` and `outbox:` would be the site folder itself, `outbox:~/box` a folder called `~`
 */
function outboxFolder(url: URL, root: string): string {
  const path = decoded(url.pathname);
  const folder = resolve(root, path);
  if (url.host !== '' || folder === resolve(root) || /^~(?:[\\/]|$)/.test(path))
    throw wrongUrl(
      'MAIL_URL names no folder for an outbox: it would be the site folder itself, or one called `~`.',
      `Write a path from the site folder, or a whole one: \`MAIL_URL=${DEFAULT_MAIL_URL}\`.`,
    );
  if (!leadsInto(join(root, 'out'), folder)) return folder;
  throw wrongUrl(
    'MAIL_URL names an outbox in `out/`, the public folder: every mail would be on the web.',
    `Write \`MAIL_URL=${DEFAULT_MAIL_URL}\`.`,
  );
}

/** Opens the transport of a publication. @throws ProblemError (mail-url) */
export function openTransportFor(
  settings: Pick<Settings, 'mail'>,
  address: string | undefined,
  { root, env }: { readonly root: string; readonly env: Environment },
): Transport {
  return openTransport(address, root, smtpOptionsOf(settings, env));
}

/**
 * @param address a URL such as `smtps://user:password@mail.example.jp?connections=5`; only host and port of it are ever
 * printed
 * @param root the folder from which a relative outbox is found
 * @throws ProblemError (mail-url)
 */
export function openTransport(
  address: string | undefined,
  root: string,
  options: SmtpOptions = { messagesPerConnection: MESSAGES_PER_CONNECTION },
): Transport {
  const [first = '', ...others] = urlsIn(address ?? DEFAULT_MAIL_URL);
  if (others.length > 0 || /[?&]perSecond=/.test(first)) return several([first, ...others], options);
  const url = URL.parse(first);
  const driver = url === null ? undefined : drivers[url.protocol];
  if (url === null || driver === undefined) {
    throw wrongUrl(
      'MAIL_URL names no way to send mail.',
      'Set it to `smtps://USER:PASSWORD@HOST`, `smtp://USER:PASSWORD@HOST:587` or `outbox:.tayori/outbox`; `%40` stands for an @ in a password, `%23` for a #.',
    );
  }
  return driver(url, root, options);
}

/** Relays share the mails by weight; if one fails, the others go on. */
function several(addresses: readonly string[], options: SmtpOptions): Transport {
  const urls = addresses.map((each) => URL.parse(each));
  const relays = urls.map((url) => {
    if (url === null || !isMailServer(url) || url.host === '')
      throw wrongUrl(
        'MAIL_URL names several ways to send mail, and one of them is no mail server.',
        'Write `smtps://…` or `smtp://…` for each, with a blank between them.',
      );
    return { url, name: url.host, weight: weightOf(url), perSecond: rateOf(url) };
  });
  const twice = relays.find(({ name }, index) => relays.findIndex((each) => each.name === name) !== index);
  if (twice !== undefined)
    throw wrongUrl(
      `MAIL_URL names ${twice.name} twice.`,
      'Name each mail server once; `?weight=2` gives it more.',
    );
  return openRelays(
    relays.map(({ url, ...relay }) => ({
      ...relay,
      transport: openSmtp(readSmtpUrl(url, options)),
    })),
  );
}
