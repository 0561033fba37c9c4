/**
 * Evidence from a mail log: which of the Message-IDs in doubt were taken by a mail server. Only a line with which a
 * server takes a mail counts; lines about filters, refusals and mails that broke off name Message-IDs too. By server:
 *
 *     Postfix   cleanup tells the Message-ID of a queue id, while it still reads the mail; a later line of that
 *               queue id from the queue manager, or about a delivery, says that it took it
 *     Exim      `1uAbCd-000001-AB <= letter@… id=…`
 *     sendmail  `…: from=…, nrcpts=1, msgid=<…>`, unless a filter refuses the same queue id afterwards
 *     Dovecot   `msgid=<…>: saved mail to INBOX`, `stored mail into mailbox 'INBOX'`
 *     Exchange  message tracking: `…,STOREDRIVER,DELIVER,…,<…>,`, `…,SMTP,SENDEXTERNAL,…,<…>,`
 *     services  Amazon SES, SendGrid, Mailgun: their events (log-line.ts)
 */
import { entriesOf, type LogEntry } from './log-line.ts';

/** What a line says, by one server's rules. */
type Word =
  /** The server took this mail. */
  | { readonly says: 'taken'; readonly id: string }
  /** It took the mail of this queue id; or it refused that mail later. */
  | { readonly says: 'queue-taken' | 'queue-refused'; readonly queue: string }
  /** It reads, or took, a mail with this Message-ID under this queue id. */
  | { readonly says: 'queue-reads' | 'queue-has'; readonly queue: string; readonly id: string };

type Rule = { readonly line: RegExp; readonly word: (groups: readonly string[]) => Word };

const rules: readonly Rule[] = [
  {
    line: /\/cleanup\[\d+\]: ([0-9A-Za-z]+): message-id=<?([^>\s]+)/,
    word: ([queue = '', id = '']) => ({ says: 'queue-reads', queue, id }),
  },
  {
    line: /\/qmgr\[\d+\]: ([0-9A-Za-z]+): from=.*\(queue active\)/,
    word: ([queue = '']) => ({ says: 'queue-taken', queue }),
  },
  {
    line: /\/(?:smtp|lmtp|local|virtual|pipe|relay|error)\[\d+\]: ([0-9A-Za-z]+): to=<.*\bstatus=(?:sent|deferred|bounced)\b/,
    word: ([queue = '']) => ({ says: 'queue-taken', queue }),
  },
  {
    line: /(?:^|\s)[0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4} <= .*\sid=(\S+)/,
    word: ([id = '']) => ({ says: 'taken', id }),
  },
  {
    line: /\[\d+\]: (\w+): from=.*\bnrcpts=[1-9]\d*\b.*\bmsgid=<([^>\s]+)>/,
    word: ([queue = '', id = '']) => ({ says: 'queue-has', queue, id }),
  },
  {
    line: /\[\d+\]: (\w+): (?:Milter: .*\breject=|.*\bruleset=check_\w+,.*\breject=)/,
    word: ([queue = '']) => ({ says: 'queue-refused', queue }),
  },
  {
    // No quoted text stands before it: a filter quotes subjects, and a subject may look like this.
    line: /^[^"]*\b(?:dovecot|lmtp|lda|deliver|sieve)\b[^"]*\bmsgid=<([^>\s]+)>: (?:saved|stored) mail\b/,
    word: ([id = '']) => ({ says: 'taken', id }),
  },
  {
    // Exchange had it and passed it on, or put it into a mailbox. A RECEIVE may still be dropped by an agent.
    line: /^\d{4}-\d\d-\d\dT[^,]*,.*,(?:SMTP|STOREDRIVER),(?:DELIVER|SEND|SENDEXTERNAL),[^,]*,"?<([^>\s]+)>"?,/,
    word: ([id = '']) => ({ says: 'taken', id }),
  },
];

/** The Message-IDs of this program, with or without brackets around them. */
const OURS = /(?<![\w.-])[\w.-]+\.[0-9a-f]{32}@[\w.-]*\w/g;

export type Evidence = {
  /** The Message-IDs that a server took. */
  readonly taken: ReadonlySet<string>;
  /** Those that the log names, without a line that says that a server took them. */
  readonly named: ReadonlySet<string>;
};

/** @param wanted the Message-IDs in doubt, with angle brackets */
export async function foundIn(lines: AsyncIterable<string>, wanted: ReadonlySet<string>): Promise<Evidence> {
  const taken = new Set<string>();
  const named = new Set<string>();
  const queues = new Map<string, string>();
  for await (const line of lines)
    for (const entry of entriesOf(line)) {
      for (const [id] of entry.text.matchAll(OURS)) if (wanted.has(`<${id}>`)) named.add(`<${id}>`);
      const word = wordOf(entry);
      if (word === undefined) continue;
      const id = 'id' in word ? `<${word.id}>` : (queues.get(word.queue) ?? '');
      if ('queue' in word && 'id' in word) keep(queues, word.queue, wanted.has(id) ? id : undefined);
      if (!wanted.has(id)) continue;
      if (word.says === 'queue-refused') taken.delete(id);
      else if (word.says !== 'queue-reads') taken.add(id);
    }
  return { taken, named: new Set([...named].filter((id) => !taken.has(id))) };
}

/** Servers use a queue id again for a later mail. Those of other mails are not stored: a log may name millions. */
function keep(queues: Map<string, string>, queue: string, id: string | undefined): void {
  if (id === undefined) queues.delete(queue);
  else queues.set(queue, id);
}

/** A line about the delivery of a queued mail: its queue id and its recipient. So the server had the mail. */
const deliveries: readonly RegExp[] = [
  /\/(?:smtp|lmtp|local|virtual|pipe|relay|error)\[\d+\]: ([0-9A-Za-z]+): to=<([^>]+)>.*\bstatus=(?:sent|deferred|bounced)\b/,
  /(?:^|\s)([0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4}) (?:[=-]>|==|\*\*) (?:\S+ <)?([^\s>]+@[^\s>]+)/,
  /\[\d+\]: (\w+): to=<([^>]+)>.*\bstat=(?:Sent|Deferred)\b/,
];
const EXIM = /(?:^|\s)([0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4}) <= .*\sid=(\S+)/;

/**
 * The recipients whose mail of a digest a server took, whichever ledger made the Message-ID.
 *
 * @param isOurs says it of a Message-ID, without angle brackets
 * @returns addresses in lower case
 */
export async function recipientsIn(
  lines: AsyncIterable<string>,
  isOurs: (id: string) => boolean,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const ours = new Set<string>();
  for await (const line of lines)
    for (const entry of entriesOf(line)) {
      const [queue, id] = queueOf(entry);
      if (queue !== undefined && id !== undefined) {
        if (isOurs(id)) ours.add(queue);
        else ours.delete(queue); // it is the queue id of another mail by now
      }
      for (const pattern of deliveries) {
        const [, of = '', to = ''] = pattern.exec(entry.text) ?? [];
        if (ours.has(of)) found.add(to.toLowerCase());
      }
    }
  return found;
}

function queueOf(entry: LogEntry): readonly [queue: string | undefined, id: string | undefined] {
  const word = wordOf(entry);
  if (word !== undefined && 'queue' in word && 'id' in word) return [word.queue, word.id];
  const [, queue, id] = EXIM.exec(entry.text) ?? [];
  return [queue, id];
}

function wordOf({ text, event }: LogEntry): Word | undefined {
  if (event !== undefined) return event.taken ? { says: 'taken', id: event.id } : undefined;
  for (const rule of rules) {
    const [, ...groups] = rule.line.exec(text) ?? [];
    if (groups.length > 0) return rule.word(groups);
  }
  return undefined;
}
