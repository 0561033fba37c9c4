/** Sends the digest as a test mail to one address that the editor has typed and confirmed. */
import * as v from 'valibot';
import { mailbox } from '../mail/mailbox.ts';
import { type Problem, ProblemError } from '../problem.ts';
import type { PageData, PreviewContext } from './preview-context.ts';
import { editionOf } from './rendered-digest.ts';

export const testSchema = v.strictObject({
  address: v.pipe(v.string(), v.trim(), v.maxLength(320)),
  edition: v.pipe(v.string(), v.maxLength(1_000)),
  /** The address again, sent by the button with which the editor confirms it. */
  confirmed: v.optional(v.string()),
});

/**
 * Sends one mail to one address. The first call answers `confirm` and sends nothing; the page then shows the address,
 * and calls again with `confirmed` when the editor agrees.
 * @throws ProblemError if the address is not valid, or if something is missing before a mail can be sent
 */
export async function sendTest(
  { live, options }: PreviewContext,
  { address, edition: key, confirmed }: v.InferOutput<typeof testSchema>,
): Promise<PageData> {
  const { rendered } = live.now();
  if (rendered === undefined || !isAddress(address)) throw new ProblemError([noAddress(address)]);
  if (confirmed !== address) return { outcome: 'confirm', address, transport: options.transport() };
  const edition = await editionOf(rendered, key);
  if (edition === undefined) return { outcome: 'not-sent', reply: '' };
  const reply = await options.sendTest(rendered, key, address);
  const said = 'response' in reply ? reply.response : 'reason' in reply ? reply.reason : reply.kind;
  return { outcome: reply.kind === 'accepted' ? 'sent' : 'not-sent', address, reply: said };
}

/** Whether the text is exactly one address. A text that could be read as two, such as `a@b.jp,c@d.jp`, is refused. */
function isAddress(text: string): boolean {
  try {
    return /^[^\s,;<>"@]+@[^\s,;<>"@]+$/.test(text) && mailbox(text) !== '';
  } catch {
    return false;
  }
}

function noAddress(address: string): Problem {
  return {
    code: 'usage',
    message: address === '' ? 'No address was given.' : `\`${address}\` is no mail address.`,
    hint: 'Write one address, such as hanako@example.jp; `preview.testTo` in the config holds the usual one.',
  };
}
