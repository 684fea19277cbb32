/** Where the records lie; apart from the store, so that logging out needs nothing that a lost network could withhold. */

export const databaseName = 'kyc-verification';

/** Asks the browser to drop every record; done at once, or as soon as no other tab has them open. Never throws. */
export function deleteResumeDatabase(): void {
  try {
    indexedDB.deleteDatabase(databaseName);
  } catch {
    // A browser that refuses storage keeps nothing to delete.
  }
}
