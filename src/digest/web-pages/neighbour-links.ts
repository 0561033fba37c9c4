/**
 * The links from the web version of a digest to the digests before and after it. They are between two comments of HTML,
 * and change when the next digest is made. They are not part of what was approved, so the hash of the page leaves them
 * out.
 */
const OPEN = '<!--neighbours-->';
const CLOSE = '<!--/neighbours-->';
const BETWEEN = new RegExp(`${OPEN}[\\s\\S]*?${CLOSE}`);

/** The page as it was made: without anything between the two comments. */
export function withoutNeighbours(page: string): string {
  return withNeighbours(page, '');
}

/** If a template has no place for the links, the page stays as it is. */
export function withNeighbours(page: string, links: string): string {
  return page.replace(BETWEEN, () => `${OPEN}${links}${CLOSE}`);
}
