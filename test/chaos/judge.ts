/** What the server's log and the ledger say together: the counts, and every promise that does not hold. Pure. */
import { DIED } from '../../src/ledger/deliveries/claims.ts';
import type { Delivery, DeliveryState, Tally } from '../../src/ledger/ledger.ts';
import type { Entry } from './server.ts';

export type Row = Pick<Delivery, 'address' | 'state' | 'response'>;

export type Evidence = {
  readonly recipients: readonly string[];
  readonly log: readonly Entry[];
  readonly rows: readonly Row[];
  readonly tally: Tally;
};

export type Counts = {
  readonly accepted: number;
  readonly lost: number;
  readonly twice: number;
  readonly sent: number;
  readonly failed: number;
  readonly uncertain: number;
  /** In doubt because the sender died, not because the server left the answer out. */
  readonly byDeath: number;
  /** Mails that came more than once, or in part, with the same bytes each time. */
  readonly repeated: number;
};

export function judge(evidence: Evidence): { readonly counts: Counts; readonly broken: readonly string[] } {
  const { recipients, log, rows, tally } = evidence;
  const times = countBy(log.filter(({ what }) => what === 'accepted').map(({ to }) => to));
  const stateOf = new Map(rows.map(({ address, state }) => [address, state]));
  const is = (address: string, ...states: readonly DeliveryState[]) =>
    states.includes(stateOf.get(address) ?? 'queued');
  const inState = (state: DeliveryState) => rows.filter((row) => row.state === state);
  const refused = new Set(log.filter(({ what }) => what === 'refused').map(({ to }) => to));
  const refusedUnnamed = log.filter(({ what, to }) => what === 'refused' && to === '').length;
  const whole = log.filter(({ hash }) => hash !== undefined);

  const lost = recipients.filter((to) => !times.has(to) && !is(to, 'failed', 'skipped', 'uncertain'));
  const twice = [...times].filter(([, count]) => count > 1).map(([to]) => to);
  const strangers = [...times.keys()].filter((to) => !stateOf.has(to));
  const unkept = [...times.keys()].filter((to) => !is(to, 'sent', 'uncertain'));
  const unfounded = inState('sent').filter(({ address }) => !times.has(address));
  const unnamed = inState('failed').filter(({ address }) => !refused.has(address));
  const changed = [...groupBy(whole)].filter(([, entries]) => !allSame(entries));
  const open = rows.filter(({ state }) => !['sent', 'failed', 'skipped', 'uncertain'].includes(state));
  const { planned, ...states } = tally;
  const balance = Object.values(states).reduce((sum, n) => sum + n, 0);
  const miscounted = (['sent', 'failed', 'skipped', 'uncertain', 'deferred'] as const).filter(
    (state) => tally[state] !== inState(state).length,
  );
  return {
    counts: {
      accepted: times.size,
      lost: lost.length,
      twice: twice.length,
      sent: tally.sent,
      failed: tally.failed,
      uncertain: tally.uncertain,
      byDeath: inState('uncertain').filter(({ response }) => response === DIED).length,
      repeated: [...groupBy(whole).values()].filter((entries) => entries.length > 1).length,
    },
    broken: [
      ...complain('lost', lost),
      ...complain('mailed twice', twice),
      ...complain('mailed, and no recipient', strangers),
      ...complain('mailed, and neither sent nor in doubt', unkept),
      ...complain(
        'sent, and never accepted',
        unfounded.map(({ address }) => address),
      ),
      ...(unnamed.length > refusedUnnamed
        ? complain(
            'failed, and never refused',
            unnamed.map(({ address }) => address),
          )
        : []),
      ...complain(
        'sent with other bytes at another attempt',
        changed.map(([to]) => to),
      ),
      ...complain(
        'still open at the end',
        open.map(({ address }) => address),
      ),
      ...complain('counted otherwise than listed', miscounted),
      ...(planned === recipients.length && balance === planned && rows.length === planned
        ? []
        : [
            `the balance: ${recipients.length} people, ${planned} planned, ${balance} counted, ${rows.length} listed`,
          ]),
    ],
  };
}

function complain(what: string, who: readonly string[]): string[] {
  if (who.length === 0) return [];
  return [`${what}: ${who.length} (${who.slice(0, 5).join(', ')})`];
}

function countBy(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function groupBy(entries: readonly Entry[]): Map<string, Entry[]> {
  return Map.groupBy(entries, ({ to }) => to);
}

/** A retry is the same mail, byte for byte. */
function allSame(entries: readonly Entry[]): boolean {
  return new Set(entries.map(({ messageId, hash }) => `${messageId} ${hash}`)).size === 1;
}
