/** Who is calling: a customer with a contract token, a reviewer with the admin token, a page of ours. */
import type { MiddlewareHandler } from 'hono';
import { customerOf } from '../accesses.ts';
import { hashOf } from '../identifiers.ts';
import { Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import { negotiateLocale } from '../texts/locale.ts';
import { bearer, requireToken } from './bearer.ts';
import { cleanLine } from './clean-text.ts';
import type { CustomerEnv, ReviewerEnv } from './environment.ts';
import type { RateLimit } from './rate-limit.ts';

const unauthorized = (): Problem => new Problem(401, 'unauthorized');

/** Lets through a customer whose token is valid; everything behind it concerns that customer's case alone. */
export function requireCustomer({ database, now }: Services, rateLimit: RateLimit): MiddlewareHandler<CustomerEnv> {
  return async (c, next) => {
    const secret = bearer(c);
    const customerId = await customerOf(database, { kind: 'kyc', secret, now: now() });
    if (customerId === null) throw unauthorized();
    rateLimit.take(customerId, now());
    c.set('customerId', customerId);
    c.set('accessHash', hashOf(secret));
    c.set('locale', negotiateLocale(c.req.header('Accept-Language')));
    await next();
  };
}

export function requireReviewer({ settings }: Services): MiddlewareHandler<ReviewerEnv> {
  return reviewerWith(settings.adminToken);
}

/** The host's own services may come here, too; in the audit they are `service`, whatever name they give. */
export function requireReviewerOrService({ settings }: Services): MiddlewareHandler<ReviewerEnv> {
  return reviewerWith(settings.adminToken, settings.serviceToken);
}

function reviewerWith(adminToken: string, serviceToken: string | null = null): MiddlewareHandler<ReviewerEnv> {
  const tokens = serviceToken === null ? [adminToken] : [adminToken, serviceToken];
  return async (c, next) => {
    const isReviewer = requireToken(c, tokens) === adminToken;
    c.set('reviewer', isReviewer ? reviewerName(c.req.header('X-Reviewer')) : 'service');
    c.set('locale', negotiateLocale(c.req.header('Accept-Language')));
    await next();
  };
}

/** Refuses what another site's page sends with our cookie. Programs, which send neither header, pass. */
export function requireOwnPage({ settings }: Services): MiddlewareHandler {
  const publicHost = settings.publicUrl === null ? null : hostOf(settings.publicUrl);
  return async (c, next) => {
    const site = c.req.header('Sec-Fetch-Site');
    const origin = c.req.header('Origin');
    const host = origin === undefined ? null : hostOf(origin);
    const isForeignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
    // A proxy may pass on a `Host` of its own: then ours is the one in `KYC_PUBLIC_URL`.
    const isOwnOrigin = origin === undefined || (host !== null && [c.req.header('Host'), publicHost].includes(host));
    if (isForeignSite || !isOwnOrigin) throw new Problem(403, 'foreign_origin');
    await next();
  };
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

/** Whom the audit and the rules know by these words, no reviewer may pass for. */
const notNames: readonly string[] = ['customer', 'automatic', 'clock', 'inspection', 'service', 'unknown'];

/** Headers carry Latin-1; names beyond it come percent-encoded or as raw UTF-8. */
function reviewerName(header: string | undefined): string {
  const name = cleanLine(fromPercent(fromUtf8(header ?? ''))).slice(0, 100);
  return name === '' || notNames.includes(name.toLowerCase()) ? 'Compliance team' : name;
}

function fromUtf8(header: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(header, 'latin1'));
  } catch {
    return header;
  }
}

function fromPercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
