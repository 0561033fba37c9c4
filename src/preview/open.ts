/**
 * Opens the editors' page on a site folder: `handle` answers a request, `changed` takes in what is new on disk. What
 * stands on higher floors, such as the mails of the public service, is passed in by the command.
 */
import { openAudience } from './audience.ts';
import { openEvents } from './events.ts';
import { commonHeaders, newToken } from './guard.ts';
import { type Live, openLive } from './live.ts';
import { openPictures } from './picture.ts';
import type { PreviewOptions } from './room.ts';
import { openRoutes } from './routes.ts';

export type Preview = {
  readonly url: string;
  readonly handle: (request: Request) => Promise<Response>;
  /** Takes in what is new; `beside` is what is no part of the picture, such as the ledger. */
  changed(what: 'picture' | 'beside'): Promise<void>;
  readonly now: Live['now'];
  close(): void;
};

export function openPreview(options: PreviewOptions): Preview {
  const token = newToken(options.random);
  const events = openEvents(commonHeaders);
  const live = openLive(openPictures(options), ({ version }) =>
    events.tell({ event: 'picture', data: { version } }),
  );
  const audience = openAudience(options);
  const handle = openRoutes({ options, token, live, events, people: new Map(), audience: audience.ask });
  return {
    url: `http://127.0.0.1:${options.port}/${token}/`,
    handle,
    now: live.now,
    changed: async (what) => {
      if (what === 'picture') return live.changed();
      audience.forget();
      events.tell({ event: 'beside', data: {} });
    },
    close: () => events.close(),
  };
}
