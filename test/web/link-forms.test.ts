/**
 * Links as they come back from mail programs, forwarders and redirectors, with something written around them: each
 * does what the whole link does. A token that is not whole is refused, whatever stands around it.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HANA, linkIn, openScene, type RuleContext } from './scene.ts';

let scene: RuleContext;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene[Symbol.asyncDispose]());

let people = 0;
function nextAddress(): string {
  people += 1;
  return `reader${people}@example.jp`;
}
const newcomer = () => scene.confirmed(nextAddress());
const statusOf = async (id: string) => (await scene.ledger.subscribers.find({ id }))?.status;

/** The link again, with something around it. `NAME` is the path without its slash. */
type Form = { readonly to: (name: string, token: string) => string; readonly why: string };
const behind = (text: string, why: string): Form => ({
  to: (name, token) => `/${name}?t=${token}${text}`,
  why,
});

const forms: readonly Form[] = [
  behind('', 'as it is in the mail'),
  behind('>', 'the end of <…>'),
  behind('%3E', 'the end of <…>, escaped'),
  behind('%253E', 'escaped twice'),
  behind('&gt;', 'the end of <…>, as HTML'),
  behind('.', 'the end of a sentence'),
  behind(').', 'in brackets, at the end of a sentence'),
  behind('%E3%80%82', 'a Japanese full stop'),
  behind('%E3%80%8D', 'a Japanese quotation mark'),
  behind(',', 'in a list'),
  behind('%22', 'in quotation marks'),
  behind('*', 'in bold, as Markdown'),
  behind('%20', 'a blank'),
  behind('+', 'a blank, as in a form'),
  behind('%0D%0A', 'the end of a line'),
  behind('%E2%80%8B', 'a blank without width'),
  behind('/', 'a slash'),
  behind('%', 'a broken escape'),
  behind('=', 'a rest of quoted-printable'),
  behind('#top', 'a part of the page'),
  behind('&utm_source=mail&utm_medium=email', 'parameters that count readers'),
  behind('&amp;utm_source=mail', 'the same, escaped as HTML'),
  behind('?utm_source=mail', 'the same, by a program that looks for no ?'),
  behind('&t=1762732800', 'the time, under our name'),
  { to: (name, token) => `/${name}?t=1762732800&t=${token}`, why: 'the time, under our name and before it' },
  { to: (name, token) => `/${name}?utm_source=mail&t=${token}`, why: 'a parameter before it' },
  { to: (name, token) => `/${name}?utm_source=mail&amp;t=${token}`, why: 'the same, escaped as HTML' },
  {
    to: (name, token) => `/${name}?utm_source=mail&#38;t=${token}`.replace('#', '%23'),
    why: 'or as a number',
  },
  { to: (name, token) => `/${name}?T=${token}`, why: 'the name in capitals' },
  { to: (name, token) => `/${name}?t=3D${token}`, why: 'quoted-printable that nobody decoded' },
  { to: (name, token) => `/${name}?t%3D${token}`, why: '= escaped' },
  { to: (name, token) => `/${name}?t=%3C${token}%3E`, why: 'the token in <…>' },
  {
    to: (name, token) => `/${name}?t=${token.replaceAll('_', '%5F').replaceAll('-', '%2d')}`,
    why: 'letters of the token escaped',
  },
  { to: (name, token) => `/${name}%3Ft%3D${token}`, why: '? and = escaped' },
  { to: (name, token) => `/${name}%253Ft%253D${token}`, why: '? and = escaped twice' },
  { to: (name, token) => `/${name}?t%253D${token}`, why: '= escaped twice' },
  { to: (name, token) => `/%2F${name}?t=${token}`, why: 'a second slash, escaped' },
  { to: (name, token) => `/${name.toUpperCase()}?t=${token}`, why: 'the path in capitals' },
  {
    to: (name, token) => `/${name[0]?.toUpperCase()}${name.slice(1)}?t=${token}`,
    why: 'a capital, as in a sentence',
  },
  { to: (name, token) => `/${name}/?t=${token}`, why: 'a slash behind the path' },
  { to: (name, token) => `//${name}?t=${token}`, why: 'two slashes, from a joined address' },
  { to: (name, token) => `/${name}%20?t=${token}`, why: 'a blank behind the path' },
  { to: (name, token) => `/${name}&t=${token}`, why: 'a & for the ?' },
];

/** A link of each kind, and whether it did what it is for. */
const kinds = [
  {
    name: 'unsubscribe',
    open: async () => {
      const id = await newcomer();
      const done = async () => (await statusOf(id)) === 'unsubscribed';
      return { link: scene.link('unsubscribe', id), done, fields: { 'List-Unsubscribe': 'One-Click' } };
    },
  },
  {
    name: 'undo',
    open: async () => {
      const id = await newcomer();
      await scene.post(scene.link('unsubscribe', id));
      return {
        link: scene.link('undo', id),
        done: async () => (await statusOf(id)) === 'confirmed',
        fields: {},
      };
    },
  },
  {
    name: 'preferences',
    open: async () => {
      const id = await newcomer();
      const done = async () => (await statusOf(id)) === 'unsubscribed';
      return { link: scene.link('preferences', id), done, fields: { do: 'leave' } };
    },
  },
  {
    name: 'confirm',
    open: async () => {
      const email = nextAddress();
      await scene.post('/subscribe', { email });
      const link = linkIn(
        (await scene.mails()).find(({ to }) => to?.[0]?.address === email),
        'confirm',
      );
      return { link, done: async () => (await scene.person(email))?.status === 'confirmed', fields: {} };
    },
  },
  {
    name: 'me',
    open: async () => {
      const email = nextAddress();
      const id = await scene.confirmed(email);
      await scene.post('/link', { email });
      await scene.mails();
      const done = async () => (await statusOf(id)) === undefined;
      return { link: scene.link('me', id), done, fields: { do: 'erase', sure: 'yes' } };
    },
  },
] as const;

describe.for(kinds)('a link to $name', ({ name, open }) => {
  it.for(forms)('works with $why', async ({ to }) => {
    const { link, done, fields } = await open();
    const token = link.split('?t=')[1] ?? '';
    const asked = to(name, token);
    for (const method of ['HEAD', 'GET']) {
      const shown = await scene.fetch(asked, { method });
      expect([method, shown.status]).toEqual([method, 200]);
      // The button of the page leads to the whole link.
      if (method === 'GET') expect(await shown.text()).toContain(`action="/${name}?t=${token}"`);
      expect(await done()).toBe(false);
    }
    expect((await scene.post(asked, fields)).status).toBe(200);
    expect(await done()).toBe(true);
    expect(scene.lines.at(-1)).toMatchObject({ what: 'request', route: `/${name}`, status: 200 });
  });

  it.for(forms)(
    'is refused with $why where one letter of it is another one, or is missing',
    async ({ to }) => {
      const { link, done, fields } = await open();
      const token = link.split('?t=')[1] ?? '';
      const last = token.endsWith('A') ? 'B' : 'A';
      for (const wrong of [`${token.slice(0, -1)}${last}`, token.slice(0, -1), token.slice(1), `${token}A`])
        expect((await scene.post(to(name, wrong), fields)).status).toBe(400);
      expect(await done()).toBe(false);
    },
  );
});

it.for([
  {
    type: 'application/x-www-form-urlencoded',
    body: 'List-Unsubscribe=One-Click',
    why: 'as RFC 8058 has it',
  },
  {
    type: 'APPLICATION/X-WWW-FORM-URLENCODED; Charset=UTF-8',
    body: 'List-Unsubscribe=One-Click',
    why: 'in capitals',
  },
  { type: 'application/x-www-form-urlencoded', body: '', why: 'no body' },
  { type: 'application/x-www-form-urlencoded', body: 'List-Unsubscribe%3DOne-Click', why: 'escaped' },
  {
    type: 'application/x-www-form-urlencoded',
    body: 'List-Unsubscribe=One-Click\r\n',
    why: 'the end of a line',
  },
  { type: 'multipart/form-data', body: 'List-Unsubscribe=One-Click', why: 'multipart without its boundary' },
  { type: 'multipart/form-data; boundary=x', body: '--x\r\n', why: 'multipart that breaks off' },
  { type: 'application/json', body: '{"List-Unsubscribe":"One-Click"}', why: 'JSON' },
  { type: '', body: 'List-Unsubscribe=One-Click', why: 'an empty type' },
  { type: undefined, body: new Uint8Array([0xff, 0xfe]), why: 'no type, and bytes that are no text' },
])('leaves by one click whose body is of the kind: $why', async ({ type, body }) => {
  const id = await newcomer();
  const headers = type === undefined ? {} : { 'content-type': type };
  const answer = await scene.fetch(`${scene.link('unsubscribe', id)}%3E`, { method: 'POST', headers, body });
  expect([answer.status, await statusOf(id)]).toEqual([200, 'unsubscribed']);
});

it.for([
  '/subscribe',
  '/Subscribe',
  '/subscribe/',
  '//subscribe',
  '/subscribe.',
  '/subscribe%3E',
  '/subscribe&amp;x=1',
])('subscribes by a form that was sent to %s', async (path) => {
  expect((await scene.get(path)).status).toBe(200);
  expect((await scene.post(path, { email: HANA })).status).toBe(200);
});

it('sends the links again', async () => {
  for (const path of ['/link', '/Link/', '/link.'])
    expect((await scene.post(path, { email: HANA })).status).toBe(200);
});

it.for([
  { base: '/letter', why: 'small letters' },
  { base: '/News/Letter', why: 'capitals, and two parts' },
  { base: '/手紙', why: 'letters that are escaped' },
])('finds the way below $base: $why', async ({ base }) => {
  await using below = await openScene({ url: `https://minato.example${base}` });
  const id = await below.confirmed();
  const token = below.link('unsubscribe', id).split('?t=')[1];
  for (const path of [`/Unsubscribe/?t=${token}.`, `//unsubscribe?t=${token}>`, `/unsubscribe%3Ft=${token}`])
    expect((await below.get(path)).status).toBe(200);
  expect((await below.get('')).status).toBe(200);
  expect((await below.post(`/unsubscribe?t=${token}).`)).status).toBe(200);
  expect((await below.person())?.status).toBe('unsubscribed');
});

it.for([
  '/unsubscribes',
  '/x/unsubscribe',
  '/x%2Funsubscribe',
  '//other.example/unsubscribe',
  '/unsubscribe.html',
  '/un/subscribe',
  '/',
  '/%E3%80%82',
])('takes %s for no link', async (path) => {
  const id = await newcomer();
  const token = scene.link('unsubscribe', id).split('?t=')[1];
  expect((await scene.post(`${path}?t=${token}`)).status).toBe(405);
  expect(await statusOf(id)).toBe('confirmed');
});
