/**
 * The posts folder, `site.posts` of the config: which files are in it, which of them are skipped, and whether it is
 * empty. If the folder is missing by accident, the feeds must not become empty.
 */
import { join } from 'node:path';
import { type Aside, exists, type Scan, scanFiles } from '../disk/scan-files.ts';
import type { Problem } from '../problem.ts';
import type { Settings } from '../settings.ts';
import { POST_NAME, type Skipped } from './post.ts';
import { nfc } from './post-bytes.ts';

/** Every file whose name is the name of a post, and its stamp. Links that stay inside the site are followed. */
export function scanPostsIn(root: string, folder: string): Scan {
  return scanFiles(join(root, folder), POST_NAME, root);
}

/** Files in the folder that cannot be read or are not posts. */
export function folderFaults({ misnamed, others, aside }: Scan, settings: Settings): Skipped[] {
  const { posts, generator } = settings.site;
  const missed = generator === 'jekyll' ? others : others.filter((name) => WRITTEN.test(name));
  return [
    ...misnamed.map((name) => strangeName(`${posts}/${name}`)),
    ...missed.map((name) => otherFile(nfc(`${posts}/${name}`))),
    ...aside.map((one) => asideFault(one, settings)),
  ];
}

/** Kinds of posts that are not read. Other generators have pictures and the like beside their posts; nobody misses these. */
const WRITTEN = /\.(?:adoc|asciidoc|docx?|ipynb|md[a-z]*|org|odt|rmd|rmarkdown|rst|rtf|textile|txt|wiki)$/i;

/** Left out silently, such a post would not be missed; and as a URL or an id, its name would last for ever. */
function strangeName(file: string): Skipped {
  return {
    code: 'file-unreadable',
    message: 'The name of the file or folder is not UTF-8, so that it can not be part of a URL.',
    hint: 'Rename it: `ls -b` shows its bytes, and `mv` with a pattern such as `2026-*.md` finds it.',
    at: { file },
  };
}

/** Named, so that nobody searches in vain for a post of another kind, and all files are accounted for. */
function otherFile(file: string): Skipped {
  return {
    code: 'post-other-file',
    message: 'The file is no post: posts end in .md, .markdown, .mkd, .mkdn, .mkdown, .mdx, .qmd or .html.',
    hint: 'Rename it where it is one; pictures and the like may lie elsewhere in the site.',
    at: { file },
  };
}

/** Why something in the folder is not read. */
function asideFault({ path, why, target }: Aside, { site }: Settings): Skipped {
  const at = { file: `${site.posts}/${path}` };
  if (why === '_posts') {
    return {
      code: 'posts-nested',
      message: `Names that begin with \`_\` are passed over, so no post in ${at.file}/ is read.`,
      hint: `Name that folder in tayori.config.ts with \`site.posts: '${target ?? at.file}'\`, or move its posts up.`,
      at,
    };
  }
  return { code: 'post-link', ...LINKS[why], at };
}

const LINKS = {
  outside: {
    message: 'The link leads out of the site folder, or to a hidden file, and is not followed.',
    hint: 'Copy the post to this place, or name the folder that holds the posts with `site.posts`.',
  },
  back: {
    message: 'The link leads to a folder that is read anyway, and is not followed.',
    hint: 'Remove the link.',
  },
  broken: { message: 'The link leads to nothing.', hint: 'Correct it, or remove it.' },
} as const;

/** What is wrong with a folder in which no post was found; `undefined` if there is a post. */
export function emptyFolder(root: string, scan: Scan, { site }: Settings): Problem | undefined {
  if (scan.paths.length > 0 || scan.misnamed.length > 0) return undefined;
  const there = exists(join(root, site.posts));
  const message = there
    ? `There is no post in ${site.posts}/: no file with an ending such as .md or .html can be read there.`
    : `There is no folder ${site.posts}/ in ${root}.`;
  const other = ['_posts', 'posts'].find((name) => name !== site.posts && exists(join(root, name)));
  const hint = other
    ? `There is a folder ${other}/: if the posts lie there, write \`site.posts: '${other}'\` into tayori.config.ts.`
    : `Put the posts there, or name the folder that holds them with \`site.posts\` in tayori.config.ts.`;
  return { code: 'posts-missing', message, hint, at: { file: site.posts } };
}
