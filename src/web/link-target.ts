/**
 * What a link asks for, also where a mail program, a forwarder or a redirector wrote something around it:
 * `/unsubscribe?t=TOKEN>`, `//Unsubscribe/?utm_source=x&amp;t=TOKEN.`, `/unsubscribe%3Ft%3DTOKEN`. Only what stands
 * around a token is passed over: the token must be whole, and whoever reads it verifies it.
 */
import { LINK_LETTERS } from '../subscribers/links.ts';
import { CONFIRMATION_LETTERS } from './tokens.ts';

/** The parts of a URL that routes look at. */
export type Target = {
  /** The path of a route if the URL means one, else the path as it was asked for, not decoded. */
  readonly path: string;
  readonly query: string;
};

/**
 * @param routes the paths of all routes, as links have them
 * @returns a function for URLs that are absolute, as `Request` has them: they were checked by whoever made the request,
 * so they are only cut here
 */
export function openTargets(routes: readonly string[]): (url: string) => Target {
  const exact = new Set(routes);
  const byName = new Map(routes.map((path) => [nameOf(decoded(path)), path]));
  return (url) => {
    const [whole = ''] = url.split('#', 1);
    const begin = whole.indexOf('/', 'https://'.length);
    const mark = whole.indexOf('?', begin);
    const path = mark === -1 ? whole.slice(begin) : whole.slice(begin, mark);
    const query = mark === -1 ? '' : whole.slice(mark + 1);
    return exact.has(path) ? { path, query } : (meant(whole.slice(begin), byName) ?? { path, query });
  };
}

/** @param asked path and query. @returns `undefined` if no route is meant: it is then the name of a file */
function meant(asked: string, byName: ReadonlyMap<string, string>): Target | undefined {
  const [, name = '', query = ''] = /^([^?&;]*)[?&;]?(.*)$/s.exec(decoded(asked)) ?? [];
  const path = byName.get(nameOf(name));
  return path === undefined ? undefined : { path, query };
}

/**
 * The marks at the end. It looks back, so that it begins once in a row of marks: else a row of 8,000 marks, such as
 * anybody can send, would take a tenth of a second.
 */
const MARKS = /(?<=[a-z0-9])[^a-z0-9]+$/;

/** What stays of a path, however it was written: small letters, no slash twice, and no mark at its end. */
function nameOf(path: string): string {
  return path
    .toLowerCase()
    .replace(/\/{2,}/g, '/')
    .replace(MARKS, '');
}

/** A token has this many letters, no more and no fewer. */
const LETTERS = `([\\w-]{${LINK_LETTERS}}|[\\w-]{${CONFIRMATION_LETTERS}})`;
const SIMPLE = new RegExp(`^t=${LETTERS}$`);
/** `;` stands at the end of `&amp;`, and a second `?` where somebody wrote `?utm_source=x` behind a whole link. */
const NAMED = /(?:^|[?&;])t=/i;
/** Before the token may stand a mark such as `<`, or `3D`: quoted-printable makes `t=3DTOKEN` of `t=TOKEN`. */
const TOKEN = new RegExp(`${NAMED.source}[^\\w-]{0,3}(?:3D)?${LETTERS}(?![\\w-])`, 'i');

/**
 * @param query of a URL, not decoded. There may be a `t` that is not ours: some programs add the time under this name
 * @returns what may be a token; empty if `t` holds no token; `undefined` if there is no `t`
 */
export function tokenIn(query: string): string | undefined {
  const simple = SIMPLE.exec(query)?.[1];
  if (simple !== undefined) return simple;
  const text = decoded(query);
  return TOKEN.exec(text)?.[1] ?? (NAMED.test(text) ? '' : undefined);
}

/**
 * Twice, because a redirector may escape what is escaped already. Only ASCII has a meaning here, so this knows no UTF-8.
 * What is no escape, as in `TOKEN%`, stays as it is.
 */
function decoded(text: string): string {
  const once = (one: string) =>
    one.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return once(once(text));
}
