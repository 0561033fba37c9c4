/** A site to preview, and the command that shows it, in this process. */
import { begin } from '../cli/program.ts';
import { openSite, post, type Site } from '../journeys/site.ts';

export const WEEK = '2025-W45';

export const posts = {
  'posts/2025-11-04-1-harbour.md': post(
    '港の電力、三割を自前に',
    '2025-11-04 09:00:00 +0900',
    '港湾局は年間18億円の電力費のうち、6億円を太陽光で賄うと発表した。工事は来春に始まる。',
  ),
  'posts/2025-11-05-1-tug.md': post(
    '曳船の賃料が下がった理由',
    '2025-11-05 09:00:00 +0900',
    '曳船の賃料は一年で12%下がった。船が増えたからではない。',
  ),
  'posts/2025-11-06-1-crane.md': post(
    'クレーン三基の発注先が決まる',
    '2025-11-06 09:00:00 +0900',
    'クレーン三基の発注先は国内の二社に決まった。総額は42億円になる。',
    '技術解説',
  ),
  'posts/2025-11-07-1-tide.md': post(
    '潮位の予測を三センチ縮める',
    '2025-11-07 09:00:00 +0900',
    '潮位の予測の誤差が8センチから5センチに縮んだ。',
    '技術解説',
  ),
};

export type Shown = AsyncDisposable & {
  readonly site: Site;
  /** With the token. */
  readonly url: string;
  readonly origin: string;
};

/** @param args besides the week and the port */
export async function showSite(
  files: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = {},
  before: (site: Site) => Promise<unknown> = async () => {},
): Promise<Shown> {
  const site = await openSite({ ...posts, ...files });
  await before(site);
  const end = new AbortController();
  let chance = 0;
  const random = (bytes: number) =>
    Uint8Array.from({ length: bytes }, () => (chance = (chance * 31 + 7) % 251));
  const running = begin(site.root, ['preview', '--week', WEEK, '--port', '0'], {
    env,
    signal: end.signal,
    random,
  });
  await running.says('Ctrl-C ends it.');
  const url = /http:\/\/127\.0\.0\.1:\d+\/[\w-]+\//.exec(running.stderr())?.[0] ?? '';
  return {
    site,
    url,
    origin: new URL(url).origin,
    [Symbol.asyncDispose]: async () => {
      end.abort();
      await running.finished;
    },
  };
}
