/**
 * The table of checks. Each check collects its facts through the functions that it gets, and a pure function judges
 * them. If a check takes too long or throws, this is reported as its result, and the others go on.
 *
 * The file is long because each row of its table has the few lines that run it beside it.
 */

import { loadTemplates } from '../digest/templates/templates.ts';
import { webUrlOf } from '../digest/web-pages/web-address.ts';
import { localeOf } from '../locale/locale.ts';
import { NOBODY } from '../mail/addressee.ts';
import { type DkimKey, readDkimKey } from '../mail/dkim-key.ts';
import { domainOf } from '../mail/mailbox.ts';
import { ProblemError } from '../problem.ts';
import { isPublic } from '../sending/ask-published.ts';
import { readAudience } from '../sending/plan/audience.ts';
import { signingKeys } from '../sending/signing-keys.ts';
import type { Settings } from '../settings.ts';
import { signToken } from '../subscribers/links.ts';
import { prepareMails } from '../web/mails/mails.ts';
import type { Asking } from './asking.ts';
import { type Diagnosis, fault, hint, isFault, ok, unasked, warning } from './diagnosis.ts';
import { judgeDkim } from './dkim.ts';
import { askDmarc, judgeDmarc } from './dmarc.ts';
import { exposedIn, exposedInGit, isReadByOthers } from './exposed-files.ts';
import { judgeJekyll } from './jekyll-site.ts';
import { forgottenIn, judgeLedger } from './ledger.ts';
import { fromOf, runMailbox, runPtr, runRelay } from './mail-servers.ts';
import { judgeExposed } from './private-names.ts';
import { RELAY_LATE } from './relay.ts';
import { judgeAlignment, judgeMx } from './sender.ts';
import { judgeKey, judgeOrganisation } from './sender-law.ts';
import { askSpf, judgeSpf } from './spf.ts';
import { tlsOf } from './tls/tls-of-servers.ts';
import { webUses } from './tls/tls-uses.ts';
import { judgeClock, judgeNoService, judgeOneClick, judgePage } from './web.ts';

export type DoctorCheck = {
  readonly name: string;
  /** What it looks at, for the help. */
  readonly about: string;
  readonly run: (asking: Asking) => Promise<readonly Diagnosis[]>;
  /** What to do if it gets no answer in time; if it is missing, only the network is to blame. */
  readonly late?: string;
};

/** A new check is a row here. */
export const checks: readonly DoctorCheck[] = [
  {
    name: 'sender',
    about: 'who the mails say sends them (特定電子メール法)',
    run: async ({ settings }) => judgeOrganisation(settings),
  },
  {
    name: 'key',
    about: 'SIGNING_KEY',
    run: async ({ env, transport }) => judgeKey(env.SIGNING_KEY, transport?.channel === 'mail'),
  },
  { name: 'templates', about: 'the templates of mails to one person', run: runTemplates },
  {
    name: 'mail server',
    about: 'MAIL_URL: connection, TLS, login, our name, the sender; nothing is sent',
    run: runRelay,
    late: RELAY_LATE,
  },
  {
    name: 'spf',
    about: 'SPF of the return address',
    run: async ({ settings, dns }) =>
      forPublic(envelopeOf(settings), async (domain) => judgeSpf(await askSpf(domain, dns))),
  },
  { name: 'dkim', about: 'the public key of DKIM_KEY', run: runDkim },
  { name: 'dmarc', about: 'DMARC of the sender, and whether mails pass it', run: runDmarc },
  { name: 'mx', about: 'whether answers and bounces can come back', run: runMx },
  {
    name: 'mailbox',
    about: 'IMAP_URL: connection, login, folder; nothing is read',
    run: runMailbox,
    late: 'Look at host and port in IMAP_URL: `imaps://` goes with port 993, `imap://` with 143.',
  },
  { name: 'ptr', about: 'the names of the mail server’s addresses', run: runPtr },
  { name: 'unsubscribe', about: 'the one click, tried with a token of nobody', run: runUnsubscribe },
  { name: 'site', about: 'the site, and the web version of the newest digest', run: runSite },
  {
    name: 'clock',
    about: 'this machine’s beside that of the web server',
    run: async ({ settings, ask, now }) =>
      forPublic(new URL(settings.site.url).hostname, async () =>
        judgeClock(await ask(`${settings.site.url}/`, 'GET'), now),
      ),
  },
  { name: 'ledger', about: 'its database, and who would get a digest', run: runLedger },
  { name: 'files', about: 'private files in out/, _site/, Git and what Jekyll publishes', run: runFiles },
];

/** The domain of the return address. */
function envelopeOf({ mail }: Settings): string | undefined {
  const address = mail.bounces ?? mail.returnPath ?? mail.from?.address;
  return address === undefined ? undefined : domainOf(address).toLowerCase();
}

/** Asks only about public names: names such as `.example` are in no DNS. */
async function forPublic(
  domain: string | undefined,
  judge: (domain: string) => Promise<readonly Diagnosis[]>,
): Promise<readonly Diagnosis[]> {
  if (domain === undefined) return [];
  if (isForExamples(domain))
    return [
      hint(`${domain} is a name for examples: nobody can be asked about it.`, 'Write your own domain.'),
    ];
  return await judge(domain);
}

/** RFC 2606, and what JPRS keeps in the same way: example.com answers, but nobody sends from it. */
function isForExamples(domain: string): boolean {
  return !isPublic(`https://${domain}`) || /(?:^|\.)example\.(?:com|net|org|(?:\w\w\.)?jp)$/i.test(domain);
}

function keyOf({ settings, env }: Asking): DkimKey | Diagnosis | undefined {
  const { dkim } = settings.mail;
  if (dkim === undefined) return undefined;
  const key = readDkimKey(env.DKIM_KEY, dkim);
  return 'code' in key ? fault(key.message, key.hint) : key;
}

async function runTemplates({ root, settings }: Asking): Promise<readonly Diagnosis[]> {
  try {
    const words = localeOf(settings.site.language).web;
    await prepareMails(settings, words, await loadTemplates(root, settings));
    return [ok('The templates of mails to one person hold.')];
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.problems.map(({ message, hint: next, at }) =>
      fault(at === undefined ? message : `${at.file}: ${message}`, next),
    );
  }
}

async function runDkim(asking: Asking): Promise<readonly Diagnosis[]> {
  const key = keyOf(asking);
  if (key === undefined) return judgeDkim(undefined, undefined);
  if ('severity' in key) return [key];
  return await forPublic(key.domain, async () =>
    judgeDkim(key, await asking.dns.txt(`${key.selector}._domainkey.${key.domain}`)),
  );
}

async function runDmarc(asking: Asking): Promise<readonly Diagnosis[]> {
  const { settings, dns } = asking;
  return await forPublic(fromOf(settings), async (from) => {
    const dmarc = await askDmarc(from, dns);
    const envelope = envelopeOf(settings) ?? from;
    return [
      ...judgeDmarc(dmarc),
      ...judgeAlignment({ from, envelope, dkim: settings.mail.dkim?.domain.toLowerCase(), dmarc }),
    ];
  });
}

async function runMx({ settings, dns }: Asking): Promise<readonly Diagnosis[]> {
  const wanted = new Map<string, string>();
  for (const [domain, what] of [
    [envelopeOf(settings), 'bounces'],
    [fromOf(settings), 'answers'],
  ] as const)
    if (domain !== undefined) wanted.set(domain, [wanted.get(domain), what].filter(Boolean).join(' and '));
  const found = [...wanted].map(([domain, what]) =>
    forPublic(domain, async () => judgeMx(domain, what, await dns.mx(domain), await dns.addresses(domain))),
  );
  return (await Promise.all(found)).flat();
}

async function runUnsubscribe(asking: Asking): Promise<readonly Diagnosis[]> {
  const { settings, env, dns, ask } = asking;
  const { url } = settings.web;
  if (url === undefined) return judgeNoService(settings.mail.unsubscribe);
  return await forPublic(new URL(url).hostname, async (host) => {
    const token = signToken('unsubscribe', NOBODY, signingKeys(env));
    const click = (t: string) =>
      ask(`${url}/unsubscribe?t=${t}`, 'POST', new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }));
    const tls = await tlsOf(webUses('web.url', url, 'nobody can leave by its links'), asking);
    if (tls.some(isFault)) return tls;
    const [genuine, forged] = [await click(token), await click(`${token.slice(0, -8)}AAAAAAAA`)];
    return [...judgeOneClick({ url, addresses: await dns.addresses(host), genuine, forged }), ...tls];
  });
}

async function runSite(asking: Asking): Promise<readonly Diagnosis[]> {
  const { settings, digest, ask } = asking;
  const { url } = settings.site;
  return await forPublic(new URL(url).hostname, async () => {
    const tls = await tlsOf(webUses('site.url', url, 'browsers warn readers away'), asking);
    if (tls.some(isFault)) return tls;
    const page = judgePage('The site', `${url}/`, await ask(`${url}/`, 'GET'), 'Correct `site.url`.');
    const site = [...page, ...tls];
    if (digest === undefined) return site;
    const version = webUrlOf(settings, digest);
    const next = 'Publish `out/` before you send (docs/publishing.md).';
    return [...site, ...judgePage(`The web version of ${digest}`, version, await ask(version, 'GET'), next)];
  });
}

async function runLedger({ ledger, transport, settings, now }: Asking): Promise<readonly Diagnosis[]> {
  if (ledger === undefined)
    return [hint('There is no ledger yet: nobody is on the list.', 'The first import or form makes one.')];
  const { confirmed, unconfirmed } = await ledger.subscribers.count();
  const singles = await ledger.deliveries.transactional(transport?.channel ?? 'mail');
  const known = settings.categories.map(({ slug }) => slug);
  const forgotten = forgottenIn(await readAudience(ledger.subscribers, now), known);
  return judgeLedger({ damage: await ledger.integrity(), confirmed, unconfirmed, singles, forgotten });
}

async function runFiles({ root }: Asking): Promise<readonly Diagnosis[]> {
  const publicFolders = await Promise.all(
    ['out', '_site'].map(async (folder) =>
      judgeExposed(
        `${folder}/`,
        await exposedIn(root, folder),
        'Move it into .tayori/, publish again, and see whether the site has it: then it has leaked.',
      ),
    ),
  );
  const tracked = await exposedInGit(root);
  const inGit =
    tracked === undefined
      ? []
      : judgeExposed(
          'Git',
          tracked,
          'Take it out with `git rm --cached FILE`, and out of the history; name it in .gitignore; change every secret in it.',
        );
  const env = isReadByOthers(root, '.env');
  const rights =
    env === true ? [warning('.env can be read by others on this machine.', 'Write `chmod 600 .env`.')] : [];
  return [...publicFolders.flat(), ...judgeJekyll(root), ...inGit, ...rights];
}

/** Each check may take so long, in ms. */
const PATIENCE = 20_000;

export type CheckResult = { readonly check: string; readonly findings: readonly Diagnosis[] };

/** Runs all checks at the same time; each ends within `PATIENCE`. */
export async function runChecks(
  asking: Asking,
  rows: readonly DoctorCheck[] = checks,
  patience = PATIENCE,
): Promise<readonly CheckResult[]> {
  return await Promise.all(
    rows.map(async ({ name, run, late }) => ({
      check: name,
      findings: await within(run(asking), patience, late),
    })),
  );
}

async function within(
  work: Promise<readonly Diagnosis[]>,
  patience: number,
  next: string | undefined,
): Promise<readonly Diagnosis[]> {
  const late = Promise.withResolvers<readonly Diagnosis[]>();
  const timer = setTimeout(
    () => late.resolve([unasked(`No answer in ${patience / 1000} seconds.`, next)]),
    patience,
  );
  const failed = (error: unknown): readonly Diagnosis[] => [
    fault(
      `The check itself failed: ${error instanceof Error ? error.message : String(error)}.`,
      'Tell us of it.',
    ),
  ];
  return await Promise.race([work.catch(failed), late.promise]).finally(() => clearTimeout(timer));
}
