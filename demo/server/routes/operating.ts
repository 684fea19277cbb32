/** For whoever runs the server: whether it can serve, and how it is doing. */
import type { Hono } from 'hono';
import { requireToken } from '../http/bearer.ts';
import { limitGuesses } from '../http/throttle.ts';
import type { Services } from '../services.ts';

export function operatingRoutes(app: Hono, services: Services): void {
  const { health, metrics, settings } = services;

  app.get('/healthz', async (c) => {
    const found = await health.look();
    return c.json(found, found.status === 'ok' ? 200 : 503, { 'Cache-Control': 'no-store' });
  });

  app.use('/metrics', limitGuesses(services));
  app.get('/metrics', async (c) => {
    if (settings.metricsToken !== null) requireToken(c, [settings.metricsToken]);
    return c.body(await metrics.text(services), 200, { 'Content-Type': metrics.contentType, 'Cache-Control': 'no-store' });
  });
}
