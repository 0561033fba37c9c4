/**
 * What a run over SMTP leaves beside the ledger, in .tayori/sent/: that a digest was begun, and how many had it
 * when the run ended. A ledger that knows less is older than what was sent, or is not there any more: with
 * it people would be mailed a second time. No address stands in it, and without it nothing is refused.
 */

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import * as v from 'valibot';
import { people } from '../amounts.ts';
import { PRIVATE_FOLDER, readText, writeWhole } from '../files.ts';
import type { Ledger, MailingRef } from '../ledger/ledger.ts';
import { DEFAULT_LEDGER } from '../ledger/open.ts';
import { ProblemError } from '../problem.ts';
import type { Environment } from '../secrets.ts';

export const SENT_FOLDER = `${PRIVATE_FOLDER}/sent`;
const traceSchema = v.object({ sent: v.number() });

/** Whose ledger it is: the site folder, and the environment that names the ledger. */
type Place = { readonly root: string; readonly env: Environment };

/** One for each digest and ledger, since another ledger has another past. */
function fileOf({ env }: Place, { id }: MailingRef): string {
  return `${SENT_FOLDER}/${id}${markerEnd(env.LEDGER_URL ?? DEFAULT_LEDGER)}`;
}

/** How the name of a marker ends: with a hash of the ledger's URL, which may hold a password. */
export function markerEnd(ledgerUrl: string): string {
  return `.${createHash('sha256').update(ledgerUrl).digest('hex').slice(0, 8)}.json`;
}

/**
 * Where the site can not be written, as with a ledger elsewhere, the run goes on without a marker.
 *
 * @param sent how many have the mailing; it never falls
 * @returns what to tell the editor where no marker could be left
 */
export async function leaveTrace(place: Place, of: MailingRef, sent: number): Promise<string | undefined> {
  if (of.channel !== 'mail') return undefined;
  const file = fileOf(place, of);
  try {
    await writeWhole(join(place.root, file), `${JSON.stringify({ id: of.id, sent })}\n`);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const [why = ''] = error.problems.map(({ message }) => message);
    return `${file} was not kept, so a ledger older than this run would not be noticed. ${why}`;
  }
  return undefined;
}

/** @throws ProblemError (ledger-older) where the ledger knows of fewer who have the mailing than a run left behind */
export async function refuseOlder(
  place: Place,
  of: MailingRef,
  { deliveries }: Pick<Ledger, 'deliveries'>,
): Promise<void> {
  if (of.channel !== 'mail') return;
  const file = fileOf(place, of);
  const text = await readText(join(place.root, file));
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), traceSchema), text);
  if (!read.success) return;
  const { sent: left } = read.output;
  const known = (await deliveries.mailing(of.id, of.channel)) !== undefined;
  const { sent } = await deliveries.tally(of);
  if (known && sent >= left) return;
  const begun = left === 0 ? 'begun to be sent' : `sent to ${people(left)}`;
  const knows = known
    ? `knows of ${people(sent)} who ${sent === 1 ? 'has' : 'have'} it`
    : 'knows nothing of it';
  throw new ProblemError([
    {
      code: 'ledger-older',
      message: `${of.id} was ${begun} from here, and this ledger ${knows}: it is new, or older than what was sent, such as a backup.`,
      hint: `Put the newer ledger back; where it is lost, let a mail log say who has the mail (\`tayori settle --help\`). Only if nobody was written to, delete ${file} and run this again.`,
      at: { file },
    },
  ]);
}
