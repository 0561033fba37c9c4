/**
 * Opens the editors' page of a site folder: `handle` answers a request, and `changed` must be called when something
 * changed on disk. It opens no port and watches no file; the command does (src/cli/preview.ts). The command also passes
 * in functions that this folder may not import, such as the one that makes the mails of the public service.
 */
import { openAudience } from './audience.ts';
import { commonHeaders } from './common-headers.ts';
import { type Live, openLive } from './live-digest.ts';
import type { PreviewOptions } from './preview-context.ts';
import { openRendering } from './rendered-digest.ts';
import { openEvents } from './server/events.ts';
import { newToken } from './server/guard.ts';
import { openRoutes } from './server/routes.ts';

export type Preview = {
  /** The address of the page, with its token. */
  readonly url: string;
  readonly handle: (request: Request) => Promise<Response>;
  /**
   * Renders the digest anew, and tells the open pages. `beside` means that something changed that is not part of the
   * digest, such as the ledger: then the pages are only told to ask again.
   */
  changed(what: 'digest' | 'beside'): Promise<void>;
  /** The digest that is shown now, and what is wrong. */
  readonly now: Live['now'];
  close(): void;
};

export function openPreview(options: PreviewOptions): Preview {
  const token = newToken(options.random);
  const events = openEvents(commonHeaders);
  const live = openLive(openRendering(options), ({ version }) =>
    events.tell({ event: 'rendered', data: { version } }),
  );
  const audience = openAudience(options);
  const handle = openRoutes({ options, token, live, events, people: new Map(), audience: audience.ask });
  return {
    url: `http://127.0.0.1:${options.port}/${token}/`,
    handle,
    now: live.now,
    changed: async (what) => {
      if (what === 'digest') return live.changed();
      audience.forget();
      events.tell({ event: 'beside', data: {} });
    },
    close: () => events.close(),
  };
}
