/** The first tables. A migration that has been released is never edited; the next change is the next file. */
export const foundation: readonly string[] = [
  `CREATE TABLE customers (
    id text PRIMARY KEY,
    name text NOT NULL,
    email text NOT NULL,
    type text NOT NULL CHECK (type IN ('individual', 'organization')),
    locale text NOT NULL,
    status text NOT NULL CHECK (status IN ('approval_pending', 'active', 'locked', 'restricted')),
    restrictions jsonb NOT NULL,
    created_at timestamptz NOT NULL
  )`,
  `CREATE TABLE verifications (
    id text PRIMARY KEY,
    customer_id text NOT NULL UNIQUE REFERENCES customers (id) ON DELETE CASCADE,
    status text NOT NULL,
    version integer NOT NULL,
    state jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
  )`,
  `CREATE INDEX verifications_by_status ON verifications (status, created_at)`,
  `CREATE TABLE accesses (
    hash text PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('portal', 'kyc', 'view')),
    customer_id text NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    target jsonb,
    expires_at timestamptz NOT NULL
  )`,
  `CREATE INDEX accesses_by_end ON accesses (expires_at)`,
  `CREATE TABLE idempotent_answers (
    customer_id text NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    route text NOT NULL,
    key text NOT NULL,
    body_hash text NOT NULL,
    status integer NOT NULL,
    body text,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (customer_id, route, key)
  )`,
  `CREATE INDEX idempotent_answers_by_age ON idempotent_answers (created_at)`,
  `CREATE TABLE outbox (
    id text PRIMARY KEY,
    event text NOT NULL UNIQUE,
    customer_id text NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    recipient text NOT NULL,
    subject text NOT NULL,
    text text NOT NULL,
    html text NOT NULL,
    created_at timestamptz NOT NULL,
    sent_at timestamptz,
    attempts integer NOT NULL,
    next_attempt_at timestamptz NOT NULL
  )`,
  `CREATE INDEX outbox_unsent ON outbox (next_attempt_at) WHERE sent_at IS NULL`,
  `CREATE TABLE audit (
    id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    action text NOT NULL,
    verification_id text,
    detail jsonb NOT NULL
  )`,
  `CREATE INDEX audit_by_verification ON audit (verification_id, id)`,
  `CREATE TABLE configurations (
    is_current boolean PRIMARY KEY CHECK (is_current),
    version integer NOT NULL,
    value jsonb NOT NULL
  )`,
  `CREATE TABLE tickets (
    id text PRIMARY KEY,
    customer_id text NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    subject text NOT NULL,
    message text NOT NULL,
    category_id text,
    document_id text,
    diagnostics text,
    created_at timestamptz NOT NULL
  )`,
  `CREATE INDEX tickets_by_customer ON tickets (customer_id, created_at)`,
  `CREATE TABLE erasures (
    storage_key text PRIMARY KEY,
    noted_at timestamptz NOT NULL
  )`,
];
