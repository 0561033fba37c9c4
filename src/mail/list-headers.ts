/**
 * The headers that say what kind of mail this is: one of a list that a reader can leave, and one that no person wrote.
 */
import type { Mailing } from '../ledger/ledger.ts';
import { phrase } from './mailbox.ts';

const PLACEHOLDER = 'tayori-placeholder';

/** The line of a prototype that stands for the List-Unsubscribe header of each subscriber. */
export const LIST_MARK = `List-Unsubscribe: ${PLACEHOLDER}`;

type Headers = { readonly key: string; readonly value: string | ReturnType<typeof prepared> }[];

/**
 * The headers of a mail to a list; a mail to one person has none of them (RFC 2369, RFC 2919, RFC 8058).
 * @param edition its key
 */
export function listHeaders({ id, sender: { webUrl, list } }: Mailing, edition: string): Headers {
  const oneClick = webUrl?.startsWith('https:') === true;
  return [
    { key: 'List-Unsubscribe', value: prepared(PLACEHOLDER) },
    ...(oneClick ? [{ key: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' }] : []),
    { key: 'List-Id', value: prepared(listId(list)) },
    { key: 'Precedence', value: 'bulk' },
    { key: 'Feedback-ID', value: `${id}:${edition.slice(0, 60)}:digest:${list.host}` },
  ];
}

/**
 * Says that no person wrote the mail, so that programs that answer for absent people stay quiet (RFC 3834, 5; and
 * Exchange's own header).
 */
export const automatic: Headers = [
  { key: 'Auto-Submitted', value: 'auto-generated' },
  { key: 'X-Auto-Response-Suppress', value: 'All' },
];

/** The title may be in encoded words; the id in angle brackets must not be (RFC 2919, 3). */
function listId({ title, host }: Mailing['sender']['list']): string {
  const words = phrase(title);
  const folded = words.startsWith('=?') ? `${words.replaceAll(' =?', '\r\n =?')}\r\n` : words;
  return `${folded} <digest.${host}>`;
}

/** The value is written unchanged, on one line: some receivers read these headers with a very simple parser. */
function prepared(value: string): { prepared: true; value: string } {
  return { prepared: true, value };
}

/**
 * The link comes first because one click works; the mailto is for programs that can only write a mail (RFC 2369, 3.2).
 */
export function listUnsubscribe(url: string, mailto: string | undefined): string {
  const written = `mailto:${mailto}?subject=unsubscribe`;
  return mailto === undefined || url === written ? `<${url}>` : `<${url}>, <${written}>`;
}
