/**
 * A subscriber as a row of the table: a new row, a row with what a list or a form says anew, and the row read back.
 */
import type { Kysely } from 'kysely';
import type { NewSubscriber, Subscriber, SubscriberStatus } from '../ledger.ts';
import { template } from '../prepared.ts';
import type { Tables } from '../schema.ts';
import { addressKey } from './address-memory.ts';

export type SubscriberRow = Tables['subscribers'];

/** A statement that writes a changed row. Id, address and the time of adding never change. */
export function updateRow(build: Kysely<Tables>) {
  return template((row: SubscriberRow) =>
    build
      .updateTable('subscribers')
      .set({
        name: row.name,
        status: row.status,
        categories: row.categories,
        consent_source: row.consent_source,
        consent_at: row.consent_at,
        paused_until: row.paused_until,
      })
      .where('id', '=', row.id),
  );
}

/** @param until when mails begin again, in ms since 1970, as `at` is */
export function pausedEvent(subscriber: string, until: number, at: number) {
  return { at, subscriber, what: 'paused', detail: new Date(until).toISOString() };
}

export function newRow(
  { address, name, categories, consent, left, pausedUntil }: NewSubscriber,
  id: string,
  at: number,
): SubscriberRow {
  return {
    id,
    address,
    address_key: addressKey(address),
    name: name ?? null,
    status: left ?? (consent === undefined ? 'unconfirmed' : 'confirmed'),
    categories: joinSlugs(categories),
    consent_source: consent?.source ?? null,
    consent_at: consent?.at.getTime() ?? null,
    added_at: at,
    paused_until: pausedUntil?.getTime() ?? null,
  };
}

/** The words of the history about a new person: how they agreed, or when and why they left. */
export function wordOf(
  { consent, left, departure }: NewSubscriber,
  at: number,
): { at: number; detail: string | null } {
  if (left === undefined) return { at, detail: consent?.source ?? null };
  return { at: departure?.at.getTime() ?? at, detail: departure?.reason ?? 'a list says so' };
}

/** What is not given stays as it is: a list without categories must not change a person's choice. */
export function merge(row: SubscriberRow, { name, categories, consent }: NewSubscriber): SubscriberRow {
  const merged = {
    ...row,
    name: name ?? row.name,
    categories: categories === undefined ? row.categories : joinSlugs(categories),
  };
  if (row.status !== 'unconfirmed' || consent === undefined) return merged;
  return {
    ...merged,
    status: 'confirmed',
    consent_source: consent.source,
    consent_at: consent.at.getTime(),
  };
}

export function differencesOf(
  old: SubscriberRow,
  now: SubscriberRow,
): { what: string; detail: string | null }[] {
  return [
    ...(old.status === now.status ? [] : [{ what: now.status, detail: now.consent_source }]),
    ...(old.name === now.name ? [] : [{ what: 'name', detail: null }]),
    ...(old.categories === now.categories ? [] : [{ what: 'categories', detail: now.categories ?? 'all' }]),
  ];
}

/** Sorted, so that the same choice is always the same text. */
export function joinSlugs(slugs: readonly string[] | undefined): string | null {
  return slugs === undefined || slugs.length === 0 ? null : [...new Set(slugs)].toSorted().join(' ');
}

export function subscriberOf(row: SubscriberRow): Subscriber {
  return {
    id: row.id,
    address: row.address,
    name: row.name ?? undefined,
    status: row.status as SubscriberStatus, // only this room writes it
    categories: row.categories?.split(' '),
    consent:
      row.consent_source === null || row.consent_at === null
        ? undefined
        : { source: row.consent_source, at: new Date(row.consent_at) },
    added: new Date(row.added_at),
    ...(row.paused_until === null ? {} : { pausedUntil: new Date(row.paused_until) }),
  };
}
