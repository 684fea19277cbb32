/** Headers that every answer carries, and the policies of pages and documents. */
import type { MiddlewareHandler } from 'hono';

const pagePolicy = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'",
  "base-uri 'none'", "form-action 'self'", "require-trusted-types-for 'script'",
];

/**
 * The strictest policy the widget supports; `X-Frame-Options` says who may frame it.
 * Uploads that go to object storage need its origin.
 */
export function portalPolicy(storageOrigin: string | null): string {
  const connect = ["connect-src 'self'", ...(storageOrigin === null ? [] : [storageOrigin])].join(' ');
  return [...pagePolicy, connect, "worker-src 'self'", 'trusted-types kyc-verification kyc-verification-lit lit-html'].join('; ');
}
/** `kyc-review-pdf` trusts one address: the worker that reads PDFs. */
export const reviewPolicy = [...pagePolicy, "connect-src 'self'", "worker-src 'self'", 'trusted-types lit-html kyc-review-pdf'].join('; ');
/** A worker's policy comes with its own file: what reads customers' PDFs fetches and runs nothing else. */
export const workerPolicy = "default-src 'none'";

/** A document from a customer is never a page of ours. */
export const documentHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': "sandbox; default-src 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

const yearSeconds = 31_536_000;

/** `publicUrl` is what visitors call: where that is https, they are to come by nothing else. */
export function securityHeaders(publicUrl: string | null): MiddlewareHandler {
  const isHttps = publicUrl?.startsWith('https:') ?? false;
  return async (c, next) => {
    await next();
    if (isHttps) setUnlessSet(c.res.headers, 'Strict-Transport-Security', `max-age=${yearSeconds}`);
    setGuards(c.res.headers);
  };
}

function setGuards(headers: Headers): void {
  setUnlessSet(headers, 'X-Content-Type-Options', 'nosniff');
  setUnlessSet(headers, 'X-Frame-Options', 'DENY');
  setUnlessSet(headers, 'Referrer-Policy', 'no-referrer');
  // The camera is the widget's; nothing here needs a place or a voice.
  setUnlessSet(headers, 'Permissions-Policy', 'camera=(self), geolocation=(), microphone=()');
  setUnlessSet(headers, 'Cross-Origin-Opener-Policy', 'same-origin');
  setUnlessSet(headers, 'Cross-Origin-Resource-Policy', 'same-origin');
  setUnlessSet(headers, 'Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
}

function setUnlessSet(headers: Headers, name: string, value: string): void {
  if (!headers.has(name)) headers.set(name, value);
}
