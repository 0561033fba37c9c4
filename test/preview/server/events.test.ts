/** What pages are told that open while others were told something. */
import { describe, expect, it } from 'vitest';
import { openEvents } from '../../../src/preview/server/events.ts';

/** What a page is told at once. */
async function opened(events: ReturnType<typeof openEvents>): Promise<string> {
  const reader = events.open([{ event: 'rendered', data: { version: 1 } }]).body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  await reader?.cancel();
  return new TextDecoder().decode(value);
}

describe('a page that opens its stream', () => {
  it('is told the height that its frame reported before: else the mail would stay cut off', async () => {
    const events = openEvents({});
    events.tell({ event: 'height', data: { key: 'f1', height: 400 } }, 'f1');
    events.tell({ event: 'height', data: { key: 'f1', height: 480 } }, 'f1');
    events.tell({ event: 'rendered', data: { version: 7 } });
    const told = await opened(events);
    expect(told).toContain('"height":480');
    expect(told).not.toMatch(/"height":400|"version":7/);
    events.close();
  });

  it('is told the newest ones only, however many frames there were', async () => {
    const events = openEvents({});
    for (let frame = 0; frame < 1000; frame += 1)
      events.tell({ event: 'height', data: { key: `f${frame}`, height: 100 } }, `f${frame}`);
    const told = await opened(events);
    expect(told.match(/event: height/g)).toHaveLength(50);
    expect(told).toContain('"f999"');
    events.close();
  });
});
