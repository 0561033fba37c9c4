import { expect, it } from 'vitest';
import { limitsOf } from '../../../src/sending/pace/asked-pace.ts';
import type { Settings } from '../../../src/settings.ts';

const settings = {
  site: { timezone: 'Asia/Tokyo' },
  mail: {
    pace: {
      perSecond: 5,
      messagesPerConnection: 100,
      providers: { docomo: { perSecond: 1 } },
      quiet: { from: '22:30', to: '07:00' },
    },
  },
} as unknown as Settings; // only what limitsOf reads
const run = { notBefore: undefined, notAfter: new Date('2025-11-10T12:00:00Z') };

it('reads the times of quiet hours as minutes of the day', () => {
  expect(limitsOf(settings, 'mail', run)).toEqual({
    perSecond: 5,
    providers: { docomo: { perSecond: 1 } },
    warmUp: undefined,
    quiet: { from: 1350, to: 420 },
    zone: 'Asia/Tokyo',
    ...run,
  });
});

it('lets a rehearsal into files go as fast as it can', () => {
  expect(limitsOf(settings, 'rehearsal', run)).toMatchObject({
    perSecond: undefined,
    providers: {},
    quiet: undefined,
    ...run,
  });
});
