/**
 * Two pages of one person, open side by side: whatever is done in one and then in the other, the page that comes says
 * what is so now, and the ledger holds it. A small model of a person says what is right.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Subscriber } from '../../src/ledger/ledger.ts';
import { startPostgres, type TestPostgres } from '../postgres.ts';
import { linkIn, openScene, type RuleContext } from './scene.ts';

type State = {
  readonly at: 'list' | 'left' | 'erased';
  readonly mailbox: 'first' | 'second' | 'third';
  readonly categories: string | undefined;
  readonly paused: boolean;
};
type Step = {
  readonly title: string;
  readonly lead?: string;
  readonly status?: number;
  readonly state: State;
};

const LEFT = '配信を停止しました';
const OVER = 'このリンクは使えなくなりました';
const USED = '確認の期限が切れています';
const NEXT = '次の号から';
const BREAK = '2025年12月24日';

const leave = (state: State): Step => ({
  title: LEFT,
  state: state.at === 'list' ? { ...state, at: 'left' } : state,
});
const ifListed =
  (title: string, change: Partial<State>) =>
  (state: State): Step =>
    state.at === 'list' ? { title, state: { ...state, ...change } } : { title: LEFT, state };
const returning = (title: string, state: State): Step => ({
  title,
  lead: state.paused ? BREAK : NEXT,
  state,
});
const moveTo = (mailbox: State['mailbox']) => {
  let used = false;
  return (state: State): Step => {
    const isThere = used && state.mailbox === mailbox;
    if (state.at !== 'list' || (used && !isThere)) return { title: USED, status: 400, state };
    used = true;
    return { title: '配信先を変更しました', state: { ...state, mailbox } };
  };
};

/** What a page does, and what is right. The model is made anew for each pair, since a change of address works once. */
const model = () => ({
  save: ifListed('設定を保存しました', { categories: 'technology' }),
  pause: ifListed('配信をお休みします', { paused: true }),
  'pause on the page for leaving': ifListed('配信をお休みします', { paused: true }),
  resume: ifListed('配信を再開します', { paused: false }),
  leave,
  'one click': leave,
  undo: (state: State): Step =>
    state.at === 'erased'
      ? { title: OVER, status: 400, state }
      : returning('配信を再開しました', { ...state, at: 'list' }),
  confirm: (state: State): Step =>
    state.at === 'list' ? returning('登録が完了しました', state) : { title: USED, status: 400, state },
  'move to the second': moveTo('second'),
  'move to the third': moveTo('third'),
  erase: (state: State): Step => ({ title: '情報を削除しました', state: { ...state, at: 'erased' } }),
});
type Act = keyof ReturnType<typeof model>;
const names = Object.keys(model()) as Act[]; // the keys of the model

/** Somebody with every link that mails can bring them, each of them open in a page. */
type Reader = {
  readonly id: string;
  readonly mailbox: (which: State['mailbox']) => string;
  readonly press: (act: Act) => Promise<Response>;
};

async function openReaders(scene: RuleContext, count: number): Promise<Reader[]> {
  const address = (n: number, which: State['mailbox']) => `${which}.${n}@example.jp`;
  const everyone = Array.from({ length: count }, (_, n) => n);
  const linksTo = async (route: string) => {
    const links = new Map<string, string>();
    for (let mails = await scene.mails(); mails.length > 0; mails = await scene.mails())
      for (const mail of mails) links.set(mail.to?.[0]?.address ?? '', linkIn(mail, route));
    return links;
  };
  for (const n of everyone) await scene.post('/subscribe', { email: address(n, 'first') });
  const joins = await linksTo('confirm');
  for (const n of everyone) await scene.post(joins.get(address(n, 'first')) ?? '');
  await linksTo('preferences');
  for (const n of everyone) await scene.post('/link', { email: address(n, 'first') });
  const mine = await linksTo('me');
  const ids = new Map<number, string>();
  for (const n of everyone) {
    ids.set(n, (await scene.person(address(n, 'first')))?.id ?? '');
    for (const which of ['second', 'third'] as const)
      await scene.post(scene.link('preferences', ids.get(n) ?? ''), { do: 'move', email: address(n, which) });
  }
  const moves = await linksTo('confirm');
  return everyone.map((n) => {
    const id = ids.get(n) ?? '';
    const mailbox = (which: State['mailbox']) => address(n, which);
    const choose = (fields: Readonly<Record<string, string>>) =>
      scene.post(scene.link('preferences', id), fields);
    const until = '2025-12-24';
    const buttons: Readonly<Record<Act, () => Promise<Response>>> = {
      save: () => choose({ do: 'categories', category: 'technology' }),
      pause: () => choose({ do: 'pause', until }),
      'pause on the page for leaving': () =>
        scene.post(scene.link('unsubscribe', id), { do: 'pause', until }),
      resume: () => choose({ do: 'resume' }),
      leave: () => choose({ do: 'leave' }),
      'one click': () => scene.post(scene.link('unsubscribe', id), { 'List-Unsubscribe': 'One-Click' }),
      undo: () => scene.post(scene.link('undo', id)),
      confirm: () => scene.post(joins.get(mailbox('first')) ?? ''),
      'move to the second': () => scene.post(moves.get(mailbox('second')) ?? ''),
      'move to the third': () => scene.post(moves.get(mailbox('third')) ?? ''),
      erase: () => scene.post(mine.get(mailbox('first')) ?? '', { do: 'erase', sure: 'yes' }),
    };
    return { id, mailbox, press: (act) => buttons[act]() };
  });
}

function stateOf(person: Subscriber | undefined, { mailbox }: Reader, before: State): State {
  if (person === undefined) return { ...before, at: 'erased' };
  const which = (['first', 'second', 'third'] as const).find((one) => mailbox(one) === person.address);
  return {
    at: person.status === 'confirmed' ? 'list' : 'left',
    mailbox: which ?? before.mailbox,
    categories: person.categories?.join(),
    paused: person.pausedUntil !== undefined,
  };
}

const BEGIN: State = { at: 'list', mailbox: 'first', categories: undefined, paused: false };

type Order = readonly Act[];

const thereAndOn: Order = ['move to the second', 'move to the third', 'move to the second'];
const pairs: readonly Order[] = [
  thereAndOn,
  ...names.flatMap((one) => names.map((two): Order => [one, two])),
];
/** Without the acts that do what another act does by another way. */
const SAME: readonly Act[] = ['pause on the page for leaving', 'one click', 'move to the third'];
const others = names.filter((act) => !SAME.includes(act));
/** Each act before one other and behind one other: the rules of the pages are the same on every ledger. */
const fewer = [thereAndOn, ...others.map((act, at): Order => [act, others[(at + 1) % others.length] ?? act])];
/** So that what came before both counts too. */
const threes = pairs.map((pair): Order => [...pair, 'undo']);

async function pressAll(scene: RuleContext, orders: readonly Order[]): Promise<void> {
  const readers = await openReaders(scene, orders.length);
  for (const [n, order] of orders.entries()) {
    const reader = readers[n];
    if (reader === undefined) throw new Error('no reader');
    const right = model();
    let state = BEGIN;
    for (const [at, act] of order.entries()) {
      const step = right[act](state);
      const answer = await reader.press(act);
      const page = await answer.text();
      const found = stateOf(await scene.ledger.subscribers.find({ id: reader.id }), reader, step.state);
      const told = { status: answer.status, title: /<h1>(.*?)<\/h1>/.exec(page)?.[1], state: found };
      const { title, status = 200 } = step;
      expect(told, order.slice(0, at + 1).join(', then ')).toEqual({ status, title, state: step.state });
      expect(/<p class="lead">(.*?)<\/p>/.exec(page)?.[1], order.slice(0, at + 1).join(', then ')).toContain(
        step.lead ?? '',
      );
      state = step.state;
    }
  }
}

describe('two pages of one person', () => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres[Symbol.asyncDispose]());

  it.for([
    { engine: 'SQLite', orders: threes, url: async () => 'sqlite::memory:' },
    { engine: 'PostgreSQL', orders: fewer, url: () => postgres.database() },
  ])('say what is so, on $engine', async ({ url, orders }) => {
    const scene = await openScene({ ledgerUrl: await url() });
    await pressAll(scene, orders);
    await scene[Symbol.asyncDispose]();
  });
});
