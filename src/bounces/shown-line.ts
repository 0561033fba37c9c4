/** The one line of a report that people are shown. Pure. */
import { addressesIn } from './found-addresses.ts';

/**
 * The line to show to people: the line with the code, else `taro@shop.example: Domain does not exist` (OpenSMTPD), else the
 * first line about this mail; cut to a readable length.
 */
export function firstLine(text: string, recipient = ''): string {
  const lines = text
    .split('\n', MOST_LINES)
    .map((line) => line.trim())
    .filter((line) => /[\p{L}\p{N}]{3}/u.test(line));
  const coded = lines.find(
    (line) => /\b[45]\d\d[ -]|\b[45]\.\d{1,3}\.\d{1,3}\b/.test(line) && /\p{L}{3}/u.test(line),
  );
  const named = lines.find((line) => {
    const [, address = '', words = ''] = /^<?([^\s<>:]{3,320})>?:\s(.+)$/.exec(line) ?? [];
    return recipient.toLowerCase() === address.toLowerCase() && /\p{L}{3}/u.test(words);
  });
  const line =
    coded ??
    named ??
    lines.find((one) => !GREETING.test(one) && addressesIn(one).length === 0) ??
    lines[0] ??
    '';
  return line.slice(0, 300);
}

const MOST_LINES = 300;
const GREETING =
  /^(?:hi\b|hello|dear|this (?:is|message|report|mail)|i'm (?:afraid|sorry)|i am sorry|sorry, we were|a message that|recipients\b|your message|delivery to|message from|the original message|from |to:|subject:|sent:|-)/i;
