/**
 * The links from the web version of a digest to the one before and the one after it. They stand between two
 * comments, and change when the next digest is made: they are no part of what was approved, so the hash of
 * the page leaves them out.
 */
const OPEN = '<!--neighbours-->';
const CLOSE = '<!--/neighbours-->';
const BETWEEN = new RegExp(`${OPEN}[\\s\\S]*?${CLOSE}`);

/** The page as it was made: with nothing between the two comments. */
export function withoutNeighbours(page: string): string {
  return withNeighbours(page, '');
}

/** A page whose template has no place for them stays as it is. */
export function withNeighbours(page: string, links: string): string {
  return page.replace(BETWEEN, () => `${OPEN}${links}${CLOSE}`);
}
