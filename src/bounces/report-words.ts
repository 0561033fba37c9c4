/**
 * Reads bounces that have only words for people, as qmail, Exim, Exchange and hundreds of other programs write them:
 * which recipients they name, and what is said about each. There is no table of programs here. It uses what all of them
 * have in common: the place of the address in its line, and the words before it.
 */
import { addressesIn, isMachine, plainAddress } from './found-addresses.ts';

export type NamedRecipient = { readonly address: string; readonly words: string };

const ADDRESS = String.raw`<?(?:mailto:)?((?:"[^"\n]{1,64}"|[^\s<>()[\]:;,"\\@「」『』【】〈〉《》、。，：；（）\u3000]{1,64})@[\p{L}\p{N}][\p{L}\p{N}_.-]{0,250}[\p{L}\p{N}])(?![\p{L}\p{N}_-]|\.[\p{L}\p{N}])>?`;

/** The places of an address in its line, the most certain first. */
const places: readonly RegExp[] = [
  // As old versions of Sendmail write it: `550 <taro@example.jp>... User unknown`
  new RegExp(String.raw`^\s*[45]\d\d\s+(?:[45]\.\d{1,3}\.\d{1,3}\s+)?${ADDRESS}\.\.\.\s`, 'iu'),
  // Alone, or before its reason: `<taro@example.jp>:`, `  taro@example.jp`, `taro@example.jp [User unknown]`
  new RegExp(
    String.raw`^[\s>*"'|-]{0,20}(?:[\w-]{0,12}; ?)?${ADDRESS}['"]?\s*(?:[.,:;]|\(|\[|\.{2,3}|\||-{1,2}\s|=>|$)`,
    'iu',
  ),
  // After a word for the recipient: `Recipient: <taro@example.jp>`, `RCPT TO:<taro@example.jp>`, `To: taro@…`
  new RegExp(
    String.raw`(?<![\p{L}\p{N}.@+_-])(?:recipients?(?: address)?|rcpt to|addressee|user|account|mailbox|address(?:es)?|to|for|宛先|宛て)(?=[\s:=(<"'[])\s?(?:\([^)\n]{0,30}\))?(?:is|are|was)?\s?[:=]?\s{0,20}["'<([]{0,3}${ADDRESS}`,
    'iu',
  ),
  // At the beginning of its line, with any text after it
  new RegExp(String.raw`^[\s>*"'|-]{0,20}${ADDRESS}`, 'iu'),
];

/** Lines with an address of somebody else, not of the recipient. */
const OTHERS =
  /^\s*(?:from|sender|reply-?to|return-?path|message-?id|x-[\w-]+|received|subject|date|cc|mail from|reporting-mta|your address)\b\s{0,4}[:=]|\bmessage-?id\b|\bmail from\b|\bid <|\bsender[: <(]|\bcontact\b|\bpostmaster\b|\bfrom:? ?<|<<< \d|envelope-?from|\bfrom\s+<?[^\s<>@]{1,64}@/i;

const MOST_LINES = 1000;

/**
 * @param text what the server says, without the returned mail
 * @param not addresses that are not meant: the receiver of the report, and its sender
 */
export function namedRecipients(text: string, not: readonly string[]): NamedRecipient[] {
  const lines = text.split('\n', MOST_LINES).map((line) => line.slice(0, 1000));
  const excluded = new Set(not.map((address) => address.toLowerCase()));
  const isMeant = (address: string) => !excluded.has(address.toLowerCase()) && !isMachine(address);
  for (const place of places) {
    const found = lines.flatMap((line, at) => {
      const [, address] = OTHERS.test(line) ? [] : (place.exec(line) ?? []);
      const clean = address === undefined ? undefined : plainAddress(address);
      return clean === undefined || !isMeant(clean) ? [] : [{ address: clean, at }];
    });
    if (found.length > 0) return withWords(lines, found);
  }
  const rest = addressesIn(lines.filter((line) => !OTHERS.test(line)).join('\n')).filter(isMeant);
  return rest.slice(0, 1).map((address) => ({ address, words: text }));
}

/** The recipients are named in the first lines of a report; this many lines are read. */
const FEW = 40;

/** The words about a recipient go up to the next recipient. If one is named twice, both parts count. */
function withWords(
  lines: readonly string[],
  found: readonly { address: string; at: number }[],
): NamedRecipient[] {
  const first = found[0]?.address.toLowerCase();
  const isAlone = found.every(({ address }) => address.toLowerCase() === first);
  if (isAlone) {
    const around = lines.length > FEW ? lines.slice(Math.max(0, (found[0]?.at ?? 0) - FEW / 2)) : lines;
    return [{ address: found[0]?.address ?? '', words: around.join('\n') }];
  }
  const people = new Map<string, { address: string; words: string }>();
  for (const [index, { address, at }] of found.entries()) {
    const words = lines.slice(at, found[index + 1]?.at).join('\n');
    const known = people.get(address.toLowerCase());
    people.set(address.toLowerCase(), {
      address: known?.address ?? address,
      words: known === undefined ? words : `${known.words}\n${words}`,
    });
  }
  return [...people.values()];
}
