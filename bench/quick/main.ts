/**
 * `npm run bench:quick`: what a hot path costs now, beside what it cost when that was last recorded. Under two
 * minutes; for whoever changes such a path, before and after.
 *
 *     npm run bench:quick                          three turns
 *     npm run bench:quick -- --record              and writes bench/quick/last.json
 *     npm run bench:quick -- --only send,status --turns 9
 *                                                  some probes, and their floors
 *     npm run bench:quick -- --program DIR         a program that stands there, such as one of an earlier commit
 *
 * Processor time is what most figures are made of: where other work goes on, it suffers less than time on a clock.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { writeCorpus } from '../feeds/corpus.ts';
import { hugo } from '../feeds/hugo.ts';
import { describeMachine, thisMachine } from '../machine.ts';
import type { Cost } from '../measure.ts';
import { installProgram, programIn } from '../program.ts';
import { postfixIn } from '../send/sinks.ts';
import { importReaders, makeSite, withDkim } from '../send/site.ts';
import { markdownTable } from '../table.ts';
import { amountOf, type Costs, figures, keyOf, kinds } from './figures.ts';
import { type Places, probesOf, READERS } from './probes.ts';

const { values } = parseArgs({
  options: {
    turns: { type: 'string', default: '3' },
    only: { type: 'string' },
    postfix: { type: 'string', default: '/' },
    program: { type: 'string' },
    record: { type: 'boolean', default: false },
  },
});

const LAST = join(import.meta.dirname, 'last.json');
type LastRecord = {
  readonly revision: string;
  readonly machine: string;
  readonly figures: Readonly<Record<string, number>>;
};

const say = (line: string) => process.stderr.write(`${line}\n`);
const scratch = await mkdtemp(join(tmpdir(), 'tayori-quick-'));
try {
  const machine = describeMachine(await thisMachine());
  const places = await placesIn(scratch);
  const costs = await measureAll(places);
  const last = existsSync(LAST) ? (JSON.parse(readFileSync(LAST, 'utf8')) as LastRecord) : undefined;
  process.stdout.write(`${machine}\n\n${report(costs, last)}\n`);
  if (values.record) {
    const measured = figures.flatMap((figure) => {
      const value = amountOf(figure, costs);
      return value === undefined ? [] : [[keyOf(figure), Number(value.toPrecision(3))] as const];
    });
    const revision = places.program.version;
    const record: LastRecord = {
      revision,
      machine,
      figures: { ...last?.figures, ...Object.fromEntries(measured) },
    };
    writeFileSync(LAST, `${JSON.stringify(record, undefined, 2)}\n`);
  }
} finally {
  await rm(scratch, { recursive: true });
}

async function placesIn(folder: string): Promise<Places> {
  const program =
    values.program === undefined
      ? await installProgram(join(folder, 'program'))
      : programIn(resolve(values.program), values.program);
  const corpusOf = async (name: string, count: number) => {
    await mkdir(join(folder, name));
    return writeCorpus(join(folder, name), count, { seed: 1, kilobytes: 43 });
  };
  const feeds = await corpusOf('feeds', 1000);
  const hasHugo = (await hugo.version()) !== undefined;
  if (hasHugo) await hugo.prepare(feeds);
  const mail = await makeSite(program, join(folder, 'mail'));
  await importReaders(program, mail, READERS);
  const postfix = postfixIn(resolve(values.postfix));
  const sample = join(folder, 'sample');
  for (const path of ['posts', 'email-templates', 'tayori.config.ts'])
    await cp(join(import.meta.dirname, '../..', path), join(sample, path), { recursive: true });
  return {
    program,
    feeds,
    week: await corpusOf('week', 88),
    mail,
    signed: await withDkim(mail, join(folder, 'signed')),
    sample,
    hasHugo,
    postfix: existsSync(postfix.source) ? postfix : undefined,
  };
}

/** Floors and commands take turns; the first turn warms the disk cache and the compile cache, and is not counted. */
async function measureAll(places: Places): Promise<Costs> {
  const costs = new Map<string, Cost[]>();
  const wanted = wantedProbes();
  for (let turn = 0; turn <= Number(values.turns); turn += 1) {
    say(turn === 0 ? 'warming' : `turn ${turn} of ${values.turns}`);
    for (const { name, isLong, cost } of probesOf(places)) {
      if ((wanted !== undefined && !wanted.has(name)) || (turn === 0 && isLong)) continue;
      const measured = await cost();
      if (turn > 0) costs.set(name, [...(costs.get(name) ?? []), measured]);
    }
  }
  return costs;
}

function wantedProbes(): ReadonlySet<string> | undefined {
  const named = values.only?.split(',');
  if (named === undefined) return undefined;
  const rows = figures.filter(({ of }) => named.includes(of));
  // A cold build is what the others find nothing new after.
  return new Set(
    rows.flatMap(({ of, floor }) => ['cold build', of, ...(floor === undefined ? [] : [floor])]),
  );
}

function report(costs: Costs, last: LastRecord | undefined): string {
  const rows = figures.flatMap((figure) => {
    const value = amountOf(figure, costs);
    if (value === undefined) return [];
    const { title, floor, by, unit, goal } = figure;
    const before = last?.figures[keyOf(figure)];
    const shown = (number: number) => `${number >= 100 ? Math.round(number) : number.toPrecision(3)} ${unit}`;
    const beside = floor === undefined ? kinds[by] : `${kinds[by]} / ${floor}`;
    const moved = before === undefined ? '' : `${(((value - before) / before) * 100).toFixed(0)} %`;
    const met = goal === undefined ? '' : `${value <= goal ? 'met' : 'missed'}: <= ${goal} ${unit}`;
    return [[title, beside, shown(value), before === undefined ? '' : shown(before), moved, met]];
  });
  const head = ['', 'as', 'now', last === undefined ? 'last' : `last (${last.revision})`, 'since', 'goal'];
  return markdownTable([head, ...rows]);
}
