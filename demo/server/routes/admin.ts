/** `/admin/api`: the provider's calls, for whoever holds the admin token; customers' standing also for the host's services. */
import { Hono } from 'hono';
import { requireReviewer } from '../http/callers.ts';
import { refuseNul } from '../http/clean-url.ts';
import type { ReviewerEnv } from '../http/environment.ts';
import { limitGuesses, limitOffice } from '../http/throttle.ts';
import type { Services } from '../services.ts';
import { auditViews } from './admin-audit.ts';
import { caseRoutes, conversationRoutes, decisionRoutes } from './admin-cases.ts';
import { configurationRoutes } from './admin-configuration.ts';
import { auditNow } from './admin-context.ts';
import { exampleUploadRoutes } from './admin-examples.ts';
import { messageRoutes } from './admin-messages.ts';
import { customerRoutes, recordRoutes } from './admin-provider.ts';
import { queueRoutes } from './admin-queue.ts';
import { standingRoutes } from './admin-standing.ts';

export function adminRoutes(services: Services): Hono<ReviewerEnv> {
  const app = new Hono<ReviewerEnv>();
  app.use(async (c, next) => {
    await next();
    c.res.headers.set('Cache-Control', 'no-store');
  });
  app.use(limitOffice(services));
  app.use(limitGuesses(services, () => auditNow(services, null, { actor: 'unknown', action: 'sign_in_failed', detail: {} })));
  app.use(refuseNul);
  app.use(auditViews(services));
  standingRoutes(app, services);
  app.use(requireReviewer(services));
  queueRoutes(app, services);
  caseRoutes(app, services);
  decisionRoutes(app, services);
  conversationRoutes(app, services);
  customerRoutes(app, services);
  configurationRoutes(app, services);
  exampleUploadRoutes(app, services);
  recordRoutes(app, services);
  messageRoutes(app, services);
  return app;
}
