/** The pace that the settings and one command line ask for. */
import type { Channel } from '../../ledger/ledger.ts';
import type { Settings } from '../../settings.ts';
import { noLimits, type PaceLimits } from './pace.ts';

/** A rehearsal writes files and needs no pace. Only the times that this command line asks for hold for it. */
export function limitsOf(
  { mail: { pace }, site }: Pick<Settings, 'mail' | 'site'>,
  channel: Channel,
  run: Pick<PaceLimits, 'notBefore' | 'notAfter'>,
): PaceLimits {
  const { notBefore, notAfter } = run;
  const own = { ...noLimits, zone: site.timezone, notBefore, notAfter };
  if (channel === 'rehearsal') return own;
  const { perSecond, providers, warmUp, quiet } = pace;
  return {
    ...own,
    perSecond,
    providers,
    warmUp,
    quiet: quiet === undefined ? undefined : { from: minutesOf(quiet.from), to: minutesOf(quiet.to) },
  };
}

/** `22:30` is the 1,350th minute of the day. */
function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}
