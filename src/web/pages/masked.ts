/**
 * An address as it is shown on a page: `t***@e***.jp`. Its owner recognises it. Someone else who got the mail forwarded
 * and opens its link does not learn the address.
 */
export function masked(address: string): string {
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  const dot = domain.lastIndexOf('.');
  return `${firstOf(local)}***@${firstOf(domain.slice(0, dot))}***${domain.slice(dot)}`;
}

/** Empty for a name of one or two letters: its first letter would give away too much. */
function firstOf(text: string): string {
  const letters = [...text];
  return letters.length > 2 ? (letters[0] ?? '') : '';
}
