/** `npm start`: builds when the sources changed since the last build, then runs the demo server. */
import { spawn } from 'node:child_process';
import { rootPath } from './paths.mjs';
import { isFresh } from './stamp.mjs';

let child;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child?.kill(signal));

if (!(await isFresh())) {
  console.log('Building …');
  const code = await run(['.config/build.mjs']);
  if (code !== 0) process.exit(code);
}
process.exit(await run(['--enable-source-maps', 'dist/demo/server/main.js']));

function run(args) {
  return new Promise((resolve) => {
    child = spawn(process.execPath, args, { cwd: rootPath, stdio: 'inherit' });
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)));
  });
}
