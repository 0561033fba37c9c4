/**
 * A line of a log as the server wrote it, out of the JSON that journald, Docker and log collectors put around it; and
 * what mail services tell as JSON of their own: an event for each mail.
 *
 *     {"SYSLOG_IDENTIFIER":"postfix/qmgr","_PID":"8","MESSAGE":"4B2F: from=…"}   postfix/qmgr[8]: 4B2F: from=…
 *     {"log":"Nov 10 07:00:01 mx postfix/qmgr[8]: 4B2F: from=…\n"}               Nov 10 07:00:01 mx postfix/qmgr[8]: …
 */
import { isMap, type PlainMap } from '../plain-map.ts';

/** An event of a service: what happened to the mail with this Message-ID. */
export type MailEvent = { readonly id: string; readonly taken: boolean };

export type LogEntry = { readonly text: string; readonly event: MailEvent | undefined };

export function entriesOf(line: string): readonly LogEntry[] {
  if (!/^\s*[[{]/.test(line)) return [{ text: line, event: undefined }];
  const value = parsed(line);
  if (value === undefined) return [{ text: line, event: undefined }];
  return (Array.isArray(value) ? value : [value]).map(entryOf);
}

function entryOf(value: unknown): LogEntry {
  const plain = { text: JSON.stringify(value), event: undefined };
  if (!isMap(value)) return plain;
  const text = ['MESSAGE', 'log', 'message', 'msg', 'Message']
    .map((key) => textOf(value[key]))
    .find(isFilled);
  // Amazon SNS packs the event of Amazon SES as a text.
  if (text?.startsWith('{')) return entriesOf(text)[0] ?? plain;
  if (text === undefined) return { ...plain, event: eventOf(value) };
  const program = textOf(value['SYSLOG_IDENTIFIER'] ?? value['program']);
  const number = textOf(value['_PID'] ?? value['SYSLOG_PID'] ?? value['pid']) ?? '0';
  return {
    text: program === undefined ? text : `${program}[${number}]: ${text}`,
    event: undefined,
  };
}

/** What each service calls a mail that its server took. Everything else, such as `dropped`, is no proof. */
const TAKEN: ReadonlySet<string> = new Set(['send', 'delivery', 'processed', 'delivered', 'accepted']);

/** Amazon SES (`eventType`, or `notificationType`), SendGrid and Mailgun (`event`). */
function eventOf(value: PlainMap): MailEvent | undefined {
  const what = textOf(value['eventType'] ?? value['notificationType'] ?? value['event']);
  const id = textOf(value['smtp-id']) ?? idOfMailgun(value['message']) ?? idOfSes(value['mail']);
  if (what === undefined || id === undefined) return undefined;
  return { id: id.replace(/^<|>$/g, ''), taken: TAKEN.has(what.toLowerCase()) };
}

function idOfMailgun(message: unknown): string | undefined {
  const headers = isMap(message) ? message['headers'] : undefined;
  return isMap(headers) ? textOf(headers['message-id']) : undefined;
}

/** SES gives the mail a Message-ID of its own; the one that we wrote stands among the headers. */
function idOfSes(mail: unknown): string | undefined {
  const headers = isMap(mail) ? mail['headers'] : undefined;
  if (!Array.isArray(headers)) return undefined;
  const found = headers
    .filter(isMap)
    .find((header) => textOf(header['name'])?.toLowerCase() === 'message-id');
  return found === undefined ? undefined : textOf(found['value']);
}

/** journald writes a text that is not UTF-8 as a list of bytes. */
function textOf(value: unknown): string | undefined {
  if (Array.isArray(value) && value.every((byte) => typeof byte === 'number'))
    return Buffer.from(value).toString('latin1');
  return typeof value === 'string' ? value.trim() : undefined;
}

function isFilled(text: string | undefined): boolean {
  return text !== undefined && text !== '';
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
