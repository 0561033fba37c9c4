/**
 * Two notes that a run over SMTP leaves. With them a ledger that does not know of the run, because it is new or an
 * old backup, is recognised before it mails people a second time.
 *
 * One lies beside the ledger, in .tayori/sent/: that a digest was begun, and how many people had it when the run
 * ended. The other lies in the posts folder (sent-record.ts): that the digest left, and from which ledger. Neither
 * holds an address. If there is neither, nothing is refused.
 */
import { join } from 'node:path';
import * as v from 'valibot';
import { readText, writeWhole } from '../disk/files.ts';
import { PRIVATE_FOLDER } from '../disk/private-folder.ts';
import type { Deliveries, Ledger, MailingRef } from '../ledger/ledger.ts';
import { DEFAULT_LEDGER } from '../ledger/open.ts';
import { optionFor } from '../period.ts';
import { ProblemError } from '../problem.ts';
import { people } from '../text/amounts.ts';
import {
  ledgerPrint,
  printOf,
  type RecordPlace,
  readRecord,
  record,
  recordFile,
  unrecord,
} from './sent-record.ts';

export const SENT_FOLDER = `${PRIVATE_FOLDER}/sent`;
const markerSchema = v.object({ sent: v.number() });

/** A marker for each digest and each ledger. */
function fileOf({ env }: Pick<RecordPlace, 'env'>, { id }: MailingRef): string {
  return `${SENT_FOLDER}/${id}${markerEnd(env.LEDGER_URL ?? DEFAULT_LEDGER)}`;
}

/** How the name of a marker ends: with the print of its ledger. */
export function markerEnd(ledgerUrl: string): string {
  return `.${printOf(ledgerUrl)}.json`;
}

/**
 * If the site folder cannot be written, for example on a machine that only sends, the run goes on without a marker.
 *
 * @param sent how many have the mailing; it never falls
 * @param mayHaveLeft false once it is known that no mail did
 * @returns what to tell the editor if a marker could not be written
 */
export async function leaveMarkers(
  place: RecordPlace,
  of: MailingRef,
  { sent, mayHaveLeft }: { readonly sent: number; readonly mayHaveLeft: boolean },
  now: Date,
): Promise<string[]> {
  if (of.channel !== 'mail') return [];
  const file = fileOf(place, of);
  const beside = writeWhole(join(place.root, file), `${JSON.stringify({ id: of.id, sent })}\n`);
  const notes = [
    await noteOf(beside, `${file} was not kept, so a ledger older than this run would not be noticed.`),
    await noteOf(
      mayHaveLeft ? record(place, of.id, now) : unrecord(place, of.id),
      `${recordFile(place)} was not kept, so a ledger that is lost with .tayori/ would not be noticed.`,
    ),
  ];
  return notes.filter((note) => note !== undefined);
}

async function noteOf(written: Promise<void>, what: string): Promise<string | undefined> {
  try {
    await written;
    return undefined;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const [why = ''] = error.problems.map(({ message }) => message);
    return `${what} ${why}`;
  }
}

type Asked = RecordPlace & {
  /** The editor says that this ledger is meant to be empty. */
  readonly firstRun: boolean;
};

/** @throws ProblemError (ledger-older) if the ledger knows of fewer mails than the marker of an earlier run */
export async function refuseOlder(
  place: Asked,
  of: MailingRef,
  { deliveries }: Pick<Ledger, 'deliveries'>,
): Promise<void> {
  if (of.channel !== 'mail') return;
  const known = (await deliveries.mailing(of.id, of.channel)) !== undefined;
  await refuseFewer(place, of, deliveries, known);
  if (!known) await refuseUnknown(place, of, deliveries);
}

/** By the marker beside the ledger. */
async function refuseFewer(
  place: RecordPlace,
  of: MailingRef,
  deliveries: Deliveries,
  known: boolean,
): Promise<void> {
  const file = fileOf(place, of);
  const text = await readText(join(place.root, file));
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), markerSchema), text);
  if (!read.success) return;
  const { sent: left } = read.output;
  const { sent } = await deliveries.tally(of);
  if (known && sent >= left) return;
  const begun = left === 0 ? 'begun to be sent' : `sent to ${people(left)}`;
  const knows = known
    ? `knows of ${people(sent)} who ${sent === 1 ? 'has' : 'have'} it`
    : 'knows nothing of it';
  throw older(
    `${of.id} was ${begun} from here, and this ledger ${knows}: it is new, or older than what was sent, such as a backup.`,
    `delete ${file}, and the line of ${of.id} in ${recordFile(place)}, and run this again`,
    of,
    file,
  );
}

/**
 * By the record in the posts folder, if the ledger does not know the digest. A ledger of another name that has
 * sent other digests is somebody's own: for trying things out, or for another list.
 */
async function refuseUnknown(place: Asked, of: MailingRef, deliveries: Deliveries): Promise<void> {
  const found = (await readRecord(place))[of.id];
  if (found === undefined) return;
  const file = recordFile(place);
  const day = found.first.slice(0, 10);
  if (found.ledgers.includes(ledgerPrint(place)))
    throw older(
      `${of.id} was sent by mail (${day}), and this ledger knows nothing of it: it is new, or older than the send.`,
      `delete the line of ${of.id} in ${file} and run this again`,
      of,
      file,
    );
  const hasSent = (await deliveries.mailings()).some(({ channel }) => channel === 'mail');
  if (hasSent || place.firstRun) return;
  throw older(
    `${of.id} was sent by mail (${day}) from another ledger, and this one has never sent anything: people who are on both lists would get it twice.`,
    'add `--first-run` once',
    of,
    file,
  );
}

function older(message: string, onlyIf: string, { id }: MailingRef, file: string): ProblemError {
  const way = `\`tayori settle ${optionFor(id)} --lost-ledger "WHY" --log FILE\``;
  return new ProblemError([
    {
      code: 'ledger-older',
      message,
      hint: `Put the newer ledger back, or name it in LEDGER_URL; where it is lost, let a mail log say who has the mail: ${way}. Only if nobody was written to, ${onlyIf}.`,
      at: { file },
    },
  ]);
}
