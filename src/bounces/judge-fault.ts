/**
 * Judges what a refusal is about: the address, the mailbox, us, or the route. The words count before the codes, because
 * servers use 5.1.1 and 5.0.0 for nearly everything. If there are two readings, the one that takes nobody off the list
 * wins.
 */
import { BAD_ADDRESS, MAILBOX_FULL } from '../sending/replies/smtp-codes.ts';
import { type BounceFault, blockLists, sayings } from './fault-sayings.ts';

export type JudgedFault = {
  readonly fault: BounceFault;
  readonly permanent: boolean;
  /** The enhanced code (RFC 3463), else the reply code. */
  readonly code: string | undefined;
};

/** What a code means, for a refusal whose words say nothing. */
const codes: readonly { readonly fault: BounceFault; readonly code: RegExp }[] = [
  { fault: 'bad-address', code: /^[45]\.1\.(?:[1236]|10)$/ },
  { fault: 'mailbox-full', code: MAILBOX_FULL },
  { fault: 'content', code: /^[45]\.(?:2\.3|3\.4|6\.\d{1,3})$/ },
  { fault: 'mailbox-off', code: /^[45]\.2\.[1-9]\d{0,2}$/ },
  { fault: 'about-us', code: /^[45]\.(?:7\.\d{1,3}|1\.[789]|5\.[34])$/ },
  { fault: 'network', code: /^[45]\.(?:[34]\.\d{1,3}|5\.[1-9]\d{0,2})$/ },
];

/**
 * The code for a domain that takes no mail at all (RFC 7505). In other servers' words, the same text is about the
 * sender.
 */
const NULL_MX = '5.1.10';

/** These codes count more than the words "user unknown" beside them. */
const CODES_THAT_WIN: readonly string[] = ['mailbox-full', 'mailbox-off', 'about-us'];

/**
 * The server had accepted the recipient and then refused the content: "bad address" may then come from a spam filter.
 */
const AFTER_CONTENT =
  />>> DATA|\b(?:end of|after|to) (?:the )?data\b|\bend of (?:the )?message|\bDATA command|sending (?:message )?data|[(]data[)]/i;
const ABOUT_POLICY = /^[45]\.7\.\d{1,3}$/;

/**
 * The server refused before it was told the recipient, at the greeting or at the sender. "User unknown" is then about
 * our return address.
 */
const BEFORE_RECIPIENT =
  /refused to talk to me|\b(?:in reply to|in response to|after) (?:the )?(?:(?:pipelined )?(?:mail from|ehlo|helo|lhlo)|(?:initial )?(?:connection|greeting))\b|sender was rejected|does not like (?:the )?sender|>>> (?:mail from|ehlo|helo)/i;
/** The step at which the recipient is named, or a later one. */
const FROM_RECIPIENT_ON = /\brcpt\b|>>> data\b|\bend of data\b|\bdata command\b|does not like recipient/i;

/** The server refused the recipient: if it says "bad address" here, it has looked the address up. */
const AT_RECIPIENT =
  /\brcpt\b|recipient address rejected|does not like recipient|recipients? (?:was|were) rejected|>\.\.\. user unknown/i;
/** A server that writes this has looked the person up, at whatever step it says so. */
const NO_SUCH_ACCOUNT = /\buser doe(?:sn'?t| not) have an? [^\n]{0,60}account/i;
/** Our own server looks host names up, so no spam filter writes this. */
const NO_SUCH_HOST =
  /\b(?:host|domain)\b[^\n]{0,40}(?:unknown|not found|not exist)|unknown (?:host|domain)|name or service/i;
/** The Japanese mobile carriers say "unknown user" also if the owner's own filter refuses the mail. */
const CARRIERS =
  /\b(?:docomo\.ne\.jp|ezweb\.ne\.jp|au\.com|softbank\.ne\.jp|i\.softbank\.jp|vodafone\.ne\.jp)\b/i;

/** In a transcript, what the sending server said: `>>> MAIL From:<x@minato.example>`. */
const ASKED = /^[ \t]*(?:>>>|-->)[ \t][^\n]{0,500}/gm;
/** What a server says about itself, or about a page to read or a person to ask: not about this mail. */
const NOT_SAID =
  /https?:\/\/\S{1,400}|\b(?:for (?:more )?(?:information|details|help|further)|please (?:see|visit|contact|refer|check|direct|make)|if you (?:feel|think|believe|have)|check (?:for|that|the)|double-?check|see) [^\n]{0,200}/gi;
/** Names of people and hosts. They can hold any word: `filtered@`, `spam.example.jp`. */
const NAMES = /<?[^\s<>@]{1,64}@[^\s<>@]{1,253}>?|\b(?=[\w.-]*[a-z])[\w-]{1,63}(?:\.[\w-]{1,63})+\b/gi;

const LONGEST = 4000;

/**
 * @param status the code of the report, if it has one
 * @param words what the server said about this recipient
 * @param story the whole report: it shows at which step the server refused
 */
export function judgeFault(status: string | undefined, words: string, story = words): JudgedFault {
  const text = words.slice(0, LONGEST);
  const own = /(?:^|[^\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)/.exec(text)?.[1];
  const reply = /(?:^|[\s:;(<[#])([45]\d\d)(?=[\s;:,)\]>-]|$)/.exec(text)?.[1];
  // If the report has only a general code (x.0.y), the code in the server's own words tells more.
  const enhanced = status === undefined || /\.0\.\d+$/.test(status) ? (own ?? status) : status;
  // `Status: 5.1.1` and `450 User unknown`: the server that refused meant it for now.
  const isForNow = (enhanced ?? '5').startsWith('4') || (own === undefined && (reply ?? '5').startsWith('4'));
  // A name that does not exist today will not exist tomorrow, whatever the code is.
  const permanent = !isForNow || /\bNXDOMAIN\b/.test(text);
  const code = enhanced ?? reply;
  return { fault: faultOf(text, code, story.slice(0, LONGEST)), permanent, code };
}

function faultOf(text: string, code: string | undefined, story: string): BounceFault {
  if (blockLists.test(text)) return 'about-us';
  if (code === NULL_MX) return 'bad-address';
  const said = text.replace(ASKED, ' ').replace(NOT_SAID, ' ').replace(NAMES, ' ');
  const bySaying = sayings.find(({ says }) => says.test(said))?.fault;
  const byCode = codes.find((row) => row.code.test(code ?? ''))?.fault;
  const early = BEFORE_RECIPIENT.test(story) && !FROM_RECIPIENT_ON.test(story);
  if (early && isAboutRecipient(bySaying ?? byCode ?? 'unknown')) return 'about-us';
  if (bySaying !== 'bad-address') return bySaying ?? byCode ?? 'unknown';
  // "5.7.1 No such user": a policy that names the recipient may be their filter. Three digests decide.
  if (ABOUT_POLICY.test(code ?? '')) return 'filtered';
  if (byCode !== undefined && CODES_THAT_WIN.includes(byCode)) return byCode;
  return isSure(code, story) ? 'bad-address' : 'filtered';
}

/** Faults that a server can only know after it was told the recipient; what it says earlier can not mean them. */
function isAboutRecipient(fault: BounceFault): boolean {
  return ['bad-address', 'mailbox-off', 'filtered', 'unknown'].includes(fault);
}

/**
 * Whether the words can only mean a bad address. A spam filter may use the same words: then nobody is taken off the
 * list.
 */
function isSure(code: string | undefined, story: string): boolean {
  if (BAD_ADDRESS.test(code ?? '')) return true;
  if (NO_SUCH_ACCOUNT.test(story)) return true;
  if (AFTER_CONTENT.test(story)) return false;
  if (AT_RECIPIENT.test(story) || NO_SUCH_HOST.test(story)) return true;
  // A bare 550, and the report does not say at which step: the server may have refused the content.
  const isBareReply = /^\d{3}$|\.0\.0$/.test(code ?? '') && /\b5\d\d\b/.test(story);
  return !isBareReply && !CARRIERS.test(story);
}
