/** What a database engine does for the ledger, and where its SQL differs from the others'. */
import type { Kysely, RawBuilder } from 'kysely';
import type { Work } from './prepared.ts';
import type { Tables } from './schema.ts';

/**
 * `durable`: on the disk before the call returns. `soon`: survives the death of the process at once, and a
 * power cut within some tens of milliseconds.
 */
export type Commit = 'durable' | 'soon';

/** As the ledger's place: of a name instead of a mailing. */
export type Lock = AsyncDisposable & { readonly alone: boolean; share(): Promise<void> };

export type Engine = AsyncDisposable & {
  readonly dialect: Dialect;
  /** Names the run of the machine, which may take commits with it that were not durable; the same until it restarts. */
  readonly boot: string;
  /**
   * Runs work in one transaction; it may be begun again from its start.
   *
   * @param lost `again`: after a lost connection too; the work is then told that an earlier try may have been
   *   committed. Without it whoever asked is told of the loss
   */
  write<T>(work: (again: boolean) => Work<T>, commit: Commit, lost?: 'again'): Promise<T>;
  read<T>(work: () => Work<T>): Promise<T>;
  /** @returns `undefined` where somebody else holds the name */
  lock(name: string): Promise<Lock | undefined>;
  /** As the ledger's, of a name. */
  isTaken(name: string): Promise<boolean | undefined>;
  /** As the ledger's. */
  integrity(): Promise<readonly string[] | undefined>;
  backup(file: string): Promise<boolean>;
};

export type Dialect = {
  /** Builds and compiles; it never runs anything. */
  readonly build: Kysely<Tables>;
  /** The type of a primary key that counts by itself. */
  readonly serial: 'integer' | 'bigserial';
  /** Several workers share the ledger: claims lock their rows and hold only as long as a lease. */
  readonly shared: boolean;
  /** The whole numbers in a JSON array, as a subquery. */
  readonly numbersIn: (json: string) => RawBuilder<number>;
  /** The strings in a JSON array, as a subquery. */
  readonly textsIn: (json: string) => RawBuilder<string>;
  /** The objects in a JSON array, as a table with these columns. */
  readonly recordsIn: <Row>(
    json: string,
    columns: Readonly<Record<keyof Row & string, string>>,
  ) => RawBuilder<Row>;
  /** The part of the column `address` behind the `@`, in lower case. */
  readonly domain: RawBuilder<string>;
  /** A column in lower case, ASCII alone: of other letters nobody knows a server's opinion. */
  readonly folded: (column: string) => RawBuilder<string>;
  /** Names the run of a server that workers share: what they held there ends with it. */
  readonly run: RawBuilder<string>;
  /** The present moment by the database's own clock, in milliseconds. */
  readonly present: RawBuilder<number>;
};
