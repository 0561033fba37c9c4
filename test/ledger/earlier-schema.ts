/** What turns the tables of today back into those of an earlier version: SQL that both databases understand. */

const TO_8 = `drop table bounces;
  drop table form_requests; drop table confirmations; drop table address_memory; drop table memory_key;
  drop index deliveries_person; alter table subscribers drop column paused_until;
  update schema_version set version = 8;`;

export const TO_7 = `${TO_8}
  drop index mailings_transactional; alter table mailings drop column kind;
  update mailings set channel = case channel when 'mail' then 'smtp' else 'outbox' end;
  alter table workers rename to senders;
  update schema_version set version = 7;`;

/** Of SQLite alone: no PostgreSQL has a ledger so old. */
export const TO_1 = `${TO_7}
  drop index deliveries_chosen; alter table deliveries drop column chosen;
  alter table deliveries drop column added_at; alter table events drop column relay;
  drop index senders_mailing; alter table senders drop column mailing; alter table senders drop column host;
  alter table senders drop column since; alter table senders drop column ended;
  alter table senders drop column stop_why; alter table senders drop column stop_said;
  alter table mailings drop column breakdown; alter table editions drop column slots;
  drop index deliveries_fault;
  alter table deliveries drop column fault; alter table deliveries drop column decided;
  update schema_version set version = 1;`;
