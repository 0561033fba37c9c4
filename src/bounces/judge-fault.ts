/**
 * What the words and codes of a server are about: the address, the mailbox, us, or the way there. Words go before
 * codes, because servers put nearly everything under 5.1.1 and 5.0.0 at times; and of two readings the one that
 * suppresses nobody wins.
 */
import { type BounceFault, blockLists, sayings } from './fault-sayings.ts';

export type FaultVerdict = {
  readonly fault: BounceFault;
  readonly permanent: boolean;
  /** The enhanced code (RFC 3463), or the reply code. */
  readonly code: string | undefined;
};

/** Where the words say nothing: the code. */
const codes: readonly { readonly fault: BounceFault; readonly code: RegExp }[] = [
  { fault: 'bad-address', code: /^[45]\.1\.(?:[1236]|10)$/ },
  { fault: 'mailbox-full', code: /^[45]\.2\.2$/ },
  { fault: 'content', code: /^[45]\.(?:2\.3|3\.4|6\.\d{1,3})$/ },
  { fault: 'mailbox-off', code: /^[45]\.2\.[1-9]\d{0,2}$/ },
  { fault: 'about-us', code: /^[45]\.(?:7\.\d{1,3}|1\.[789]|5\.[34])$/ },
  { fault: 'network', code: /^[45]\.[345]\.\d{1,3}$/ },
];

/** A domain that takes no mail at all (RFC 7505), which other words say of the sender. */
const NULL_MX = '5.1.10';

/** These codes say more than the words "user unknown" behind them. */
const CODES_THAT_WIN: readonly string[] = ['mailbox-full', 'mailbox-off', 'about-us'];

/** The server had taken the recipient, and refused the content: whoever calls the address bad then may be a filter. */
const AFTER_CONTENT =
  />>> DATA|\b(?:end of|after|to) (?:the )?data\b|\bend of (?:the )?message|\bDATA command|sending (?:message )?data|[(]data[)]/i;
const SAYS_ADDRESS = /^5\.1\.(?:[1236]|10)$/;

/** It refused the recipient: who calls the address bad then, looked it up. */
const AT_RECIPIENT =
  /\brcpt\b|recipient address rejected|does not like recipient|recipients? (?:was|were) rejected|>\.\.\. user unknown/i;
/** Names are looked up by the server that sends: no filter says so. */
const NO_SUCH_HOST =
  /\b(?:host|domain)\b[^\n]{0,40}(?:unknown|not found|not exist)|unknown (?:host|domain)|name or service/i;
/** The mail servers of the Japanese carriers call an address unknown, too, where a filter of its owner refuses the mail. */
const CARRIERS =
  /\b(?:docomo\.ne\.jp|ezweb\.ne\.jp|au\.com|softbank\.ne\.jp|i\.softbank\.jp|vodafone\.ne\.jp)\b/i;

/** What a server says of itself, of a page to read or of whom to ask, and not of this mail. */
const NOT_SAID =
  /https?:\/\/\S{1,400}|\b(?:for (?:more )?(?:information|details|help|further)|please (?:see|visit|contact|refer|check|direct|make)|if you (?:feel|think|believe|have)|check (?:for|that|the)|double-?check|see) [^\n]{0,200}/gi;
/** Names of people and machines, which may be called anything: `filtered@`, `spam.example.jp`. */
const NAMES = /<?[^\s<>@]{1,64}@[^\s<>@]{1,253}>?|\b(?=[\w.-]*[a-z])[\w-]{1,63}(?:\.[\w-]{1,63})+\b/gi;

const LONGEST = 4000;

/**
 * @param status the code of the report, where it gives one
 * @param words what the server said of this recipient
 * @param story the whole report: it tells at which step the server said it
 */
export function judgeFault(status: string | undefined, words: string, story = words): FaultVerdict {
  const text = words.slice(0, LONGEST);
  const own = /(?:^|[^\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)/.exec(text)?.[1];
  const reply = /(?:^|[\s:;(<[#])([45]\d\d)(?=[\s;:,)\]>-]|$)/.exec(text)?.[1];
  // Where a report gives the plainest of codes, the server's own word tells more.
  const enhanced = status === undefined || /\.0\.\d+$/.test(status) ? (own ?? status) : status;
  // A name that does not exist will not exist tomorrow, under whatever code.
  const permanent = !(enhanced ?? reply ?? '5').startsWith('4') || /\bNXDOMAIN\b/.test(text);
  const code = enhanced ?? reply;
  return { fault: faultOf(text, code, story.slice(0, LONGEST)), permanent, code };
}

function faultOf(text: string, code: string | undefined, story: string): BounceFault {
  if (blockLists.test(text)) return 'about-us';
  if (code === NULL_MX) return 'bad-address';
  const said = text.replace(NOT_SAID, ' ').replace(NAMES, ' ');
  const bySaying = sayings.find(({ says }) => says.test(said))?.fault;
  const byCode = codes.find((row) => row.code.test(code ?? ''))?.fault;
  if (bySaying !== 'bad-address') return bySaying ?? byCode ?? 'unknown';
  if (byCode !== undefined && CODES_THAT_WIN.includes(byCode)) return byCode;
  return isSure(code, story) ? 'bad-address' : 'filtered';
}

/** Of two readings the one that suppresses nobody: a filter may use the same words. */
function isSure(code: string | undefined, story: string): boolean {
  if (SAYS_ADDRESS.test(code ?? '')) return true;
  if (AFTER_CONTENT.test(story)) return false;
  if (AT_RECIPIENT.test(story) || NO_SUCH_HOST.test(story)) return true;
  // 550 alone, of which nobody says at which step: the content may have been refused by it.
  const isBareReply = /^\d{3}$|\.0\.0$/.test(code ?? '') && /\b5\d\d\b/.test(story);
  return !isBareReply && !CARRIERS.test(story);
}
