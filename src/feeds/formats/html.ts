/** HTML from templates: whatever is put in is escaped, unless it is HTML that was made the same way. */
import { allowedText, escapeAttribute } from './xml.ts';

export type Html = { readonly html: string };
type Value = string | Html | readonly Html[] | undefined;

export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return { html: parts.map((part, index) => part + written(values[index])).join('') };
}

/** For text that is ours and is HTML, CSS or a script already. */
export function trusted(text: string): Html {
  return { html: text };
}

function written(value: Value): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return escapeAttribute(allowedText(value));
  return 'html' in value ? value.html : value.map((item) => item.html).join('');
}
