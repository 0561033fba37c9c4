/** The problem that is reported if the config does not say at which address readers reach the service. */
import { CONFIG_FILE } from '../config.ts';
import type { Problem } from '../problem.ts';

export function noUrl(): Problem {
  return {
    code: 'config-value',
    message:
      '`web.url` is missing: links in mails and forms must begin with where readers reach this service.',
    hint: `Add \`web: { url: 'https://…' }\` to ${CONFIG_FILE}; without a server, readers join by mail (\`mail: { subscribe: 'join@…' }\`, docs/mailbox.md).`,
    at: { file: CONFIG_FILE, key: 'web.url' },
  };
}
