/** The people of an organisation, whom categories may be about. */
export const people: readonly string[] = [`ALTER TABLE customers ADD COLUMN people jsonb NOT NULL DEFAULT '[]'`];
