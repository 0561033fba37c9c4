/**
 * What the listener answers to each command of SMTP (RFC 5321) and LMTP (RFC 2033). Pure: a line and the present
 * envelope go in, the answer and the new envelope come out.
 */

/** What is known so far of the mail that is being handed over. */
export type Envelope = {
  readonly to: readonly string[];
  /** Whether the client said LHLO: then each recipient gets its own answer. */
  readonly lmtp: boolean;
  /** Whether the client said MAIL. */
  readonly open: boolean;
};

export const EMPTY: Envelope = { to: [], lmtp: false, open: false };

type Answer = {
  readonly envelope: Envelope;
  readonly says: readonly string[];
  /** What the client sends next; `end`: nothing more. */
  readonly next: 'command' | 'content' | 'end';
};

const MOST_RECIPIENTS = 100;

/** A page on the web can let a browser send anything to this machine; but each such request begins with these words. */
const OF_A_BROWSER = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|CONNECT|TRACE)\s/;

export function answerTo(line: string, envelope: Envelope): Answer {
  const [, verb = '', argument = ''] = /^([a-z]{4})(?:\s+([\s\S]*))?$/i.exec(line) ?? [];
  const path = /<([^<>\s\p{Cc}]{0,320})>/u.exec(argument)?.[1];
  const fresh = { ...EMPTY, lmtp: envelope.lmtp };
  const answer = (says: string, after = envelope, next: Answer['next'] = 'command') => {
    return { envelope: after, says: [says], next };
  };
  if (OF_A_BROWSER.test(line)) return answer('421 4.7.0 this is no web server', fresh, 'end');
  switch (verb.toUpperCase()) {
    case 'HELO':
    case 'EHLO':
    case 'LHLO':
      return greeting(verb);
    case 'MAIL':
      return /^from:/i.test(argument) && path !== undefined
        ? answer('250 2.1.0 ok', { ...fresh, open: true })
        : answer('501 5.5.4 MAIL FROM:<address>', fresh);
    case 'RCPT':
      if (!envelope.open) return answer('503 5.5.1 MAIL first');
      if (!/^to:/i.test(argument) || path === undefined) return answer('501 5.5.4 RCPT TO:<address>');
      if (envelope.to.length >= MOST_RECIPIENTS) return answer('452 4.5.3 too many recipients');
      return answer('250 2.1.5 ok', { ...envelope, to: [...envelope.to, path] });
    case 'DATA':
      if (envelope.to.length === 0) return answer('503 5.5.1 RCPT first');
      return answer('354 end with a dot', envelope, 'content');
    case 'RSET':
      return answer('250 2.0.0 ok', fresh);
    case 'NOOP':
      return answer('250 2.0.0 ok');
    case 'QUIT':
      return answer('221 2.0.0 bye', envelope, 'end');
    default:
      return answer('500 5.5.1 what?');
  }
}

/** HELO (in contrast to EHLO) has no extensions. */
function greeting(verb: string): Answer {
  const envelope = { ...EMPTY, lmtp: /^l/i.test(verb) };
  const says = /^h/i.test(verb) ? ['250 tayori'] : ['250-tayori', '250-8BITMIME', '250 PIPELINING']; // no SIZE: a long mail is cut, and none is refused
  return { envelope, says, next: 'command' };
}
