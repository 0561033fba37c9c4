/** What a list says about somebody's subscription, in the words of other tools and of spreadsheets. */
import type { SubscriberStatus } from '../ledger/ledger.ts';

const words: Readonly<Record<SubscriberStatus, readonly string[]>> = {
  confirmed: ['confirmed', 'subscribed', 'active', 'enabled', '配信中', '有効', '登録済み', '登録済'],
  unconfirmed: ['unconfirmed', 'pending', '未確認', '仮登録'],
  unsubscribed: ['unsubscribed', 'optout', '配信停止', '停止', '解除', '登録解除', '退会', '無効'],
  bounced: ['bounced', 'cleaned', '不達', 'エラー'],
  complained: ['complained', 'spam', '迷惑メール報告'],
};

/** The words that are known, for a hint. */
export const knownWords = Object.values(words).map(([english]) => english ?? '');

/** @returns `undefined` where the word says nothing that we know */
export function readStatus(text: string): SubscriberStatus | undefined {
  const word = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]/g, '');
  return (Object.keys(words) as SubscriberStatus[]).find((status) => words[status].includes(word)); // its own keys
}
