/** Sites whose configs are data, or texts that can be read without running them: Zola, Hexo, Quarto, Pelican, Nikola. */
import { join, posix } from 'node:path';
import { entriesIn } from '../../disk/scan-files.ts';
import { unknownPlaceholders } from '../../posts/head/permalink.ts';
import { listAt } from '../../posts/jekyll/yaml-map.ts';
import { below, type FoundSite, itself, usual } from './found-site.ts';
import {
  firstOf,
  languageTag,
  literalIn,
  mapIn,
  mapOfFile,
  textIn,
  textOfFile,
  webAddress,
  zoneIn,
} from './site-configs.ts';

export function zolaSite(root: string): FoundSite | undefined {
  const config = mapOfFile(root, 'config.toml');
  const url = textIn(config, 'base_url');
  if (url === undefined) return undefined;
  const own = textIn(config, 'default_language') ?? 'en';
  const others = Object.keys(mapIn(config, 'languages')).filter((name) => name !== own);
  return {
    generator: 'zola',
    sign: 'config.toml',
    said: { title: textIn(config, 'title'), url: webAddress(url), language: languageTag(own) },
    roots: ['content'],
    sections: true,
    ...(others.length === 0 ? {} : { editions: [own, ...others] }),
    addressOf: (folder) => {
      const permalink = `${below(folder, 'content')}/:path/`;
      const names = textIn(mapIn(config, 'slugify'), 'paths') ?? 'on';
      return names === 'on'
        ? itself(permalink)
        : usual(permalink, `\`slugify.paths\` of config.toml keeps other letters in addresses`);
    },
  };
}

export function hexoSite(root: string): FoundSite | undefined {
  const config = mapOfFile(root, '_config.yml');
  const source = textIn(config, 'source_dir') ?? 'source';
  const posts = posix.join(source, '_posts');
  if (entriesIn(join(root, posts)).length === 0) return undefined;
  const language = listAt(config, 'language')[0] ?? textIn(config, 'language');
  return {
    generator: 'hexo',
    sign: posts,
    said: {
      title: textIn(config, 'title'),
      url: webAddress(textIn(config, 'url')),
      language: languageTag(typeof language === 'string' ? language : undefined),
      timezone: zoneIn(textIn(config, 'timezone')),
    },
    roots: [posts],
    addressOf: () => {
      const written = textIn(config, 'permalink') ?? ':year/:month/:day/:title/';
      // With such names of files, Hexo takes the date off.
      const isDated = /^:year-:month-:day-:title/.test(textIn(config, 'new_post_name') ?? '');
      const pattern = isDated ? written.replace(/:(?:title|name)(?![a-z_])/g, ':undated') : written;
      const unknown = unknownPlaceholders(pattern, 'hexo');
      if (unknown.length > 0)
        return usual(
          undefined,
          `\`permalink\` of _config.yml has ${unknown.join(', ')}, which is not known here`,
        );
      const path = `${pattern.startsWith('/') ? '' : '/'}${pattern}`;
      return { permalink: path, from: '`permalink` of _config.yml', sure: true };
    },
  };
}

export function quartoSite(root: string): FoundSite | undefined {
  const file = firstOf(root, ['_quarto.yml', '_quarto.yaml']);
  if (file === undefined) return undefined;
  const config = mapOfFile(root, file);
  const website = mapIn(config, 'website');
  return {
    generator: 'quarto',
    sign: file,
    said: {
      title: textIn(website, 'title'),
      url: webAddress(textIn(website, 'site-url')),
      language: languageTag(textIn(config, 'lang') ?? 'en'),
    },
    roots: ['posts', 'blog', ''],
    addressOf: (folder) => itself(`/${folder}/:path/`),
  };
}

export function pelicanSite(root: string): FoundSite | undefined {
  const file = firstOf(root, ['pelicanconf.py', 'publishconf.py']);
  if (file === undefined) return undefined;
  const program = `${textOfFile(root, 'publishconf.py')}\n${textOfFile(root, 'pelicanconf.py')}`;
  const written = literalIn(program, 'ARTICLE_URL') ?? '{slug}.html';
  const pattern = written
    .replaceAll('{slug}', ':title')
    .replaceAll('{category}', ':slugified_categories')
    .replaceAll('{date:%Y}', ':year')
    .replaceAll('{date:%m}', ':month')
    .replaceAll('{date:%d}', ':day')
    .replaceAll('{date:%b}', ':short_month');
  const path = `${pattern.startsWith('/') ? '' : '/'}${pattern}`;
  const from =
    written === '{slug}.html'
      ? 'ARTICLE_URL is not written out; a post without `Slug:` gets its address from its title'
      : 'from ARTICLE_URL; a post without `Slug:` gets its address from its title';
  return {
    generator: 'pelican',
    sign: file,
    said: {
      title: literalIn(program, 'SITENAME'),
      url: webAddress(literalIn(program, 'SITEURL')),
      language: languageTag(literalIn(program, 'DEFAULT_LANG')),
      timezone: zoneIn(literalIn(program, 'TIMEZONE')),
    },
    roots: [literalIn(program, 'PATH') ?? 'content', 'content', ''],
    sections: false,
    addressOf: () =>
      /[{}]/.test(path)
        ? usual(undefined, `ARTICLE_URL is \`${written}\`, of which not all is known here`)
        : usual(path, from),
  };
}

export function nikolaSite(root: string): FoundSite | undefined {
  const program = textOfFile(root, 'conf.py');
  if (!/^\s*(?:BLOG_TITLE|POSTS)\s*=/m.test(program)) return undefined;
  return {
    generator: 'nikola',
    sign: 'conf.py',
    said: {
      title: literalIn(program, 'BLOG_TITLE'),
      url: webAddress(literalIn(program, 'SITE_URL')),
      language: languageTag(literalIn(program, 'DEFAULT_LANG')),
      timezone: zoneIn(literalIn(program, 'TIMEZONE')),
    },
    roots: ['posts', 'blog', ''],
    addressOf: (folder) => {
      const target = /\(\s*["']posts\/\*\.\w+["']\s*,\s*["']([^"']*)["']/.exec(program)?.[1] ?? folder;
      const isPretty = !/^\s*PRETTY_URLS\s*=\s*False/m.test(program);
      return usual(`/${target}/:path${isPretty ? '/' : '.html'}`, '`POSTS` in conf.py may say otherwise');
    },
  };
}
