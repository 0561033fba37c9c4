/** What a database does for the ledger (`Engine`), and where its SQL differs from that of the others (`Dialect`). */
import type { Kysely, RawBuilder } from 'kysely';
import type { Kept } from './kept-queries.ts';
import type { Work } from './prepared.ts';
import type { Tables } from './schema.ts';

/**
 * How safe a change is when the call returns. `durable`: it is on the disk, and a power cut does not undo it. `soon`: the
 * death of the process does not undo it, but a power cut within the next tens of milliseconds may.
 */
export type Commit = 'durable' | 'soon';

/** A lock on a name. It works as the lock on a mailing in ledger.ts does. */
export type Lock = AsyncDisposable & { readonly alone: boolean; letOthersIn(): Promise<void> };

export type Engine = AsyncDisposable & {
  readonly dialect: Dialect;
  /** Names the time since the machine was started. If it changes, commits that were not durable may be lost. */
  readonly boot: string;
  /**
   * Runs work in one transaction. If the transaction fails for a reason that may pass, the work starts again.
   *
   * @param lost `again`: the work also starts again after a lost connection, and is told by its argument that an earlier
   *   try may have been committed. Without it, a lost connection makes the call fail
   */
  write<T>(work: (again: boolean) => Work<T>, commit: Commit, lost?: 'again'): Promise<T>;
  read<T>(work: () => Work<T>): Promise<T>;
  /** @returns `undefined` if another process holds the lock */
  lock(name: string): Promise<Lock | undefined>;
  /** Whether another process holds the lock; as `isTaken` in ledger.ts. */
  isTaken(name: string): Promise<boolean | undefined>;
  /** As `integrity` and `backup` in ledger.ts. */
  integrity(): Promise<readonly string[] | undefined>;
  backup(file: string): Promise<boolean>;
};

export type Dialect = {
  /** Builds and compiles statements. It never runs them. */
  readonly build: Kysely<Tables>;
  /** What `build` would make, if it is known before. */
  readonly kept: Kept;
  /** The type of a primary key whose numbers the database assigns. */
  readonly serial: 'integer' | 'bigserial';
  /** Whether several workers may send at once. Then a claim ends with the lease of its worker. */
  readonly leases: boolean;
  /** Whether others can change a row between our reading and our writing it. Then the reading locks the row. */
  readonly locksRows: boolean;
  /** Whether each statement is a message to a server and back. Then many changes are sent as one statement. */
  readonly remote: boolean;
  /** Whether `lower()` depends on the locale of the database. Then it can not tell whether two addresses are one. */
  readonly lowersByLocale: boolean;
  /** The whole numbers in a JSON array, as a subquery. */
  readonly numbersIn: (json: string) => RawBuilder<number>;
  /** The strings in a JSON array, as a subquery. */
  readonly textsIn: (json: string) => RawBuilder<string>;
  /** The objects in a JSON array, as a table with these columns. */
  readonly recordsIn: <Row>(
    json: string,
    columns: Readonly<Record<keyof Row & string, string>>,
  ) => RawBuilder<Row>;
  /** The part of an address behind the `@`, in lower case. */
  readonly domainOf: (column: string) => RawBuilder<string>;
  /** A column in lower case, ASCII letters only: whether a mail server takes É and é for one letter is not known. */
  readonly folded: (column: string) => RawBuilder<string>;
  /** Names the time since the database server was started. What workers held there ends when it restarts. */
  readonly run: RawBuilder<string>;
  /** The time by the database's own clock, in milliseconds since 1970. */
  readonly present: RawBuilder<number>;
};
