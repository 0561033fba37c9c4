/** `npm run why`: everything that was decided about one person, in order. It only reads. */
import { loadConfig } from '../config.ts';
import type { Event, Ledger, Subscriber } from '../ledger/ledger.ts';
import { hasLeft } from '../ledger/subscribers/states.ts';
import { ProblemError } from '../problem.ts';
import { absences, stepsOf } from '../sending/person-history.ts';
import type { Settings } from '../settings.ts';
import { minuteOf, secondOf } from '../time.ts';
import { type Command, exitCodes, usage } from './command.ts';
import { openForFewRows } from './ledger.ts';
import { mailingName, mailingsOf } from './mailings.ts';
import { namedPeriod, periodOptions } from './period-options.ts';
import { addressOf, documentOf } from './subscribers/action.ts';
import { labelled } from './terminal/terminal-text.ts';

export const why: Command = {
  doc: 'Says why one person got a digest, or did not: every decision, in order.',
  args: 'ADDRESS',
  details: [
    'Status, consent and categories; in which mailings they are, as what edition, or why not; each attempt with',
    'the answer of the mail server. Times are in the zone of the site.',
  ].join('\n'),
  options: periodOptions('all'),
  json: {
    subscriber: '`{id, address, name, status, categories, consent, added}`; `categories` is null for all.',
    suppressedSince: 'Since when nothing is sent to them, because they left; null while they have not.',
    events:
      'What happened, oldest first: `{at, mailing, channel, what, detail, relay, attempt, code}`; `what` is the state or status that was reached, `relay` is the mail server that was tried, `attempt` counts within the mailing, and `code` is that of the reply; null where there is none.',
    absences: 'The mailings that they are not in: `{mailing, channel, reason}`.',
  },
  run: async (call, world) => {
    const settings = await loadConfig(world.root);
    const address = addressIn(call.args);
    await using ledger = await openForFewRows(world, 'only');
    const mailings = await mailingsOf(call, ledger, settings, world.clock);
    const subscriber = await subscriberAt(ledger, address);
    const events = await ledger.history(subscriber.id);
    const period = namedPeriod(call, settings, world.clock());
    const told = events.filter(({ mailing }) => period === undefined || mailing === period.id);
    const steps = stepsOf(told);
    const left = suppressedSince(subscriber, events);
    const absent = absences(mailings, events);
    world.output.lines(
      ...headLines(subscriber, left, settings),
      ...eventLines(steps, settings.site.timezone),
      ...absent.flatMap(({ mailing, reason }) => [
        '',
        mailingName(mailing),
        ...labelled('  Not in it', 21, reason),
      ]),
    );
    world.output.document({
      subscriber: documentOf(subscriber),
      suppressedSince: left ?? null,
      events: steps.map(eventDocument),
      absences: absent.map(({ mailing: { id, channel }, reason }) => ({ mailing: id, channel, reason })),
    });
    return exitCodes.done;
  },
};

/** @throws ProblemError (usage) if there is not exactly one word */
function addressIn(args: readonly string[]): string {
  if (args.length === 1) return addressOf(args[0]);
  throw new ProblemError([
    usage('`tayori why` is about one address.', 'Write `tayori why taro@example.jp`.'),
  ]);
}

async function subscriberAt(ledger: Ledger, address: string): Promise<Subscriber> {
  const subscriber = await ledger.subscribers.find({ address });
  if (subscriber !== undefined) return subscriber;
  throw new ProblemError([
    {
      code: 'subscriber-unknown',
      message: `${address} is not on the list, and never was.`,
      hint: '`tayori subscribers list` shows who is; LEDGER_URL names another ledger.',
    },
  ]);
}

function suppressedSince({ status }: Subscriber, events: readonly Event[]): Date | undefined {
  if (!hasLeft(status)) return undefined;
  return events.findLast(({ mailing, what }) => mailing === undefined && what === status)?.at;
}

function headLines(
  { address, name, status, consent, categories, added, pausedUntil }: Subscriber,
  left: Date | undefined,
  { site, categories: all }: Settings,
): string[] {
  const zone = site.timezone;
  const names = categories?.map((slug) => all.find((one) => one.slug === slug)?.name ?? slug);
  const row = (label: string, text: string) => labelled(`  ${label}`, LABEL, text);
  return [
    ...labelled(address, address.length, name ?? ''),
    ...row(
      'Status',
      left === undefined ? status : `${status} since ${minuteOf(left, zone)}: nothing is sent`,
    ),
    ...row('Consent', consent === undefined ? 'none' : `${consent.source} (${minuteOf(consent.at, zone)})`),
    ...row('Categories', names?.join(', ') ?? 'all'),
    ...(pausedUntil === undefined ? [] : row('A break', `no digest before ${minuteOf(pausedUntil, zone)}`)),
    ...row('On the list', `since ${minuteOf(added, zone)} (${zone})`),
  ];
}

const LABEL = 13;

type Steps = ReturnType<typeof stepsOf>;

/** In the order of time, with a heading for each change of the mailing. */
function eventLines(steps: Steps, zone: string): string[] {
  let before: string | undefined;
  return steps.flatMap(({ event, words }) => {
    const { mailing: id, channel } = event;
    const heading = id === undefined || channel === undefined ? 'The list' : mailingName({ id, channel });
    const head = heading === before ? [] : ['', heading];
    before = heading;
    const label = `  ${secondOf(event.at, zone)}  ${event.what.padEnd(12)}`;
    return [...head, ...labelled(label, label.length, words)];
  });
}

function eventDocument({ event, attempt, code }: Steps[number]) {
  const { at, mailing, channel, what, detail, relay } = event;
  return {
    at,
    mailing: mailing ?? null,
    channel: channel ?? null,
    what,
    detail: detail ?? null,
    relay: relay ?? null,
    attempt: attempt ?? null,
    code: code ?? null,
  };
}
