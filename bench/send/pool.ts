/**
 * What nodemailer's own pool does with the same mail, as a program of its own: composing each message
 * (`compose`, and `base64` for the smaller encoding), or sending ready bytes (`raw`).
 *
 *     node bench/send/pool.ts MODE PORT CONNECTIONS MESSAGES FOLDER
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer';

const [mode = '', port = '', connections = '', messages = '', folder = ''] = process.argv.slice(2);
const [html, text] = await Promise.all(
  ['email.html', 'email.txt'].map((file) => readFile(join(folder, file), 'utf8')),
);
const from = { name: '週刊みなと経済', address: 'letter@minato-keizai.example' };

const pool = nodemailer.createTransport({
  pool: true,
  host: '127.0.0.1',
  port: Number(port),
  ignoreTLS: true,
  maxConnections: Number(connections),
  disableFileAccess: true,
  disableUrlAccess: true,
});

/** The headers that a digest carries, different for each reader as they must be. */
function letterTo(index: number) {
  const address = `reader${index}@example.com`;
  return {
    from,
    to: { name: '', address },
    envelope: { from: from.address, to: address },
    subject: '週刊みなと経済',
    html: html ?? '',
    text: text ?? '',
    ...(mode === 'base64' ? { textEncoding: 'base64' as const } : {}),
    messageId: `<${index}@minato-keizai.example>`,
    headers: {
      'List-Unsubscribe': { prepared: true, value: `<https://minato-keizai.example/leave?t=${index}>` },
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'List-Id': '<weekly.minato-keizai.example>',
      Precedence: 'bulk',
    },
  };
}

const ready = await new MailComposer({ ...letterTo(0), textEncoding: 'base64' }).compile().build();
const optionsOf = (index: number) =>
  mode === 'raw' ? { envelope: letterTo(index).envelope, raw: ready } : letterTo(index);

let next = 0;
/** Keeps the pool busy without queueing the whole list: that would measure the queue. */
async function lane(): Promise<void> {
  while (next < Number(messages)) {
    next += 1;
    await pool.sendMail(optionsOf(next));
  }
}
await Promise.all(Array.from({ length: Number(connections) * 2 }, lane));
pool.close();
