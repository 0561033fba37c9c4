/**
 * What is missing for a digest to be sent, as problems that a person can mend: each with the line that mends it.
 * Nothing here decides whether the run stops.
 */
import { CONFIG_FILE } from '../../config.ts';
import { again } from '../../digest/digest-files.ts';
import { DIGESTS } from '../../feeds/digests-folder.ts';
import type { Channel, FrozenEdition, Ledger, Mailing } from '../../ledger/ledger.ts';
import { keysFor } from '../../mail/addressee.ts';
import type { Edition } from '../../mail/email.ts';
import { optionFor } from '../../period.ts';
import type { Problem } from '../../problem.ts';
import type { Environment } from '../../secrets.ts';
import type { Settings } from '../../settings.ts';
import { keyFault } from '../../subscribers/links.ts';
import { signingKeys } from '../signing-keys.ts';
import { frozenEdition } from './frozen-edition.ts';
import { unknownMailing } from './unknown-mailing.ts';

export function senderProblems({ mail, organisation }: Settings): Problem[] {
  const missing = [
    ...(mail.from === undefined ? [['mail.from', "mail: { from: { name: '…', address: '…' } }"]] : []),
    ...(organisation === undefined
      ? [['organisation', "organisation: { name: '…', address: '…', contact: '…' }"]]
      : []),
  ];
  return missing.map(([key = '', line = '']) => ({
    code: 'config-value',
    message: `\`${key}\` is missing, and no mail may leave without it.`,
    hint: `Add \`${line}\` to ${CONFIG_FILE}.`,
    at: { file: CONFIG_FILE, key },
  }));
}

export function leavingProblems({ web, mail }: Settings): Problem[] {
  if (web.url !== undefined || mail.unsubscribe !== undefined) return [];
  return [
    {
      code: 'send-unsubscribe',
      message:
        'Readers would have no way to leave the list: neither `web.url` nor `mail.unsubscribe` is set.',
      hint: `Add \`web: { url: 'https://…' }\` or \`mail: { unsubscribe: '…' }\` to ${CONFIG_FILE}.`,
      at: { file: CONFIG_FILE, key: 'web.url' },
    },
  ];
}

export function keyProblems({ SIGNING_KEY: key }: Environment, channel: Channel): Problem[] {
  const fault = keyFault(key);
  if (channel === 'rehearsal' || fault === undefined) return [];
  return [
    {
      code: 'send-key',
      message: `SIGNING_KEY ${fault}, so the links to unsubscribe can not be signed.`,
      hint: 'Make one with `openssl rand -hex 32`, set SIGNING_KEY in the environment or in .env, and keep it: links in old mails need it.',
    },
  ];
}

/** With another key the rest of the list would get other Message-IDs, and nobody could tell a copy from the mail. */
export function rotatedProblems(env: Environment, mailing: Mailing): Problem[] {
  if (keysFor(mailing, signingKeys(env)) !== undefined) return [];
  return [
    {
      code: 'send-key',
      message: `${mailing.id} was frozen with another SIGNING_KEY, and what is left of it must be sent with that one.`,
      hint: 'Put the earlier key back behind the new one, with a comma between them: `SIGNING_KEY=NEW,OLD`.',
    },
  ];
}

export function noDigest(id: string): Problem {
  return {
    code: 'send-digest',
    message: `There is no digest ${id}.`,
    hint: `Make it with \`tayori digest ${optionFor(id)}\` and look at it first.`,
    at: { file: `out/digests/${id}` },
  };
}

/** Nobody was ever added: there is not even a ledger. */
export function noList(): Problem {
  return {
    code: 'send-recipients',
    message: 'There is no ledger yet, so there is nobody to send it to.',
    hint: 'Bring in a list with `tayori subscribers import FILE.csv --already-confirmed SOURCE`, where SOURCE says how they consented.',
  };
}

export async function nobody(
  { subscribers }: Pick<Ledger, 'subscribers'>,
  channel: Channel,
): Promise<Problem> {
  const { unconfirmed } = await subscribers.count();
  return {
    code: 'send-recipients',
    message: `The ledger has no confirmed subscriber${unconfirmed > 0 ? `, and ${unconfirmed} who never confirmed` : ''}.`,
    hint: `Bring in a list with \`tayori subscribers import FILE.csv --already-confirmed SOURCE\`, where SOURCE says how they consented${channel === 'rehearsal' ? '; or rehearse with one mail: `tayori send --rehearse --test you@example.com`' : ''}.`,
  };
}

export function nothingForAnyone(id: string): Problem {
  return {
    code: 'send-recipients',
    message: `Every subscriber chose categories in which ${id} has no post.`,
    hint: 'There is nothing to send; look at `tayori subscribers list`.',
  };
}

/** If a ledger was lost, everyone would be mailed again. So an old list with an empty ledger is refused. */
export async function firstRunProblems({ deliveries }: Pick<Ledger, 'deliveries'>): Promise<Problem[]> {
  const mailings = await deliveries.mailings();
  if (mailings.some((mailing) => mailing.channel === 'mail')) return [];
  return [
    {
      code: 'send-first-run',
      message:
        'This ledger has never sent anything by SMTP, but people consented before it began: if the list has had digests before, its ledger is elsewhere.',
      hint: 'Name the old ledger with LEDGER_URL; if there is none, because the list comes from another program, add `--first-run` once.',
    },
  ];
}

/** Two workers began at once, and the other one froze first. Its mails may differ from those that were shown here. */
export function otherProblems({ id, editions: kept }: Mailing, editions: readonly Edition[]): Problem[] {
  const hashes = (all: readonly FrozenEdition[]) => all.map(({ key, hash }) => `${key} ${hash}`).join();
  if (hashes(kept) === hashes(editions.map(frozenEdition))) return [];
  return [
    {
      code: 'send-other',
      message: `Another worker froze ${id} a moment ago, and its mails are not the ones that were shown here: nothing was sent from here.`,
      hint: `Run \`tayori send ${optionFor(id)} --dry-run\` to see what is being sent; run it again to join.`,
    },
  ];
}

export function rehearsalUnderWay({ id }: Mailing): Problem {
  return {
    code: 'send-changed',
    message: `${id} was made again since it was rehearsed, and somebody is still at work on the first rehearsal.`,
    hint: 'Run this again when that has ended: then the rehearsal is made anew.',
    at: { file: `${DIGESTS}/${id}/manifest.json` },
  };
}

/** The hint for a frozen digest that has a fault: what is frozen cannot be corrected. */
export function layAside({ id, channel }: Mailing): string {
  const make = `Correct what it names, make the digest again with \`${again(id).slice(1, -1)} --again\``;
  return channel === 'rehearsal'
    ? `${make}, and rehearse it again.`
    : `${make}, and send that with \`tayori send ${optionFor(id)} --anew "WHY"\`: who has it gets no second one.`;
}

/** The hint if nothing is frozen yet. */
export function correctFirst(id: string): string {
  return `Correct what it names in ${CONFIG_FILE} or in the template, and make the digest again with ${again(id)}.`;
}

/** Another process holds the place of the mailing. */
export function busy(id: string): Problem {
  return {
    code: 'send-busy',
    message: `Another process is sending ${id} from this ledger.`,
    hint: 'Wait until it has finished; if it died, its place is free at once, and you can run this again.',
  };
}

/** `--only` is about a digest that was sent before. */
export function notSentBefore(id: string, channel: Channel): Problem {
  return {
    ...unknownMailing(id, channel === 'mail' ? ' by SMTP' : ' in an outbox'),
    hint: `\`--only\` is about a digest that was sent before: send it with \`tayori send ${optionFor(id)}\`.`,
  };
}
