/**
 * Boxes between `:::` lines (Zenn, Qiita, Docusaurus, VitePress, Quarto): a quotation with the title of the box. Lines of
 * Quarto that only place something on the page are dropped.
 */
import { codeSpans } from '../code-spans.ts';
import type { Mapped } from '../mapped-lines.ts';
import { inCode } from './marks.ts';

const OPEN = /^([ \t]*):{3,}[ \t]*(?:\{([^}\n]*)\}|([A-Za-z][\w-]*))[ \t]*(.*)$/;
const CLOSE = /^[ \t]*:{3,}[ \t]*$/;

/** Boxes in boxes: further ones are shown at this depth. Else 100 kB of `:::a` became 400 MB. */
const DEEPEST = 10;

type Box = { readonly isShown: boolean };

/** What kinds of boxes are called; others have no name. */
const NAMES = /^(?:note|tip|info|warning|caution|danger|important|success|question|example|alert|warn)$/i;

export function withoutBoxes(source: Mapped): Mapped {
  if (!/^[ \t]*:{3,}/m.test(source.text)) return source;
  const text: string[] = [];
  const lines: number[] = [];
  const open: Box[] = [];
  const isCode = inCode(codeSpans(source.text));
  let at = 0;
  let depth = 0;
  const add = (line: string, row: number) => {
    text.push(`${'> '.repeat(Math.min(depth, DEEPEST))}${line}`.trimEnd());
    lines.push(source.lines[row] ?? 1);
  };
  for (const [row, line] of source.text.split('\n').entries()) {
    const from = at;
    at += line.length + 1;
    const isFree = !isCode(from);
    const start = isFree ? OPEN.exec(line) : null;
    if (start !== null) {
      add('', row);
      const box = boxOf(start);
      open.push(box);
      if (box.isShown) depth += 1;
      const title = titleOf(start);
      if (title !== '') add(`**${title}**`, row);
      if (title !== '') add('', row);
    } else if (isFree && CLOSE.test(line) && open.length > 0) {
      if (open.pop()?.isShown === true) depth -= 1;
      add('', row);
    } else add(line, row);
  }
  return { text: text.join('\n'), lines };
}

/** `{.callout-note}` of Quarto is a box; `{.column-margin}` only a place. */
function boxOf([, , attributes, name]: RegExpExecArray): Box {
  return { isShown: name !== undefined || /(?:^|\s)\.callout/.test(attributes ?? '') };
}

function titleOf([, , attributes, name = '', rest = '']: RegExpExecArray): string {
  if (attributes !== undefined) {
    const kind = /\.callout-([a-z]+)/.exec(attributes)?.[1] ?? '';
    return /\btitle="([^"]*)"/.exec(attributes)?.[1] ?? titled(kind);
  }
  const title = rest
    .trim()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/^\{.*\}$/, '');
  // Zenn and Qiita have the colour of a box where others have its title.
  if (title === '' || NAMES.test(title))
    return /^(?:message|note)$/.test(name) && title !== '' ? '' : titled(name);
  return title;
}

function titled(kind: string): string {
  return /^(?:note|tip|info|warning|caution|danger|important)$/.test(kind)
    ? kind[0]?.toUpperCase() + kind.slice(1)
    : '';
}
