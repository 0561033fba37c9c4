/** kramdown's own tags, which stand around text: `{::comment}`, `{::nomarkdown}`, `{::options ... /}`. They go. */
import { codeSpans } from '../code-spans.ts';
import { type Mapped, replaceSpans } from '../mapped-lines.ts';

/** `{::name ...}`, `{::name ... /}`, `{:/name}`, `{:/}` */
const TAG = /\{::(comment|nomarkdown|options)\b([^{}\n]*)\}|\{:\/(comment|nomarkdown|options|)\}/g;

/** A comment goes with all that it says, over any number of paragraphs; of the others only the tags go. */
export function dropExtensions(source: Mapped): Mapped {
  if (!/\{:[:/]/.test(source.text)) return source;
  const code = codeSpans(source.text);
  const spans: { from: number; to: number; text: string }[] = [];
  let row = 0;
  let comment: number | undefined;
  for (const { 0: tag, 1: opened, 2: options = '', 3: closed, index } of source.text.matchAll(TAG)) {
    while ((code[row]?.to ?? Number.POSITIVE_INFINITY) <= index) row += 1;
    if ((code[row]?.from ?? Number.POSITIVE_INFINITY) <= index) continue;
    const to = index + tag.length;
    if (comment !== undefined) {
      if (closed !== 'comment' && closed !== '') continue;
      spans.push({ from: comment, to, text: '' });
      comment = undefined;
    } else if (opened === 'comment' && !options.endsWith('/')) comment = index;
    else spans.push({ from: index, to, text: '' });
  }
  if (comment !== undefined) spans.push({ from: comment, to: source.text.length, text: '' });
  return replaceSpans(source, spans);
}
