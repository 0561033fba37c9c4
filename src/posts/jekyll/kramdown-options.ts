/** What a Jekyll site says of its Markdown: which of kramdown's options change what readers see. */
import type { Config } from '../../settings.ts';
import { lineOf, mapAt, textAt, valueAt, type YamlMap } from './yaml-map.ts';

type Kramdown = NonNullable<Config['site']['kramdown']>;

export type KramdownRead = {
  readonly settings: Kramdown;
  readonly taken: readonly { readonly key: string; readonly setting: string; readonly value: string }[];
  readonly left: readonly { readonly key: string; readonly why: string }[];
};

export function readKramdown(data: YamlMap): KramdownRead {
  const options = mapAt(data, 'kramdown');
  const rows = [
    {
      key: 'hard_wrap',
      setting: 'hardWrap',
      value: true,
      is: /^true$/i.test(String(valueAt(options, 'hard_wrap'))),
    },
    {
      key: 'smart_quotes',
      setting: 'smartQuotes',
      value: false,
      is: /^apos,apos,quot,quot$/.test(listAt(options, 'smart_quotes')),
    },
    {
      key: 'gfm_quirks',
      setting: 'symbols',
      value: false,
      is: /\bno_auto_typographic\b/.test(listAt(options, 'gfm_quirks')),
    },
    {
      key: 'parse_block_html',
      setting: 'parseBlockHtml',
      value: true,
      is: /^true$/i.test(String(valueAt(options, 'parse_block_html'))),
    },
  ].filter(({ is }) => is);
  const engine = textAt(data, 'markdown');
  return {
    settings: Object.fromEntries(rows.map(({ setting, value }) => [setting, value])),
    taken: rows.map(({ key, setting, value }) => ({
      key: `kramdown.${key}`,
      setting: `site.kramdown.${setting}`,
      value: String(value),
    })),
    left:
      engine === undefined || /^kramdown$/i.test(engine)
        ? []
        : [{ key: 'markdown', why: `posts are read as kramdown reads them, and not as ${engine} does` }],
  };
}

/** A list, or a text with commas, without blanks. */
function listAt(map: YamlMap, key: string): string {
  const value = valueAt(map, key);
  return (Array.isArray(value) ? value.map(String).join(',') : (lineOf(value) ?? '')).replace(/\s+/g, '');
}
