/** The table of commands: a new one is a file in this folder and a row here. Each is loaded when it is called. */
import type { Commands } from './help.ts';

export const commands: Commands = {
  start: async () => (await import('./start.ts')).start,
  init: async () => (await import('./init/init.ts')).init,
  build: async () => (await import('./build/build.ts')).build,
  note: async () => (await import('./note.ts')).note,
  digest: async () => (await import('./digest/digest.ts')).digest,
  preview: async () => (await import('./preview.ts')).preview,
  send: async () => (await import('./send/send.ts')).send,
  serve: async () => (await import('./serve.ts')).serve,
  status: async () => (await import('./status/status.ts')).status,
  why: async () => (await import('./why.ts')).why,
  settle: async () => (await import('./send/settle.ts')).settle,
  verify: async () => (await import('./verify.ts')).verify,
  doctor: async () => (await import('./doctor.ts')).doctor,
  backup: async () => (await import('./backup.ts')).backup,
  bounces: async () => (await import('./bounces/bounces.ts')).bounces,
  subscribers: async () => (await import('./subscribers/subscribers.ts')).subscribers,
  posts: async () => (await import('./posts/posts.ts')).posts,
  check: async () => (await import('./check/check.ts')).check,
  completion: async () => (await import('./completion.ts')).completionOf(commands),
};
