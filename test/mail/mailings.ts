/** Mailings that the tests of this room send: invented senders, Japanese text, every slot in both parts. */
import { createHash } from 'node:crypto';
import type { FrozenEdition, Mailing, Sender } from '../../src/ledger/ledger.ts';
import { slotMark } from '../../src/mail/slots.ts';

export const sender: Sender = {
  name: '週刊みなと経済',
  address: 'letter@minato-keizai.example',
  replyTo: 'hello@minato-keizai.example',
  returnPath: 'bounces@minato-keizai.example',
  list: { title: '週刊みなと経済', host: 'minato-keizai.example' },
  webUrl: 'https://web.minato-keizai.example',
  unsubscribeMailto: 'leave@minato-keizai.example',
};

export function edition(change: Partial<FrozenEdition> = {}): FrozenEdition {
  const paragraph = '<p>港の倉庫が半導体の検査場に変わる。見本重工は三期続けて増収となった。</p>\n';
  const parts = {
    key: 'all',
    subject: '港の倉庫が検査場に変わる日｜週刊みなと経済 2025年第45週',
    html: `<!doctype html><html lang="ja"><body>${paragraph.repeat(40)}<p>${slotMark('address')} 様</p><a href="${slotMark('preferences_url')}">設定</a>・<a href="${slotMark('unsubscribe_url')}">配信停止</a></body></html>\n`,
    text: `${'港の倉庫が検査場に変わる。\n'.repeat(20)}\n${slotMark('address')}\n配信停止: ${slotMark('unsubscribe_url')}\n設定: ${slotMark('preferences_url')}\n`,
    ...change,
  };
  const hash = createHash('sha256').update(`${parts.subject}\n${parts.html}\n${parts.text}`).digest('hex');
  return { hash, ...parts };
}

export function mailing(change: Partial<Mailing> = {}): Mailing {
  return {
    id: '2025-W45',
    channel: 'mail',
    kind: 'digest',
    frozen: new Date('2025-11-09T22:00:00Z'),
    date: new Date('2025-11-09T22:00:00Z'),
    deadline: new Date('2025-11-12T22:00:00Z'),
    sender,
    editions: [edition()],
    planned: 1,
    ...change,
  };
}

export const addressee = {
  address: 'hanako@example.jp',
  messageId: '<2025-W45.0123@minato-keizai.example>',
  unsubscribeUrl: 'https://web.minato-keizai.example/unsubscribe?t=abc.def&x=1',
  preferencesUrl: 'https://web.minato-keizai.example/preferences?t=ghi',
};
