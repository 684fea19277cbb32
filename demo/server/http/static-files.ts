/**
 * The built pages and the widget's files.
 *
 * All files are found once, at the start: a request can only name one of them, so no path leads anywhere else.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import type { Context, Hono } from 'hono';
import { workerPolicy } from './security-headers.ts';

interface StaticRoot {
  /** Where the files appear, e.g. `/admin/`. */
  readonly prefix: string;
  readonly directory: string;
  /** Goes with pages. */
  readonly policy: string;
  /** Other sites' pages may load these. */
  readonly isPublic?: boolean;
}

const types: ReadonlyMap<string, string> = new Map(Object.entries({
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}));

/** Built names carry a hash of what is inside; such a file never changes. */
const hashedName = /[-.][A-Za-z0-9_-]{8,}\.[a-z0-9]+$/;

export function serveStatic(app: Hono, root: StaticRoot): void {
  for (const path of filesIn(root.directory)) {
    const url = root.prefix + relative(root.directory, path).split(sep).join('/');
    const answer = (c: Context): Promise<Response> => answerStatic(c, path, root);
    app.get(url, answer);
    if (!url.endsWith('/index.html')) continue;
    app.get(root.prefix, answer);
    if (root.prefix !== '/') app.get(root.prefix.slice(0, -1), answer);
  }
}

function filesIn(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

async function answerStatic(c: Context, path: string, { policy, isPublic, prefix }: StaticRoot): Promise<Response> {
  const content = await readFile(path);
  const type = types.get(extname(path)) ?? 'application/octet-stream';
  const isPage = extname(path) === '.html';
  const isForever = path.includes(`${sep}assets${sep}`) && hashedName.test(path);
  const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
  const headers: Record<string, string> = {
    'Content-Type': type,
    'Cache-Control': isPage ? 'no-store' : isForever ? 'public, max-age=31536000, immutable' : 'no-cache',
    ETag: etag,
  };
  if (isPage) headers['Content-Security-Policy'] = policy;
  else if (extname(path) === '.mjs') headers['Content-Security-Policy'] = workerPolicy;
  else if (type === 'image/svg+xml') headers['Content-Security-Policy'] = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
  // Sample pictures: the widget may show them on a page of another origin.
  if (type.startsWith('image/')) headers['Cross-Origin-Resource-Policy'] = 'cross-origin';
  if (isPublic) Object.assign(headers, { 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' });
  if (prefix === '/admin/' && isPage) headers['X-Robots-Tag'] = 'noindex';
  if (!isPage && c.req.header('If-None-Match') === etag) return c.body(null, 304, headers);
  return c.body(new Uint8Array(content), 200, headers);
}
