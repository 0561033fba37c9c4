/**
 * Loaded before the program (`node --import`). At SIGUSR2 the wall clock jumps by TEST_CLOCK_JUMP ms, while
 * timers go on; with TEST_HURRY, pauses of TEST_HURRY_FROM ms (ten seconds) and more are so many times shorter. A test
 * that waits for the end of a long pause leaves the shorter ones as they are: a busy machine needs them.
 */
import { Socket } from 'node:net';

const jump = Number(process.env['TEST_CLOCK_JUMP'] ?? 0);
const hurry = Number(process.env['TEST_HURRY'] ?? 1);
const LONG = Number(process.env['TEST_HURRY_FROM'] ?? 10_000);

let ahead = 0;
const RealDate = Date;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, self) =>
    Reflect.construct(target, args.length === 0 ? [RealDate.now() + ahead] : args, self),
  get: (target, name) => (name === 'now' ? () => RealDate.now() + ahead : Reflect.get(target, name)),
});
if (jump !== 0) {
  process.on('SIGUSR2', () => {
    ahead += jump;
  });
}

const shorter = (ms: number) => (ms < LONG ? ms : ms / hurry);
const { setTimeout: later } = globalThis;
globalThis.setTimeout = Object.assign(
  (...[act, ms = 0, ...args]: Parameters<typeof setTimeout>) => later(act, shorter(ms), ...args),
  later,
);
const { setTimeout: idle } = Socket.prototype;
Socket.prototype.setTimeout = function (ms, act) {
  return idle.call(this, shorter(ms), act);
};
