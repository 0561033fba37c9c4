/** Jekyll's filter `where`, which compares texts: `where: "version", "3.0"` also finds the number 3.0. */
import type { LiquidFilter } from './liquidjs.ts';

/** @param ofLiquid the filter of LiquidJS, for a property that must only be true */
export function whereFilter(ofLiquid: LiquidFilter): LiquidFilter {
  return function (list, property, wanted) {
    if (wanted === undefined) return ofLiquid.call(this, list, property);
    if (typeof list !== 'object' || list === null || (typeof wanted === 'object' && wanted !== null))
      return list;
    const path = String(property).split('.');
    return Object.values(list).filter((one) => matches(valueAt(one, path), wanted));
  };
}

function valueAt(item: unknown, path: readonly string[]): unknown {
  return path.reduce(
    (value: unknown, name) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? (value as Readonly<Record<string, unknown>>)[name] // hasOwn showed that it is there
        : undefined,
    item,
  );
}

/** A list matches if one of its values does. */
function matches(value: unknown, wanted: unknown): boolean {
  if (wanted === null) return value === null || value === undefined;
  return (Array.isArray(value) ? value : [value ?? '']).some((one) => String(one) === String(wanted));
}
