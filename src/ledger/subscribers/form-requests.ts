/**
 * What visitors sent in a form, until the worker has acted on it; and leaving, which is one change and perhaps a
 * request for a goodbye mail. forms.ts describes them.
 */
import { Buffer } from 'node:buffer';
import type { Dialect, Engine } from '../engine.ts';
import { grouped } from '../group-commit.ts';
import { bulk, change, rows, template, type Work } from '../prepared.ts';
import type { Tables } from '../schema.ts';
import type { Happening, PerformAll } from './acts.ts';
import type { FormRequest, Forms, KeptRequest } from './forms.ts';

export type FormRequests = Pick<Forms, 'keep' | 'leave' | 'waiting' | 'done'>;

type Row = Omit<Tables['form_requests'], 'number'>;

/** The most people who leave in one transaction: other writes to the ledger wait until it ends. */
const MOST_TOGETHER = 200;

/** Writes requests in the caller's transaction. */
export type KeepRequests = (requests: readonly (FormRequest & { readonly at: number })[]) => Work<void>;

export function openKeeping({ build }: Dialect, random: (bytes: number) => Uint8Array): KeepRequests {
  const insert = bulk((requests: readonly Row[]) =>
    build.insertInto('form_requests').values(
      requests.map(({ id, at, kind, address, subscriber, categories, form }) => {
        return { id, at, kind, address, subscriber, categories, form };
      }),
    ),
  );
  const newId = ids(random);
  return function* (requests) {
    yield* insert(
      requests.map(({ at, kind, address, subscriber = null, categories, form }) => {
        return {
          id: newId(),
          at,
          kind,
          address,
          subscriber,
          categories: categories?.join(' ') ?? null,
          form,
        };
      }),
    );
  };
}

export function openFormRequests(engine: Engine, performAll: PerformAll, keep: KeepRequests): FormRequests {
  const { build } = engine.dialect;
  const waiting = template((v: { readonly limit: number }) =>
    build.selectFrom('form_requests').selectAll().orderBy('number').limit(v.limit),
  );
  const done = template((v: { readonly id: string }) =>
    build.deleteFrom('form_requests').where('id', '=', v.id),
  );

  /** @returns for each, whether anything changed: if one person clicks twice, only the first click changes something */
  function* leaveAll(leavers: readonly Happening[]): Work<readonly boolean[]> {
    const clicks = Map.groupBy(leavers, ({ id }) => id);
    const firsts = [...clicks.values()].flatMap(([click]) => (click === undefined ? [] : [click]));
    const before = yield* performAll(firsts);
    const wereOnList = firsts.filter(({ id }) => before.get(id) === 'confirmed');
    yield* keep(wereOnList.map(({ id, at }) => ({ ...GOODBYE, subscriber: id, at })));
    const changed = new Set(firsts.filter(({ id }) => before.has(id)));
    return leavers.map((click) => changed.has(click));
  }
  const leave = grouped((leavers: readonly Happening[]) => engine.write(() => leaveAll(leavers), 'durable'), {
    most: MOST_TOGETHER,
  });

  return {
    keep: async (request, now) => {
      await engine.write(() => keep([{ ...request, at: now.getTime() }]), 'durable');
    },
    leave: (id, word, now) => leave({ act: 'unsubscribe', id, word, at: now.getTime() }),
    waiting: async (limit) => (await engine.read(() => rows(waiting({ limit })))).map(requestOf),
    done: async (id) => {
      await engine.write(() => change(done({ id })), 'durable');
    },
  };
}

const GOODBYE = { kind: 'goodbye', address: '', categories: undefined, form: '' } as const;

/**
 * Ids that no other row ever had, in any process: random letters, drawn once, and a counter. They ascend, so new rows
 * are neighbours in the index. Random ids would change one page of the file for each row.
 */
function ids(random: (bytes: number) => Uint8Array): () => string {
  let series: string | undefined;
  let count = 0;
  return () => {
    series ??= Buffer.from(random(12)).toString('base64url');
    count += 1;
    return `${series}.${count.toString(36).padStart(9, '0')}`;
  };
}

function requestOf(row: Row): KeptRequest {
  return {
    id: row.id,
    at: new Date(row.at),
    kind: row.kind as KeptRequest['kind'], // only `keep` writes it
    address: row.address,
    subscriber: row.subscriber ?? undefined,
    categories: row.categories?.split(' '),
    form: row.form,
  };
}
