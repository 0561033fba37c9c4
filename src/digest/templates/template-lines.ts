/**
 * Finds the line of a template that made a tag, also through conditions, loops and partials: the templates are rendered
 * once more, with a mark before each tag that gives its line.
 */
import type { Place } from '../../problem.ts';
import type { Template, Templates } from './template.ts';

/** Private letters of Unicode. No template contains them; if a post does, only a line number may be wrong. */
const [OPEN, CLOSE] = ['\u{f0000}', '\u{f0001}'];
const MARK = new RegExp(`${OPEN}(\\d+):(\\d+):(\\d+)${CLOSE}$`, 'u');

/** Liquid's own tags are skipped: a `<` in them begins no tag. */
const TAGS = /\{%[\s\S]*?%\}|\{\{[\s\S]*?\}\}|<(?=\/?[a-z])/gi;

export function withLineMarks(templates: Templates): Templates {
  return Object.fromEntries(
    Object.entries(templates).map(([name, template], index) => [name, marked(template, index)]),
  );
}

function marked({ source, at }: Template, index: number): Template {
  let [line, from] = [1, 0];
  const text = source.replace(TAGS, (tag, offset: number) => {
    for (
      let next = source.indexOf('\n', from);
      next !== -1 && next < offset;
      next = source.indexOf('\n', from)
    ) {
      line += 1;
      from = next + 1;
    }
    return tag === '<' ? `${OPEN}${index}:${line}:${offset - from + 1}${CLOSE}<` : tag;
  });
  return { source: text, at };
}

/**
 * @param before the text just before a tag, as the marked templates made it
 * @returns `undefined` if no mark stands there
 */
export function placeOf(before: string, templates: Templates): Place | undefined {
  const [, index, line, column] = MARK.exec(before) ?? [];
  const at = Object.values(templates)[Number(index)]?.at;
  return at === undefined ? undefined : { ...at, line: Number(line), column: Number(column) };
}
