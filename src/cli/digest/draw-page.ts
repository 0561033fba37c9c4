/**
 * Draws a page with a Chromium, without a window: it is spoken to over two pipes (the DevTools protocol, a JSON message
 * and a zero byte each way), so that no port is opened.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { Readable, Writable } from 'node:stream';
import { isErrno } from '../../disk/files.ts';

export type Drawing = {
  /** A file: URL. */
  readonly url: string;
  readonly width: number;
  readonly height: number;
  /** A folder for what a browser keeps. */
  readonly profile: string;
};

/** Longer than any browser takes, in ms. */
const PATIENCE = 60_000;

/** @returns the PNG, or what the program said instead; `undefined` if there is no such program */
export async function drawPage(program: string, drawing: Drawing): Promise<Buffer | string | undefined> {
  const child = spawn(
    program,
    [
      '--headless',
      '--disable-gpu',
      '--hide-scrollbars',
      '--no-first-run',
      '--remote-debugging-pipe',
      `--user-data-dir=${drawing.profile}`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] },
  );
  const started = new Promise<boolean>((resolve, reject) => {
    child.once('spawn', () => resolve(true));
    child.once('error', (error) =>
      isErrno(error, 'ENOENT', 'EACCES', 'ENOTDIR') ? resolve(false) : reject(error),
    );
  });
  if (!(await started)) return undefined;
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
  try {
    const picture = await Promise.race([capture(child, drawing), closed.then(() => undefined)]);
    return picture ?? said;
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
    await closed;
  }
}

type Answer = Readonly<Record<string, unknown>>;

async function capture(child: ChildProcess, { url, width, height }: Drawing): Promise<Buffer | undefined> {
  const [, , , input, output] = child.stdio;
  if (!(input instanceof Writable && output instanceof Readable))
    throw new Error('a program was started without the two pipes that it is spoken to over');
  const { send, event } = speak(input, output);
  const { targetId } = await send('Target.createTarget', { url: 'about:blank', width, height });
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  if (typeof sessionId !== 'string') return undefined;
  const page = { width, height, deviceScaleFactor: 1, mobile: false };
  await send('Emulation.setDeviceMetricsOverride', page, sessionId);
  await send('Page.enable', {}, sessionId);
  const loaded = event('Page.loadEventFired');
  await send('Page.navigate', { url }, sessionId);
  await loaded;
  const { data } = await send('Page.captureScreenshot', { format: 'png' }, sessionId);
  return typeof data === 'string' ? Buffer.from(data, 'base64') : undefined;
}

function speak(input: Writable, output: Readable) {
  const waiting = new Map<number, (answer: Answer) => void>();
  const events = new Map<string, () => void>();
  let [last, rest] = [0, ''];
  input.on('error', () => {}); // the program ended: its end says so
  output.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\0');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const { id, method, result } = JSON.parse(part) as { id?: number; method?: string; result?: Answer };
      if (id !== undefined) waiting.get(id)?.(result ?? {});
      if (method !== undefined) events.get(method)?.();
    }
  });
  return {
    send: (method: string, params: object, sessionId?: string) =>
      new Promise<Answer>((resolve) => {
        last += 1;
        waiting.set(last, resolve);
        input.write(`${JSON.stringify({ id: last, method, params, ...(sessionId ? { sessionId } : {}) })}\0`);
      }),
    event: (method: string) => new Promise<void>((resolve) => events.set(method, resolve)),
  };
}
