/** How one text becomes another, line by line, in the fewest steps (Myers, 1986). */

/** The lines of the old text from `from` to `to` became `lines`. */
export type LineChange = { readonly from: number; readonly to: number; readonly lines: readonly string[] };

/** If more steps are needed, everything between the first and the last difference is one change. */
const MOST = 3000;

/** In the order of the lines; all other lines are the same in both texts. */
export function changesBetween(old: readonly string[], next: readonly string[]): LineChange[] {
  let start = 0;
  while (start < old.length && start < next.length && old[start] === next[start]) start += 1;
  let end = 0;
  while (
    end < old.length - start &&
    end < next.length - start &&
    old[old.length - 1 - end] === next[next.length - 1 - end]
  )
    end += 1;
  const a = old.slice(start, old.length - end);
  const b = next.slice(start, next.length - end);
  if (a.length === 0 && b.length === 0) return [];
  const same = commonLines(a, b);
  if (same === undefined) return [{ from: start, to: start + a.length, lines: b }];
  return between(a, b, same).map(({ from, to, lines }) => ({ from: from + start, to: to + start, lines }));
}

type Pair = readonly [inOld: number, inNew: number];

function between(a: readonly string[], b: readonly string[], same: readonly Pair[]): LineChange[] {
  const changes: LineChange[] = [];
  let [x, y] = [0, 0];
  for (const [inOld, inNew] of [...same, [a.length, b.length] as const]) {
    if (inOld > x || inNew > y) changes.push({ from: x, to: inOld, lines: b.slice(y, inNew) });
    [x, y] = [inOld + 1, inNew + 1];
  }
  return changes;
}

/** Pairs of equal lines, as many as possible in order; `undefined` if that needs too many steps. */
function commonLines(a: readonly string[], b: readonly string[]): Pair[] | undefined {
  const trace: Map<number, number>[] = [];
  const reach = new Map<number, number>([[1, 0]]);
  for (let steps = 0; steps <= Math.min(a.length + b.length, MOST); steps += 1) {
    trace.push(new Map(reach));
    for (let k = -steps; k <= steps; k += 2) {
      const down = k === -steps || (k !== steps && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
      let x = down ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      reach.set(k, x);
      if (x >= a.length && x - k >= b.length) return wayBack(trace, a.length, b.length);
    }
  }
  return undefined;
}

function wayBack(trace: readonly Map<number, number>[], width: number, height: number): Pair[] {
  const pairs: Pair[] = [];
  let [x, y] = [width, height];
  for (let steps = trace.length - 1; steps >= 0; steps -= 1) {
    const reach = trace[steps] ?? new Map<number, number>();
    const k = x - y;
    const down = k === -steps || (k !== steps && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
    const before = down ? k + 1 : k - 1;
    const startX = steps === 0 ? 0 : (reach.get(before) ?? 0);
    const startY = steps === 0 ? 0 : startX - before;
    while (x > startX && y > startY && x > 0 && y > 0) {
      x -= 1;
      y -= 1;
      pairs.push([x, y]);
    }
    [x, y] = [startX, startY];
  }
  return pairs.reverse();
}
