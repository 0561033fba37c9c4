/** Certificates for servers of the tests: of another host, and of one whose time is over. Made by openssl. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Certificate = { readonly key: string; readonly cert: string };

const AUTHORITY = `[ca]
default_ca = own
[own]
database = index.txt
serial = serial
new_certs_dir = .
default_md = sha256
policy = any
copy_extensions = copy
[any]
commonName = supplied
`;

/** @param until as in `20200102000000Z`; it is signed with its own key and holds from 2020-01-01 */
export function certificateFor(host: string, until: string): Certificate {
  const cwd = mkdtempSync(join(tmpdir(), 'tayori-certificate-'));
  const openssl = (line: string) => execFileSync('openssl', line.split(' '), { cwd, stdio: 'ignore' });
  writeFileSync(join(cwd, 'ca.cnf'), AUTHORITY);
  writeFileSync(join(cwd, 'index.txt'), '');
  writeFileSync(join(cwd, 'serial'), '01');
  openssl('ecparam -name prime256v1 -genkey -noout -out key.pem');
  openssl(`req -new -key key.pem -subj /CN=${host} -addext subjectAltName=DNS:${host} -out request.pem`);
  openssl(
    `ca -batch -notext -selfsign -config ca.cnf -keyfile key.pem -in request.pem -out cert.pem -startdate 20200101000000Z -enddate ${until}`,
  );
  return {
    key: readFileSync(join(cwd, 'key.pem'), 'utf8'),
    cert: readFileSync(join(cwd, 'cert.pem'), 'utf8'),
  };
}
