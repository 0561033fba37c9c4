/**
 * An SMTP server that takes everything and keeps nothing but counts: a child process of its own, so that
 * its work is not the sender's. Each answer waits for a set round trip; commands that arrive together are
 * answered together, as across a real distance. It speaks to its parent over the IPC channel.
 */
import { createServer, type Socket } from 'node:net';

export type SinkOptions = { readonly roundTripMs: number; readonly pipelining: boolean };

export type SinkCount = {
  readonly messages: number;
  /** Of the content, the final dot not counted. */
  readonly bytes: number;
  /** Different envelope recipients. */
  readonly recipients: number;
};

export type FromSink =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'count'; readonly count: SinkCount }
  /** The first message of all has been accepted. */
  | { readonly kind: 'first' };

const options = JSON.parse(process.argv[2] ?? '{}') as SinkOptions;
const BYE = '221 2.0.0 Bye\r\n';
const END = Buffer.from('\r\n.\r\n');
const recipients = new Set<string>();
let [messages, bytes] = [0, 0];

const tell = (news: FromSink) => process.send?.(news);

function serve(socket: Socket): void {
  let commands = '';
  let content: { tail: Buffer } | undefined;
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  const answer = (text: string) => {
    if (text === '') return;
    const write = () => (text.endsWith(BYE) ? socket.end(text) : socket.write(text));
    if (options.roundTripMs === 0) write();
    else setTimeout(write, options.roundTripMs);
  };
  const read = (chunk: Buffer): string => {
    if (content === undefined) return readCommands(chunk);
    // The end may stand across two chunks: the last bytes of the one before are looked at again.
    const seam = Buffer.concat([content.tail, chunk.subarray(0, END.length)]);
    const across = seam.indexOf(END);
    const end = across === -1 ? chunk.indexOf(END) : across - content.tail.length;
    if (end === -1 || end + END.length > chunk.length) {
      bytes += chunk.length;
      content.tail = lastBytes(content.tail, chunk);
      return '';
    }
    bytes += end + 2;
    content = undefined;
    messages += 1;
    if (messages === 1) tell({ kind: 'first' });
    return `250 2.0.0 Ok: queued as ${messages}\r\n${readCommands(chunk.subarray(end + END.length))}`;
  };
  const readCommands = (chunk: Buffer): string => {
    commands += chunk.toString('latin1');
    let answers = '';
    for (let end = commands.indexOf('\r\n'); end !== -1; end = commands.indexOf('\r\n')) {
      const command = commands.slice(0, end);
      commands = commands.slice(end + 2);
      answers += reply(command);
      if (/^data/i.test(command)) {
        content = { tail: Buffer.from('\r\n') };
        const rest = Buffer.from(commands, 'latin1');
        commands = '';
        return answers + (rest.length > 0 ? read(rest) : '');
      }
    }
    return answers;
  };
  socket.on('data', (chunk) => answer(read(chunk)));
  answer('220 sink.example ESMTP\r\n');
}

function lastBytes(tail: Buffer, chunk: Buffer): Buffer {
  const joined = chunk.length < END.length ? Buffer.concat([tail, chunk]) : chunk;
  return Buffer.from(joined.subarray(-(END.length - 1)));
}

function reply(command: string): string {
  const verb = command.slice(0, 4).toUpperCase();
  if (verb === 'EHLO') {
    const offered = [
      'sink.example',
      ...(options.pipelining ? ['PIPELINING'] : []),
      '8BITMIME',
      'SIZE 50000000',
    ];
    return offered.map((line, at) => `250${at === offered.length - 1 ? ' ' : '-'}${line}\r\n`).join('');
  }
  if (verb === 'DATA') return '354 Go ahead\r\n';
  if (verb === 'QUIT') return BYE;
  if (verb === 'RCPT') recipients.add(command);
  return '250 2.0.0 Ok\r\n';
}

const server = createServer(serve);
process.on('message', () => tell({ kind: 'count', count: { messages, bytes, recipients: recipients.size } }));
process.on('disconnect', () => process.exit(0));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') tell({ kind: 'listening', port: address.port });
});
