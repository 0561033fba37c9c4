/**
 * Deletes one person's data from the ledger. Their rows in deliveries stay, so that the numbers of each digest stay
 * right, but without address and id, and without the words of a server, which may quote the address. A keyed hash of
 * the address stays, and no import accepts that address.
 */
import { sql } from 'kysely';
import type { Dialect, Engine } from '../engine.ts';
import type { Subscribers } from '../ledger.ts';
import { change, first, rows, template, type Work } from '../prepared.ts';
import type { Perform } from './acts.ts';
import { type AddressMemory, addressKey } from './address-memory.ts';

type Of = { readonly id: string };

/** Replaces words that named the person. */
const ERASED = 'erased';

type Spellings = Readonly<Record<'domain' | 'plain' | 'verp' | 'url' | 'xtext', string>>;

/** The forms in which servers write an address: plain, in a return address (VERP), in a URL, as xtext (RFC 3461). */
function spellings(address: string): Spellings {
  const lower = address.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const withSign = (sign: string) => lower.replace('@', sign);
  const domain = `%${lower.slice(lower.lastIndexOf('@') + 1)}%`;
  return { domain, plain: lower, verp: withSign('='), url: withSign('%40'), xtext: withSign('+40') };
}

/** The statements that find a person and delete what is known about them. */
function eraseStatements({ build, folded, locksRows }: Dialect) {
  const find = template((v: Of) =>
    build
      .selectFrom('subscribers')
      .select(['address', 'status'])
      .where('id', '=', v.id)
      .$if(locksRows, (query) => query.forUpdate()),
  );
  const held = template((v: Of) =>
    build
      .selectFrom('deliveries')
      .select('number')
      .where('subscriber', '=', v.id)
      .where('owner', 'is not', null)
      .limit(1),
  );
  const numbers = (id: string) =>
    build.selectFrom('deliveries').select('number').where('subscriber', '=', id);
  const forgetWords = template((v: Of) =>
    build.updateTable('events').set({ detail: null }).where('delivery', 'in', numbers(v.id)),
  );
  const forgetMails = template((v: Of) =>
    build
      .updateTable('editions')
      .set({ subject: '', html: '', text: '', slots: null })
      .where(
        'mailing',
        'in',
        build
          .selectFrom('deliveries')
          .innerJoin('mailings', 'mailings.number', 'deliveries.mailing')
          .select('mailings.number')
          .where('kind', '=', 'transactional')
          .where('deliveries.subscriber', '=', v.id),
      ),
  );
  const forgetDeliveries = template((v: Of) =>
    build
      .updateTable('deliveries')
      .set({
        subscriber: sql<string>`'erased-' || number`,
        address: sql<string>`'erased-' || number || '@erased.invalid'`,
        response: null,
      })
      .where('subscriber', '=', v.id),
  );
  const forgetEvents = template((v: Of) => build.deleteFrom('events').where('subscriber', '=', v.id));
  const forgetBounces = template((v: Of) =>
    build
      .updateTable('bounces')
      .set({ subscriber: null, said: '', decided: sql<string>`coalesce(decided, 'noted')` })
      .where('subscriber', '=', v.id),
  );
  /** All addresses to which mails were sent to this person. */
  const hadAddresses = template((v: Of) =>
    build.selectFrom('deliveries').select('address').distinct().where('subscriber', '=', v.id),
  );
  /** The words about another person may name this one, if a mail was forwarded to them and came back. */
  const naming = (column: 'said' | 'detail' | 'response' | 'stop_said', v: Spellings) =>
    // The domain is searched first: of a million rows it leaves few for the other searches, in a sixth of the time.
    sql<boolean>`${folded(column)} like ${v.domain} and (${sql.join(
      [v.plain, v.verp, v.url, v.xtext].map(
        (spelling) => sql`replace(${folded(column)}, ${spelling}, '') <> ${folded(column)}`,
      ),
      sql` or `,
    )})`;
  const forgetNamed = [
    template((v: Spellings) => build.updateTable('bounces').set({ said: ERASED }).where(naming('said', v))),
    template((v: Spellings) =>
      build.updateTable('events').set({ detail: ERASED }).where(naming('detail', v)),
    ),
    template((v: Spellings) =>
      build.updateTable('deliveries').set({ response: ERASED }).where(naming('response', v)),
    ),
    template((v: Spellings) =>
      build.updateTable('workers').set({ stop_said: ERASED }).where(naming('stop_said', v)),
    ),
  ];
  const forgetConfirmations = template((v: Of & { readonly key: string }) =>
    build
      .deleteFrom('confirmations')
      .where(({ or, eb }) => or([eb('subscriber', '=', v.id), eb('address_key', '=', v.key)])),
  );
  const forgetRequests = template((v: { readonly id: string; readonly address: string }) =>
    build
      .deleteFrom('form_requests')
      .where('kind', '<>', 'erase')
      .where(({ or, eb }) => or([eb('subscriber', '=', v.id), eb(folded('address'), '=', v.address)])),
  );
  const forgetPerson = template((v: Of) => build.deleteFrom('subscribers').where('id', '=', v.id));
  return {
    find,
    held,
    hadAddresses,
    forgetWords,
    forgetMails,
    forgetDeliveries,
    forgetEvents,
    forgetBounces,
    forgetNamed,
    forgetConfirmations,
    forgetRequests,
    forgetPerson,
  };
}

export function openErase(
  engine: Engine,
  perform: Perform,
  memory: AddressMemory,
): Pick<Subscribers, 'erase' | 'forget'> {
  const statements = eraseStatements(engine.dialect);

  function* remove(id: string, address: string): Work<void> {
    const had = (yield* rows(statements.hadAddresses({ id }))).map((one) => one.address);
    yield* change(statements.forgetWords({ id }));
    yield* change(statements.forgetMails({ id }));
    yield* change(statements.forgetDeliveries({ id }));
    yield* change(statements.forgetEvents({ id }));
    yield* change(statements.forgetBounces({ id }));
    for (const one of new Set([address, ...had]))
      for (const forget of statements.forgetNamed) yield* change(forget(spellings(one)));
    yield* change(statements.forgetConfirmations({ id, key: addressKey(address) }));
    yield* change(statements.forgetRequests({ id, address: spellings(address).plain }));
    yield* change(statements.forgetPerson({ id }));
  }

  function* erase(id: string, at: number): Work<'erased' | 'busy' | 'unknown'> {
    const person = yield* first(statements.find({ id }));
    if (person === undefined) return 'unknown';
    yield* perform('unsubscribe', id, 'erased', at); // this skips what waits for them, and changes the counters
    if ((yield* first(statements.held({ id }))) !== undefined) return 'busy';
    yield* remove(id, person.address);
    yield* memory.erase(addressKey(person.address), at);
    return 'erased';
  }

  function* forget(id: string): Work<boolean> {
    const person = yield* first(statements.find({ id }));
    if (person?.status !== 'unconfirmed' || (yield* first(statements.held({ id }))) !== undefined)
      return false;
    yield* remove(id, person.address);
    return true;
  }

  return {
    erase: (id, now) => engine.write(() => erase(id, now.getTime()), 'durable'),
    forget: (id) => engine.write(() => forget(id), 'durable'),
  };
}
