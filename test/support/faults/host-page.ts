/** The smallest host page, under the strictest policy, and the widget's built files: what the proxy serves by itself. */
import { readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { portalPolicy } from '../../../demo/server/http/security-headers.ts';
import type { Answer } from './http-message.ts';
import { answer } from './strike.ts';

const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Fault rig</title>
<script type="module" src="/widget/kyc-verification.js"></script><script type="module" src="/rig/host.js"></script></head>
<body><kyc-verification endpoint="/kyc/v1" locale="en"></kyc-verification></body></html>`;

const script = `document.querySelector('kyc-verification').fetchSession = async () => {
  const answer = await fetch('/rig/session', { method: 'POST' });
  if (!answer.ok) throw new Error('no session');
  return answer.json();
};`;

const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.json': 'application/json' };

/** Answers by path, made once. Throws when the script-tag build is not there. */
export function hostFiles(): (path: string) => Answer | undefined {
  const directory = fileURLToPath(new URL('../../../dist/cdn/', import.meta.url));
  const files = new Map<string, Answer>([
    ['/', answer(200, page, [['Content-Type', 'text/html'], ['Content-Security-Policy', portalPolicy(null)], ['Cache-Control', 'no-store']])],
    ['/rig/host.js', answer(200, script, [['Content-Type', 'text/javascript']])],
    ['/favicon.ico', answer(204)],
  ]);
  for (const name of readdirSync(directory)) {
    if (extname(name) === '.map') continue;
    const headers = [['Content-Type', types[extname(name)] ?? 'application/octet-stream'], ['Cache-Control', 'max-age=3600']] as const;
    files.set(`/widget/${name}`, answer(200, readFileSync(join(directory, name)), headers));
  }
  return (path) => files.get(path);
}
