/**
 * Stops a build that would empty a feed by accident. If the posts folder is missing, empty or unreadable, that is
 * nearly always a mistake, and feed readers forget entries that are gone. So the build stops with the cause, and the
 * old files stay.
 */
import { join } from 'node:path';
import { readText } from '../disk/files.ts';
import type { Scan } from '../disk/scan-files.ts';
import { emptyFolder } from '../posts/folder.ts';
import type { Skipped } from '../posts/post.ts';
import { isError, type Problem, ProblemError } from '../problem.ts';
import type { Settings } from '../settings.ts';
import { JSON_FILE, readJson } from './formats/json.ts';
import { readRegister } from './ids/id-register.ts';

/**
 * @param skipped all posts: none is published
 * @param registered what the register of ids holds
 * @throws ProblemError (posts-missing, and what is wrong with the posts)
 */
export async function refuseToEmpty(
  root: string,
  settings: Settings,
  scan: Scan,
  skipped: readonly Skipped[],
  registered: string | undefined,
): Promise<void> {
  const { posts } = settings.site;
  const broken = skipped.filter(isError);
  const missing = emptyFolder(root, scan, settings);
  const named = broken.slice(0, SHOWN);
  if (missing !== undefined) throw new ProblemError([missing, ...named]);
  const stay = 'so no feed is written, and those that are there stay as they are';
  if (broken.length === skipped.length) {
    const message = `None of the ${broken.length} posts in ${posts}/ can be published, ${stay}.`;
    throw new ProblemError([problem(message, 'Mend them: `tayori check` names every one.', posts), ...named]);
  }
  if (!(await hadEntries(root, registered))) return;
  const others = skipped.length - broken.length;
  const message = `No post in ${posts}/ is published any more (${others} drafts or dated in the future), ${stay}.`;
  const hint = 'Publish one; or write feeds without a post on purpose with `tayori build --empty`.';
  throw new ProblemError([problem(message, hint, posts), ...named]);
}

/** This many problems are enough to show what happened to all posts. */
const SHOWN = 20;

function problem(message: string, hint: string, file: string): Problem {
  return { code: 'posts-missing', message, hint, at: { file } };
}

/** Whether the last build published a post: read from its feed or, if that is missing, from the register of ids. */
async function hadEntries(root: string, registered: string | undefined): Promise<boolean> {
  const feed = await readText(join(root, 'out', JSON_FILE));
  if (feed === undefined) return Object.values(readRegister(registered)).some(({ gone }) => gone !== true);
  try {
    return readJson(feed).entries.length > 0;
  } catch {
    return true; // the file is not our feed, so it may have had entries
  }
}
