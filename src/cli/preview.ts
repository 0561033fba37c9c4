/**
 * `tayori preview`: the editors' page, only on this machine: shows the digest as it would be sent, live, and lets
 * editors shape it.
 */
import { loadConfig } from '../config.ts';
import type { Templates } from '../digest/templates/template.ts';
import { localeOf } from '../locale/locale.ts';
import { shownMailUrl } from '../mail/mail-url.ts';
import { openTransportFor } from '../mail/open-transport.ts';
import type { Transport } from '../mail/transport.ts';
import type { Period } from '../period.ts';
import { openPreview, type Preview } from '../preview/open.ts';
import type { Letter } from '../preview/preview-context.ts';
import type { RenderedDigest } from '../preview/rendered-digest.ts';
import { watchSite } from '../preview/watch.ts';
import { dkimKeyOf } from '../sending/signing-keys.ts';
import { sendTestMails } from '../sending/test-mail.ts';
import type { Settings } from '../settings.ts';
import { type MailKind, prepareMails } from '../web/mails/mails.ts';
import { masked } from '../web/pages/masked.ts';
import { listen } from '../web/server.ts';
import { type Command, exitCodes, type World } from './command.ts';
import { lateOnes } from './digest/take-late-posts.ts';
import { askLedger, filesOfLedger } from './ledger.ts';
import { cannotListen, portOf, untilStopped } from './listening.ts';
import { openPrivately } from './open-browser.ts';
import { periodOf, periodOptions } from './period-options.ts';
import { mailTarget } from './send/mail-target.ts';
import { askReadiness } from './send/readiness-lines.ts';

const PORT = 8788;
const LOOPBACK = '127.0.0.1';
/** A test mail through a slow server, or what `check` finds in a large site, in ms. */
const SLOWEST = 5 * 60_000;

export const preview: Command = {
  doc: 'Shows the digest of a period on a page of this machine, live: every save is seen at once.',
  details: [
    'The page shows the mail as phones, desktops and inboxes do, by day and by night, each edition, the other mails,',
    'the web version and the feed; what `check` finds; and what is missing before it can be sent. The issue is shaped',
    'there: lead, order, what is left out, the words of the editor. It writes the issue note and nothing else, and',
    'sends nothing but a test mail to one address. Only who has its address, with the token in it, can open it.',
    'Ctrl-C ends it.',
  ].join('\n'),
  options: {
    ...periodOptions('the last full week'),
    port: {
      type: 'string',
      value: 'N',
      doc: `The port (default: ${PORT}, or one that is free; 0 takes any).`,
    },
    open: { type: 'boolean', doc: 'Open the page in the browser.' },
  },
  examples: [['tayori preview --week 2026-W46 --open', 'The digest of that week, in the browser.']],
  json: {
    id: 'The digest.',
    url: 'Where the page was; its token works no more.',
  },
  run: async (call, world) => {
    const settings = await loadConfig(world.root);
    const period = periodOf(call, settings, world.clock());
    const ended = await showPreview(world, settings, period, {
      open: call.flag('open'),
      port: portOf(call, 'port', PORT),
    });
    world.output.document({ id: period.id, url: ended });
    return exitCodes.done;
  },
};

/**
 * Shows it until Ctrl-C. Without a port it takes the usual one, or one that is free.
 * @returns the address of the page
 */
export async function showPreview(
  world: World,
  settings: Settings,
  period: Period,
  { open, port }: { readonly open: boolean; readonly port?: number | undefined },
): Promise<string> {
  const { output, signal } = world;
  let page: Preview | undefined;
  let closeDoor = async () => {};
  const handle = async (request: Request) => {
    if (page === undefined) return new Response('starting\n', { status: 503 });
    const answer = await page.handle(request);
    if (answer.ok && new URL(request.url).pathname === new URL(page.url).pathname) await closeDoor();
    return answer;
  };
  const server = await listenOn(handle, port);
  const preview = previewOn(world, settings, period, server.port);
  page = preview;
  const stop = watchSite(
    {
      root: world.root,
      settings: () => preview.now().rendered?.settings ?? settings,
      beside: () => filesOfLedger(world),
      id: () => period.id,
    },
    (what) => void preview.changed(what).catch((error: unknown) => output.note(String(error))),
  );
  try {
    // The page can be opened at once: it shows the first digest when that is made.
    output.note(`Preview of ${period.id}: ${preview.url}`);
    if (open && !signal.aborted)
      closeDoor = await openPrivately(world.root, preview.url, `preview-${server.port}.html`);
    await preview.changed('digest');
    output.problems(preview.now().faults);
    output.note('Only on this machine, and only with this address. Ctrl-C ends it.');
    await untilStopped(signal);
  } finally {
    stop();
    preview.close();
    await closeDoor();
    await server.close();
  }
  return preview.url;
}

function previewOn(world: World, settings: Settings, period: Period, port: number): Preview {
  const { root, env, clock, random } = world;
  const target = mailTarget(env.MAIL_URL);
  const transportFor = (settings: Settings) => openTransportFor(settings, target.url, world);
  return openPreview({
    root,
    clock,
    random,
    port,
    settings,
    periodOf: () => period,
    latePosts: async (settings, posts, of) => {
      const late = await lateOnes(world, settings, posts, of);
      return late?.known === true ? late.taken : [];
    },
    letters: lettersFor,
    askLedger: (question) => askLedger(world, question),
    readiness: (settings, id) => askReadiness(world, settings, id),
    masked,
    typed: (text) => world.output.typed(text),
    transport: () => shownMailUrl(target.url),
    sendTest: async (rendered, edition, address) => {
      await using transport = transportFor(rendered.settings);
      return await sendOne(world, rendered, edition, address, transport);
    },
  });
}

async function sendOne(
  { root, env, clock }: World,
  { settings, period, made, digest }: RenderedDigest,
  edition: string,
  address: string,
  transport: Transport,
) {
  const dkim = dkimKeyOf(env, settings, transport.channel);
  const kept = made === undefined ? {} : { kept: { digest, edition: made.edition } };
  const test = { root, id: period.id, settings, env, addresses: [address], edition, ...kept };
  const { replies } = await sendTestMails(test, transport, dkim, clock());
  const [first] = replies;
  if (first === undefined) throw new Error('one address gets one reply');
  return first.reply;
}

/** The mails to one person, with stand-ins in place of code and links. */
async function lettersFor(settings: Settings, templates: Templates): Promise<readonly Letter[]> {
  const { web } = localeOf(settings.site.language);
  const mails = await prepareMails(settings, web, templates);
  const base = settings.web.url ?? settings.site.url;
  const link = (path: string) => `${base}/${path}?t=sample`;
  const values = {
    confirm_url: link('confirm'),
    code: '123456',
    preferences_url: link('preferences'),
    unsubscribe_url: link('unsubscribe'),
    undo_url: link('undo'),
    me_url: link('me'),
  };
  const kinds: readonly MailKind[] = ['confirm', 'welcome', 'goodbye', 'moved', 'move', 'link'];
  return kinds.map((kind) => {
    const { subject, html, text } = mails.make(kind, { id: '', address: '' }, values);
    return { kind, subject, html, text };
  });
}

/**
 * Listens on the usual port; if that is in use and nobody asked for a port, on any free one.
 * @throws ProblemError (serve-port)
 */
async function listenOn(handle: (request: Request) => Promise<Response>, port: number | undefined) {
  try {
    return await listen(handle, LOOPBACK, port ?? PORT, SLOWEST);
  } catch (error) {
    if (port === undefined) return await listen(handle, LOOPBACK, 0, SLOWEST);
    throw cannotListen(
      error,
      `The preview can not listen on ${LOOPBACK}:${port}`,
      'Choose another with `--port N`, or leave it out: then one that is free is taken.',
    );
  }
}
