/** Where the mail of a run goes, and who said so: shown before every send. */
import { DEFAULT_MAIL_URL, isOutbox } from '../../mail/mail-url.ts';
import type { Transport } from '../../mail/transport.ts';
import type { Problem } from '../../problem.ts';
import { readKeys } from '../../subscribers/links.ts';
import type { World } from '../command.ts';
import { ENV_FILE } from '../command-line/env-file.ts';

/** `unset`: neither a server nor an outbox was named, and the default outbox takes the mail. */
export type MailTarget = { readonly url: string; readonly from: 'MAIL_URL' | '--rehearse' | 'unset' };

/** @param url MAIL_URL */
export function mailTarget(url: string | undefined): MailTarget {
  return url === undefined ? { url: DEFAULT_MAIL_URL, from: 'unset' } : { url, from: 'MAIL_URL' };
}

/** An outbox, whatever MAIL_URL says; if it names one, that one. */
export function rehearsalTarget(url: string | undefined): MailTarget {
  return url !== undefined && isOutbox(url) ? mailTarget(url) : { url: DEFAULT_MAIL_URL, from: '--rehearse' };
}

/** Says where the mail goes, and if its links are signed with no key of the publication. */
export function noteTarget(
  target: MailTarget,
  transport: Pick<Transport, 'name' | 'channel'>,
  world: Pick<World, 'fromFile' | 'root' | 'here' | 'env' | 'output'>,
): void {
  world.output.note(targetLine(target, transport, world));
  if (transport.channel === 'rehearsal' && readKeys(world.env.SIGNING_KEY) === undefined)
    world.output.note('Links are signed with a key for demonstrations (SIGNING_KEY is not set, or short).');
}

/**
 *     Mail: smtps://mail.example.jp (MAIL_URL in .env).
 *     Mail: outbox:.tayori/outbox (--rehearse). Nothing leaves this machine.
 */
export function targetLine(
  { from }: MailTarget,
  { name, channel }: Pick<Transport, 'name' | 'channel'>,
  world: Pick<World, 'fromFile' | 'root' | 'here'>,
): string {
  const stays = channel === 'rehearsal' ? ' Nothing leaves this machine.' : '';
  return `Mail: ${name} (${reason(from, world)}).${stays}`;
}

function reason(
  from: MailTarget['from'],
  { fromFile, root, here }: Parameters<typeof targetLine>[2],
): string {
  if (from === 'unset') return 'the default, since MAIL_URL names no server';
  if (from === '--rehearse') return from;
  if (!fromFile.has('MAIL_URL')) return 'MAIL_URL in the environment';
  return `MAIL_URL in ${root === here ? ENV_FILE : `${root}/${ENV_FILE}`}`;
}

/** A line of cron without a server would end well every week, and nobody would get mail. */
export function noServer(): Problem {
  return {
    code: 'mail-unset',
    message: 'MAIL_URL names no mail server, so nobody would get the mail: nothing was sent.',
    hint: 'Set MAIL_URL in the .env of the site or in the environment, such as `MAIL_URL=smtps://USER:PASSWORD@HOST`; or rehearse into the outbox with `tayori send --rehearse`.',
  };
}
