/** What the config of a Hugo site says of its addresses and languages. */
import { join, posix } from 'node:path';
import { entriesIn } from '../../disk/scan-files.ts';
import { unknownPlaceholders } from '../../posts/head/permalink.ts';
import type { YamlMap } from '../../posts/jekyll/yaml-map.ts';
import type { FoundAddress, FoundSite } from './found-site.ts';
import {
  anyCase,
  firstOf,
  languageTag,
  mapIn,
  mapOfFile,
  textIn,
  webAddress,
  zoneIn,
} from './site-configs.ts';

const ENDINGS = ['toml', 'yaml', 'yml', 'json'];
const FILES = ['hugo', 'config'].flatMap((name) => ENDINGS.map((ending) => `${name}.${ending}`));
const FOLDER = 'config/_default';

/** `undefined` if it is no site of Hugo: Zola and others have a `config.toml`, too. */
export function hugoSite(root: string): FoundSite | undefined {
  const file = firstOf(root, FILES);
  const parts = entriesIn(join(root, FOLDER)).map(({ name }) => name);
  const sign = file ?? (parts.length > 0 ? FOLDER : undefined);
  if (sign === undefined) return undefined;
  const config = mergedConfig(root, file, parts);
  const isNamed = sign.startsWith('hugo.') || sign === FOLDER;
  if (!isNamed && (anyCase(config, 'base_url') !== undefined || firstOf(root, ['content']) === undefined))
    return undefined;
  const own = textIn(config, 'defaultContentLanguage') ?? 'en';
  const languages = mapIn(config, 'languages');
  const others = Object.keys(languages).filter((name) => name !== own);
  const language = mapIn(languages, own);
  const folder = textIn(language, 'contentDir') ?? textIn(config, 'contentDir') ?? 'content';
  return {
    generator: 'hugo',
    sign,
    said: {
      title: textIn(language, 'title') ?? textIn(config, 'title'),
      url: webAddress(textIn(config, 'baseURL')),
      language: languageTag(
        textIn(language, 'languageCode') ?? textIn(config, 'languageCode') ?? textIn(config, 'locale') ?? own,
      ),
      timezone: zoneIn(textIn(config, 'timeZone')),
    },
    roots: [folder],
    sections: true,
    ...(others.length === 0 ? {} : { editions: [own, ...others] }),
    addressOf: (posts) => addressOf(config, posts, folder, own, sign),
  };
}

function mergedConfig(root: string, file: string | undefined, parts: readonly string[]): YamlMap {
  const whole = parts
    .filter((name) => /^(?:hugo|config)\./.test(name))
    .map((name) => mapOfFile(root, posix.join(FOLDER, name)));
  const named = parts.flatMap((name): [string, unknown][] => {
    const [key = '', ...rest] = name.split('.');
    if (/^(?:hugo|config)$/.test(key) || rest.length > 2) return [];
    const map = mapOfFile(root, posix.join(FOLDER, name));
    // `languages.ja.toml` is the table `ja` of `languages`.
    return rest.length === 2 ? [[key, { [rest[0] ?? '']: map }]] : [[key, map]];
  });
  const below = Object.fromEntries(
    [...Map.groupBy(named, ([key]) => key)].map(([key, some]) => [
      key,
      Object.assign({}, ...some.map(([, map]) => map)),
    ]),
  );
  return Object.assign({}, file === undefined ? {} : mapOfFile(root, file), ...whole, below);
}

function addressOf(config: YamlMap, posts: string, folder: string, own: string, sign: string): FoundAddress {
  const below = posts === folder ? '' : posts.slice(folder.length + 1);
  const section = below.split('/')[0] ?? '';
  const permalinks = mapIn(config, 'permalinks');
  const written = textIn(mapIn(permalinks, 'page'), section) ?? textIn(permalinks, section);
  const plain = written ?? `${below === '' ? '' : `/${below}`}/:path/`;
  // `:section` counts from `content/`; with a folder for each language it would begin with the language.
  const pattern = folder === 'content' ? plain : plain.replace(/:sections?\b/g, section);
  const prefix = textIn(config, 'defaultContentLanguageInSubdir') === 'true' ? `/${own}` : '';
  const ending = textIn(config, 'uglyURLs') === 'true' ? pattern.replace(/\/?$/, '.html') : pattern;
  const permalink = `${prefix}${ending.startsWith('/') ? '' : '/'}${ending}`;
  const unknown = unknownPlaceholders(permalink, 'hugo');
  if (unknown.length > 0)
    return {
      permalink: undefined,
      from: `\`permalinks\` of ${sign} has ${unknown.join(', ')}, which is not known here`,
      sure: false,
    };
  const from = written === undefined ? 'what Hugo does by itself' : `\`permalinks\` of ${sign}`;
  return { permalink, from, sure: true };
}
