/** `tayori serve`: the public service, where readers join, choose and leave; and the mails that follow from it. */
import { loadConfig } from '../config.ts';
import { openDns } from '../mail/dns.ts';
import { openTransportFor } from '../mail/open-transport.ts';
import { steadyClock } from '../mail/steady-clock.ts';
import type { Transport } from '../mail/transport.ts';
import { ProblemError } from '../problem.ts';
import { type Erasing, eraseAgain, erasedAgainWords } from '../sending/erase-person.ts';
import { dkimKeyOf } from '../sending/signing-keys.ts';
import { thisWorker } from '../sending/this-worker.ts';
import type { Settings } from '../settings.ts';
import { startLoop } from '../web/mails/loop.ts';
import { type Metrics, openMetrics } from '../web/metrics.ts';
import { noUrl } from '../web/no-url.ts';
import { openService, type PublicService } from '../web/open.ts';
import { mailSnippet, snippet } from '../web/pages/snippet.ts';
import type { Handle } from '../web/routes.ts';
import { listen, type Running } from '../web/server.ts';
import type { LogLine } from '../web/service.ts';
import { type Command, type ExitCode, exitCodes, type World } from './command.ts';
import { openLedgerOf } from './ledger.ts';
import { cannotListen, portOf, untilStopped } from './listening.ts';
import { mailTarget, noteTarget } from './send/mail-target.ts';

const PORT = 8787;
const LOOPBACK = '127.0.0.1';

export const serve: Command = {
  doc: 'Answers readers: subscribe, confirm, choose, pause, leave; and sends the mails that follow.',
  details: [
    'A web server for behind a reverse proxy (Caddy, nginx), which brings TLS: docs/serving.md shows both. It listens',
    'on 127.0.0.1 unless `--host` says otherwise, and sends what waits for one person beside it; `send` may run at',
    'the same time, on the same ledger. Digests and feeds in `out/` are served too. Each request and each mail is one',
    'line of JSON on stderr, without addresses and tokens. Ctrl-C or SIGTERM ends it when what is under way is done.',
    'Without MAIL_URL the mails go into the outbox, so that it can be tried: nothing leaves this machine.',
  ].join('\n'),
  options: {
    port: { type: 'string', value: 'N', doc: `The port (default: ${PORT}; 0 takes any that is free).` },
    host: { type: 'string', value: 'ADDRESS', doc: `The address to listen on (default: ${LOOPBACK}).` },
    metrics: {
      type: 'string',
      value: 'N',
      doc: 'Counters for Prometheus at /metrics on this port of 127.0.0.1.',
    },
    snippet: {
      type: 'boolean',
      doc: 'Print the form for a page of a static site, and end; without `web.url`, the link to `mail.subscribe`.',
    },
  },
  examples: [
    ['tayori serve', `On http://${LOOPBACK}:${PORT}/, for a proxy on this machine.`],
    ['tayori serve --snippet', 'The form for a page of a static site, such as a Jekyll include.'],
  ],
  json: {
    url: 'Where it answered, or with `--snippet` where the form leads.',
    snippet: 'Only with `--snippet`: the form.',
    port: 'The port on which it listened.',
  },
  run: async (call, world) => {
    const port = portOf(call, 'port', PORT) ?? PORT;
    const metricsPort = portOf(call, 'metrics', PORT);
    const settings = await loadConfig(world.root);
    if (call.flag('snippet')) return showSnippet(settings, world);
    const target = mailTarget(world.env.MAIL_URL);
    await using transport = openTransportFor(settings, target.url, world);
    noteTarget(target, transport, world);
    await using ledger = await openLedgerOf(world, undefined, settings.ledger);
    await tellErasedAgain({ root: world.root, env: world.env, ledger }, world);
    const host = call.text('host') ?? LOOPBACK;
    const metrics = openMetrics(ledger, transport.channel);
    const log = logTo(world, metrics);
    const open = (url: string, wake: () => void) =>
      openService({
        root: world.root,
        settings,
        url,
        env: world.env,
        ledger,
        transport,
        dkim: dkimKeyOf(world.env, settings, transport.channel),
        clock: world.clock,
        steady: steadyClock(world.clock),
        dns: openDns(1_000),
        random: world.random,
        host: thisWorker(),
        log,
        wake,
        signal: world.signal,
      });
    return await run(world, settings, transport, { host, port, metricsPort, metrics, log, open });
  },
};

/**
 * After a restored backup, people are in the ledger again who were erased since: the service must not write to them.
 */
async function tellErasedAgain(erasing: Erasing, { clock, output }: World): Promise<void> {
  const words = erasedAgainWords(await eraseAgain(erasing, clock()));
  if (words !== undefined) output.note(words);
}

type Opening = {
  readonly host: string;
  readonly port: number;
  /** `undefined`: no metrics are served. */
  readonly metricsPort: number | undefined;
  readonly metrics: Metrics;
  readonly log: (line: LogLine) => void;
  readonly open: (url: string, wake: () => void) => Promise<PublicService>;
};

/** Listens first, because without `web.url` every link contains the port. */
async function run(
  world: World,
  settings: Settings,
  transport: Transport,
  { host, port, metricsPort, metrics, log, open }: Opening,
): Promise<ExitCode> {
  if (settings.web.url === undefined && transport.channel === 'mail') throw new ProblemError([noUrl()]);
  let service: PublicService | undefined;
  let wake = () => {};
  const answer: Handle = async (request, peer) => {
    if (service === undefined) return new Response('starting\n', { status: 503 });
    return await service.handle(request, peer);
  };
  const servers = [await listenOn(answer, host, port)];
  const [server] = servers;
  const place = `http://${host.includes(':') ? `[${host}]` : host}:${server?.port}`;
  try {
    if (metricsPort !== undefined) servers.push(await listenOn(metrics.handle, LOOPBACK, metricsPort));
    const opened = await open(settings.web.url ?? place, () => wake());
    service = opened;
    const loop = startLoop(() => opened, log, world.signal);
    wake = loop.wake;
    world.output.note(`Serving ${place}/ for ${settings.web.url ?? place}. Ctrl-C ends it.`);
    await untilStopped(world.signal);
    await Promise.all([loop.ended, ...servers.map((one) => one.close())]);
  } finally {
    await Promise.all(servers.map((one) => one.close()));
  }
  world.output.note('Ended: what was under way is done.');
  world.output.document({ url: settings.web.url ?? place, port: server?.port });
  return exitCodes.done;
}

function logTo({ clock, output }: World, metrics: Metrics): (line: LogLine) => void {
  return (line) => {
    metrics.count(line);
    output.note(JSON.stringify({ at: clock().toISOString(), ...line }));
  };
}

async function listenOn(handle: Handle, host: string, port: number): Promise<Running> {
  return await listen(handle, host, port).catch((error: unknown) => {
    throw cannotListen(
      error,
      `The service can not listen on ${host}:${port}`,
      'Choose another with `--port N`, or end the other program; ports below 1024 need special rights.',
    );
  });
}

function showSnippet(settings: Settings, { output }: World): ExitCode {
  const {
    web: { url },
    mail: { subscribe: join },
  } = settings;
  if (url === undefined && join === undefined) throw new ProblemError([noUrl()]);
  const form = url === undefined ? mailSnippet(settings, join ?? '') : snippet(settings, url);
  output.lines(...form.split('\n'));
  output.document({ url: url ?? `mailto:${join}`, snippet: form });
  return exitCodes.done;
}
