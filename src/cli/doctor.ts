/** `tayori doctor`: checks everything that sending depends on, and says what to correct first. */

import { loadConfig } from '../config.ts';
import { openAskUrl } from '../doctor/ask-url.ts';
import type { Asking } from '../doctor/asking.ts';
import { checks } from '../doctor/checks.ts';
import { type Diagnosis, type DiagnosisSeverity, severities } from '../doctor/diagnosis.ts';
import { type CheckResult, runChecks } from '../doctor/run-checks.ts';
import { openAskTls } from '../doctor/tls/ask-tls.ts';
import { readDigests } from '../feeds/digest-feed.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { openDns, trusted } from '../mail/dns.ts';
import { openTransportFor } from '../mail/open-transport.ts';
import { type Problem, ProblemError } from '../problem.ts';
import type { Settings } from '../settings.ts';
import { counted } from '../text/amounts.ts';
import { type Call, type Command, type ExitCode, exitCodes, usage, type World } from './command.ts';
import { openIfPresent } from './ledger.ts';
import { mailTarget } from './send/mail-target.ts';

export const doctor: Command = {
  doc: 'Looks at all that sending depends on: DNS, mail server, one click, clocks, ledger, stray files.',
  details: [
    'Sends nothing and changes nothing. What Gmail, Yahoo, Outlook, docomo and 特定電子メール法 ask for is looked up',
    'where it can be seen, and each finding says what to do next. The mail server is asked for everything but the mail',
    'itself; the one click is tried with a token that belongs to nobody. What can not be asked, such as on a machine',
    'that is offline, is said, and is no fault. The exit code is 1 where there is an error, else 0. The checks:',
    ...checks.map(({ name, about }, at) => `${name} (${about})${at === checks.length - 1 ? '.' : ','}`),
  ].join('\n'),
  options: {
    only: { type: 'string', value: 'CHECK', doc: 'One check, or several with commas between them.' },
    dns: { type: 'string', value: 'ADDRESS', doc: 'Ask this DNS server, in place of that of the machine.' },
  },
  examples: [
    ['tayori doctor', 'Before the first send, and whenever mail does not arrive.'],
    ['tayori doctor --only spf,dkim,dmarc', 'After a change in the DNS.'],
  ],
  json: {
    healthy: 'Whether there is no error.',
    counts: 'How many findings there are of each severity.',
    findings:
      'Each finding: `{check, severity, message, next}`; severity is `error`, `warning`, `hint`, `unasked` or `ok`; `next` is null where nothing is to be done.',
  },
  run: async (call, world) => {
    const rows = chosen(call);
    const settings = await loadConfig(world.root);
    const { transport, problem } = transportOf(settings, world);
    try {
      await using found = await presentLedger(world);
      world.output.progress(`Asking: ${rows.map(({ name }) => name).join(', ')}`);
      const asking: Asking = {
        root: world.root,
        settings,
        env: world.env,
        dns: await trusted(openDns(3_000, call.text('dns')?.split(','))),
        ask: openAskUrl(8_000, world.signal),
        askTls: openAskTls(8_000, world.signal),
        transport,
        ledger: found.ledger,
        digest: (await readDigests(world.root))
          .map(({ id }) => id)
          .toSorted()
          .at(-1),
        now: world.clock(),
      };
      const isAsked = ({ name }: { readonly name: string }) =>
        name !== 'ledger' || found.problem === undefined;
      const results = await runChecks(asking, rows.filter(isAsked));
      world.output.progress('');
      const faults = [...faultsAt('mail server', problem), ...faultsAt('ledger', found.problem)];
      return report(world, [...faults, ...results]);
    } finally {
      await transport?.[Symbol.asyncDispose]();
    }
  },
};

function chosen(call: Call): typeof checks {
  const wanted = call
    .text('only')
    ?.split(',')
    .map((name) => name.trim());
  if (wanted === undefined) return checks;
  const names = checks.map(({ name }) => name);
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new ProblemError([usage(`There is no check \`${unknown}\`.`, `Use one of: ${names.join(', ')}.`)]);
  return checks.filter(({ name }) => wanted.includes(name));
}

function transportOf(settings: Settings, world: World) {
  try {
    const { url } = mailTarget(world.env.MAIL_URL);
    return { transport: openTransportFor(settings, url, world), problem: undefined };
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problems[0] === undefined) throw error;
    return { transport: undefined, problem: error.problems[0] };
  }
}

type Found = AsyncDisposable & {
  readonly ledger: Ledger | undefined;
  /** Why it can not be opened. The other checks run without it. */
  readonly problem: Problem | undefined;
};

/** If there is no ledger, none is created. */
async function presentLedger(world: World): Promise<Found> {
  try {
    const ledger = await openIfPresent(world);
    return { ledger, problem: undefined, [Symbol.asyncDispose]: async () => ledger?.[Symbol.asyncDispose]() };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { ledger: undefined, problem: error.problems[0], [Symbol.asyncDispose]: async () => {} };
  }
}

function faultsAt(check: string, problem: Problem | undefined): readonly CheckResult[] {
  if (problem === undefined) return [];
  const { message, hint } = problem;
  return [{ check, findings: [{ severity: 'error', message, next: hint }] }];
}

const marks: Readonly<Record<DiagnosisSeverity, string>> = {
  error: 'error',
  warning: 'warning',
  hint: 'hint',
  unasked: 'not asked',
  ok: 'ok',
};

type Row = Diagnosis & { readonly check: string };

function report({ output }: World, results: readonly CheckResult[]): ExitCode {
  const order = Object.keys(severities) as DiagnosisSeverity[]; // the keys of the table
  const rows = results
    .flatMap(({ check, findings }) => findings.map((finding): Row => ({ check, ...finding })))
    .toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  const told = saidOnce(rows);
  for (const { check, severity, message, next, onlyRepeat } of told) {
    output.lines(`${marks[severity].padEnd(9)}  ${check}: ${message}`);
    if (next !== undefined && !onlyRepeat) output.lines(`${' '.repeat(9)}  -> ${next}`);
  }
  const countIn = (list: readonly Row[]) => (severity: DiagnosisSeverity) =>
    list.filter((row) => row.severity === severity).length;
  const count = countIn(rows);
  const counts = Object.fromEntries(order.map((severity) => [severity, count(severity)]));
  output.lines('', totals(countIn(told)));
  const healthy = count('error') === 0;
  const findings = rows.map(({ check, severity, message, next }) => ({
    check,
    severity,
    message,
    next: next ?? null,
  }));
  output.document({ healthy, counts, findings });
  return healthy ? exitCodes.done : exitCodes.mend;
}

/**
 * What several checks say in the same words is said once, with the names of all of them: a domain for examples
 * concerns six. The JSON keeps a finding for each check.
 */
function saidOnce(rows: readonly Row[]): readonly Row[] {
  const groups = Map.groupBy(rows, ({ severity, message }) => `${severity} ${message}`);
  return [...groups.values()].map((same) => {
    const names = [...new Set(same.map(({ check }) => check))];
    return { ...(same[0] as Row), check: names.join(', ') }; // a group has at least one
  });
}

function totals(count: (severity: DiagnosisSeverity) => number): string {
  const of = (severity: DiagnosisSeverity, word: string) => counted(count(severity), word);
  const known = [of('error', 'error'), of('warning', 'warning'), of('hint', 'hint')].join(', ');
  return `${known}, ${count('ok')} as it should be, ${count('unasked')} not asked.`;
}
