import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tayori as inProcess } from '../program.ts';

const SITE = join(import.meta.dirname, '../../fixtures/site');

let root: string;
let told: string[];
let status: (topic: string) => number;
let hub: Server;

beforeEach(async () => {
  told = [];
  status = () => 204;
  hub = createServer(async (request, response) => {
    if (request.url !== '/hub/') response.writeHead(404).end();
    const topic = new URLSearchParams(await text(request)).get('hub.url') ?? '';
    if (request.url === '/hub/') told.push(topic);
    response.writeHead(status(topic)).end();
  });
  await new Promise<void>((resolve) => hub.listen(0, '127.0.0.1', resolve));
  root = await mkdtemp(join(tmpdir(), 'tayori-ping-'));
  await cp(SITE, root, { recursive: true });
  const config = await readFile(join(root, 'tayori.config.ts'), 'utf8');
  const address = `http://127.0.0.1:${(hub.address() as AddressInfo).port}/hub/`;
  await writeFile(
    join(root, 'tayori.config.ts'),
    config.replace(
      '  mail:',
      `  feeds: { hub: '${address}', archives: 'site', limit: 1, archiveSize: 1 },\n  mail:`,
    ),
  );
});
afterEach(async () => {
  hub.closeAllConnections();
  hub.close();
  await rm(root, { recursive: true });
});

const tayori = (...argv: readonly string[]) => inProcess(root, ['build', ...argv]);

const URL_OF_SITE = 'https://shiomi.example/';
const edit = async () => {
  const file = join(root, 'posts/2025-11-07-reader-letters.md');
  await writeFile(file, (await readFile(file, 'utf8')).replace('title: ', 'title: 続・'));
};

describe('build --ping', () => {
  it('tells the hub of every feed once, and of no archive', async () => {
    const { code, stdout } = await tayori('--ping');
    expect(code).toBe(0);
    expect(stdout).toContain('Hub      15 announced\n');
    expect(told.toSorted()).toEqual([...new Set(told)].toSorted());
    expect(told).toContain(`${URL_OF_SITE}rss.xml`);
    expect(told).toContain(`${URL_OF_SITE}categories/investment/feed.json`);
    expect(told.filter((topic) => topic.includes('archives'))).toEqual([]);
  });

  it('tells it of what has changed since, also in a build without --ping', async () => {
    await tayori('--ping');
    told = [];
    expect((await tayori('--ping')).stdout).toContain('Hub      nothing to announce\n');
    await edit();
    await tayori();
    expect(told).toEqual([]);
    await tayori('--ping');
    expect(told).toContain(`${URL_OF_SITE}atom.xml`);
    expect(told.filter((topic) => topic.includes('technology'))).toEqual([]);
  });

  it('exits with 1 and names the feeds that the hub refused; the next one makes up for it', async () => {
    status = (topic) => (topic.endsWith('technology/atom.xml') ? 403 : 204);
    const { code, stdout, stderr } = await tayori('--ping');
    expect(code).toBe(1);
    expect(stdout).toContain('Hub      14 announced, 1 not\n');
    expect(stderr).toContain(
      'The hub was not told of https://shiomi.example/categories/technology/atom.xml: the hub answered 403. [hub-failed]',
    );
    expect(await readFile(join(root, 'out/categories/technology/atom.xml'), 'utf8')).toContain('<feed');
    told = [];
    status = () => 204;
    const again = await tayori('--ping', '--json');
    expect(again.code).toBe(0);
    expect(JSON.parse(again.stdout)).toMatchObject({ announced: told, unannounced: [] });
    expect(told).toEqual([`${URL_OF_SITE}categories/technology/atom.xml`]);
  });

  it('asks for a hub where the config names none', async () => {
    await cp(join(SITE, 'tayori.config.ts'), join(root, 'tayori.config.ts'));
    const { code, stderr } = await tayori('--ping');
    expect(code).toBe(1);
    expect(stderr).toContain('`feeds.hub` is missing');
  });

  it('says nothing of a hub without --ping', async () => {
    expect((await tayori()).stdout).not.toContain('Hub');
    expect(told).toEqual([]);
  });
});
