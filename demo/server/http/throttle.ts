/** How often one address may come, and how often it may come with a wrong token, a minute. */
import type { Context, MiddlewareHandler } from 'hono';
import type { Services } from '../services.ts';
import { callerAddress } from './caller-address.ts';
import { RateLimit } from './rate-limit.ts';

/** Of `KYC_RATE_LIMIT`: one office's reviewers share an address. */
const officeFactor = 5;
/** Of `KYC_RATE_LIMIT`: nobody mistypes a token so often. */
const guessFactor = 1 / 20;

type Needs = Pick<Services, 'settings' | 'now'>;

/** For the provider's calls. @throws Problem 429 */
export function limitOffice({ settings, now }: Needs): MiddlewareHandler {
  return limited(new RateLimit(Math.ceil(settings.rateLimit * officeFactor)), { settings, now });
}

/** For what anybody may call, such as the demo's sign-in. @throws Problem 429 */
export function limitAddress({ settings, now }: Needs): MiddlewareHandler {
  return limited(new RateLimit(settings.rateLimit), { settings, now });
}

/**
 * Wrong tokens of one address, whatever they were for: once there are too many, right ones are not looked at either. From
 * elsewhere they work. `onWrong` hears of each that counted.
 * @throws Problem 429
 */
export function limitGuesses({ settings, now }: Needs, onWrong?: (c: Context) => Promise<void>): MiddlewareHandler {
  const guesses = new RateLimit(Math.ceil(settings.rateLimit * guessFactor));
  return async (c, next) => {
    const address = callerAddress(c, settings.proxies);
    guesses.require(address, now());
    await next();
    // Without a token nothing was guessed.
    if (c.res.status !== 401 || c.req.header('Authorization') === undefined) return;
    guesses.count(address, now());
    await onWrong?.(c);
  };
}

function limited(limit: RateLimit, { settings, now }: Needs): MiddlewareHandler {
  return async (c, next) => {
    limit.take(callerAddress(c, settings.proxies), now());
    await next();
  };
}
