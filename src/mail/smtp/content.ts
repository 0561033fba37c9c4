/**
 * The content of one mail on its way out: no byte leaves before the server's 354 and the mark. Plain content, which is
 * all that we compose, goes to the socket as it is, in one system call, without a copy. Other content takes
 * nodemailer's own way, which looks at each byte (RFC 5321, 4.5.2).
 */
import { Duplex, Readable, type Writable } from 'node:stream';
import { isPlain } from './plain-content.ts';

export type OutgoingContent = {
  /** The stream that nodemailer pipes when the server has agreed to take the content. */
  readonly stream: Readable;
  /** Whether the server agreed, and the mark was asked for. */
  asked(): boolean;
  /** The answer of the mark; `undefined` if it was never asked. */
  marked(): Promise<boolean | undefined>;
  /** Whether content was handed over; if so, only the server knows what became of it. */
  sent(): boolean;
  /** Whether the last byte has left the program. */
  ended(): boolean;
  /** Hands over no more content. Content that was handed over before is not taken back. */
  stop(): void;
};

/** The part of the SMTP conversation that the content needs to know. */
export type Conversation = {
  /** The server's answer to DATA. */
  said(): string;
  /** `undefined` if the connection is gone. */
  socket(): Writable | undefined;
};

const END_OF_MAIL = Buffer.from('.\r\n');

/** The only answer to DATA that asks for content (RFC 5321, 4.3.2); nodemailer accepts any 2yz and 3yz. */
const GO_AHEAD = /^354(?=[ -]|$)/;

export function openBody(
  content: readonly Uint8Array[],
  mark: () => Promise<boolean>,
  line: Conversation,
): OutgoingContent {
  let marking: Promise<boolean> | undefined;
  let sent = false;
  let ended = false;
  const end = (error?: Error | null) => {
    ended = !error;
  };
  const hand = (channel: Duplex) => {
    // The conversation is over and no byte of the content was sent. If it were sent now, the server would read it as
    // commands.
    if (stream.destroyed) return;
    sent = true;
    handOver(content, channel, line, end);
  };
  const stream = pipedStream(line, (channel) => {
    marking ??= mark().then(
      (held) => {
        if (!held) stream.destroy(new Error('The claim was lost'));
        else setImmediate(hand, channel); // first read what the server sent directly after the 354
        return held;
      },
      (error: Error) => {
        stream.destroy(error);
        return false;
      },
    );
  });
  return {
    stream,
    asked: () => marking !== undefined,
    marked: async () => marking,
    sent: () => sent,
    ended: () => ended,
    stop: () => void stream.destroy(),
  };
}

/**
 * The stream that nodemailer gets. It never yields a byte itself: when nodemailer pipes it, it looks at the server's
 * answer to DATA.
 *
 * @param agreed called with nodemailer's channel if the server asked for content
 */
function pipedStream(line: Conversation, agreed: (channel: Duplex) => void): Readable {
  const stream = Object.assign(new Readable({ read() {} }), {
    pipe<T extends NodeJS.WritableStream>(channel: T): T {
      if (!(channel instanceof Duplex)) throw new TypeError('nodemailer pipes to something else than before');
      if (GO_AHEAD.test(line.said())) agreed(channel);
      else stream.destroy(new Error(`The server answered DATA with «${line.said()}» instead of 354`));
      return channel;
    },
  });
  return stream;
}

/** Plain content goes straight to the socket, any other through nodemailer's channel. */
function handOver(
  content: readonly Uint8Array[],
  channel: Duplex,
  line: Conversation,
  done: (error?: Error | null) => void,
): void {
  const socket = content.every(isPlain) ? line.socket() : undefined;
  if (socket === undefined) channel.once('end', done).end(Buffer.concat(content));
  else {
    letGo(channel);
    writeAll(socket, content, done);
  }
}

/**
 * Takes the mail away from nodemailer's channel, through which nothing will go. The channel must not hold the socket.
 *
 * It also must not hold the mail. nodemailer listens for the end of the channel, which never comes: that listener would
 * keep everything that belongs to one mail in memory, until the next full collection of garbage.
 */
function letGo(channel: Duplex): void {
  channel.unpipe();
  for (const listener of channel.listeners('end')) channel.off('end', listener as () => void); // as it was added
}

/** @param done called when the last byte has left, or could not leave */
function writeAll(
  socket: Writable,
  content: readonly Uint8Array[],
  done: (error?: Error | null) => void,
): void {
  socket.cork();
  for (const part of content) socket.write(part);
  socket.write(END_OF_MAIL, done);
  socket.uncork();
}
