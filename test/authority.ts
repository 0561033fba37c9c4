/** Authorities of the tests that sign certificates, made by openssl, with any name and any dates. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Signed = { readonly key: string; readonly cert: string };

export type Authority = Signed & {
  /** A certificate for a server. @param from, @param until as in `20200101000000Z` */
  sign(name: string, from: string, until: string): Signed;
  /** An authority below this one. */
  below(name: string, from: string, until: string): Authority;
};

const [EVER_FROM, EVER_UNTIL] = ['20200101000000Z', '21200101000000Z'];

const CONFIG = `[ca]
default_ca = own
[own]
database = index.txt
new_certs_dir = .
default_md = sha256
policy = any
rand_serial = yes
unique_subject = no
copy_extensions = copy
[any]
commonName = supplied
`;

/** An authority that signed itself. */
export function newAuthority(name: string): Authority {
  return authority(name, EVER_FROM, EVER_UNTIL, undefined);
}

/** A certificate of a server that signed it itself. */
export function selfSigned(name: string): Signed {
  return made(name, `subjectAltName=DNS:${name}`, EVER_FROM, EVER_UNTIL, undefined);
}

function authority(name: string, from: string, until: string, by: Signed | undefined): Authority {
  const own = made(name, 'basicConstraints=critical,CA:TRUE', from, until, by);
  return {
    ...own,
    sign: (host, begin, end) => made(host, `subjectAltName=DNS:${host}`, begin, end, own),
    below: (other, begin, end) => authority(other, begin, end, own),
  };
}

function made(name: string, extension: string, from: string, until: string, by: Signed | undefined): Signed {
  const cwd = mkdtempSync(join(tmpdir(), 'tayori-authority-'));
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { cwd, stdio: 'pipe' });
  const read = (file: string) => readFileSync(join(cwd, file), 'utf8');
  writeFileSync(join(cwd, 'ca.cnf'), CONFIG);
  writeFileSync(join(cwd, 'index.txt'), '');
  openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', 'key.pem');
  openssl('req', '-new', '-key', 'key.pem', '-subj', `/CN=${name}`, '-addext', extension, '-out', 'req.pem');
  if (by !== undefined) {
    writeFileSync(join(cwd, 'by-key.pem'), by.key);
    writeFileSync(join(cwd, 'by.pem'), by.cert);
  }
  const signer =
    by === undefined ? ['-selfsign', '-keyfile', 'key.pem'] : ['-keyfile', 'by-key.pem', '-cert', 'by.pem'];
  const dates = ['-startdate', from, '-enddate', until];
  openssl(
    'ca',
    '-batch',
    '-notext',
    '-config',
    'ca.cnf',
    ...signer,
    '-in',
    'req.pem',
    '-out',
    'cert.pem',
    ...dates,
  );
  return { key: read('key.pem'), cert: read('cert.pem') };
}
