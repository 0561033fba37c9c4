/**
 * Evidence from a mail log: which of the Message-IDs in doubt a mail server says it took.
 *
 * Postfix writes a Message-ID as soon as it reads the header, before the mail is whole: there the line
 * proves nothing, and only a later one of the same queue id, from the queue or about a delivery, does.
 */

/** The Message-IDs of this program, whatever brackets a log puts around them. */
const OURS = /([\w-]+\.[0-9a-f]{32}@[\w.-]*\w)/g;
const POSTFIX_HEADER = /cleanup\[\d+\]: ([0-9A-Za-z]+): /;
const POSTFIX_TAKEN =
  /(?:qmgr\[\d+\]: ([0-9A-Za-z]+): from=.*\(queue active\)|: ([0-9A-Za-z]+): to=<.*status=(?:sent|deferred|bounced))/;

/**
 * @param wanted the Message-IDs in doubt, with angle brackets
 * @returns those that a server took
 */
export async function foundIn(
  lines: AsyncIterable<string>,
  wanted: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const read = new Map<string, string[]>();
  for await (const line of lines) {
    const [, one, other] = POSTFIX_TAKEN.exec(line) ?? [];
    for (const id of read.get(one ?? other ?? '') ?? []) found.add(id);
    const ids = [...line.matchAll(OURS)].map(([id]) => `<${id}>`).filter((id) => wanted.has(id));
    if (ids.length === 0) continue;
    const queue = POSTFIX_HEADER.exec(line)?.[1];
    if (queue === undefined) for (const id of ids) found.add(id);
    else read.set(queue, ids);
  }
  return found;
}
