/**
 * Test mails: the digest as it is now, marked as a test, to addresses that an editor names. No list is read and
 * nothing is kept; the links work for nobody.
 */

import { again, emailOf, type KeptDigest, loadKept } from '../digest/digest-files.ts';
import { loadTemplates } from '../digest/templates/templates.ts';
import type { Mailing, Sender } from '../ledger/ledger.ts';
import { localeOf } from '../locale/locale.ts';
import { addresseeOf, NOBODY } from '../mail/addressee.ts';
import type { DkimKey } from '../mail/dkim-key.ts';
import { ALL, type Edition, editionKey } from '../mail/email.ts';
import { composeEdition } from '../mail/message.ts';
import type { Reply, Transport } from '../mail/transport.ts';
import { composeProblems } from '../mail/try-compose.ts';
import { type Problem, ProblemError } from '../problem.ts';
import type { Environment } from '../secrets.ts';
import type { Settings } from '../settings.ts';
import { frozenEdition, mailingOf, senderOf } from './plan/frozen-edition.ts';
import { keyProblems, noDigest, senderProblems } from './plan/missing.ts';
import { signingKeys } from './signing-keys.ts';

export type TestMail = {
  readonly root: string;
  readonly id: string;
  readonly settings: Settings;
  readonly env: Environment;
  /** Each gets one mail. */
  readonly addresses: readonly string[];
  /** The slugs of an edition's categories, joined by `+`; `undefined` is the edition of all categories. */
  readonly edition: string | undefined;
  /** A digest that is not on disk, such as the one that the preview shows; by default that in `out/`. */
  readonly kept?: KeptDigest;
};

export type TestReply = { readonly address: string; readonly reply: Reply };

/** @throws ProblemError with everything that is missing; then nothing was sent */
export async function sendTestMails(
  test: TestMail,
  transport: Transport,
  dkim: DkimKey | undefined,
  now: Date,
): Promise<{ readonly edition: string; readonly replies: readonly TestReply[] }> {
  const { kept, sender } = await readyForTest(test, transport);
  const keys = signingKeys(test.env);
  const chosen = await editionOf(test, kept);
  // A Message-ID of its own for each test: a mail program hides the second mail with the same one.
  const id = `${test.id}.test.${now.getTime()}`;
  const edition = frozenEdition({
    ...chosen,
    subject: localeOf(test.settings.site.language).mail.test(chosen.subject),
  });
  const mailing: Mailing = { ...mailingOf(id, transport.channel, sender, [edition], now), planned: 1 };
  const hint = `Correct what it names, and make the digest again with ${again(test.id)}.`;
  const found = await composeProblems(mailing, keys, hint);
  if (found.length > 0) throw new ProblemError(found);
  const compose = await composeEdition(mailing, edition, dkim);
  const replies: TestReply[] = [];
  for (const address of test.addresses) {
    const message = compose(addresseeOf(mailing, { subscriber: NOBODY, address }, keys));
    replies.push({ address, reply: await transport.deliver(message, async () => true) });
  }
  return { edition: chosen.key, replies };
}

async function readyForTest(
  { root, id, settings, env, kept: given }: TestMail,
  { channel }: Transport,
): Promise<{ readonly kept: KeptDigest; readonly sender: Sender }> {
  const sender = senderOf(settings);
  const kept = given ?? (await loadKept(root, id));
  const missing = [
    ...senderProblems(settings),
    ...keyProblems(env, channel),
    ...(kept === undefined ? [noDigest(id)] : []),
  ];
  if (missing.length > 0 || sender === undefined || kept === undefined) throw new ProblemError(missing);
  return { kept, sender };
}

/** @throws ProblemError (send-edition) if there is no such edition; it names those that exist */
async function editionOf({ edition = ALL, root, settings }: TestMail, kept: KeptDigest): Promise<Edition> {
  const slugs = edition === ALL ? undefined : edition.split('+');
  const key = editionKey(slugs);
  const known = settings.categories.map(({ slug }) => slug);
  const unknown = (slugs ?? []).filter((slug) => !known.includes(slug));
  if (unknown.length > 0) throw new ProblemError([noCategory(unknown, known)]);
  if (slugs === undefined) return kept.edition;
  const templates = await loadTemplates(root, settings);
  const { editions } = await emailOf(kept, { settings, templates }, [slugs]);
  const found = editions.find((one) => one.key === key);
  if (found === undefined) throw new ProblemError([emptyEdition(kept.digest.id, key)]);
  return found;
}

function noCategory(unknown: readonly string[], known: readonly string[]): Problem {
  return {
    code: 'send-edition',
    message: `No category has the slug ${unknown.join(', ')}.`,
    hint: `Write slugs of the config, joined by a plus: ${[ALL, ...known].map((slug) => `\`${slug}\``).join(', ')}.`,
  };
}

function emptyEdition(id: string, key: string): Problem {
  return {
    code: 'send-edition',
    message: `${id} has no post for the edition «${key}», so nobody gets such a mail.`,
    hint: 'Name categories that have posts in it, or leave `--edition` out.',
  };
}
