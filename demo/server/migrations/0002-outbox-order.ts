/** Mails of one moment keep the order they were written in. */
export const outboxOrder: readonly string[] = ['ALTER TABLE outbox ADD COLUMN number integer GENERATED ALWAYS AS IDENTITY'];
