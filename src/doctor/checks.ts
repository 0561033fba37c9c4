/**
 * The table of checks, and the checks of what lies on this machine. Each check collects its facts through the functions
 * that it gets, and a pure function judges them.
 */

import { loadTemplates } from '../digest/templates/templates.ts';
import { localeOf } from '../locale/locale.ts';
import { ProblemError } from '../problem.ts';
import { readAudience } from '../sending/plan/audience.ts';
import { prepareMails } from '../web/mails/mails.ts';
import type { Asking } from './asking.ts';
import { type Diagnosis, fault, hint, ok, warning } from './diagnosis.ts';
import { runDkim, runDmarc, runMx, runSpf } from './dns-checks.ts';
import { exposedIn, exposedInGit, isReadByOthers } from './exposed-files.ts';
import { judgeJekyll } from './jekyll-site.ts';
import { forgottenIn, judgeLedger } from './ledger.ts';
import { runMailbox, runPtr, runRelay } from './mail-server-checks.ts';
import { judgeExposed } from './private-names.ts';
import { RELAY_LATE } from './relay.ts';
import { judgeKey, judgeOrganisation } from './sender-law.ts';
import { runClock, runSite, runUnsubscribe } from './web-checks.ts';

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
  { name: 'spf', about: 'SPF of the return address', run: runSpf },
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
  { name: 'clock', about: 'this machine’s beside that of the web server', run: runClock },
  { name: 'ledger', about: 'its database, and who would get a digest', run: runLedger },
  { name: 'files', about: 'private files in out/, _site/, Git and what Jekyll publishes', run: runFiles },
];

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
