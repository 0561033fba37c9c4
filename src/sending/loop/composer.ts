/** Composes the mails of a run: each edition is prepared once, when its first mail is due. */
import type { Delivery } from '../../ledger/ledger.ts';
import { type Addressee, type Compose, composeEdition } from '../../mail/message.ts';
import type { Message, Reply } from '../../mail/transport.ts';
import type { SendRun } from './run-settings.ts';

/** @returns the mail, or the reply that stands for an address to which nothing can be sent */
export type Composer = (delivery: Delivery) => Promise<Message | Reply>;

export function openComposer({
  mailing,
  dkim,
  addressee,
}: Pick<SendRun, 'mailing' | 'dkim' | 'addressee'>): Composer {
  const prepared = new Map<string, Promise<Compose>>();
  const prepare = (key: string): Promise<Compose> => {
    const known = prepared.get(key);
    if (known !== undefined) return known;
    const edition = mailing.editions.find((each) => each.key === key);
    if (edition === undefined) throw new Error(`The mailing ${mailing.id} has no edition «${key}».`);
    const made = composeEdition(mailing, edition, dkim);
    prepared.set(key, made);
    return made;
  };
  return async (delivery) => addressed(await prepare(delivery.edition), addressee(delivery));
}

/** An address that can not be written on an envelope is refused here, as a server would (RFC 3463, 3.2). */
function addressed(compose: Compose, to: Addressee): Message | Reply {
  try {
    return compose(to);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return {
      kind: 'refused',
      code: 553,
      enhanced: '5.1.3',
      response: `553 5.1.3 ${error.message}`,
      phase: 'rcpt',
      own: true,
    };
  }
}
