/**
 * `npm run chaos`: the long runs, with a line while they go and a table at the end. Exit code 1 where any
 * promise did not hold. `--only NAME`, `--seed N`, `--deliveries N` and `--kills N` make other runs; `--month` is the
 * month of digests instead, and `--illness` the relay that is ill and mended.
 */
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { describeMachine, thisMachine } from '../../bench/machine.ts';
import { markdownTable, whole } from '../../bench/table.ts';
import { startPostgres } from '../postgres.ts';
import { runFleet } from './fleet.ts';
import { runIllness } from './illness.ts';
import { runMonth } from './month.ts';
import { type Chaos, type Outcome, type Progress, runChaos } from './runner.ts';

type Plan = Pick<Chaos, 'deliveries' | 'kills' | 'signal' | 'connections'> & {
  /** How many send at once from one PostgreSQL ledger; without it the ledger is SQLite. */
  readonly senders?: number;
};

const connections = 5;
const plans: Readonly<Record<string, Plan>> = {
  'kill -9': { deliveries: 10_000, kills: 200, signal: 'SIGKILL', connections },
  SIGTERM: { deliveries: 3000, kills: 60, signal: 'SIGTERM', connections },
  'PostgreSQL, 1 sender': { deliveries: 3000, kills: 60, signal: 'SIGKILL', connections, senders: 1 },
  'PostgreSQL, 3 senders': { deliveries: 10_000, kills: 60, signal: 'SIGKILL', connections, senders: 3 },
};

/** Of the database: one every so many kills. */
const RESTART_EVERY = 20;
/** Besides the kills, where several send at once. */
const BLOWS = { stalls: 7, restarts: 3, leaves: 10 };

async function runPlan(name: string, { senders, ...plan }: Plan, seed: number): Promise<Outcome> {
  const onProgress = ({ kills, runs, seen }: Progress) =>
    process.stderr.write(
      `\r${name}: ${kills} of ${plan.kills} kills, ${runs} runs, ${seen} mails or faults  `,
    );
  if (senders === undefined) return await runChaos({ ...plan, seed, onProgress });
  if (senders > 1) {
    return await runFleet({ ...plan, ...BLOWS, senders, seed, onProgress });
  }
  await using database = await startPostgres();
  const ledgerUrl = await database.database();
  const disturb = { every: RESTART_EVERY, by: () => database.restart() };
  return await runChaos({ ...plan, seed, onProgress, ledgerUrl, disturb });
}

function table(outcomes: readonly (readonly [string, Outcome])[]): string {
  const head = [
    'run',
    'recipients',
    'blows (while mail was held)',
    'faults',
    'lost',
    'twice',
    'sent',
    'failed',
    'in doubt',
    'by a death',
    'most at one death',
    'retried whole',
    'seconds',
  ];
  const rows = outcomes.map(([name, one]) => [
    name,
    whole(one.sent + one.failed + one.uncertain),
    `${one.kills} (${one.inFlow})`,
    whole(one.faults),
    `${one.lost}`,
    `${one.twice}`,
    whole(one.sent),
    whole(one.failed),
    whole(one.uncertain),
    whole(one.byDeath),
    one.mostAtOnce === undefined ? '' : `${one.mostAtOnce}`,
    whole(one.repeated),
    whole(one.seconds),
  ]);
  return markdownTable([head, ...rows]);
}

/** A month of digests. @returns whether everyone got what the model says */
async function runTheMonth(seed: number, subscribers: number): Promise<boolean> {
  const onProgress = (what: string) => process.stderr.write(`\r${what}  `);
  const { expected, got, balances, states, doubts, seconds } = await runMonth({
    seed,
    subscribers,
    connections,
    onProgress,
  });
  const rows = balances.map(({ planned, sent, failed }, week) => [
    `${week + 1}`,
    ...[planned, sent, failed, doubts[week] ?? 0].map(whole),
    isDeepStrictEqual(balances[week], expected.balances[week]) ? 'as the model' : 'other than the model',
  ]);
  const mails = [...got.values()].reduce((sum, weeks) => sum + weeks.length, 0);
  const same =
    isDeepStrictEqual(new Map([...got].toSorted()), new Map([...expected.got].toSorted())) &&
    isDeepStrictEqual(balances, expected.balances) &&
    isDeepStrictEqual(states, expected.states);
  const head = ['week', 'planned', 'sent', 'failed', 'were in doubt', 'balance'];
  process.stdout.write(
    `\n${markdownTable([head, ...rows])}\n${whole(mails)} mails to ${whole(got.size)} people in ${whole(seconds)} s; ` +
      `on the list: ${JSON.stringify(states)}. What each person got is ${same ? '' : 'not '}what the model says.\n`,
  );
  return same;
}

/** A relay that is ill, and mended. @returns whether everyone was reached, and nobody taken off the list wrongly */
async function runTheIllness(seed: number, deliveries: number, kills: number): Promise<boolean> {
  const onProgress = (what: string) => process.stderr.write(`\r${what}  `);
  const runs = Math.ceil(kills / 2);
  const { broken, wronglyBounced, ...one } = await runIllness({
    seed,
    deliveries,
    kills,
    runs,
    connections,
    onProgress,
  });
  const head = [
    'people',
    'kills',
    'falsely bad',
    'limits',
    'drops',
    'in doubt, settled',
    'lost',
    'twice',
    'reached',
  ];
  const columns = [one.falselyBad, one.limits, one.drops, one.settled, one.lost, one.twice, one.reached];
  const rows = [[deliveries, kills, ...columns].map(whole)];
  process.stdout.write(
    `\n${markdownTable([[...head, 'wrongly off the list', 'seconds'], ...rows.map((row) => [...row, whole(wronglyBounced.length), whole(one.seconds)])])}\n`,
  );
  for (const line of broken) process.stderr.write(`  broken: ${line}\n`);
  return broken.length === 0 && wronglyBounced.length === 0;
}

const { values } = parseArgs({
  options: {
    month: { type: 'boolean' },
    illness: { type: 'boolean' },
    only: { type: 'string' },
    seed: { type: 'string', default: '45' },
    deliveries: { type: 'string' },
    kills: { type: 'string' },
  },
});
const chosen = Object.entries(plans).filter(([name]) => values.only === undefined || name === values.only);
if (chosen.length === 0) throw new Error(`--only knows: ${Object.keys(plans).join('; ')}`);
const machine = await thisMachine();
if (values.illness) {
  process.stdout.write(`Seed ${values.seed}. ${describeMachine(machine)}\n`);
  const [people, kills] = [Number(values.deliveries ?? 2000), Number(values.kills ?? 20)];
  process.exit((await runTheIllness(Number(values.seed), people, kills)) ? 0 : 1);
}
if (values.month) {
  process.stdout.write(`Seed ${values.seed}. ${describeMachine(machine)}\n`);
  process.exit((await runTheMonth(Number(values.seed), Number(values.deliveries ?? 5000))) ? 0 : 1);
}
const outcomes: (readonly [string, Outcome])[] = [];
for (const [name, plan] of chosen) {
  const { deliveries = plan.deliveries, kills = plan.kills } = {
    ...(values.deliveries === undefined ? {} : { deliveries: Number(values.deliveries) }),
    ...(values.kills === undefined ? {} : { kills: Number(values.kills) }),
  };
  const outcome = await runPlan(name, { ...plan, deliveries, kills }, Number(values.seed));
  process.stderr.write('\n');
  for (const line of outcome.broken) process.stderr.write(`  broken: ${line}\n`);
  outcomes.push([name, outcome]);
}
process.stdout.write(`Seed ${values.seed}. ${describeMachine(machine)}\n\n${table(outcomes)}\n`);
process.exitCode = outcomes.some(([, { broken }]) => broken.length > 0) ? 1 : 0;
