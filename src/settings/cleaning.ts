/** Settings of what is repaired in posts on the way to readers. */
import * as v from 'valibot';
import { line } from './fields.ts';

const repairs = v.strictObject({
  marker: v.optional(
    v.pipe(v.boolean(), v.description('Drop leaked marker lines and mend the sentences they cut.')),
    true,
  ),
  repeatedTitle: v.optional(
    v.pipe(v.boolean(), v.description('Drop a first paragraph that repeats the title.')),
    true,
  ),
  repeatedParagraph: v.optional(
    v.pipe(v.boolean(), v.description('Drop the second copy of a paragraph of 80 characters or more.')),
    true,
  ),
  boldHeading: v.optional(
    v.pipe(v.boolean(), v.description('Turn a paragraph that is one bold line into a heading.')),
    true,
  ),
  flattened: v.optional(
    v.pipe(v.boolean(), v.description('Give headings and list items in mid-paragraph their lines back.')),
    true,
  ),
  strayEmphasis: v.optional(
    v.pipe(v.boolean(), v.description('Mend or drop `**` that no reader should see.')),
    true,
  ),
  replacementCharacter: v.optional(
    v.pipe(v.boolean(), v.description('Drop U+FFFD, the scar of cut multi-byte text.')),
    true,
  ),
  titleMarkdown: v.optional(
    v.pipe(v.boolean(), v.description('Turn Markdown in titles into plain text.')),
    true,
  ),
  boilerplateExcerpt: v.optional(
    v.pipe(v.boolean(), v.description('Replace an excerpt that says nothing by the first sentences.')),
    true,
  ),
});

export const cleaning = v.strictObject({
  markers: v.optional(
    v.pipe(
      v.array(line('A marker line.')),
      v.description('Lines that the writing pipeline leaks into posts.'),
    ),
    ['---END---', '【既存の記事の最後の部分】'],
  ),
  boilerplate: v.optional(
    v.pipe(v.array(line('A phrase.')), v.description('Phrases that make an excerpt boilerplate.')),
    ['について詳細に分析します', '最新のAI技術動向と市場分析をお届けします'],
  ),
  repairs: v.optional(repairs, {}),
});
