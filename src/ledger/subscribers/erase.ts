/**
 * One person's data leaves the ledger. Their rows in what was sent stay as numbers, without address, id, or the
 * words of a server, which may quote the address: so each digest still adds up. What remains of the address is a
 * keyed hash, which no import gets past.
 */
import { sql } from 'kysely';
import type { Engine } from '../engine.ts';
import type { Subscribers } from '../ledger.ts';
import { change, first, rows, template, type Work } from '../prepared.ts';
import type { Perform } from './acts.ts';
import { type AddressMemory, addressKey } from './address-memory.ts';

type Of = { readonly id: string };

/** What stands instead of words that named them. */
const ERASED = 'erased';

type Spellings = Readonly<Record<'domain' | 'plain' | 'verp' | 'url' | 'xtext', string>>;

/** As servers write an address in their words: as it is, in a return address (VERP), in a URL, as xtext (RFC 3461). */
function spellings(address: string): Spellings {
  const lower = address.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const withSign = (sign: string) => lower.replace('@', sign);
  const domain = `%${lower.slice(lower.lastIndexOf('@') + 1)}%`;
  return { domain, plain: lower, verp: withSign('='), url: withSign('%40'), xtext: withSign('+40') };
}

export function openErase(
  engine: Engine,
  perform: Perform,
  memory: AddressMemory,
): Pick<Subscribers, 'erase' | 'forget'> {
  const { build, folded, locksRows } = engine.dialect;
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
  /** Every address that they ever had a mail at. */
  const hadAddresses = template((v: Of) =>
    build.selectFrom('deliveries').select('address').distinct().where('subscriber', '=', v.id),
  );
  /** What a server said of somebody else may name them: a mail that was forwarded to them came back. */
  const naming = (column: 'said' | 'detail' | 'response' | 'stop_said', v: Spellings) =>
    // The domain first: of a million rows it leaves few for the others, in a sixth of the time.
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

  function* remove(id: string, address: string): Work<void> {
    const had = (yield* rows(hadAddresses({ id }))).map((one) => one.address);
    yield* change(forgetWords({ id }));
    yield* change(forgetMails({ id }));
    yield* change(forgetDeliveries({ id }));
    yield* change(forgetEvents({ id }));
    yield* change(forgetBounces({ id }));
    for (const one of new Set([address, ...had]))
      for (const forget of forgetNamed) yield* change(forget(spellings(one)));
    yield* change(forgetConfirmations({ id, key: addressKey(address) }));
    yield* change(forgetRequests({ id, address: spellings(address).plain }));
    yield* change(forgetPerson({ id }));
  }

  function* erase(id: string, at: number): Work<'erased' | 'busy' | 'unknown'> {
    const person = yield* first(find({ id }));
    if (person === undefined) return 'unknown';
    yield* perform('unsubscribe', id, 'erased', at); // what waits for them is skipped, in the counts too
    if ((yield* first(held({ id }))) !== undefined) return 'busy';
    yield* remove(id, person.address);
    yield* memory.erase(addressKey(person.address), at);
    return 'erased';
  }

  function* forget(id: string): Work<boolean> {
    const person = yield* first(find({ id }));
    if (person?.status !== 'unconfirmed' || (yield* first(held({ id }))) !== undefined) return false;
    yield* remove(id, person.address);
    return true;
  }

  return {
    erase: (id, now) => engine.write(() => erase(id, now.getTime()), 'durable'),
    forget: (id) => engine.write(() => forget(id), 'durable'),
  };
}
