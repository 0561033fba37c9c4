/** What is wrong with the Liquid of a post, and what to do: a name, filter or tag is unknown, a file or the syntax broken. */
import type { Liquid, LiquidError } from 'liquidjs';
import { nearestName } from '../../text/nearest-name.ts';
import { FileFault } from './file-fault.ts';

export const TAG_HINT =
  "Write what it shows into the post, or publish such posts as excerpts: `site: { unresolved: 'excerpt' }`.";

/** Why an include can not be run, as a sentence for people. */
export class IncludeError extends Error {
  override readonly name = 'IncludeError';
}

const HINT =
  "Write the value itself, or name it in the config (`site: { values: { … } }`); or publish such posts as excerpts: `site: { unresolved: 'excerpt' }`.";

const DATA_HINT =
  "Put its files into the folder `_data` of the site, or name their folder (`site: { data: '…' }`); or write the value itself.";

const VALUE_HINT = 'Correct the name, or write the value into the data files.';

/** For a name of `site` that does not exist. */
export function unknownName(name: string, others: readonly string[]): [message: string, hint: string] {
  const hint = name === 'site.data' ? DATA_HINT : suggestionFor(name, others) + HINT;
  return [`\`${name}\` is not known here.`, hint];
}

/** @throws the error itself if it is none of LiquidJS's */
export function faultOf(error: unknown, engine: Liquid): [message: string, hint: string, at: number] {
  if (!(error instanceof Error)) throw error;
  const { originalError } = error as Partial<LiquidError>;
  const token = (error as Partial<LiquidError>).token; // LiquidJS gives its errors one
  const at = typeof token?.begin === 'number' ? token.begin : 0;
  if (originalError instanceof FileFault) return [`${originalError.message}.`, FILE_HINT, at];
  if (originalError instanceof IncludeError) return [originalError.message, TAG_HINT, at];
  const shortcode = shortcodeAt(token?.input ?? '', at);
  if (shortcode !== undefined)
    return [
      `\`${shortcode.name}\` is a shortcode of Hugo, and only Jekyll's tags are known here.`,
      TAG_HINT,
      shortcode.from,
    ];
  const said = error.message.replace(/, (?:file|line):.*$/s, '');
  const name = /^undefined variable: (.+)$/.exec(said)?.[1];
  if (name !== undefined)
    return [`\`${name}\` is not known here.`, /^site\.data\b/.test(name) ? VALUE_HINT : HINT, at];
  const filter = /^undefined filter: (.+)$/.exec(said)?.[1];
  if (filter !== undefined)
    return [
      `There is no filter \`${filter}\` here.`,
      suggestionFor(filter, Object.keys(engine.filters)) + HINT,
      at,
    ];
  const tag = /^tag "(.+?)" not found$/.exec(said)?.[1];
  if (tag !== undefined)
    return [
      `The tag \`{% ${tag} %}\` is not known here.`,
      suggestionFor(tag, Object.keys(engine.tags)) + TAG_HINT,
      at,
    ];
  return [`The Liquid can not be run: ${said.slice(0, 120)}.`, SYNTAX_HINT, at];
}

/** The shortcode of Hugo in which a place is, and where it begins: `{{< figure >}}`, `{{% note %}}`. */
function shortcodeAt(text: string, at: number): { readonly name: string; readonly from: number } | undefined {
  const from = text.lastIndexOf('{{', at + 1);
  const [, mark = '', name = ''] =
    /^\{\{([<%])-?\s*(\/?\s*[\w./-]{1,40})/.exec(text.slice(from, from + 60)) ?? [];
  if (from < 0 || mark === '' || text.slice(from, at).includes('}}')) return undefined;
  return { name: mark === '<' ? `{{< ${name} >}}` : `{{% ${name} %}}`, from };
}

/** ``Did you mean `relative_url`? ``, if a name differs in a letter or two. */
function suggestionFor(name: string, known: readonly string[]): string {
  const near = name.length < LEAST_NAME ? undefined : nearestName(name, known);
  return near === undefined ? '' : `Did you mean \`${near}\`? `;
}

/** A shorter name differs from many others in only two letters. */
const LEAST_NAME = 4;

const FILE_HINT = 'Mend that file; posts that do not use it are published anyway.';

const SYNTAX_HINT =
  'Mend the tag; where braces are meant as text, put `{% raw %}` before and `{% endraw %}` behind them.';
