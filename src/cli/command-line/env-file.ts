/**
 * Reads the `.env` of the site, which may hold secrets and is never committed. A variable of the environment counts
 * more.
 */
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { readText } from '../../disk/files.ts';
import type { Problem } from '../../problem.ts';
import { type Environment, secrets } from '../../secrets.ts';
import { nearestName } from '../../text/nearest-name.ts';

export const ENV_FILE = '.env';

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * @returns the variables of the file, and its text; both are empty if there is none
 * @throws ProblemError (file-unreadable)
 */
export async function readEnvFile(
  root: string,
): Promise<{ readonly text: string; readonly file: Variables }> {
  const read = await readText(join(root, ENV_FILE));
  const text = read?.replace(/^\ufeff/, '') ?? ''; // Notepad writes a byte order mark first
  return { text, file: parseEnv(text) };
}

/**
 * The secrets, and which of them came from the file. An empty variable counts as not set; in the environment, it hides
 * the one in the file.
 */
export function secretsIn(
  environment: Variables,
  file: Variables,
): { readonly env: Environment; readonly fromFile: ReadonlySet<string> } {
  const fromFile = new Set(Object.keys(secrets).filter((key) => environment[key] === undefined && file[key]));
  const env = Object.keys(secrets).map((key) => [key, (environment[key] ?? file[key]) || undefined] as const);
  return { env: Object.fromEntries(env), fromFile };
}

/** Names in the file that nothing reads, and that look like a misspelt name which is not set: `MAILURL`. */
export function misspelt(file: Variables, env: Environment): Problem[] {
  const unset = (Object.keys(secrets) as (keyof Environment)[]).filter((key) => env[key] === undefined);
  return Object.keys(file).flatMap((name): Problem[] => {
    // A name such as `- MAIL_URL` is in a line that is no `NAME=value`.
    const meant = Object.hasOwn(secrets, name) || /^\W/.test(name) ? undefined : nearestName(name, unset);
    if (meant === undefined) return [];
    return [
      {
        code: 'env-name',
        message: `\`${name}\` is set, and nothing reads it.`,
        hint: `Did you mean \`${meant}\`?`,
        at: { file: ENV_FILE },
      },
    ];
  });
}
