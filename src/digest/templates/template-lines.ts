/**
 * From a tag in what a template made back to the line of the template, also through conditions, loops and
 * partials: the templates are rendered once more with a mark before each tag that says where it stands.
 */
import type { Place } from '../../problem.ts';
import type { Template, Templates } from './liquid.ts';

/** Private letters of Unicode: no template holds them, and where a post does, only a line is told wrong. */
const [OPEN, CLOSE] = ['\u{f0000}', '\u{f0001}'];
const MARK = new RegExp(`${OPEN}(\\d+):(\\d+):(\\d+)${CLOSE}$`, 'u');

/** Liquid's own tags are passed over: a `<` in them is no tag. */
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

/** @param before what stands right before a tag that the marked templates made */
export function placeOf(before: string, templates: Templates): Place | undefined {
  const [, index, line, column] = MARK.exec(before) ?? [];
  const at = Object.values(templates)[Number(index)]?.at;
  return at === undefined ? undefined : { ...at, line: Number(line), column: Number(column) };
}
