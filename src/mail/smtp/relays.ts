/**
 * Several relays as one transport. If a relay fails before a mail was marked, the next relay takes that mail. A mail
 * that was marked stays with its relay.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { MINUTE } from '../../time.ts';
import type { Message, RelayReport, Reply, Transport } from '../transport.ts';
import {
  ended,
  type Failure,
  failureOf,
  freshRelay,
  isAnotherAwake,
  nextRelay,
  type Relay,
  type RelayStanding,
} from './relay-choice.ts';

export type OpenRelay = Omit<Relay, 'connections'> & { readonly transport: Transport };

/** @param now in ms, on a clock that is never set back */
export function openRelays(some: readonly OpenRelay[], now = () => performance.now()): Transport {
  const relays = some.map((each) => ({ ...each, connections: each.transport.connections }));
  const turns = openTurns(relays, now);
  const through = async (index: number, message: Message, mark: Mark): Promise<Tried> => {
    const began = now();
    let reply: Reply | undefined;
    let failure: Failure | undefined;
    try {
      reply = await relays[index]?.transport.deliver(message, mark);
    } finally {
      failure = turns.end(index, reply, began); // also if the mark threw, else the relay's place would stay taken
    }
    return { reply, failure };
  };
  return {
    name: relays.map(nameOf).join(', '),
    channel: 'mail',
    connections: relays.reduce((sum, { connections }) => sum + connections, 0),
    relays: turns.reports,
    deliver: (message, mark) => tryInTurn(turns, through, message, mark),
    [Symbol.asyncDispose]: async () => {
      turns.close();
      await Promise.all(relays.map(({ transport }) => transport[Symbol.asyncDispose]()));
    },
  };
}

/** Tries one relay after the other, until one has an answer that counts, or none is left. */
async function tryInTurn(
  { next, mayGoElsewhere }: Pick<ReturnType<typeof openTurns>, 'next' | 'mayGoElsewhere'>,
  through: (index: number, message: Message, mark: Mark) => Promise<Tried>,
  message: Message,
  mark: Mark,
): Promise<Reply> {
  const tried = new Set<number>();
  let marked = false;
  const marking: Mark = (relay) => {
    marked = true;
    return mark(relay);
  };
  let last: Reply = { kind: 'unsent', reason: 'The run ends', phase: 'connect' };
  for (let index = await next(tried); index !== undefined; index = await next(tried)) {
    const { reply, failure } = await through(index, message, marking);
    if (reply === undefined) return last;
    last = reply;
    tried.add(index);
    // It was marked, and refused: it was not taken, so it may be queued again, and go to another relay then.
    if (marked && failure !== undefined && reply.kind === 'refused' && mayGoElsewhere(tried))
      return { ...reply, elsewhere: true };
    if ((failure === undefined && !isOurRefusal(reply)) || marked) return reply;
  }
  return last;
}

/** What one relay answered, and what that says against it; no reply if there is no such relay. */
type Tried = { readonly reply: Reply | undefined; readonly failure: Failure | undefined };

/** We refused it ourselves, because this server lacks something (SMTPUTF8). Another server may have it. */
function isOurRefusal(reply: Reply): boolean {
  return reply.kind === 'refused' && reply.own === true;
}

type Mark = (relay?: string) => Promise<boolean>;

/** Knows the state of each relay, and gives each mail its turn. */
function openTurns(relays: readonly Relay[], now: () => number) {
  const taken = relays.map(() => 0);
  let standings: readonly RelayStanding[] = relays.map(() => freshRelay);
  const waiting = openWaiting();
  return {
    /** @returns the number of a relay that takes the next mail; `undefined` if none is left */
    next: async (tried: ReadonlySet<number>): Promise<number | undefined> => {
      for (;;) {
        const next = nextRelay(relays, standings, tried, now());
        if (next.do === 'none' || waiting.closed()) return undefined;
        if (next.do === 'wait') await waiting.wait(next.until === undefined ? undefined : next.until - now());
        else {
          standings = next.standings;
          return next.index;
        }
      }
    },
    /** A mail has ended. @returns what its reply says against the relay */
    end: (index: number, reply: Reply | undefined, began: number): Failure | undefined => {
      const failure = reply === undefined ? undefined : failureOf(reply);
      const heard = { failure, said: reply === undefined ? '' : wordsOf(reply), began };
      standings = standings.map((standing, at) => (at === index ? ended(standing, heard, now()) : standing));
      if (reply?.kind === 'accepted') taken[index] = (taken[index] ?? 0) + 1;
      waiting.wake();
      return failure;
    },
    /** @param tried the relays that failed for this mail */
    mayGoElsewhere: (tried: ReadonlySet<number>) => isAnotherAwake(standings, tried, now()),
    reports: () =>
      relays.map(({ name }, index) => reportOf(name, taken[index] ?? 0, standings[index] ?? freshRelay)),
    close: waiting.close,
  };
}

function nameOf({ transport, weight }: OpenRelay): string {
  return weight === 1 ? transport.name : `${transport.name} (weight ${weight})`;
}

function reportOf(name: string, taken: number, { rests, said, failures }: RelayStanding): RelayReport {
  return { name, taken, rests, said, down: failures > 0 };
}

function wordsOf(reply: Reply): string {
  if (reply.kind === 'lost') return '';
  return 'response' in reply ? reply.response : `${reply.phase}: ${reply.reason}`;
}

/** Lets mails wait until a relay has room, or until the transport is closed. */
function openWaiting() {
  let closed = false;
  let woken = new AbortController();
  const wake = () => {
    woken.abort();
    woken = new AbortController();
  };
  return {
    /** Lets all waiting mails look again whether a relay has room. */
    wake,
    closed: () => closed,
    close: () => {
      closed = true;
      wake();
    },
    /** @param ms at most so long; `undefined`: until somebody wakes it */
    wait: (ms = LONG) =>
      sleep(Math.max(1, Math.min(ms, LONG)), undefined, { signal: woken.signal }).catch(() => {}),
  };
}

/** The longest wait before looking again, in ms. */
const LONG = MINUTE;
