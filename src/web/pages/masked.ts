/**
 * An address as it is shown on a page: mails are forwarded, and whoever opens the link of another should not learn
 * the address from it. `t***@e***.jp` is enough for its owner to know it.
 */
export function masked(address: string): string {
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  const dot = domain.lastIndexOf('.');
  return `${firstOf(local)}***@${firstOf(domain.slice(0, dot))}***${domain.slice(dot)}`;
}

/** A name of one or two letters would be told by its first. */
function firstOf(text: string): string {
  const letters = [...text];
  return letters.length > 2 ? (letters[0] ?? '') : '';
}
