/** Codes that say: what you saw is no longer so. The fresh state is loaded and a word said about it. */
export const staleCodes: readonly string[] = ['version_conflict', 'not_found', 'not_open', 'not_asked_for', 'customer_locked', 'conflict', 'consent_missing'];
