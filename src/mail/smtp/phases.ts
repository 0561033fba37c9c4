/**
 * How far an SMTP conversation has come. While a connection is opened, nodemailer's log tells it; while a message is
 * sent, the server's answers are counted as they arrive. So failures at different steps can be told apart.
 */
import type { Socket } from 'node:net';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Phase } from '../transport.ts';
import { oneLine, type SmtpFault } from './reply.ts';

/** The phase for each command that waits for an answer. */
const phases: Readonly<Record<string, Phase>> = {
  EHLO: 'greeting',
  HELO: 'greeting',
  STARTTLS: 'tls',
  AUTH: 'auth',
  MAIL: 'mail',
  RCPT: 'rcpt',
  DATA: 'data',
};

/** @returns the phase of a command such as `RCPT TO:<…>`; `undefined` for any other */
export function commandPhase(command: string | undefined): Phase | undefined {
  return phases[command?.split(' ')[0] ?? ''];
}

export function phaseAtConnect(fault: SmtpFault, watch: PhaseWatch): Phase {
  return (
    commandPhase(fault.command) ?? (/certificate|\b(tls|ssl)\b/i.test(fault.message) ? 'tls' : watch.phase())
  );
}

export type PhaseWatch = {
  readonly logger: SMTPConnection.Options['logger'];
  phase(): Phase;
  /** The server's answer to the last EHLO; after STARTTLS, the second one. */
  extensions(): string;
};

export type Replies = {
  /** A message begins. */
  begin(): void;
  /** How many answers came since. */
  count(): number;
  /** The phase of the next command that the server has to answer. */
  phase(): Phase;
};

/** The server's answers to a message come in this order, with PIPELINING or without. */
const answerOrder: readonly Phase[] = ['mail', 'rcpt', 'data'];

/**
 * Neither yes nor no, where the server was asked for one of them: `354` to RCPT. A server that says so reads
 * what follows as content, and both sides would wait for each other until the time-out.
 */
const NO_ANSWER = /^[13]\d\d/;
const ASKED_YES_OR_NO: readonly (Phase | undefined)[] = ['mail', 'rcpt'];

function neitherYesNorNo(phase: Phase | undefined, line: string): SmtpFault {
  const command = phase?.toUpperCase();
  return { message: `The server answered with «${oneLine(line)}», which is neither yes nor no`, command };
}

/**
 * Counts the answers to a message as they arrive; nodemailer reports them only at the end.
 *
 * @param outOfStep called at an answer to MAIL or RCPT that is none, before nodemailer reads it
 */
export function countReplies(socket: Socket, outOfStep: (fault: SmtpFault) => void = () => {}): Replies {
  let count = 0;
  let rest = '';
  socket.prependListener('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines.filter((each) => /^\d{3}(?!-)/.test(each))) {
      const phase = answerOrder[count];
      count += 1;
      if (ASKED_YES_OR_NO.includes(phase) && NO_ANSWER.test(line)) outOfStep(neitherYesNorNo(phase, line));
    }
  });
  return {
    begin: () => {
      count = 0;
    },
    count: () => count,
    phase: () => answerOrder[count] ?? 'data',
  };
}

/** Follows a connection that is being opened by nodemailer's log, the only place that names every step. */
export function watchPhases(): PhaseWatch {
  const waiting: string[] = [];
  let extensions = '';
  let now: Phase = 'connect';
  const steps: Readonly<Record<string, (text: string) => void>> = {
    network: () => {
      now = now === 'connect' ? 'greeting' : now;
    },
    client: (text) => {
      waiting.push(text);
      now = commandPhase(waiting[0]) ?? 'auth';
    },
    server: (text) => {
      const command = waiting.shift();
      if (command?.startsWith('EHLO')) extensions = text;
      const answeredPhase = commandPhase(command);
      now = waiting.length > 0 ? (commandPhase(waiting[0]) ?? now) : (answeredPhase ?? now);
    },
  };
  const note = (entry: { readonly tnx?: string }, text: string) => steps[entry.tnx ?? '']?.(text);
  return {
    logger: { debug: note, info: note, log: () => {} },
    phase: () => now,
    extensions: () => extensions,
  };
}
