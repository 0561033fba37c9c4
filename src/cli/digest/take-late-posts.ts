/** Says, before a digest is made, which posts came too late for an earlier one: they are taken in, or named. */
import { type LatePosts, latePosts } from '../../digest/late-posts.ts';
import { lastFull, type Period } from '../../period.ts';
import type { Post } from '../../posts/post.ts';
import type { Settings } from '../../settings.ts';
import type { World } from '../command.ts';
import { askLedger } from '../ledger.ts';
import { madeDigests, sentDigests } from './made-digests.ts';

/** That many are named in one line. */
const NAMED = 3;

/** The ledger is asked only if a post is missing in an earlier digest. @returns the posts to take in */
export async function takeLatePosts(
  world: World,
  settings: Settings,
  posts: readonly Post[],
  period: Period,
): Promise<readonly Post[]> {
  const before = periodBefore(settings, period);
  const late = await lateOnes(world, settings, posts, period);
  if (late === undefined) return [];
  if (!late.known) {
    if (late.taken.length > 0) world.output.note(notKnown(before.id, late.taken));
    return [];
  }
  for (const line of lateLines(late, before.id, period.id)) world.output.note(line);
  return late.taken;
}

/** @returns `undefined` if no post is late; `known` is whether a ledger could say what was sent */
export async function lateOnes(
  world: Pick<World, 'root' | 'env' | 'random'>,
  settings: Settings,
  posts: readonly Post[],
  period: Period,
): Promise<(LatePosts & { readonly known: boolean }) | undefined> {
  const made = await madeDigests(world.root, settings);
  const before = periodBefore(settings, period);
  const missing = latePosts(posts, period, before, made, () => true);
  if (missing.taken.length + missing.older.length === 0) return undefined;
  const sent = await askLedger(world, sentDigests);
  if (sent === undefined) return { ...missing, known: false };
  return { ...latePosts(posts, period, before, made, (id) => sent.has(id)), known: true };
}

function periodBefore({ site, digest }: Settings, { kind, start }: Period): Period {
  return lastFull(kind, start, site.timezone, digest.weekStart);
}

function lateLines({ taken, older }: LatePosts, before: string, id: string): string[] {
  const ids = [...new Set(older.map((one) => one.id))].join(', ');
  return [
    ...(taken.length === 0
      ? []
      : [`From ${before}, whose digest was sent without ${them(taken)}, into ${id}: ${names(taken)}.`]),
    ...(older.length === 0
      ? []
      : [
          `In no digest, since they came when ${ids} had been sent, and are too old for ${id}: ${names(older.map(({ post }) => post))}.`,
        ]),
  ];
}

function notKnown(before: string, posts: readonly Post[]): string {
  return `${before} was made without ${names(posts)}; whether it was sent only the ledger knows, and there is none here, so nothing of it is taken in.`;
}

function them(posts: readonly Post[]): string {
  return posts.length === 1 ? 'it' : 'them';
}

function names(posts: readonly Post[]): string {
  const shown = posts.slice(0, NAMED).map(({ title, file }) => `「${title}」 (${file})`);
  const rest = posts.length > NAMED ? ` and ${posts.length - NAMED} more (\`tayori posts\` lists them)` : '';
  return shown.join(', ') + rest;
}
