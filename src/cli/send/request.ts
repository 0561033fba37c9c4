/** What the command line of `tayori send` asks for. */
import { type Choice, choices } from '../../ledger/ledger.ts';
import { mailbox } from '../../mail/mailbox.ts';
import { type Problem, ProblemError } from '../../problem.ts';
import type { Expected } from '../../sending/plan/plan.ts';
import type { Only } from '../../sending/plan/selection.ts';
import type { DoubtPolicy } from '../../sending/send-job.ts';
import { parseAddress } from '../../subscribers/addresses.ts';
import { DAY, instantOf, parseStamp, wallTime } from '../../time.ts';
import { type Call, usage } from '../command.ts';

export type Request = {
  readonly dryRun: boolean;
  readonly yes: boolean;
  /** Into the outbox, whatever MAIL_URL says. */
  readonly rehearse: boolean;
  /** Without asking whether the pages that the mail leads to are there. */
  readonly unpublished: boolean;
  /** Addresses that get one test mail each; empty if it is no test. */
  readonly test: readonly string[];
  /** Of a test: the edition for these slugs, joined by `+`. */
  readonly edition: string | undefined;
  readonly expect: Expected | undefined;
  readonly policy: DoubtPolicy | undefined;
  /** Why the frozen mails are laid aside for those on disk. */
  readonly anew: string | undefined;
  /** Servers are believed, however many addresses they call bad. */
  readonly believeBounces: boolean;
  /** Some of a frozen digest alone. */
  readonly only: Only | undefined;
  /** In ms. */
  readonly patience: number;
  /** No mail leaves before, or after. */
  readonly notBefore: Date | undefined;
  readonly notAfter: Date | undefined;
  /** The options that shape the run, as they were given. */
  readonly given: string;
};

/** What shapes a run, and must stand in the line that starts it. */
const shaping = ['only', 'anew', 'in-doubt', 'wait', 'at', 'not-after'] as const;
const shapingFlags = ['force', 'first-run', 'believe-bounces', 'rehearse'] as const;

/** Those options as they were given, to be written again: ` --wait 0 --at "2025-11-10 07:00"`. */
function givenAgain(call: Pick<Call, 'text' | 'flag'>): string {
  const words = shaping.flatMap((option) => {
    const value = call.text(option);
    if (value === undefined) return [];
    return [` --${option} ${/\s/.test(value) ? `"${value}"` : value}`];
  });
  const flags = shapingFlags.filter((flag) => call.flag(flag)).map((flag) => ` --${flag}`);
  return [...words, ...flags].join('');
}

/** Reads what the options ask for. @throws ProblemError (usage) with every option that is wrong */
export function readRequest(call: Call, zone: string, now: Date): Request {
  const problems: Problem[] = [];
  const read = <T>(option: string, parse: (text: string) => T | undefined, hint: string): T | undefined => {
    const text = call.text(option);
    const value = text === undefined ? undefined : parse(text);
    if (text !== undefined && value === undefined)
      problems.push(usage(`\`--${option} ${text}\` can not be read.`, hint));
    return value;
  };
  const only = read(
    'only',
    choiceOf,
    'Write `--only failed`, `--only deferred` or `--only new`, for those confirmed since the freeze.',
  );
  const anew = read('anew', (text) => text.trim() || undefined, 'Say why: `--anew "the link was wrong"`.');
  problems.push(...mixed(call));
  const request: Request = {
    dryRun: call.flag('dry-run'),
    yes: call.flag('yes'),
    rehearse: call.flag('rehearse'),
    unpublished: call.flag('unpublished'),
    test:
      read('test', addressesOf, 'Write mail addresses: `--test hanako@example.jp,taro@example.jp`.') ?? [],
    edition: call.text('edition'),
    expect: read(
      'expect',
      rangeOf,
      'Write a number of recipients, or a range: `--expect 2000` or `--expect 1900-2100`.',
    ),
    policy: read('in-doubt', policyOf, 'Write `--in-doubt hold`, `skip` or `resend`.'),
    anew,
    believeBounces: call.flag('believe-bounces'),
    only: only === undefined ? undefined : { choice: only, force: call.flag('force') },
    patience: (read('wait', secondsOf, 'Write seconds: `--wait 60`.') ?? 60) * 1000,
    notBefore: read('at', (text) => momentOf(text, zone, now), momentHint('at')),
    notAfter: read('not-after', (text) => momentOf(text, zone, now), momentHint('not-after')),
    given: givenAgain(call),
  };
  if (problems.length > 0) throw new ProblemError(problems);
  return request;
}

/** Options that contradict one another. */
function mixed(call: Pick<Call, 'text' | 'flag'>): Problem[] {
  const only = call.text('only') !== undefined;
  const found: Problem[] = [];
  if (call.flag('force') && !only)
    found.push(
      usage(
        '`--force` belongs to `--only failed`.',
        'Write `tayori send --only failed --force`, or leave it out.',
      ),
    );
  if (call.text('edition') !== undefined && call.text('test') === undefined)
    found.push(
      usage(
        '`--edition` belongs to `--test`: a send gives each subscriber their own.',
        'Write `tayori send --test ADDRESS --edition SLUG`, or leave it out.',
      ),
    );
  for (const other of call.text('test') === undefined ? [] : (['dry-run', 'at', 'not-after'] as const))
    if (other === 'dry-run' ? call.flag(other) : call.text(other) !== undefined)
      found.push(
        usage(
          `\`--test\` sends one mail at once, and \`--${other}\` says otherwise.`,
          'Leave out one of the two.',
        ),
      );
  for (const other of only ? (['in-doubt', 'test'] as const) : [])
    if (call.text(other) !== undefined)
      found.push(
        usage(`\`--only\` and \`--${other}\` are two things to do.`, 'Run `tayori send` once with each.'),
      );
  for (const other of call.text('anew') === undefined ? [] : (['only', 'in-doubt', 'test'] as const))
    if (call.text(other) !== undefined)
      found.push(
        usage(`\`--anew\` and \`--${other}\` are two things to do.`, 'Run `tayori send` once with each.'),
      );
  return found;
}

function momentHint(option: string): string {
  return `Write a time, \`--${option} 07:00\`, or a day and a time, \`--${option} "2025-11-10 07:00"\`.`;
}

/** `07:00` is the next time that it is so late in the zone of the site; a stamp is read there too. */
function momentOf(text: string, zone: string, now: Date): Date | undefined {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(text) ?? [];
  if (hour === undefined || minute === undefined) {
    return parseStamp(text, zone);
  }
  if (Number(hour) > 23 || Number(minute) > 59) return undefined;
  const today = instantOf(
    { ...wallTime(now, zone), hour: Number(hour), minute: Number(minute), second: 0 },
    zone,
  );
  if (today > now) return today;
  const tomorrow = wallTime(new Date(today.getTime() + DAY), zone);
  return instantOf({ ...tomorrow, hour: Number(hour), minute: Number(minute), second: 0 }, zone);
}

/** Apart by commas, blanks or semicolons; each person once. `undefined` if one of them is no address. */
function addressesOf(text: string): readonly string[] | undefined {
  const all = text.split(/[\s,;、]+/).filter((part) => part !== '');
  const addresses = all.flatMap((part) => addressOf(part) ?? []);
  return all.length === 0 || addresses.length < all.length ? undefined : [...new Set(addresses)];
}

/** As the list would keep it: `Ａ@EXAMPLE.jp` is one person with `A@example.jp`. A host of one name is for tests too. */
function addressOf(text: string): string | undefined {
  const parsed = parseAddress(text);
  if (parsed.ok) return parsed.address;
  try {
    return mailbox(text) === '' ? undefined : text;
  } catch {
    return undefined;
  }
}

function rangeOf(text: string): Expected | undefined {
  const [, least, most = least] = /^([\d,]+)(?:-([\d,]+))?$/.exec(text) ?? [];
  if (least === undefined || most === undefined) return undefined;
  const [low, high] = [least, most].map((part) => Number(part.replaceAll(',', '')));
  return low === undefined || high === undefined || low > high ? undefined : { least: low, most: high };
}

function choiceOf(text: string): Choice | undefined {
  return choices.find((choice) => choice === text);
}

function policyOf(text: string): DoubtPolicy | undefined {
  return (['hold', 'skip', 'resend'] as const).find((policy) => policy === text);
}

function secondsOf(text: string): number | undefined {
  return /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}
