/**
 * How far an SMTP conversation has come: while a connection is opened, by nodemailer's log, and while a message is
 * sent, by counting the server's answers as they come in. This is how failures at different steps are told apart.
 */
import type { Socket } from 'node:net';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Phase } from '../transport.ts';
import type { SmtpFault } from './reply.ts';

/** The phase of the command that waits for an answer. */
const phases: Readonly<Record<string, Phase>> = {
  EHLO: 'greeting',
  HELO: 'greeting',
  STARTTLS: 'tls',
  AUTH: 'auth',
  MAIL: 'mail',
  RCPT: 'rcpt',
  DATA: 'data',
};

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
  /** What the server answered to the last EHLO, after STARTTLS where there was one. */
  extensions(): string;
};

export type Replies = {
  /** A message begins. */
  begin(): void;
  /** The phase of the command that the server has to answer next. */
  phase(): Phase;
};

/** What the server answers to a message, in this order, with PIPELINING or without. */
const answered: readonly Phase[] = ['mail', 'rcpt', 'data'];

/** Counts the answers to a message, as they come in; nodemailer tells of them when all is over. */
export function countReplies(socket: Socket): Replies {
  let count = 0;
  let rest = '';
  socket.prependListener('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    count += lines.filter((line) => /^\d{3}(?!-)/.test(line)).length;
  });
  return {
    begin: () => {
      count = 0;
    },
    phase: () => answered[count] ?? 'data',
  };
}

/** Follows a connection that is being opened through nodemailer's log, the one place where it tells every step. */
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
      const answered = commandPhase(command);
      now = waiting.length > 0 ? (commandPhase(waiting[0]) ?? now) : (answered ?? now);
    },
  };
  const note = (entry: { readonly tnx?: string }, text: string) => steps[entry.tnx ?? '']?.(text);
  return {
    logger: { debug: note, info: note, log: () => {} },
    phase: () => now,
    extensions: () => extensions,
  };
}
