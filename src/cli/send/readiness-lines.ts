/** Whether a digest is ready to be sent, in the words of the terminal: the same facts as on the strip of the preview. */

import type { Channel, Ledger } from '../../ledger/ledger.ts';
import { isOutbox } from '../../mail/mail-url.ts';
import { ProblemError } from '../../problem.ts';
import { type Readiness, readiness } from '../../sending/plan/readiness.ts';
import type { Settings } from '../../settings.ts';
import { grouped, people } from '../../text/amounts.ts';
import { minuteOf } from '../../time.ts';
import type { World } from '../command.ts';
import { askLedger } from '../ledger.ts';
import { mailTarget } from './mail-target.ts';

/** Where mail would go, as MAIL_URL says. */
function channelOf(url: string | undefined): Channel {
  return isOutbox(mailTarget(url).url) ? 'rehearsal' : 'mail';
}

/** Asks the folder, and the ledger if there is one; none is made. @throws ProblemError if it does not answer */
export async function askReadiness(
  world: Pick<World, 'root' | 'env' | 'random' | 'clock'>,
  settings: Settings,
  id: string,
): Promise<Readiness> {
  const { root, env, clock } = world;
  const wanted = { root, id, channel: channelOf(env.MAIL_URL), settings, env, now: clock(), firstRun: false };
  const asked = await askLedger(world, (ledger: Ledger) => readiness({ ...wanted, ledger }));
  return asked ?? (await readiness({ ...wanted, ledger: undefined }));
}

/** Why nobody can say. */
export type NotKnown = { readonly notKnown: string };

/** The same for a command whose subject is something else: a ledger that does not answer is no reason to stop. */
export async function readinessIfKnown(
  world: Pick<World, 'root' | 'env' | 'random' | 'clock'>,
  settings: Settings,
  id: string,
): Promise<Readiness | NotKnown> {
  try {
    return await askReadiness(world, settings, id);
  } catch (error) {
    if (error instanceof ProblemError) return { notKnown: error.problems[0]?.message ?? '' };
    throw error;
  }
}

/**
 *     Ready     to 1,234 people; 12 chose categories without a post
 *     Missing   SIGNING_KEY is not set, so the links to unsubscribe can not be signed. [send-key]
 *     Last sent 2025-W44, 2025-11-03 07:00, to 1,230 people
 */
export function readinessLines(ready: Readiness | NotKnown, zone: string): string[] {
  if ('notKnown' in ready) return [`Ready     nobody can say: ${ready.notKnown}`];
  const { missing, people: whom, nothingFor, begun } = ready;
  const none = nothingFor === 0 ? '' : `; ${grouped(nothingFor)} chose categories without a post`;
  const sent = begun === undefined ? '' : `; ${grouped(begun.sent)} of ${grouped(begun.planned)} have it`;
  const lines =
    missing.length === 0
      ? [`Ready     to ${people(whom ?? 0)}${none}${sent}`]
      : missing.map(({ message, code }) => `Missing   ${message} [${code}]`);
  return [...lines, lastLine(ready.last, zone)];
}

/** What was sent last, and when. @param zone of the site */
export function lastLine(last: Readiness['last'], zone: string): string {
  if (last === undefined) return 'Last sent nothing before this one';
  return `Last sent ${last.id}, ${minuteOf(last.at, zone)}, to ${people(last.sent)}`;
}
