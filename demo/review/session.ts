/** Who reviews: kept for this tab only, and gone with it. */
export interface Session {
  /** The admin token the server printed at its start. */
  readonly token: string;
  /** The name customers see beside a comment. */
  readonly reviewer: string;
}

const key = 'kyc-review-session';

export function readSession(): Session | null {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    return isSession(value) ? value : null;
  } catch {
    return null;
  }
}

/** Storage may be denied: the reviewer is then asked again after a reload. */
export function keepSession(session: Session | null): void {
  try {
    if (session) sessionStorage.setItem(key, JSON.stringify(session));
    else sessionStorage.removeItem(key);
  } catch {
    // The running page still holds the session.
  }
}

function isSession(value: unknown): value is Session {
  if (typeof value !== 'object' || value === null || !('token' in value) || !('reviewer' in value)) return false;
  return typeof value.token === 'string' && typeof value.reviewer === 'string';
}
