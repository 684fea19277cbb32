/**
 * The provider's side: a queue by age, mails handed over at most once, webhooks, sample pictures, and an audit nobody can rewrite.
 *
 * `waiting_since`, `search_text`, `clock_at` and `erasable_from` repeat what the case's `state` and its customer say, for lists to
 * sort and search by, and for what runs out or becomes too old to keep. A case of before is found by capital and small letters alike where these
 * are ASCII, and by any once it is saved again. An audit entry can only be added: changing or removing one is refused by the
 * database itself, whoever asks.
 */
export const provider: readonly string[] = [
  `ALTER TABLE verifications ADD COLUMN waiting_since timestamptz, ADD COLUMN search_text text NOT NULL DEFAULT ''`,
  `UPDATE verifications SET waiting_since = (state -> 'review' ->> 'submittedAt')::timestamptz
    WHERE status = 'pending' OR (status = 'completed' AND state -> 'renewal' ->> 'status' = 'pending')`,
  `UPDATE verifications SET search_text = upper(concat_ws(E'\n', customers.name, customers.email, customers.id,
    verifications.id, state -> 'review' ->> 'submissionId')) FROM customers WHERE customers.id = verifications.customer_id`,
  `ALTER TABLE verifications ADD COLUMN erasable_from timestamptz`,
  `UPDATE verifications SET erasable_from = CASE
    WHEN state ->> 'status' = 'pending' OR coalesce(state ->> 'renewal', '') <> '' THEN NULL
    WHEN state ->> 'status' IN ('completed', 'rejected') THEN (state -> 'review' ->> 'decidedAt')::timestamptz
    ELSE updated_at END`,
  `ALTER TABLE verifications ADD COLUMN clock_at timestamptz`,
  `UPDATE verifications SET clock_at = updated_at WHERE state ->> 'renewal' IS NOT NULL
    OR jsonb_path_exists(state, '$.documents[*].expiresAt ? (@ != null)')`,
  `CREATE INDEX verifications_by_clock ON verifications (clock_at) WHERE clock_at IS NOT NULL`,
  `CREATE INDEX verifications_erasable ON verifications (erasable_from) WHERE erasable_from IS NOT NULL`,
  `CREATE INDEX verifications_by_age ON verifications (created_at, id)`,
  `CREATE INDEX verifications_by_wait ON verifications (waiting_since, id)`,
  `CREATE INDEX customers_by_status ON customers (status, id)`,
  `ALTER TABLE audit ADD COLUMN version integer`,
  `ALTER TABLE outbox ADD COLUMN handed_over_at timestamptz, ADD COLUMN last_error text, ADD COLUMN locale text NOT NULL DEFAULT 'en'`,
  `UPDATE outbox SET locale = customers.locale FROM customers WHERE customers.id = outbox.customer_id`,
  `CREATE TABLE webhooks (
    id text PRIMARY KEY,
    event text NOT NULL UNIQUE,
    type text NOT NULL,
    payload text NOT NULL,
    created_at timestamptz NOT NULL,
    delivered_at timestamptz,
    given_up_at timestamptz,
    attempts integer NOT NULL,
    next_attempt_at timestamptz NOT NULL,
    last_error text,
    number integer GENERATED ALWAYS AS IDENTITY
  )`,
  `CREATE INDEX webhooks_waiting ON webhooks (next_attempt_at) WHERE delivered_at IS NULL AND given_up_at IS NULL`,
  `CREATE TABLE examples (
    name text PRIMARY KEY,
    content bytea NOT NULL,
    created_at timestamptz NOT NULL
  )`,
  `CREATE TABLE document_keys (place text PRIMARY KEY, key_id text NOT NULL)`,
  `CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the audit can only be added to'; END $$`,
  `CREATE TRIGGER audit_only_grows BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()`,
  `CREATE TRIGGER audit_stays BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()`,
];
