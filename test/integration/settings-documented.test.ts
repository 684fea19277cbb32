/** Whoever runs the server finds every variable in its README. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (path: string): string => readFileSync(new URL(`../../demo/server/${path}`, import.meta.url), 'utf8');

it('names every variable the settings read', () => {
  const sources = read('settings.ts') + read('storage/s3-settings.ts');
  const variables = [...new Set([...sources.matchAll(/'((?:KYC_|S3_|SMTP_|DATABASE_)[A-Z0-9_]+|PORT|HOST)'/g)].map((match) => match[1]))];
  expect(variables.length).toBeGreaterThan(30);
  const table = read('README.md').split('\n').filter((line) => line.startsWith('| `')).join('\n');
  expect(variables.filter((name) => !table.includes(`\`${String(name)}\``))).toEqual([]);
});
