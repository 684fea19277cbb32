/** The configuration, read and changed by one administrator at a time, and what a change would mean for open cases. */
import type { Hono } from 'hono';
import { casesInBatches } from '../cases.ts';
import { lockConfiguration, readConfiguration, writeConfiguration } from '../configuration-store.ts';
import type { Transaction } from '../database/database.ts';
import { audit } from '../database/schema.ts';
import { configurationBodySchema, configurationFaults, presentConfiguration, type Configuration, type ConfigurationBody } from '../domain/configuration.ts';
import { EffectCount } from '../domain/configuration-effects.ts';
import { readBody } from '../http/body.ts';
import type { ReviewerContext, ReviewerEnv } from '../http/environment.ts';
import { invalidRequest, Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import { expectedVersion } from './admin-context.ts';

export function configurationRoutes(app: Hono<ReviewerEnv>, services: Services): void {
  const { database, now, events } = services;

  app.get('/configuration', async (c) => {
    const { version, value } = await readConfiguration(database);
    c.header('ETag', `"${version}"`);
    return c.json(presentConfiguration(value));
  });

  app.put('/configuration', async (c) => {
    const body = await readBody(c, configurationBodySchema);
    const { configuration, version } = await database.transaction(async (transaction) => {
      const next = completed(body, await expectedConfiguration(c, transaction));
      const written = await writeConfiguration(transaction, next);
      const detail = { enabled: next.enabled, categories: next.categories.length, version: written };
      await transaction.insert(audit).values({ at: now(), actor: c.get('reviewer'), action: 'configuration_changed', detail });
      return { configuration: next, version: written };
    });
    events.look();
    c.header('ETag', `"${version}"`);
    return c.json(presentConfiguration(configuration));
  });

  // Changes nothing: the same rules as a customer's next visit, tried on a copy of every open case.
  app.post('/configuration/effects', async (c) => {
    const kept = await readConfiguration(database);
    const next = completed(await readBody(c, configurationBodySchema), kept.value);
    const count = new EffectCount(kept.value, next);
    for await (const cases of casesInBatches(database, kept, now())) cases.forEach((draft) => count.add(draft));
    return c.json(count.result());
  });
}

/** What is kept, unless somebody else changed it since the version named in `If-Match`. @throws Problem 412 */
async function expectedConfiguration(c: ReviewerContext, transaction: Transaction): Promise<Configuration> {
  const expected = expectedVersion(c.req.header('If-Match'));
  const { version, value } = await lockConfiguration(transaction);
  if (expected !== null && expected !== version) throw new Problem(412, 'version_conflict', { actual: version });
  return value;
}

/** What was left out stays as it is kept. @throws Problem 400 naming the places that make no sense */
function completed(body: ConfigurationBody, kept: Configuration): Configuration {
  const configuration: Configuration = {
    ...body,
    rejectedCustomerStatus: body.rejectedCustomerStatus ?? kept.rejectedCustomerStatus,
    consents: body.consents ?? kept.consents,
    privacyNotice: body.privacyNotice === undefined ? kept.privacyNotice : body.privacyNotice,
  };
  const faults = configurationFaults(configuration);
  if (faults.length > 0) throw invalidRequest(faults.slice(0, 20));
  return configuration;
}
