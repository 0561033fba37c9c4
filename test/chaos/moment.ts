/**
 * When a sender is struck: drawn from the seed, and reached by what happens, never by a time. The gate of the
 * server is closed there, so whoever is struck is alive, however slow or quick the machine is.
 */
import type { Hold } from './gate.ts';
import type { Sender } from './sender.ts';
import type { ChaosServer } from './server-process.ts';

export type Blow =
  /** Mail flows: the nth mail from now on has come to this point, and its sender waits for an answer. */
  | { readonly flowing: true; readonly hold: Pick<Hold, 'at' | 'nth'> }
  /** No mail has left yet: the process has begun, shows its plan, or has opened its first connection. */
  | { readonly flowing: false; readonly at: 'started' | 'planned' | 'connected' };

const POINTS = ['rcpt', 'data', 'dot', 'dot'] as const;
const BEGINNINGS = ['started', 'planned', 'connected'] as const;

/**
 * One blow in five falls before the first mail, the others after some mails.
 * @param share how many mails there are for each of the blows that are left
 */
export function drawBlow(random: () => number, share: number): Blow {
  const [early, part, point] = [random() < 0.2, random(), random()];
  if (early || share < 1) return { flowing: false, at: pick(BEGINNINGS, point) };
  return { flowing: true, hold: drawHold(() => part, share, point) };
}

export function drawHold(random: () => number, share: number, point = random()): Pick<Hold, 'at' | 'nth'> {
  return { at: pick(POINTS, point), nth: 1 + Math.floor(random() * share) };
}

/** Closes the gate for a sender that is started then. @returns whether the moment came before the sender ended */
export function prepare(server: ChaosServer, blow: Blow): (sender: Sender) => Promise<boolean> {
  const { at, nth } = blow.flowing ? blow.hold : ({ at: 'banner', nth: 1 } as const);
  const closed = server.hold(at, nth);
  return (sender) => {
    const come = blow.flowing || blow.at === 'connected' ? closed : begun(sender, blow.at);
    return Promise.race([come.then(() => true), sender.ended.then(() => false)]);
  };
}

function begun({ child, planned }: Sender, at: 'started' | 'planned'): Promise<unknown> {
  if (at === 'planned') return planned;
  return new Promise((resolve) => child.once('spawn', resolve));
}

function pick<T>(choices: readonly [T, ...T[]], part: number): T {
  return choices[Math.floor(part * choices.length)] ?? choices[0];
}
