/** Is this from our KYC server, as it was sent, and new? Standard Webhooks: over the raw bytes, never over parsed JSON. */
import { Webhook } from 'standardwebhooks';

export interface KycEvent {
  readonly id: string;
  readonly type: string;
  readonly data: { readonly verificationId?: unknown; readonly customerId?: unknown };
}

/**
 * The event, when one of the secrets signed it within the last five minutes; null when none did.
 * During a change of secrets both sides know two: either one will do.
 */
export function verify(body: Buffer, headers: Readonly<Record<string, string | string[] | undefined>>, secrets: readonly string[]): KycEvent | null {
  const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature'];
  const signed = Object.fromEntries(names.map((name) => [name, String(headers[name] ?? '')]));
  for (const secret of secrets) {
    const event = verified(() => new Webhook(secret).verify(body, signed));
    if (event) return { ...event, id: signed['webhook-id'] ?? '' };
  }
  return null;
}

function verified(check: () => unknown): Omit<KycEvent, 'id'> | null {
  try {
    const event = check() as Partial<KycEvent> | null;
    return event && typeof event.type === 'string' && typeof event.data === 'object' ? { type: event.type, data: event.data } : null;
  } catch {
    return null;
  }
}
