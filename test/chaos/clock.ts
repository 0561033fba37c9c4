/**
 * Loaded before the sender (`node --import`): its clock is ahead of the machine's by TEST_CLOCK_AHEAD ms.
 * So hours between two runs, which retries ask for, pass at once; the program itself is as it is.
 */
const ahead = Number(process.env['TEST_CLOCK_AHEAD'] ?? 0);
const RealDate = Date;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, self) =>
    Reflect.construct(target, args.length === 0 ? [RealDate.now() + ahead] : args, self),
  get: (target, name) => (name === 'now' ? () => RealDate.now() + ahead : Reflect.get(target, name)),
});
