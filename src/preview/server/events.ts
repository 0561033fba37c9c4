/** Tells every open page what is new, as server-sent events (HTML Standard, 9.2). */

/** In ms. A comment is sent this often, because the server closes a connection that is silent for ten seconds. */
const BEAT = 4_000;

export type Events = {
  /** Opens the stream of one page. @param first what that page is told at once */
  open(first: readonly PageEvent[]): Response;
  /**
   * Tells every open page.
   *
   * @param name a page that opens later, or again, is told the newest with this name, too: a frame may have reported its
   * height before the stream of its page was open
   */
  tell(told: PageEvent, name?: string): void;
  /** Ends all streams. */
  close(): void;
};

/** `data` is sent as JSON, which has no line break: a line break would end the event. */
export type PageEvent = { readonly event: string; readonly data: object };

/** This many names are kept; a page has a few frames. */
const MOST = 50;

export function openEvents(headers: Readonly<Record<string, string>>): Events {
  const pages = new Set<ReadableStreamDefaultController<Uint8Array>>();
  const kept = new Map<string, PageEvent>();
  const encoder = new TextEncoder();
  const write = (text: string) => {
    for (const page of pages) page.enqueue(encoder.encode(text));
  };
  const beat = setInterval(() => write(': still here\n\n'), BEAT);
  beat.unref();
  return {
    open: (first) => {
      let own: ReadableStreamDefaultController<Uint8Array> | undefined;
      const stream = new ReadableStream<Uint8Array>({
        start: (page) => {
          own = page;
          pages.add(page);
          const known = [...first, ...kept.values()].map(written);
          page.enqueue(encoder.encode(`retry: 500\n\n${known.join('')}`));
        },
        cancel: () => {
          if (own !== undefined) pages.delete(own);
        },
      });
      return new Response(stream, { headers: { ...headers, 'content-type': 'text/event-stream' } });
    },
    tell: (told, name) => {
      if (name !== undefined) keep(kept, name, told);
      write(written(told));
    },
    close: () => {
      clearInterval(beat);
      for (const page of pages) page.close();
      pages.clear();
    },
  };
}

function keep(kept: Map<string, PageEvent>, name: string, told: PageEvent): void {
  kept.delete(name); // so that it is the newest
  kept.set(name, told);
  const [oldest] = kept.keys();
  if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
}

function written({ event, data }: PageEvent): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
