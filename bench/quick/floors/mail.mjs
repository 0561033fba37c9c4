// The least that a sender does: the same bytes to everyone over bare sockets. node mail.mjs PORT CONNECTIONS MESSAGES BYTES
import { connect } from 'node:net';

const [port, connections, messages, bytes] = process.argv.slice(2).map(Number);
const line = `${'x'.repeat(76)}\r\n`;
const content = Buffer.from(`${line.repeat(Math.ceil(bytes / line.length))}.\r\n`);
let next = 0;

/** Each answer leads to the next words; what stands for a message is sent at once, up to DATA. */
function open() {
  const socket = connect(port, '127.0.0.1');
  let waiting = 1;
  const begin = () => {
    if (next >= messages) return socket.end('QUIT\r\n');
    next += 1;
    waiting = 3;
    return socket.write(`MAIL FROM:<letter@example.com>\r\nRCPT TO:<reader${next}@example.com>\r\nDATA\r\n`);
  };
  socket.setEncoding('latin1').on('data', (said) => {
    for (const [, code] of said.matchAll(/^(\d{3}) .*\r\n/gm)) {
      if (code === '220') socket.write('EHLO bench.example\r\n');
      else if (code === '354') {
        socket.write(content);
        waiting = 1;
      } else if (--waiting === 0) begin();
    }
  });
}
for (let at = 0; at < connections; at += 1) open();
