/**
 * A body as blocks: paragraphs, items and the like, apart by blank lines, and fenced code in one piece.
 * Repairs work on blocks and know the line of each; joined again they are the text they came from.
 */

export type Block = {
  /** The newlines (and blanks on empty lines) before it. */
  readonly gap: string;
  readonly text: string;
  /** Its first line in the file, from 1. */
  readonly line: number;
  /** Fenced code: no repair of sentences touches it. */
  readonly code: boolean;
};

/** @param firstLine the line of the file where the body begins */
export function splitBlocks(body: string, firstLine: number): Block[] {
  const blocks: Block[] = [];
  let gap: string[] = [];
  let lines: string[] = [];
  let fence: string | undefined;
  let start = firstLine;
  const close = (code: boolean) => {
    if (lines.length > 0) {
      const before = gap.length === 0 && blocks.length > 0 ? '\n' : gap.join('');
      blocks.push({ gap: before, text: lines.join('\n'), line: start, code });
      gap = ['\n'];
    }
    lines = [];
  };
  for (const [index, line] of body.split('\n').entries()) {
    const opened = fence === undefined ? /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[1] : undefined;
    if (fence === undefined && (line.trim() === '' || opened !== undefined)) close(false);
    if (fence === undefined && line.trim() === '') {
      gap.push(`${line}\n`);
      continue;
    }
    if (lines.length === 0) start = firstLine + index;
    lines.push(line);
    if (opened !== undefined) fence = opened;
    else if (fence !== undefined && closesFence(line, fence)) {
      close(true);
      fence = undefined;
    }
  }
  close(fence !== undefined);
  return blocks;
}

export function joinBlocks(blocks: readonly Block[]): string {
  return blocks.map(({ gap, text }) => gap + text).join('');
}

function closesFence(line: string, fence: string): boolean {
  const mark = line.trim();
  return (
    mark.length >= fence.length && mark === (fence[0] ?? '').repeat(mark.length) && /^ {0,3}\S/.test(line)
  );
}
