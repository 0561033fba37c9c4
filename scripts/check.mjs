// Lint, types and tests side by side, as `npm run quick` and `npm test` do it: on two cores they take less time than one after the other.
// Its arguments go to vitest: `npm test -- test/time.test.ts`. Only npm scripts find the programs that it starts.
import { spawn } from 'node:child_process';

const shell = process.platform === 'win32'; // there npm's programs are scripts
const parts = [
  { name: 'lint', program: 'npm', args: ['run', '--silent', 'lint'] },
  { name: 'types', program: 'npm', args: ['run', '--silent', 'types'] },
  { name: 'tests', program: 'vitest', args: ['run', ...process.argv.slice(2)] },
];

/** The tests print while they run. What the others print is shown at the end, and only if they found something. */
function run({ name, program, args }) {
  const aloud = name === 'tests';
  const child = spawn(program, args, { shell, stdio: aloud ? 'inherit' : ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ name, good: false, said: `${error.message}\n` }));
    child.on('close', (code) => resolve({ name, good: code === 0, said }));
  });
}

// Ctrl-C reaches all of them: the tests say how far they came, and this process ends after them.
process.on('SIGINT', () => {});

const ended = await Promise.all(parts.map(run));
for (const { name, good, said } of ended) {
  if (!good && said !== '') process.stdout.write(`\n${said}`);
  process.stdout.write(`${name}: ${good ? 'good' : 'FAILED'}\n`);
}
process.exitCode = ended.every(({ good }) => good) ? 0 : 1;
