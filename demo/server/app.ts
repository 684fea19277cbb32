/** The whole backend as one application: three front doors, one way of answering errors. */
import { join } from 'node:path';
import { Hono } from 'hono';
import { answerNotFound, answerProblem } from './http/problem-answer.ts';
import { portalPolicy, reviewPolicy, securityHeaders } from './http/security-headers.ts';
import { serveStatic } from './http/static-files.ts';
import { adminRoutes } from './routes/admin.ts';
import { exampleRoutes } from './routes/admin-examples.ts';
import { measureRequests } from './metrics/requests.ts';
import { contractRoutes } from './routes/contract.ts';
import { operatingRoutes } from './routes/operating.ts';
import { portalRoutes } from './routes/portal.ts';
import type { Services } from './services.ts';

export function createApp(services: Services): Hono {
  const app = new Hono();
  app.onError((reason, c) => answerProblem(c, reason, services.log));
  app.notFound(answerNotFound);
  app.use(measureRequests(services.metrics));
  app.use(securityHeaders(services.settings.publicUrl));
  operatingRoutes(app, services);
  app.route('/kyc/v1', contractRoutes(services));
  app.route('/portal', portalRoutes(services));
  app.route('/admin/api', adminRoutes(services));
  exampleRoutes(app, services);
  const { staticDir, objectStorage } = services.settings;
  const policy = portalPolicy(objectStorage && new URL(objectStorage.endpoint).origin);
  serveStatic(app, { prefix: '/widget/', directory: join(staticDir, 'cdn'), policy, isPublic: true });
  serveStatic(app, { prefix: '/admin/', directory: join(staticDir, 'demo', 'review'), policy: reviewPolicy });
  serveStatic(app, { prefix: '/', directory: join(staticDir, 'demo', 'portal'), policy });
  return app;
}
