/** `tayori build --ping`: tells the WebSub hub which feeds have changed since it was last told. */
import { CONFIG_FILE, type Settings } from '../../config.ts';
import { announce } from '../../feeds/websub/announce-changed-feeds.ts';
import type { Ping } from '../../feeds/websub/hub-retries.ts';
import { type Problem, ProblemError } from '../../problem.ts';

export type PingAnswer = {
  /** One problem for each feed that the hub was not told of. */
  readonly failed: boolean;
  readonly problems: readonly Problem[];
  /** `Hub      6 announced, 3 not`. */
  readonly lines: readonly string[];
  readonly document: { readonly announced: readonly string[]; readonly unannounced: readonly string[] };
};

/** @throws ProblemError (config-value) if the config names no hub */
export async function pingFeeds(
  root: string,
  { site, feeds }: Settings,
  signal: AbortSignal,
): Promise<PingAnswer> {
  if (feeds.hub === undefined) throw noHub();
  const pings = await announce(root, { site: site.url, hub: feeds.hub }, signal);
  const topics = (told: boolean) =>
    pings.filter(({ failure }) => (failure === undefined) === told).map(({ topic }) => topic);
  const document = { announced: topics(true), unannounced: topics(false) };
  const { announced, unannounced } = document;
  const line =
    pings.length === 0
      ? 'nothing to announce'
      : `${announced.length} announced${unannounced.length === 0 ? '' : `, ${unannounced.length} not`}`;
  return {
    failed: unannounced.length > 0,
    problems: problemsOf(pings),
    lines: [`Hub      ${line}`],
    document,
  };
}

function noHub(): ProblemError {
  return new ProblemError([
    {
      code: 'config-value',
      message: '`feeds.hub` is missing: there is no hub to tell.',
      hint: `Add \`feeds: { hub: 'https://…' }\` to ${CONFIG_FILE}, or build without --ping.`,
      at: { file: CONFIG_FILE, key: 'feeds.hub' },
    },
  ]);
}

function problemsOf(pings: readonly Ping[]): Problem[] {
  return pings.flatMap(({ topic, tries, failure }) => {
    if (failure === undefined) return [];
    return [
      {
        code: 'hub-failed' as const,
        message: `The hub was not told of ${topic}: ${failure}${tries > 1 ? `, ${tries} times` : ''}.`,
        hint: 'The files are written; run `tayori build --ping` again to tell it.',
      },
    ];
  });
}
