/**
 * Receives what the server tells all open pages. A browser makes only six connections to one host, and each stream
 * needs one of them. So one page listens and tells the others. A hidden page lets another page listen.
 */

/** Pages with the same address, which contains the token, belong together. */
const name = location.pathname;

/**
 * @param told gets each message; `awake` if the page becomes visible and may have missed something; `lost` without a
 * server
 */
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

/** Listens when no other page does, until the signal is aborted. */
function listenInTurn(tell, signal) {
  const stream = () =>
    new Promise((resolve) => {
      const source = new EventSource('events');
      for (const event of ['rendered', 'beside', 'height'])
        source.addEventListener(event, ({ data }) => tell(event, JSON.parse(data)));
      source.addEventListener('error', () => tell('lost'));
      signal.addEventListener('abort', () => resolve(source.close()));
    });
  if (navigator.locks === undefined) return void stream();
  navigator.locks.request(name, { signal }, stream).catch((error) => {
    if (!signal.aborted) throw error; // otherwise it waited, and need not wait any longer
  });
}
