/**
 * What a client of the listener sends: lines of commands, then the contents of mails. It reads no more than is asked
 * for, so a client that sends faster has to wait, and keeps no more than is needed, however much comes.
 */

import { LONGEST_MAIL } from '../mail-sources.ts';

/** RFC 5321, 4.5.3.1.4, plus room for parameters. */
const LONGEST_LINE = 2048;
/** Every mail may be so long; what is longer shares the room with the other long ones. */
const ALWAYS_KEPT = 256 * 1024;

/** The memory for long mails, of all clients together, in bytes. */
export type SharedRoom = { free: number };

export type ClientInput = {
  /** A line without its end; `too long` for one that is skipped; `undefined` if nothing more comes. */
  line(): Promise<string | 'too long' | undefined>;
  /**
   * The content of a mail, up to the line with the dot (RFC 5321, 4.1.1.4), with its doubled dots made single.
   *
   * @returns `no room` if others have taken the room; `undefined` if the client went away in the middle
   */
  content(room: SharedRoom): Promise<Buffer | 'no room' | undefined>;
};

const LF = 0x0a;
const END = Buffer.from('\r\n.\r\n');

export function clientInput(chunks: AsyncIterator<Buffer>): ClientInput {
  const bytes = incoming(chunks);
  return { line: () => nextLine(bytes), content: (room) => nextContent(bytes, room) };
}

/** The bytes that came and were not used yet. */
type Incoming = {
  rest: Buffer;
  /** Waits for more. @returns whether more came */
  more(): Promise<boolean>;
};

function incoming(chunks: AsyncIterator<Buffer>): Incoming {
  const bytes: Incoming = {
    rest: Buffer.alloc(0),
    more: async () => {
      const { done, value } = await chunks.next();
      if (done === true) return false;
      bytes.rest = bytes.rest.length === 0 ? value : Buffer.concat([bytes.rest, value]);
      return true;
    },
  };
  return bytes;
}

async function nextLine(bytes: Incoming): Promise<string | 'too long' | undefined> {
  for (let isTooLong = false; ; ) {
    const end = bytes.rest.indexOf(LF);
    if (end >= 0) {
      const line = bytes.rest.toString('latin1', 0, Math.min(end, LONGEST_LINE + 2)).replace(/\r$/, '');
      bytes.rest = bytes.rest.subarray(end + 1);
      return isTooLong || line.length > LONGEST_LINE ? 'too long' : line;
    }
    if (bytes.rest.length > LONGEST_LINE) {
      isTooLong = true;
      bytes.rest = Buffer.alloc(0);
    }
    if (!(await bytes.more())) return undefined;
  }
}

async function nextContent(bytes: Incoming, room: SharedRoom): Promise<Buffer | 'no room' | undefined> {
  const kept = keeping(room);
  // The line end of the command before it is the first part of the end: a mail may be empty.
  bytes.rest = Buffer.concat([Buffer.from('\r\n'), bytes.rest]);
  try {
    for (;;) {
      const end = bytes.rest.indexOf(END);
      if (end >= 0) {
        kept.add(bytes.rest.subarray(0, end + 2));
        bytes.rest = bytes.rest.subarray(end + END.length);
        return kept.result();
      }
      const sure = Math.max(0, bytes.rest.length - END.length + 1); // the end may be cut in the middle
      kept.add(bytes.rest.subarray(0, sure));
      bytes.rest = bytes.rest.subarray(sure);
      if (!(await bytes.more())) return undefined;
    }
  } finally {
    kept.over();
  }
}

/** Gathers the beginning of a content. A client may send it byte by byte. */
function keeping(room: SharedRoom) {
  let [bytes, length, taken, isRefused] = [Buffer.alloc(8 * 1024), 0, 0, false];
  const grow = (wanted: number) => {
    const size = Math.min(Math.max(2 * bytes.length, wanted), LONGEST_MAIL);
    const shared = size > ALWAYS_KEPT ? size - taken : 0;
    if (shared > room.free) {
      isRefused = true;
      bytes = Buffer.alloc(0);
      return;
    }
    room.free -= shared;
    taken += shared;
    const larger = Buffer.alloc(size);
    bytes.copy(larger, 0, 0, length);
    bytes = larger;
  };
  return {
    add: (part: Buffer) => {
      if (isRefused) return;
      const wanted = Math.min(length + part.length, LONGEST_MAIL);
      if (wanted > bytes.length) grow(wanted);
      if (!isRefused) length += part.copy(bytes, length);
    },
    result: (): Buffer | 'no room' => (isRefused ? 'no room' : withSingleDots(bytes.subarray(0, length))),
    over: () => {
      room.free += taken;
      taken = 0;
    },
  };
}

/** A dot at the beginning of a line is doubled on the way (RFC 5321, 4.5.2); a line ends with CR and LF only. */
function withSingleDots(content: Buffer): Buffer {
  const text = content.toString('latin1').replaceAll('\r\n.', '\r\n');
  return Buffer.from(text.slice(2), 'latin1');
}
