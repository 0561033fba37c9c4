/**
 * The tables, and the numbered steps that make them. A step that was released is never edited: a later change is a new
 * step at the end, so this file only grows. Times are milliseconds since 1970, in UTC.
 *
 * The file is long because it holds every step that a ledger may still need.
 */
import { type Compilable, type Generated, type Kysely, type RawBuilder, sql } from 'kysely';
import { change, first, template, type Work } from './prepared.ts';

export type Tables = {
  subscribers: {
    id: string;
    address: string;
    /** The address in lower case: one address is one subscriber. */
    address_key: string;
    name: string | null;
    status: string;
    /** Slugs joined by a space; null means all categories. */
    categories: string | null;
    consent_source: string | null;
    consent_at: number | null;
    added_at: number;
    /** No digest before this moment; null if the person asked for no pause. */
    paused_until: number | null;
  };
  /** What visitors sent in a form, until it is acted on. */
  form_requests: {
    number: Generated<number>;
    /** Random, and never used again: SQLite gives a number again after its row is deleted. */
    id: string;
    at: number;
    kind: string;
    address: string;
    /** Who asks, if a signed link says it. */
    subscriber: string | null;
    /** Slugs joined by a space; null means all. */
    categories: string | null;
    /** Which form it was; the consent is recorded in these words. */
    form: string;
  };
  /** Addresses that wait for confirmation. Codes and tokens of the mail are stored only as hashes. */
  confirmations: {
    token: string;
    code: string;
    kind: string;
    subscriber: string;
    address: string;
    address_key: string;
    form: string;
    made_at: number;
    expires_at: number;
    used_at: number | null;
    /** How often a wrong code was typed. */
    tries: number;
    /** 1 if the form added the subscriber: without a confirmation, they are deleted again. */
    fresh: number;
  };
  /** What is known about an address without storing it: the key is a keyed hash. */
  address_memory: {
    hash: string;
    /** How many mails were sent to it that nobody confirmed. */
    asked: number;
    asked_at: number | null;
    /** The request that was counted last: if it is acted on again, it is not counted again. */
    asked_for: string | null;
    /** When the person was erased; null if they were not, or came back by their own act. */
    erased_at: number | null;
  };
  /** One row: the key of these hashes. */
  memory_key: { id: number; key: string };
  mailings: {
    number: Generated<number>;
    id: string;
    channel: string;
    kind: Generated<string>;
    /** 0 while its rows are being written, and nobody sees it. Then 1. LAID_ASIDE if another mailing replaced it. */
    ready: number;
    frozen_at: number;
    date_at: number;
    deadline_at: number;
    sender: string;
    planned: number;
    /** How many rows each edition and domain has, as JSON; null if they must be counted. */
    breakdown: string | null;
  };
  editions: {
    mailing: number;
    position: number;
    key: string;
    subject: string;
    html: string;
    text: string;
    /** The places of the slots, as JSON; null if it was frozen before this column existed. */
    slots: string | null;
    hash: string;
  };
  deliveries: {
    number: Generated<number>;
    mailing: number;
    subscriber: string;
    address: string;
    edition: string;
    state: string;
    attempts: number;
    /** When it may be claimed: 0 while queued, a time while deferred, otherwise null. */
    due: number | null;
    /** Which worker claimed it, while it is claimed or sending. */
    owner: string | null;
    response: string | null;
    /** The choice by which it is sent again or was added: `failed`, `deferred` or `new`; null for none. */
    chosen: string | null;
    /** When it was added to a frozen mailing; null if it was frozen with it. */
    added_at: number | null;
    /**
     * What a server said about the address when the delivery failed: `bad-address` or `mailbox-full`; otherwise null.
     */
    fault: string | null;
    /**
     * What was decided about the fault: `believed`, `noted` or, after the person came back, `restored`; null before.
     */
    decided: string | null;
  };
  /** The number of rows in each closed state. Each worker has its own counters, so that no worker waits for another. */
  tallies: { mailing: number; state: string; shard: string; n: number };
  /** Which process claims, since which start of the machine, and until when its claims hold. */
  workers: {
    owner: string;
    boot: string;
    lease_until: number;
    /** Null in rows that are older than these columns. */
    mailing: number | null;
    host: string | null;
    since: number | null;
    /** When it left; null while it works, or if it died. */
    ended: number | null;
    /** Why it stopped early, and whose words say so. */
    stop_why: string | null;
    stop_said: string | null;
  };
  /** Rows are only added. A row is about a delivery or about a subscriber. */
  events: {
    number: Generated<number>;
    at: number;
    delivery: number | null;
    subscriber: string | null;
    what: string;
    detail: string | null;
    /** The mail server of the attempt; null if there was none, or if the row is older than this column. */
    relay: string | null;
  };
  /** What incoming mails say; one row for each recipient that such a mail names. */
  bounces: {
    number: Generated<number>;
    /** SHA-256 of the mail, and the number of the finding in it: so no mail has an effect twice. */
    hash: string;
    part: number;
    at: number;
    /** The mailing and the person, found by a token of ours in the mail; null if there is no token. */
    mailing: number | null;
    subscriber: string | null;
    kind: string;
    fault: string | null;
    code: string | null;
    said: string;
    /** `believed`, `noted` or, after the person came back, `restored`; null until it is decided. */
    decided: string | null;
  };
  schema_version: { version: number };
};

/** The value of `ready` of a mailing that another one replaced. */
export const LAID_ASIDE = 2;

/** What the tables need from an engine; every `Dialect` (engine.ts) has it. */
type Builder = {
  readonly build: Kysely<Tables>;
  readonly serial: 'integer' | 'bigserial';
  readonly lowersByLocale: boolean;
  readonly folded: (column: string) => RawBuilder<string>;
};

type Step = (builder: Builder) => readonly Compilable[];

const steps: readonly Step[] = [
  ({ build: { schema }, serial }) => [
    schema
      .createTable('subscribers')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('address', 'text', (column) => column.notNull())
      .addColumn('address_key', 'text', (column) => column.notNull().unique())
      .addColumn('name', 'text')
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('categories', 'text')
      .addColumn('consent_source', 'text')
      .addColumn('consent_at', 'bigint')
      .addColumn('added_at', 'bigint', (column) => column.notNull()),
    schema
      .createTable('mailings')
      .addColumn('number', serial, (column) => column.primaryKey())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('ready', 'integer', (column) => column.notNull())
      .addColumn('frozen_at', 'bigint', (column) => column.notNull())
      .addColumn('date_at', 'bigint', (column) => column.notNull())
      .addColumn('deadline_at', 'bigint', (column) => column.notNull())
      .addColumn('sender', 'text', (column) => column.notNull())
      .addColumn('planned', 'bigint', (column) => column.notNull()),
    schema
      .createIndex('mailings_name')
      .on('mailings')
      .columns(['id', 'channel'])
      .unique()
      .where(sql.ref('ready'), '=', sql.lit(1)),
    schema
      .createTable('editions')
      .addColumn('mailing', 'bigint', (column) => column.notNull())
      .addColumn('position', 'integer', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('html', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('editions_key', ['mailing', 'key']),
    schema
      .createTable('deliveries')
      .addColumn('number', serial, (column) => column.primaryKey())
      .addColumn('mailing', 'bigint', (column) => column.notNull())
      .addColumn('subscriber', 'text', (column) => column.notNull())
      .addColumn('address', 'text', (column) => column.notNull())
      .addColumn('edition', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('due', 'bigint')
      .addColumn('owner', 'text')
      .addColumn('response', 'text'),
    schema.createIndex('deliveries_subscriber').on('deliveries').columns(['mailing', 'subscriber']).unique(),
    schema
      .createIndex('deliveries_address')
      .on('deliveries')
      .columns(['mailing'])
      .expression(sql`lower(address)`)
      .unique(),
    schema
      .createIndex('deliveries_due')
      .on('deliveries')
      .columns(['mailing', 'due', 'number'])
      .where(sql.ref('due'), 'is not', null),
    schema
      .createIndex('deliveries_owner')
      .on('deliveries')
      .columns(['mailing', 'owner'])
      .where(sql.ref('owner'), 'is not', null),
    schema
      .createIndex('deliveries_open')
      .on('deliveries')
      .columns(['mailing', 'state'])
      .expression(sql`lower(address)`)
      // Written with `or`, so that both planners see that a query for one of the states can use this index.
      .where(
        sql<boolean>`state = 'deferred' or state = 'failed' or state = 'uncertain' or state = 'skipped'`,
      ),
    schema
      .createTable('tallies')
      .addColumn('mailing', 'bigint', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('shard', 'text', (column) => column.notNull())
      .addColumn('n', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('tallies_key', ['mailing', 'state', 'shard']),
    schema
      .createTable('senders')
      .addColumn('owner', 'text', (column) => column.primaryKey())
      .addColumn('boot', 'text', (column) => column.notNull())
      .addColumn('lease_until', 'bigint', (column) => column.notNull()),
    schema
      .createTable('events')
      .addColumn('number', serial, (column) => column.primaryKey())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('delivery', 'bigint')
      .addColumn('subscriber', 'text')
      .addColumn('what', 'text', (column) => column.notNull())
      .addColumn('detail', 'text'),
    schema
      .createIndex('events_delivery')
      .on('events')
      .columns(['delivery'])
      .where(sql.ref('delivery'), 'is not', null),
    schema
      .createIndex('events_subscriber')
      .on('events')
      .columns(['subscriber'])
      .where(sql.ref('subscriber'), 'is not', null),
  ],
  ({ build: { schema } }) => [
    schema.alterTable('deliveries').addColumn('chosen', 'text'),
    schema.alterTable('deliveries').addColumn('added_at', 'bigint'),
    schema.alterTable('events').addColumn('relay', 'text'),
    schema
      .createIndex('deliveries_chosen')
      .on('deliveries')
      .columns(['mailing', 'chosen', 'due', 'number'])
      .where(sql.ref('chosen'), 'is not', null),
  ],
  ({ build: { schema } }) => [
    ...(['mailing', 'since', 'ended'] as const).map((name) =>
      schema.alterTable('senders').addColumn(name, 'bigint'),
    ),
    ...(['host', 'stop_why', 'stop_said'] as const).map((name) =>
      schema.alterTable('senders').addColumn(name, 'text'),
    ),
    schema.createIndex('senders_mailing').on('senders').columns(['mailing']),
  ],
  ({ build: { schema } }) => [schema.alterTable('mailings').addColumn('breakdown', 'text')],
  // PostgreSQL's lower() depends on the locale of the database, so the two indexes are made again there.
  ({ build: { schema }, folded, lowersByLocale }) =>
    lowersByLocale
      ? [
          schema.dropIndex('deliveries_address'),
          schema.dropIndex('deliveries_open'),
          schema
            .createIndex('deliveries_address')
            .on('deliveries')
            .columns(['mailing'])
            .expression(folded('address'))
            .unique(),
          schema
            .createIndex('deliveries_open')
            .on('deliveries')
            .columns(['mailing', 'state'])
            .expression(folded('address'))
            .where(
              sql<boolean>`state = 'deferred' or state = 'failed' or state = 'uncertain' or state = 'skipped'`,
            ),
        ]
      : [],
  ({ build: { schema } }) => [schema.alterTable('editions').addColumn('slots', 'text')],
  ({ build: { schema } }) => [
    schema.alterTable('deliveries').addColumn('fault', 'text'),
    schema.alterTable('deliveries').addColumn('decided', 'text'),
    schema
      .createIndex('deliveries_fault')
      .on('deliveries')
      .columns(['mailing', 'number'])
      .where(sql.ref('fault'), 'is not', null),
  ],
  // Names that say what they mean, and transactional mails beside the digests.
  ({ build }) => [
    build.schema.alterTable('senders').renameTo('workers'),
    build.schema
      .alterTable('mailings')
      .addColumn('kind', 'text', (column) => column.notNull().defaultTo(sql.lit('digest'))),
    build.updateTable('mailings').set({ channel: 'mail' }).where('channel', '=', 'smtp'),
    build.updateTable('mailings').set({ channel: 'rehearsal' }).where('channel', '=', 'outbox'),
    build.schema
      .createIndex('mailings_transactional')
      .on('mailings')
      .columns(['channel', 'frozen_at'])
      .where(sql.ref('kind'), '=', sql.lit('transactional')),
  ],
  ({ build: { schema }, serial }) => [
    schema
      .createTable('bounces')
      .addColumn('number', serial, (column) => column.primaryKey())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('part', 'integer', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('mailing', 'bigint')
      .addColumn('subscriber', 'text')
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('fault', 'text')
      .addColumn('code', 'text')
      .addColumn('said', 'text', (column) => column.notNull())
      .addColumn('decided', 'text'),
    schema.createIndex('bounces_mail').on('bounces').columns(['hash', 'part']).unique(),
    schema
      .createIndex('bounces_subscriber')
      .on('bounces')
      .columns(['subscriber', 'mailing'])
      .where(sql.ref('subscriber'), 'is not', null),
    schema
      .createIndex('bounces_mailing')
      .on('bounces')
      .columns(['mailing', 'number'])
      .where(sql.ref('mailing'), 'is not', null),
  ],
  // The public service: its forms, confirmations and pauses, and what is kept of people who were erased.
  ({ build: { schema }, serial }) => [
    schema.alterTable('subscribers').addColumn('paused_until', 'bigint'),
    schema
      .createTable('form_requests')
      .addColumn('number', serial, (column) => column.primaryKey())
      .addColumn('id', 'text', (column) => column.notNull().unique())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('address', 'text', (column) => column.notNull())
      .addColumn('subscriber', 'text')
      .addColumn('categories', 'text')
      .addColumn('form', 'text', (column) => column.notNull()),
    schema
      .createTable('confirmations')
      .addColumn('token', 'text', (column) => column.primaryKey())
      .addColumn('code', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('subscriber', 'text', (column) => column.notNull())
      .addColumn('address', 'text', (column) => column.notNull())
      .addColumn('address_key', 'text', (column) => column.notNull())
      .addColumn('form', 'text', (column) => column.notNull())
      .addColumn('made_at', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addColumn('used_at', 'bigint')
      .addColumn('tries', 'integer', (column) => column.notNull())
      .addColumn('fresh', 'integer', (column) => column.notNull()),
    schema.createIndex('confirmations_address').on('confirmations').columns(['address_key', 'made_at']),
    schema.createIndex('confirmations_subscriber').on('confirmations').columns(['subscriber']),
    schema.createIndex('confirmations_expiry').on('confirmations').columns(['expires_at']),
    schema
      .createTable('address_memory')
      .addColumn('hash', 'text', (column) => column.primaryKey())
      .addColumn('asked', 'integer', (column) => column.notNull())
      .addColumn('asked_at', 'bigint')
      .addColumn('asked_for', 'text')
      .addColumn('erased_at', 'bigint'),
    schema
      .createIndex('address_memory_erased')
      .on('address_memory')
      .columns(['hash'])
      .where(sql.ref('erased_at'), 'is not', null),
    schema
      .createTable('memory_key')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('key', 'text', (column) => column.notNull()),
    schema.createIndex('deliveries_person').on('deliveries').columns(['subscriber']),
  ],
];

/** The version that this program writes. */
export const VERSION = steps.length;

/**
 * Brings a ledger to this program's version, in one transaction.
 *
 * @returns the version that was found: 0 for a new ledger. A version above VERSION is not changed; the caller refuses
 * it
 */
export function* migrate(builder: Builder): Work<number> {
  const { build } = builder;
  const run = (statement: Compilable) => change(template(() => statement)({}));
  yield* run(
    build.schema
      .createTable('schema_version')
      .ifNotExists()
      .addColumn('version', 'integer', (column) => column.notNull()),
  );
  const found =
    (yield* first(template(() => build.selectFrom('schema_version').select('version'))({})))?.version ?? 0;
  for (const step of steps.slice(found)) for (const statement of step(builder)) yield* run(statement);
  if (found >= VERSION) return found;
  yield* run(build.deleteFrom('schema_version'));
  yield* run(build.insertInto('schema_version').values({ version: VERSION }));
  return found;
}
