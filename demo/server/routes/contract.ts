/** `/kyc/v1`: the contract's routes, for the customer whose token comes along. */
import { Hono, type MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { requireCustomer } from '../http/callers.ts';
import { refuseNul } from '../http/clean-url.ts';
import type { CustomerEnv } from '../http/environment.ts';
import { RateLimit } from '../http/rate-limit.ts';
import type { Services } from '../services.ts';
import { contentRoutes, documentRoutes, transferRoutes, viewRoutes } from './customer-documents.ts';
import { eventRoutes } from './customer-events.ts';
import { ticketRoutes, verificationRoutes } from './customer-verification.ts';

export function contractRoutes(services: Services): Hono<CustomerEnv> {
  const { corsOrigins, rateLimit, hasEvents } = services.settings;
  const app = new Hono<CustomerEnv>();
  app.use(contractHeaders);
  if (corsOrigins.length > 0) app.use(crossOrigin(corsOrigins));
  viewRoutes(app as unknown as Hono, services);
  app.use(requireCustomer(services, new RateLimit(rateLimit)));
  app.use(refuseNul);
  verificationRoutes(app, services);
  ticketRoutes(app, services);
  if (hasEvents) eventRoutes(app, services);
  documentRoutes(app, services);
  transferRoutes(app, services);
  services.uploads.addRoutes(app, services);
  contentRoutes(app, services);
  return app;
}

const contractHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  c.res.headers.set('Cache-Control', 'no-store');
  c.res.headers.append('Vary', 'Accept-Language, KYC-Contract');
};

function crossOrigin(origins: readonly string[]): MiddlewareHandler {
  return cors({
    origin: [...origins],
    allowMethods: ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'],
    allowHeaders: [
      'Accept-Language', 'Authorization', 'Content-Type', 'Idempotency-Key', 'If-None-Match', 'KYC-Contract', 'Last-Event-ID',
      'Tus-Resumable', 'Upload-Length', 'Upload-Offset', 'X-Requested-With',
    ],
    exposeHeaders: [
      'ETag', 'Location', 'Retry-After', 'Date',
      'Tus-Extension', 'Tus-Max-Size', 'Tus-Resumable', 'Tus-Version', 'Upload-Expires', 'Upload-Length', 'Upload-Offset',
    ],
    maxAge: 600,
  });
}
