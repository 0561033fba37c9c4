/** Sites whose configs are programs: what decides about addresses there is guessed, and said to be a guess. */
import { posix } from 'node:path';
import { below, type FoundSite, itself, usual, withBase } from './found-site.ts';
import { routedFolder } from './routes.ts';
import { firstOf, languageTag, literalIn, programs, textOfFile, webAddress } from './site-configs.ts';

export function docusaurusSite(root: string): FoundSite | undefined {
  const file = firstOf(root, programs('docusaurus.config'));
  if (file === undefined) return undefined;
  const program = textOfFile(root, file);
  return {
    generator: 'docusaurus',
    sign: file,
    said: {
      title: literalIn(program, 'title'),
      url: webAddress(withBase(literalIn(program, 'url'), literalIn(program, 'baseUrl'))),
      language: languageTag(literalIn(program, 'defaultLocale') ?? 'en'),
    },
    roots: ['blog'],
    addressOf: (folder) =>
      usual(`/${folder}/:path`, `\`routeBasePath\` of the blog in ${file} may give another beginning`),
  };
}

export function astroSite(root: string): FoundSite | undefined {
  const file = firstOf(root, programs('astro.config'));
  if (file === undefined) return undefined;
  const program = textOfFile(root, file);
  const roots = [
    'src/content/blog',
    'src/content/posts',
    'src/content',
    'src/data',
    'src/pages',
    'content',
    '',
  ];
  return {
    generator: 'astro',
    sign: file,
    said: { url: webAddress(withBase(literalIn(program, 'site'), literalIn(program, 'base'))) },
    roots,
    addressOf: (folder) => {
      if (folder.startsWith('src/pages')) return itself(`${below(folder, 'src/pages')}/:path/`);
      const route = routedFolder(root, ['src/pages'], folder);
      return route === undefined
        ? usual(`/${folder.split('/').at(-1)}/:path/`, 'the pages in src/pages decide')
        : { permalink: `${route.path}/:path/`, from: `the route ${route.file}`, sure: true };
    },
  };
}

export function nextSite(root: string): FoundSite | undefined {
  const file = firstOf(root, programs('next.config'));
  if (file === undefined) return undefined;
  return {
    generator: 'nextjs',
    sign: file,
    said: {},
    roots: [
      'data/blog',
      'data',
      'content',
      'contents',
      'posts',
      '_posts',
      'src/content',
      'src/posts',
      'public',
      '',
    ],
    addressOf: (folder) => {
      const route = routedFolder(root, ['app', 'src/app', 'pages', 'src/pages'], folder);
      return route === undefined
        ? usual(undefined, 'a program decides about the addresses')
        : { permalink: `${route.path}/:path`, from: `the route ${route.file}`, sure: true };
    },
  };
}

export function eleventySite(root: string): FoundSite | undefined {
  const file = firstOf(root, [...programs('.eleventy', 'eleventy.config')]);
  if (file === undefined) return undefined;
  const program = textOfFile(root, file);
  const input = literalIn(program, 'input')?.replace(/^\.\//, '') ?? '';
  return {
    generator: 'eleventy',
    sign: file,
    said: {},
    roots: [input, 'content', 'src', ''],
    addressOf: (folder) => {
      const start = folder === input || folder.startsWith(`${input}/`) ? input : '';
      const from = `\`permalink\` in the data files of Eleventy (${folder}/*.11tydata.js, *.json) may say otherwise`;
      return usual(`${below(folder, start)}/:path/`, from);
    },
  };
}

export function gatsbySite(root: string): FoundSite | undefined {
  const file = firstOf(root, programs('gatsby-config'));
  if (file === undefined) return undefined;
  const program = textOfFile(root, file);
  return {
    generator: 'gatsby',
    sign: file,
    said: { title: literalIn(program, 'title'), url: webAddress(literalIn(program, 'siteUrl')) },
    roots: ['content/blog', 'content', 'src/pages', 'src/posts', 'src/content', 'blog', 'posts', ''],
    addressOf: () => usual('/:path/', 'gatsby-node.js decides about the addresses'),
  };
}

export function vitepressSite(root: string): FoundSite | undefined {
  const homes = ['', 'docs', 'src', 'blog'].flatMap((home) =>
    ['.vitepress', '.vuepress'].map((name) => posix.join(home, name)),
  );
  const sign = firstOf(root, homes);
  if (sign === undefined) return undefined;
  const program = programs('config')
    .map((name) => textOfFile(root, posix.join(sign, name)))
    .join('\n');
  const home = literalIn(program, 'srcDir')?.replace(/^\.\//, '') ?? sign.split('/').slice(0, -1).join('/');
  const ending = /\bcleanUrls\s*:\s*true\b/.test(program) ? '' : '.html';
  return {
    generator: 'vitepress',
    sign,
    said: { title: literalIn(program, 'title'), language: languageTag(literalIn(program, 'lang')) },
    roots: [posix.join(home, 'posts'), posix.join(home, 'blog'), home],
    addressOf: (folder) =>
      usual(`${below(folder, home)}/:path${ending}`, `\`rewrites\` or a plugin in ${sign} may say otherwise`),
  };
}
