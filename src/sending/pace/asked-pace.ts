/** The pace that the settings and one command line ask for. */
import type { Channel } from '../../ledger/ledger.ts';
import type { Settings } from '../../settings.ts';
import { noLimits, type PaceLimits } from './pace.ts';
import { minutesOf } from './quiet-hours.ts';

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
