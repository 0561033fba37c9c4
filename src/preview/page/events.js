/**
 * What the server tells, to every page that is open. A browser makes six connections to one host and no more, and each
 * stream holds one: so one page listens and tells the others, and a page that nobody sees lets another one listen.
 */

/** Pages with the same address belong together: their token is in it. */
const name = location.pathname;

/** @param told takes what is told; `awake` when the page is seen, and may have missed something; `lost` without a server */
export function listen(told) {
  const channel = new BroadcastChannel(name);
  channel.addEventListener('message', ({ data }) => {
    if (!document.hidden) told(data.event, data.data);
  });
  const tell = (event, data) => {
    told(event, data);
    channel.postMessage({ event, data });
  };
  let over;
  const follow = () => {
    if (document.hidden) {
      over?.abort();
      over = undefined;
    } else if (over === undefined) {
      over = new AbortController();
      told('awake');
      listenInTurn(tell, over.signal);
    }
  };
  document.addEventListener('visibilitychange', follow);
  follow();
}

/** Listens as soon as no other page does, until the signal is aborted. */
function listenInTurn(tell, signal) {
  const stream = () =>
    new Promise((resolve) => {
      const source = new EventSource('events');
      for (const event of ['picture', 'beside', 'height'])
        source.addEventListener(event, ({ data }) => tell(event, JSON.parse(data)));
      source.addEventListener('error', () => tell('lost'));
      signal.addEventListener('abort', () => resolve(source.close()));
    });
  if (navigator.locks === undefined) return void stream();
  navigator.locks.request(name, { signal }, stream).catch((error) => {
    if (!signal.aborted) throw error; // else it waited in vain, and need not any more
  });
}
