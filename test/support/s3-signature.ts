/**
 * What an object storage checks before it does anything, which s3rver leaves out: AWS Signature Version 4, in the
 * `Authorization` header or in the address, and how long a presigned address holds.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html
 */
import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** The S3 error code a request is refused with; null when its signature is right and holds at `now`. */
export function refusalOf(request: IncomingMessage, { accessKeyId, secretAccessKey }: Credentials, now: Date): string | null {
  const signed = signedParts(request);
  if (!signed) return 'AccessDenied';
  const [keyId = '', ...scope] = signed.credential.split('/');
  if (keyId !== accessKeyId) return 'InvalidAccessKeyId';
  const text = ['AWS4-HMAC-SHA256', signed.date, scope.join('/'), sha256(canonicalRequest(request, signed))].join('\n');
  const key = scope.reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${secretAccessKey}`);
  if (hmac(key, text).toString('hex') !== signed.signature) return 'SignatureDoesNotMatch';
  return signed.expiresSeconds !== null && now.getTime() > momentOf(signed.date) + signed.expiresSeconds * 1000 ? 'AccessDenied' : null;
}

interface SignedParts {
  readonly credential: string;
  readonly signature: string;
  readonly headers: readonly string[];
  readonly date: string;
  readonly payloadHash: string;
  readonly expiresSeconds: number | null;
}

function signedParts(request: IncomingMessage): SignedParts | null {
  const query = urlOf(request).searchParams;
  const header = request.headers.authorization ?? '';
  const part = (name: string) => query.get(`X-Amz-${name}`) ?? new RegExp(`${name}=([^, ]+)`).exec(header)?.[1] ?? '';
  if (header === '' && !query.has('X-Amz-Signature')) return null;
  const expires = query.get('X-Amz-Expires');
  return {
    credential: part('Credential'),
    signature: part('Signature'),
    headers: part('SignedHeaders').split(';'),
    date: query.get('X-Amz-Date') ?? headerOf(request, 'x-amz-date'),
    payloadHash: header === '' ? 'UNSIGNED-PAYLOAD' : headerOf(request, 'x-amz-content-sha256'),
    expiresSeconds: expires === null ? null : Number(expires),
  };
}

function canonicalRequest(request: IncomingMessage, { headers, payloadHash }: SignedParts): string {
  const { pathname, searchParams } = urlOf(request);
  const query = [...searchParams].filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`).sort().join('&');
  const lines = headers.map((name) => `${name}:${headerOf(request, name).trim()}`);
  return [request.method, pathname, query, ...lines, '', headers.join(';'), payloadHash].join('\n');
}

function urlOf(request: IncomingMessage): URL {
  return new URL(request.url ?? '/', 'http://storage.invalid');
}

function headerOf(request: IncomingMessage, name: string): string {
  return String(request.headers[name] ?? '');
}

function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** `20261122T100000Z` in epoch milliseconds. */
function momentOf(date: string): number {
  return Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
