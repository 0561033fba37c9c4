/** Reads mailings from the ledger, exactly as they were frozen. */
import type { Engine } from '../engine.ts';
import type {
  Channel,
  FrozenEdition,
  Mailing,
  MailingHead,
  MailingKind,
  MailingRef,
  Sender,
} from '../ledger.ts';
import { first, rows, template, type Work } from '../prepared.ts';
import type { Tables } from '../schema.ts';

type Row = Omit<Tables['mailings'], 'number' | 'kind' | 'breakdown' | 'ready'> & {
  readonly number: number;
  readonly kind: string;
};
type Known = { readonly number: number; readonly kind: MailingKind };

/** A number that no mailing has: a question about an unknown mailing is a question about no rows. */
const NONE = 0;

export type Mailings = ReturnType<typeof openMailings>;

export function openMailings({ dialect: { build }, read: run }: Engine) {
  const columns = [
    'number',
    'id',
    'channel',
    'kind',
    'frozen_at',
    'date_at',
    'deadline_at',
    'sender',
    'planned',
  ] as const;
  const byName = template((v: { readonly id: string; readonly channel: string }) =>
    build
      .selectFrom('mailings')
      .select(columns)
      .where('id', '=', v.id)
      .where('channel', '=', v.channel)
      .where('ready', '=', 1),
  );
  const all = template(() =>
    build
      .selectFrom('mailings')
      .leftJoin('editions', (join) =>
        join.onRef('editions.mailing', '=', 'mailings.number').on('position', '=', 0),
      )
      .select([...columns, 'subject'])
      .where('ready', '=', 1)
      .where('kind', '=', 'digest')
      .orderBy('frozen_at')
      .orderBy('number'),
  );
  const editionsOf = template((v: { readonly mailing: number }) =>
    build
      .selectFrom('editions')
      .select(['key', 'subject', 'html', 'text', 'slots', 'hash'])
      .where('mailing', '=', v.mailing)
      .orderBy('position'),
  );
  /** The number and the kind of a mailing never change, so they are looked up once. */
  const known = new Map<string, Known>();
  function* look({ id, channel }: MailingRef): Work<Known> {
    const name = `${channel}:${id}`;
    const found = known.get(name);
    if (found !== undefined) return found;
    const row = yield* first(byName({ id, channel }));
    if (row === undefined) return { number: NONE, kind: 'digest' };
    const read = { number: row.number, kind: kindOf(row.kind) };
    known.set(name, read);
    return read;
  }

  return {
    *number(of: MailingRef): Work<number> {
      return (yield* look(of)).number;
    },
    *kind(of: MailingRef): Work<MailingKind> {
      return (yield* look(of)).kind;
    },
    /** Asks one question about a mailing, by its number. */
    ask: <T>(of: MailingRef, question: (mailing: number) => Work<T>): Promise<T> =>
      run(function* () {
        return yield* question((yield* look(of)).number);
      }),
    /** Forgets the number: another mailing may get this name. */
    forget: ({ id, channel }: MailingRef): void => {
      known.delete(`${channel}:${id}`);
    },
    *find({ id, channel }: MailingRef): Work<Mailing | undefined> {
      const row = yield* first(byName({ id, channel }));
      if (row === undefined) return undefined;
      const editions = yield* rows(editionsOf({ mailing: row.number }));
      return { ...headOf(row), editions: editions.map(editionOf) };
    },
    *all(): Work<readonly MailingHead[]> {
      return (yield* rows(all({}))).map((row) => ({ ...headOf(row), subject: row.subject ?? '' }));
    },
  };
}

function headOf(row: Row): Omit<Mailing, 'editions'> {
  return {
    id: row.id,
    channel: row.channel as Channel, // only freeze writes it
    kind: kindOf(row.kind),
    frozen: new Date(row.frozen_at),
    date: new Date(row.date_at),
    deadline: new Date(row.deadline_at),
    sender: senderOf(row.sender),
    planned: row.planned,
  };
}

function kindOf(text: string): MailingKind {
  return text === 'transactional' ? text : 'digest';
}

function editionOf({ slots, ...edition }: Omit<Tables['editions'], 'mailing' | 'position'>): FrozenEdition {
  if (slots === null) return edition;
  return { ...edition, slots: JSON.parse(slots) as NonNullable<FrozenEdition['slots']> }; // only freeze writes it
}

/** JSON leaves out fields that are undefined; here they are added again. */
function senderOf(json: string): Sender {
  const kept = JSON.parse(json) as Partial<Sender> & Pick<Sender, 'name' | 'address' | 'returnPath' | 'list'>; // only freeze writes it
  return {
    ...kept,
    replyTo: kept.replyTo,
    webUrl: kept.webUrl,
    unsubscribeMailto: kept.unsubscribeMailto,
  };
}
