/** `npm run verify`: whether the ledger is consistent. It computes everything again, and changes nothing. */

import { loadConfig } from '../config.ts';
import type { Audit, DeliveryState, Ledger, Mailing, MailingHead, Tally } from '../ledger/ledger.ts';
import type { Problem } from '../problem.ts';
import { begunByTheDead, withTheDead, workersNow } from '../sending/dead-workers.ts';
import { frozenEdition } from '../sending/plan/frozen-edition.ts';
import { counted, grouped } from '../text/amounts.ts';
import { columnsOf } from '../text/text-columns.ts';
import { type Command, exitCodes } from './command.ts';
import { openPresentLedger } from './ledger.ts';
import { mailingName, mailingsOf } from './mailings.ts';
import { periodOptions } from './period-options.ts';
import { balance } from './status/status.ts';
import { labelled } from './terminal/terminal-text.ts';

export const verify: Command = {
  doc: 'Checks that the ledger holds: balances, counters, frozen mails and the database itself.',
  details: [
    'Counts every row of every mailing anew and compares that with what was planned, with the counters and with',
    'the events; hashes the frozen mails again; and lets SQLite check its file. It changes nothing, may run',
    'while a digest is being sent, and takes its time on a long list. What does not hold is named; then the exit',
    'code is 1.',
  ].join('\n'),
  options: periodOptions('all'),
  json: {
    holds: 'Whether everything does.',
    database: 'What the database finds wrong with itself; null where it has a tool of its own for that.',
    mailings:
      'Each mailing: `{id, channel, planned, rows, findings}`; `rows` counts the deliveries by state, and `findings` is what does not hold.',
  },
  run: async (call, world) => {
    const { output } = world;
    const settings = await loadConfig(world.root);
    await using ledger = await openPresentLedger(world);
    const database = await ledger.integrity();
    const checked: Checked[] = [];
    for (const mailing of await mailingsOf(call, ledger, settings, world.clock)) {
      output.progress(`Checking ${mailingName(mailing)}`);
      checked.push(await check(ledger, mailing));
    }
    output.progress('');
    output.lines(...reportLines(database, checked));
    output.problems([
      ...(database ?? []).map((fault) => wrong(`The database is damaged: ${fault}.`)),
      ...checked.flatMap(({ mailing, findings }) =>
        findings.map((finding) => wrong(`${mailingName(mailing)}: ${finding}.`)),
      ),
    ]);
    const holds = (database ?? []).length === 0 && checked.every(({ findings }) => findings.length === 0);
    output.document({ holds, database: database ?? null, mailings: checked.map(documentOf) });
    return holds ? exitCodes.done : exitCodes.mend;
  },
};

type Checked = {
  readonly mailing: MailingHead;
  readonly audit: Audit;
  /** Mails that a dead sender had begun. */
  readonly begun: number;
  readonly findings: readonly string[];
};

/** Reads the frozen mails of one mailing at a time: they are the largest part of the ledger. */
async function check(ledger: Ledger, mailing: MailingHead): Promise<Checked> {
  const { deliveries } = ledger;
  const audit = await deliveries.audit(mailing);
  const whole = await deliveries.mailing(mailing.id, mailing.channel);
  const changed = whole === undefined ? [] : hashFindings(whole);
  const begun = begunByTheDead(await workersNow(ledger, mailing));
  return { mailing, audit, begun, findings: [...rowFindings(mailing.planned, audit), ...changed] };
}

const withCounters: readonly DeliveryState[] = ['sent', 'failed', 'skipped', 'uncertain', 'deferred'];

/** Contradictions in the rows. */
export function rowFindings(planned: number, { rows, counters, unlike, stuck, homeless }: Audit): string[] {
  const all = Object.values(rows).reduce((sum, n) => sum + n, 0);
  const off = withCounters.filter((state) => rows[state] !== counters[state]);
  return [
    ...(all === planned
      ? []
      : [`${grouped(planned)} people were planned, and there are ${counted(all, 'row')}`]),
    ...off.map(
      (state) =>
        `the counter of ${state} is at ${grouped(counters[state])}, and there are ${counted(rows[state], 'row')}`,
    ),
    ...(unlike === 0 ? [] : [`${counted(unlike, 'row')} in another state than the last event tells of`]),
    ...(stuck === 0 ? [] : [`${counted(stuck, 'row')} open, and no worker would take them up`]),
    ...(homeless === 0 ? [] : [`${counted(homeless, 'row')} in an edition that was not frozen`]),
  ];
}

/** The frozen mails whose hash is not the one that was recorded when they were frozen. */
function hashFindings({ editions }: Pick<Mailing, 'editions'>): string[] {
  return editions
    .filter((edition) => frozenEdition(edition).hash !== edition.hash)
    .map(({ key }) => `the frozen mail of the edition ${key} is not what its hash says`);
}

function reportLines(database: readonly string[] | undefined, checked: readonly Checked[]): string[] {
  const width = Math.max(8, ...checked.map(({ mailing }) => columnsOf(mailingName(mailing))));
  const whole = database?.length === 0 ? 'whole' : `${grouped(database?.length ?? 0)} faults`;
  return [
    ...labelled(
      'Database',
      width,
      database === undefined ? 'checked with its own tools (pg_amcheck)' : whole,
    ),
    ...checked.flatMap(({ mailing, audit, begun, findings }) =>
      labelled(
        mailingName(mailing),
        width,
        `${findings.length === 0 ? 'holds' : 'does not hold'}: ${balance(withTheDead(tallyOf(mailing.planned, audit), begun), begun)}`,
      ),
    ),
  ];
}

function tallyOf(planned: number, { rows }: Audit): Tally {
  const { sent, failed, skipped, uncertain, deferred, queued, claimed, sending } = rows;
  return { planned, sent, failed, skipped, uncertain, deferred, queued: queued + claimed + sending };
}

function documentOf({ mailing: { id, channel, planned }, audit, findings }: Checked) {
  return { id, channel, planned, rows: audit.rows, findings };
}

function wrong(message: string): Problem {
  return {
    code: 'ledger-wrong',
    message,
    hint: 'Send nothing from it: keep a copy as it is, look into the mail log, and put back a backup (`tayori backup --help`).',
  };
}
