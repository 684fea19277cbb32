/** What each customer has announced on a day, so that a restart does not reset the daily quotas. */
export const usage: readonly string[] = [
  `CREATE TABLE usage (
    customer_id text NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    day date NOT NULL,
    files integer NOT NULL,
    bytes bigint NOT NULL,
    PRIMARY KEY (customer_id, day)
  )`,
  'CREATE INDEX usage_by_day ON usage (day)',
];
