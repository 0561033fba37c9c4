/**
 * Zones for the tests, as a table in memory and as a real DNS server on loopback: `TXT minato.jp` to its values. A name
 * that is not in the table does not exist; the value `TIMEOUT` never gets an answer.
 */
import { createSocket } from 'node:dgram';
import type { AddressInfo } from 'node:net';
import type { Dns, DnsAnswer } from '../src/mail/dns.ts';

export type Zone = Readonly<Record<string, readonly string[]>>;

/** The same answers without a socket. */
export function dnsOf(zone: Zone): Dns {
  const found = (kind: string, name: string): DnsAnswer<string> => {
    const values = zone[`${kind} ${name}`] ?? [];
    return values.includes('TIMEOUT') ? { unanswered: 'ETIMEOUT' } : { found: values };
  };
  const both = (name: string): DnsAnswer<string> => found('A', name);
  return {
    txt: async (name) => found('TXT', name),
    mx: async (name) => {
      const answer = found('MX', name);
      if ('unanswered' in answer) return answer;
      return {
        found: answer.found.map((value) => {
          const [priority = '0', host = ''] = value.split(' ');
          return { priority: Number(priority), host };
        }),
      };
    },
    addresses: async (name) => both(name),
    names: async (address) => found('PTR', address),
  };
}

const TYPES: Readonly<Record<number, string>> = { 1: 'A', 12: 'PTR', 15: 'MX', 16: 'TXT', 28: 'AAAA' };

/** @returns where it listens, as `setServers` takes it */
export async function openDnsServer(zone: Zone): Promise<{ address: string; close: () => void }> {
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    const { name, type, end } = questionIn(query);
    const kind = TYPES[type] ?? '?';
    const key = kind === 'PTR' ? name.replace('.in-addr.arpa', '').split('.').toReversed().join('.') : name;
    const values = zone[`${kind} ${key}`];
    if (values?.includes('TIMEOUT')) return;
    const answers = (values ?? []).map((value) => recordOf(type, rdataOf(kind, value)));
    const isKnown = Object.keys(zone).some((one) => one.endsWith(` ${key}`));
    const head = Buffer.from(query.subarray(0, 12));
    head.writeUInt16BE(0x8180 | (isKnown ? 0 : 3), 2);
    head.writeUInt16BE(answers.length, 6);
    head.writeUInt32BE(0, 8);
    socket.send(Buffer.concat([head, query.subarray(12, end), ...answers]), from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const { port } = socket.address() as AddressInfo; // bound to a port
  return { address: `127.0.0.1:${port}`, close: () => socket.close() };
}

function questionIn(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

function recordOf(type: number, rdata: Buffer): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc00c, 0); // the name of the question
  head.writeUInt16BE(type, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(60, 6);
  head.writeUInt16BE(rdata.length, 10);
  return Buffer.concat([head, rdata]);
}

function rdataOf(kind: string, value: string): Buffer {
  if (kind === 'A') return Buffer.from(value.split('.').map(Number));
  if (kind === 'PTR') return nameOf(value);
  if (kind === 'MX') {
    const [priority = '0', host = ''] = value.split(' ');
    return Buffer.concat([Buffer.of(0, Number(priority)), nameOf(host)]);
  }
  const parts = value.match(/[\s\S]{1,200}/g) ?? ['']; // long ones come in several strings
  return Buffer.concat(
    parts.map((part) => Buffer.concat([Buffer.of(part.length), Buffer.from(part, 'latin1')])),
  );
}

function nameOf(name: string): Buffer {
  const labels = name.split('.').filter((label) => label !== '');
  return Buffer.concat([
    ...labels.map((label) => Buffer.concat([Buffer.of(label.length), Buffer.from(label)])),
    Buffer.of(0),
  ]);
}
