/** `/portal`: the demo portal's own sign-in, and the short-lived token its page hands to the widget. */
import { eq } from 'drizzle-orm';
import { Hono, type Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import * as z from 'zod/mini';
import type { Subject } from '../../../src/model/verification.ts';
import { accessLifeMs, customerOf, endAccess, grantAccess } from '../accesses.ts';
import { caseNow, changeCase, createCustomer } from '../cases.ts';
import { customers } from '../database/schema.ts';
import { changeDetails } from '../domain/details.ts';
import { peopleOf, type NamedPerson } from '../domain/people.ts';
import { parseBody, readText } from '../http/body.ts';
import { requireOwnPage } from '../http/callers.ts';
import { cleanLine } from '../http/clean-text.ts';
import { RateLimit } from '../http/rate-limit.ts';
import { limitAddress } from '../http/throttle.ts';
import { hashOf } from '../identifiers.ts';
import { Problem, invalidRequest } from '../problem.ts';
import type { Services } from '../services.ts';
import { toLocale, type Locale } from '../texts/locale.ts';
import { afterChange } from './customer-context.ts';

const cookieName = 'kyc_portal';

const optionalText = (max: number) => z.optional(z.nullable(z.string().check(z.maxLength(max))));

const signInSchema = z.object({
  customerId: z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._@+:-]{0,127}$/)),
  name: optionalText(200),
  email: z.optional(z.nullable(z.union([z.literal(''), z.email().check(z.maxLength(254))]))),
  type: z.optional(z.nullable(z.enum(['individual', 'organization']))),
  locale: optionalText(35),
  /** Of an organisation: whom it is asked about. */
  people: z.optional(z.nullable(z.array(z.object({
    id: z.optional(z.nullable(z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/)))),
    label: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
    role: optionalText(100),
  })).check(z.maxLength(50)))),
});
type SignIn = z.output<typeof signInSchema>;

const profileSchema = z.object({
  name: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(200))),
  email: z.optional(z.email().check(z.maxLength(254))),
});

export function portalRoutes(services: Services): Hono {
  const { database, now } = services;
  const app = new Hono();
  const ownPage = requireOwnPage(services);
  app.use(async (c, next) => {
    await next();
    c.res.headers.set('Cache-Control', 'no-store');
  });

  app.use('/sign-in', limitAddress(services));
  const sessions = new RateLimit(services.settings.rateLimit);

  app.post('/sign-in', ownPage, async (c) => {
    const input = parseBody(signInSchema, await readForm(c));
    await signIn(services, input);
    const { secret } = await grantAccess(database, { kind: 'portal', customerId: input.customerId, now: now() });
    setCookie(c, cookieName, secret, {
      httpOnly: true, sameSite: 'Strict', path: '/', maxAge: accessLifeMs.portal / 1000, secure: isSecure(services),
    });
    return c.json({ customer: await customerView(services, input.customerId) });
  });

  // Nobody signed in is an answer, not an error: a first visit must not write to the browser's console.
  app.get('/me', async (c) => {
    const customerId = await customerOf(database, { kind: 'portal', secret: getCookie(c, cookieName) ?? '', now: now() });
    return c.json({ customer: customerId === null ? null : await customerView(services, customerId) });
  });

  app.post('/kyc-session', ownPage, async (c) => {
    const customerId = await signedIn(c, services);
    sessions.take(customerId, now());
    const { secret, expiresAt } = await grantAccess(database, { kind: 'kyc', customerId, now: now() });
    return c.json({ token: secret, expiresAt: expiresAt.toISOString() });
  });

  app.post('/profile', ownPage, async (c) => c.json({ customer: await changeProfile(c, services) }));

  app.post('/sign-out', ownPage, async (c) => {
    await endAccess(database, 'portal', getCookie(c, cookieName) ?? '');
    deleteCookie(c, cookieName, { path: '/' });
    return c.body(null, 204);
  });
  return app;
}

/** The customer's own details; whoever is verified may have to show documents again. */
async function changeProfile(c: Context, services: Services): Promise<{ locale: Locale }> {
  const customerId = await signedIn(c, services);
  const { name, email } = parseBody(profileSchema, await readForm(c));
  const details = { name: cleanLine(name ?? '') || undefined, email };
  await changeCase(services.database, caseNow(services, { customerId }), (draft) => changeDetails(draft, details));
  afterChange(services);
  return customerView(services, customerId);
}

/** Creates the customer when new. A known one keeps name, address, type and people; the language follows the page. */
async function signIn(services: Services, input: SignIn): Promise<void> {
  const { database } = services;
  const { customerId, name, email, type } = input;
  const locale = toLocale(input.locale);
  const isNew = await database.transaction((transaction) => createCustomer(transaction, {
    id: customerId,
    name: cleanLine(name ?? '') || customerId,
    email: email || `${mailboxOf(customerId)}@customers.example`,
    type: type ?? 'individual',
    locale: locale ?? 'en',
    people: type === 'organization' ? requirePeople(input.people ?? []) : [],
  }, services));
  if (!isNew && locale) await database.update(customers).set({ locale }).where(eq(customers.id, customerId));
}

/** @throws Problem 400 `invalid_request` when two have the same id. */
function requirePeople(named: readonly NamedPerson[]): Subject[] {
  const people = peopleOf(named.map((person) => ({ ...person, label: cleanLine(person.label), role: cleanLine(person.role ?? '') || null })));
  if (new Set(people.map(({ id }) => id)).size < people.length) throw invalidRequest(['people']);
  return people;
}

/** The id itself where it is a mailbox's name (RFC 5321 §4.5.3.1.1: 64 characters); else one made of it that nobody else gets. */
function mailboxOf(customerId: string): string {
  if (customerId.length <= 64 && /^[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*$/.test(customerId)) return customerId;
  return `${customerId.replace(/[^A-Za-z0-9]+/g, '-').slice(0, 40)}-${hashOf(customerId).slice(0, 12)}`;
}

async function signedIn(c: Context, { database, now }: Services): Promise<string> {
  const customerId = await customerOf(database, { kind: 'portal', secret: getCookie(c, cookieName) ?? '', now: now() });
  if (customerId === null) throw new Problem(401, 'unauthorized');
  return customerId;
}

async function customerView({ database }: Services, customerId: string): Promise<{ locale: Locale }> {
  const { id, name, email, type, status, locale } = customers;
  const [customer] = await database.select({ id, name, email, type, status, locale }).from(customers).where(eq(id, customerId));
  if (!customer) throw new Problem(401, 'unauthorized');
  return customer;
}

/** JSON, or the form a page without script sends. */
async function readForm(c: Context): Promise<unknown> {
  const text = await readText(c);
  if ((c.req.header('Content-Type') ?? '').startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  try {
    return JSON.parse(text);
  } catch {
    throw invalidRequest(['(root)']);
  }
}

/** Browsers refuse a `Secure` cookie over plain http, which is what the demo serves by itself. */
function isSecure({ settings }: Services): boolean {
  return settings.publicUrl?.startsWith('https:') ?? false;
}
